/** What comes over the wire and is no request of ours: each is answered with one clear sentence, and nothing is done. */
import { request } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ApiClient, apiClient } from "#harness/api-client.ts";
import { openPostgresApp, type PostgresApp } from "#harness/app.ts";
import { callee, draft } from "#harness/campaigns.ts";
import { problem } from "#contract/problem.ts";

let app: PostgresApp;
let owner: ApiClient;
beforeAll(async () => {
  app = await openPostgresApp();
  owner = app;
});
afterAll(() => app.close());

const MEGABYTE = 1_048_576;

/** Sends as much of a body as the server takes; gives its answer and how much was sent by then. */
function sendEndless(given: {
  bytes: number;
  length: boolean;
  type: string;
}): Promise<{ status: number; text: string; sent: number }> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    const sending = request(
      `${app.url}/api/v1/campaigns`,
      {
        method: "POST",
        headers: {
          authorization: `Bearer ${app.app.localKey}`,
          "content-type": given.type,
          ...(given.length ? { "content-length": given.bytes } : {}),
        },
      },
      (response) => {
        let text = "";
        response.on("data", (chunk) => (text += String(chunk)));
        response.on("end", () => {
          sending.destroy();
          resolve({ status: response.statusCode!, text, sent });
        });
      },
    );
    sending.on("error", (error) => reject(error));
    const chunk = Buffer.alloc(65_536, "x");
    const pour = (): void => {
      while (sent < given.bytes && !sending.destroyed) {
        sent += chunk.length;
        if (!sending.write(chunk)) {
          sending.once("drain", pour);
          return;
        }
      }
    };
    pour();
  });
}

async function post(
  body: string | Uint8Array,
  headers: Record<string, string> = { "content-type": "application/json" },
) {
  const response = await owner.raw("/api/v1/campaigns", { method: "POST", headers, body: body as string });
  const told = problem.strict().parse(await response.json());
  expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  expect(told.detail).toMatch(/^.{10,}\.$/s);
  return `${response.status} ${told.code}`;
}

describe("a body", () => {
  test.each([
    ["with its length told", true, "application/json"],
    ["without its length told", false, "application/json"],
    ["of another type", true, "text/csv"],
    ["as a file where JSON is read", false, "multipart/form-data; boundary=x"],
  ])("of 100 MB %s is refused without being read", async (_, length, type) => {
    const { status, text, sent } = await sendEndless({ bytes: 100 * MEGABYTE, length, type });
    expect([413, 415]).toContain(status);
    expect(problem.strict().parse(JSON.parse(text)).status).toBe(status);
    expect(sent).toBeLessThan(50 * MEGABYTE);
  });

  test.each([
    ["{", "400 malformed"],
    ["", "400 malformed"],
    ["null", "400 malformed"],
    ["[]", "400 malformed"],
    ['"name"', "400 malformed"],
    ["NaN", "400 malformed"],
    ["{'name': 'A'}", "400 malformed"],
    ['{"name": "A",}', "400 malformed"],
    ['{"name": "A", "__proto__": {"admin": true}}', "400 malformed"],
    ['{"name": "A", "constructor": {"prototype": {"admin": true}}}', "400 malformed"],
    ['{"name": "a\\u0000b"}', "400 malformed"],
    ['{"name": "A", "aiEmployeeId": "1\\u0000"}', "400 malformed"],
    ['{"name": "A", "description": "\\u0000"}', "400 malformed"],
    ['{"name": 5}', "400 malformed"],
    ['{"name": "A", "name2": 5}', "400 malformed"],
    [`${'{"settings":'.repeat(5_000)}1${"}".repeat(5_000)}`, "400 malformed"],
    [`{"name": "${"x".repeat(MEGABYTE)}"}`, "413 too_large"],
  ])("that is %.40s is answered %s", async (body, answer) => {
    expect(await post(body)).toBe(answer);
  });

  test("of another type is answered 415, and bytes that are no UTF-8 are no name", async () => {
    for (const type of ["text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense", "image/png"])
      expect(await post('{"name":"A"}', { "content-type": type })).toBe("415 unsupported_media_type");
  });

  test("that was refused made nothing", async () => {
    expect((await owner.get("listCampaigns")).total).toBe(0);
  });
});

