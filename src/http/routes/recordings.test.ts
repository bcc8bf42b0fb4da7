import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, openApi } from "#harness/api.ts";
import { temporaryFolder } from "#harness/app.ts";
import { addCall, addConversation } from "#harness/calls.ts";
import { databases } from "#harness/databases.ts";
import { toneAsWav } from "#harness/wav.ts";
import { addOrganisation, openWorld, type World } from "#harness/world.ts";
import { openRecordings } from "#recordings/recordings.ts";
import { bindConversations } from "./conversations.ts";

describe.each(databases)("the recording of a conversation on $name", ({ open }) => {
  let world: World;
  let api: Api;
  let url: string;
  let bytes: Buffer;
  const data = temporaryFolder();
  const recordings = openRecordings(data.folder);

  beforeAll(async () => {
    world = await openWorld(open);
    await addOrganisation(world.database, "org2");
    api = await openApi(world.organisationId, (server) => bindConversations(server, world.database.sql, recordings));
    const name = await recordings.write(toneAsWav(2));
    bytes = readFileSync(path.join(recordings.folder, name));
    url = await recorded(name);
  });
  afterAll(async () => {
    await api.server.close();
    await world.close();
    data.remove();
  });

  /** A conversation with a recording of this name: its address, as the conversation tells it. */
  const recorded = async (name: string | null) => {
    const id = await addConversation(world, await addCall(world, { outcome: "success" }), { recording: name });
    const { recordingUrl } = (await api.ask("GET", `/conversations/${id}`)).body;
    expect(recordingUrl === null).toBe(name === null);
    return `/api/v1/conversations/${id}/recording`;
  };
  const ask = async (headers: Record<string, string> = {}, method: "GET" | "HEAD" = "GET", at = url) => {
    const answer = await api.server.inject({
      method,
      url: at,
      headers: { authorization: world.organisationId, ...headers },
    });
    return { status: answer.statusCode, headers: answer.headers, raw: answer.rawPayload, answer };
  };

  test("is a WAV file at the address the conversation tells", async () => {
    const id = url.split("/").at(-2)!;
    expect((await api.ask("GET", `/conversations/${id}`)).body.recordingUrl).toBe(url);
    const { status, headers, raw } = await ask();
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "audio/wav",
      "content-length": String(bytes.length),
      "accept-ranges": "bytes",
      "cache-control": "private, no-cache",
    });
    expect(raw.equals(bytes)).toBe(true);
  });

  test("comes in the parts that are asked for", async () => {
    const middle = await ask({ range: "bytes=44-1043" });
    expect(middle.status).toBe(206);
    expect(middle.headers).toMatchObject({
      "content-range": `bytes 44-1043/${bytes.length}`,
      "content-length": "1000",
      "content-type": "audio/wav",
    });
    expect(middle.raw.equals(bytes.subarray(44, 1_044))).toBe(true);
    const end = await ask({ range: "bytes=-8" });
    expect([end.status, end.raw.equals(bytes.subarray(-8))]).toEqual([206, true]);
  });

  test("has no part after its end", async () => {
    const { status, headers, answer } = await ask({ range: `bytes=${bytes.length}-` });
    expect(status).toBe(416);
    expect(headers["content-range"]).toBe(`bytes */${bytes.length}`);
    expect(headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(answer.json()).toMatchObject({ code: "range_not_satisfiable", status: 416 });
  });

  test("comes whole to who has a part of another, and not again to who has it", async () => {
    const { headers } = await ask();
    const etag = String(headers.etag);
    expect((await ask({ range: "bytes=0-9", "if-range": etag })).status).toBe(206);
    expect((await ask({ range: "bytes=0-9", "if-range": '"another"' })).status).toBe(200);
    expect((await ask({ "if-none-match": etag })).status).toBe(304);
    const refused = await ask({ "if-match": '"another"' });
    expect([refused.status, refused.answer.json().code]).toEqual([412, "precondition_failed"]);
  });

  test("says how long it is to HEAD, and sends nothing", async () => {
    const { status, headers, raw } = await ask({}, "HEAD");
    expect([status, headers["content-length"], raw.length]).toEqual([200, String(bytes.length), 0]);
    expect((await ask({ range: "bytes=0-9" }, "HEAD")).headers["content-length"]).toBe("10");
  });

  test("is not found where none was made, where its file is gone, and where its name is no name", async () => {
    const told = async (name: string | null) => {
      const { status, answer } = await ask({}, "GET", await recorded(name));
      expect([status, answer.json().code]).toEqual([404, "not_found"]);
      return answer.json().detail;
    };
    expect(await told(null)).toBe("This conversation was not recorded.");
    const gone = "The file of this recording is no longer there; the transcript is.";
    expect(await told("00000000-0000-4000-8000-000000000000.wav")).toBe(gone);
    expect(await told("../secret")).toBe(gone);
    expect(await told("")).toBe(gone);
    expect((await api.ask("GET", "/conversations/999999/recording")).body.code).toBe("not_found");
  });

  test("of another organisation is not found", async () => {
    const asked = url.replace("/api/v1", "");
    expect((await api.ask("GET", asked)).status).toBe(200);
    expect((await api.ask("GET", asked, undefined, "org2")).body.code).toBe("not_found");
  });
});