describe("an address", () => {
  test.each([
    ["GET", "/api/v1/nothing", 404],
    ["GET", "/api/v1/campaigns/%", 400],
    ["GET", "/api/v1/campaigns/%00", 400],
    ["GET", `/api/v1/campaigns/${"9".repeat(150)}`, 400],
    ["GET", `/api/v1/campaigns/${"9".repeat(5_000)}`, 404],
    ["GET", "/api/v1/campaigns/1/", 404],
    ["GET", "/api/v1/campaigns?limit=10&limit=20", 400],
    ["GET", "/api/v1/campaigns?search=%00", 400],
    ["GET", "/api/v1/contacts?filter=%7B", 400],
    ["PUT", "/api/v1/campaigns", 405],
    ["DELETE", "/api/v1/campaigns/metrics", 404],
    ["PATCH", "/api/v1/health", 405],
  ])("%s %s is answered %i with a sentence", async (method, path, status) => {
    const response = await owner.raw(path, { method });
    const told = problem.strict().parse(await response.json());
    expect([response.status, told.status]).toEqual([status, status]);
    expect(told.detail).toMatch(/^.{10,}\.$/);
  });

  test("with an emoji, a quote or a wildcard in a search finds what it says", async () => {
    await owner.get("createCampaign", { body: { name: "50% off 🎉 'now' \\ _" } });
    for (const [search, found] of [
      ["50%", 1],
      ["%", 1],
      ["🎉", 1],
      ["'now'", 1],
      ["\\", 1],
      ["_", 1],
      ["5_%", 0],
    ] as const)
      expect((await owner.get("listCampaigns", { query: { search } })).total, `of ${search}`).toBe(found);
  });
});

describe("a header", () => {
  test("that is no key is answered 401, and no Idempotency-Key 400", async () => {
    for (const authorization of ["Bearer", "Bearer ", "Basic abc", "Bearer a b", "x".repeat(5_000)]) {
      const response = await fetch(`${app.url}/api/v1/me`, { headers: { authorization } });
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toContain("Bearer");
    }
    for (const key of ["", "a b", "x".repeat(256)]) {
      const given = { body: { name: "A" }, headers: { "idempotency-key": key } };
      expect(await owner.refusal("createCampaign", given)).toBe("400 malformed");
    }
  });

  test("that breaks HTTP ends the connection and nothing else", async () => {
    const text = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(app.url).port), "127.0.0.1", () => socket.write("NONSENSE\r\n\r\n"));
      let all = "";
      socket.on("data", (chunk) => (all += String(chunk)));
      socket.on("close", () => resolve(all));
      socket.on("error", () => {});
    });
    expect(text).toMatch(/^HTTP\/1\.1 400/);
    expect((await apiClient(app.url, null).get("getHealth")).status).toBe("ok");
  });
});

describe("many at once", () => {
  test("opposite moves of one campaign leave it in a state that the lifecycle has", async () => {
    const of = await draft(owner, { phones: [callee("20")] });
    const at = new Date(Date.now() + 3_600_000).toISOString();
    await owner.get("startCampaign", { ...of, body: { at } });
    const names = ["pauseCampaign", "resumeCampaign", "pauseCampaign", "cancelCampaign", "resumeCampaign"] as const;
    const answers = await Promise.all(names.map((name) => owner.ask(name, of)));
    for (const { status } of answers) expect([200, 409]).toContain(status);
    expect((await owner.get("getCampaign", of)).status).toBe("canceled");
    const { items } = await owner.get("listCampaignActivity", of);
    const moves = items.filter((one: { kind: string }) => names.some((name) => name.startsWith(one.kind)));
    expect(moves).toHaveLength(answers.filter(({ status }) => status === 200).length);
  });

  test("the same contacts added ten times at once are on the list once", async () => {
    const of = await draft(owner);
    const { id } = await owner.get("createContact", { body: { phone: callee("20", 1) } });
    const body = { contactIds: [id] };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => owner.get("addCampaignContacts", { ...of, body })),
    );
    expect(answers.reduce((sum, { added }) => sum + added, 0)).toBe(1);
    expect((await owner.get("getCampaign", of)).counts.total).toBe(1);
  });
});
