/** Event streams: what is told, to whom, how often, and what a reader who lost the connection is told on coming back. */
import { connect, type Socket } from "node:net";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ApiClient } from "#harness/api-client.ts";
import { openPostgresApp, type PostgresApp } from "#harness/app.ts";
import { callee, campaignWhen, completed, draft, parts } from "#harness/campaigns.ts";
import { type EventReader, followEvents, type ReadEvent } from "#harness/event-reader.ts";
import { callStates } from "#domain/call/outcomes.ts";
import { allowedActions } from "#domain/campaign/lifecycle.ts";
import { rolePermissions } from "#domain/roles.ts";

let app: PostgresApp;
let owner: ApiClient;
let key: string;
let slowLine: string;
const open: EventReader[] = [];
type Of = { params: { id: string } };

beforeAll(async () => {
  app = await openPostgresApp();
  owner = app;
  key = app.app.localKey;
  const { lineId } = await parts(owner);
  await owner.get("updateLine", { params: { id: lineId }, body: { settings: { speed: "max" } } });
  slowLine = (await owner.get("createLine", { body: { name: "At life speed", kind: "simulator" } })).id;
});
afterAll(() => app.close());
afterEach(() => {
  for (const reader of open.splice(0)) reader.close();
});

async function follow(of: Of | null, given: { key?: string; last?: string; url?: string } = {}): Promise<EventReader> {
  const path = of ? `/campaigns/${of.params.id}/events` : "/events";
  const reader = await followEvents(given.url ?? app.url, given.key ?? key, path, given.last);
  open.push(reader);
  return reader;
}

let next = 0;
const numbers = (digits: string, many = 1) => Array.from({ length: many }, () => callee(digits, next++));
const isCampaign = (status: string) => (one: ReadEvent) => one.event === "campaign" && one.data.status === status;
const named = (reader: EventReader, name: string) => reader.events.filter(({ event }) => event === name);
const sequence = ({ id }: ReadEvent) => Number(id.split(".")[1]);

describe("one campaign's events", () => {
  test("begin with the campaign as it is, and bring each change of it, of its calls and their conversations", async () => {
    const of = await draft(owner, { phones: numbers("20") });
    const reader = await follow(of);
    const [first] = [await reader.until(() => true)];
    expect(first).toMatchObject({ event: "campaign", data: await owner.get("getCampaign", of) });
    await owner.get("startCampaign", of);
    const last = await reader.until(isCampaign("completed"));
    expect({ ...last.data, estimatedFinishAt: null }).toEqual(await owner.get("getCampaign", of));
    const ended = await reader.until(({ event, data }) => event === "call" && data.state === "ended");
    expect((await owner.get("listCampaignCalls", of)).items).toEqual([ended.data]);
    const told = await reader.until(({ event }) => event === "conversation");
    expect((await owner.get("listCampaignConversations", of)).items).toEqual([told.data]);
    expect(told.data.callId).toBe(ended.data.id);
  });

  test("tell a call's states in their order, each once, with numbers that grow", async () => {
    const { id } = await owner.get("createLine", {
      body: { name: "Fast", kind: "simulator", settings: { speed: 50 } },
    });
    const of = await draft(owner, { phones: numbers("20", 3) });
    await owner.get("updateCampaign", { ...of, body: { lineId: id } });
    const reader = await follow(of);
    await owner.get("startCampaign", of);
    await reader.until(isCampaign("completed"));
    const states = new Map<string, string[]>();
    for (const { data } of named(reader, "call")) states.set(data.id, [...(states.get(data.id) ?? []), data.state]);
    expect(states.size).toBe(3);
    // States that follow one another within a moment are told as one.
    for (const seen of states.values()) {
      expect(seen).toEqual(callStates.filter((state) => seen.includes(state)));
      expect(seen.slice(-2)).toEqual(["talking", "ended"]);
    }
    const ids = reader.events.map(sequence);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  });

  test("tell the campaign at most twice a second, however much happens, and its last state in the end", async () => {
    const of = await draft(owner, {
      phones: numbers("00", 30),
      settings: { callsPerSecond: 20, retry: { maxRetries: 0 } },
    });
    const reader = await follow(of);
    await owner.get("startCampaign", of);
    await reader.until(isCampaign("completed"));
    // The first is the state on connecting.
    const at = named(reader, "campaign")
      .slice(1)
      .map((one) => one.at);
    const gaps = at.slice(1).map((instant, n) => instant - at[n]!);
    for (const gap of gaps) expect(gap).toBeGreaterThan(400);
    expect(gaps.length).toBeLessThanOrEqual(Math.ceil((at.at(-1)! - at[0]!) / 450));
  });

  test("tell the last state to whoever comes, at whatever moment", async () => {
    const of = await draft(owner, { phones: numbers("20", 60), settings: { maxConcurrentCalls: 5 } });
    await owner.get("startCampaign", of);
    const readers: EventReader[] = [];
    while ((await owner.get("getCampaign", of)).status !== "completed") readers.push(await follow(of));
    readers.push(await follow(of));
    for (const reader of readers) {
      await reader.until(isCampaign("completed"));
      const seen = named(reader, "campaign").map(({ data }) => data.counts.success);
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    }
  });

  test("say to each reader what that reader may do", async () => {
    const of = await draft(owner, { phones: numbers("20") });
    const viewer = await app.as("viewer");
    const readers = [await follow(of, { key: viewer.key }), await follow(of)];
    await owner.get("startCampaign", { ...of, body: { at: new Date(Date.now() + 3_600_000).toISOString() } });
    for (const [n, role] of (["viewer", "owner"] as const).entries()) {
      const { data } = await readers[n]!.until(isCampaign("queued"));
      const situation = { status: "queued" as const, liveCalls: 0, retryable: 0 };
      expect(data.allowed).toEqual(allowedActions(situation, rolePermissions[role]));
    }
    await owner.get("cancelCampaign", of);
  });

  test("say once of a deleted campaign that it is gone, to whoever follows all or several, and to nobody else", async () => {
    const [of, other] = [
      await draft(owner, { phones: numbers("20", 3) }),
      await draft(owner, { phones: numbers("20") }),
    ];
    const strangers = await app.as("owner", await app.addOrganisation(`Deaf ${next}`));
    const all = await follow(null);
    const strange = await follow(null, { key: strangers.key });
    const several = await followEvents(app.url, key, `/events?campaigns=${of.params.id},${other.params.id}`);
    open.push(several);
    await several.until(({ event }) => event === "ping");
    await owner.ask("deleteCampaign", of);
    for (const reader of [all, several]) {
      const told = await reader.until(({ event }) => event === "campaign_deleted");
      expect(told.data).toEqual({ id: of.params.id });
    }
    await owner.get("updateCampaign", { ...other, body: { name: `After ${next}` } });
    const after = ({ event, data }: ReadEvent) => event === "campaign" && data.name === `After ${next}`;
    for (const reader of [all, several]) {
      await reader.until(after);
      expect(named(reader, "campaign_deleted")).toHaveLength(1);
    }
    expect(named(strange, "campaign_deleted")).toEqual([]);
  });

  test("end when the campaign is deleted", async () => {
    const of = await draft(owner);
    const reader = await follow(of);
    await owner.ask("deleteCampaign", of);
    await reader.untilEnd();
    expect(reader.events.length).toBeGreaterThan(0);
  });

  test("ping every four seconds, and end when the key is taken back", async () => {
    const of = await draft(owner);
    const other = await follow(of);
    const made = await owner.get("createApiKey", { body: { name: "Short-lived", role: "viewer" } });
    const reader = await follow(of, { key: made.key });
    await reader.until(() => true);
    await owner.ask("deleteApiKey", { params: { id: made.id } });
    await reader.untilEnd();
    await other.until(() => named(other, "ping").length >= 3);
    const [, second, third] = named(other, "ping");
    expect(Math.round((third!.at - second!.at) / 1_000)).toBe(4);
    expect(Math.abs(Date.parse(third!.data.at) - Date.now())).toBeLessThan(5_000);
  });
});

describe("coming back with Last-Event-ID", () => {
  test("brings the calls and conversations that were missed, no more and no less, and the campaign as it is", async () => {
    const of = await draft(owner, { phones: numbers("20", 5) });
    const whole = await follow(of);
    const broken = await follow(of);
    await owner.get("startCampaign", of);
    const cut = await broken.until(({ event, data }) => event === "call" && data.state !== "dialing");
    broken.close();
    await whole.until(isCampaign("completed"));
    await whole.until(() => named(whole, "conversation").length === 5);
    const resumed = await follow(of, { last: cut.id });
    await resumed.until(({ event }) => event === "ping");
    const isKept = ({ event }: ReadEvent) => event === "call" || event === "conversation";
    const wanted = whole.events.filter((one) => isKept(one) && sequence(one) > sequence(cut));
    expect(wanted.length).toBeGreaterThan(0);
    expect(resumed.events.filter(isKept).map(({ id, event, data }) => ({ id, event, data }))).toEqual(
      wanted.map(({ id, event, data }) => ({ id, event, data })),
    );
    expect(named(resumed, "campaign").map(({ data }) => data.status)).toEqual(["completed"]);
  });

  test("of another process, or that is none, brings the campaign as it is and nothing else", async () => {
    const of = await draft(owner, { phones: numbers("20") });
    await owner.get("startCampaign", of);
    await campaignWhen(owner, of, completed);
    const before = await follow(of);
    const { id } = await before.until(({ event }) => event === "ping");
    for (const last of [
      "abc",
      "",
      "AAAAAAAA.1",
      `${id.split(".")[0]}.x`,
      `${id.split(".")[0]}.1`,
      "\u00e4",
      "9".repeat(500),
    ]) {
      const reader = await follow(of, { last });
      expect(reader.status).toBe(200);
      await reader.until(({ event }) => event === "ping");
      expect(reader.events.map(({ event }) => event)).toEqual(["campaign", "ping"]);
      reader.close();
    }
  });

  test("does not take for known what nobody listened to meanwhile", async () => {
    const other = await draft(owner);
    const reader = await follow(other);
    const { id } = await reader.until(({ event }) => event === "ping");
    // Nobody follows this campaign while it runs, so that nothing of it is numbered.
    const of = await draft(owner, { phones: numbers("20") });
    await owner.get("startCampaign", of);
    await campaignWhen(owner, of, completed);
    const back = await follow(of, { last: id });
    await back.until(({ event }) => event === "ping");
    expect(back.events.map(({ event }) => event)).toEqual(["campaign", "ping"]);
    expect(back.events[0]!.data.status).toBe("completed");
  });
});

describe("the events of all campaigns", () => {
  test("begin with the campaigns there are and bring theirs alone, from this organisation alone", async () => {
    const strangers = await app.as("owner", await app.addOrganisation("Strangers"));
    const theirs = await strangers.get("createCampaign", { body: { name: "Theirs" } });
    const ours = await draft(owner, { phones: numbers("20", 2) });
    const [reader, stranger] = [await follow(null), await follow(null, { key: strangers.key })];
    await reader.until(({ event }) => event === "ping");
    const listed = (await owner.get("listCampaigns", { query: { limit: 200 } })).items;
    expect(new Set(named(reader, "campaign").map(({ data }) => data.id))).toEqual(
      new Set(listed.map((one: { id: string }) => one.id)),
    );
    await owner.get("startCampaign", ours);
    await reader.until((one) => isCampaign("completed")(one) && one.data.id === ours.params.id);
    await strangers.get("updateCampaign", { params: { id: theirs.id }, body: { name: "Renamed" } });
    await stranger.until(({ data }) => data.name === "Renamed");
    expect(new Set(reader.events.map(({ event }) => event))).toEqual(new Set(["campaign", "ping"]));
    expect(reader.events.some(({ data }) => data.id === theirs.id)).toBe(false);
    expect(new Set(named(stranger, "campaign").map(({ data }) => data.id))).toEqual(new Set([theirs.id]));
  });

  test("of several by their ids bring all of those and no other's", async () => {
    const [one, two, three] = [await draft(owner), await draft(owner, { phones: numbers("20") }), await draft(owner)];
    const path = `/events?campaigns=${one.params.id},${two.params.id},${one.params.id}`;
    const reader = await followEvents(app.url, key, path);
    open.push(reader);
    await reader.until(({ event }) => event === "ping");
    expect(
      named(reader, "campaign")
        .map(({ data }) => String(data.id))
        .toSorted(),
    ).toEqual([one.params.id, two.params.id].toSorted());
    await owner.get("updateCampaign", { ...three, body: { name: "Elsewhere" } });
    await owner.get("startCampaign", two);
    await reader.until(isCampaign("completed"));
    await reader.until(({ event }) => event === "conversation");
    expect(named(reader, "campaign").some(({ data }) => data.id === three.params.id)).toBe(false);
  });
});

describe("many machines", () => {
  test("a call made by one process is told by another", async () => {
    const web = await app.another({ roles: ["web"] });
    const of = await draft(owner, { phones: numbers("20") });
    const reader = await follow(of, { url: web.url, key: web.app.localKey });
    await reader.until(() => true);
    await owner.get("startCampaign", of);
    const ended = await reader.until(({ event, data }) => event === "call" && data.state === "ended");
    expect(ended.data.outcome).toBe("success");
    await reader.until(isCampaign("completed"));
    await reader.until(({ event }) => event === "conversation");
  });

  test("when the connection that listens breaks, readers are brought up to date when it is back", async () => {
    const of = await draft(owner);
    const reader = await follow(of);
    await reader.until(({ event }) => event === "ping");
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
               where datname = current_database() and query ilike 'listen%'`.execute(app.database.sql);
    await owner.get("updateCampaign", { ...of, body: { name: "Meanwhile" } });
    expect((await reader.until(({ data }) => data.name === "Meanwhile")).event).toBe("campaign");
  });
});

describe("a reader that stops reading", () => {
  test("holds up nobody, and finds the campaign as it is on coming back", async () => {
    const phones = numbers("00", 40);
    const of = await draft(owner, { phones, settings: { maxConcurrentCalls: 10, retry: { maxRetries: 0 } } });
    const stuck = await silentReader(app.url, key, of.params.id);
    const reader = await follow(of);
    await owner.get("startCampaign", of);
    await reader.until(isCampaign("completed"));
    stuck.destroy();
    const back = await follow(of, { last: "gone.1" });
    expect((await back.until(() => true)).data.counts.busy).toBe(40);
  });

  test("does not keep the program from ending", async () => {
    const other = await app.another({ roles: ["web"] });
    const of = await draft(owner);
    const stuck = await silentReader(other.url, other.app.localKey, of.params.id);
    const before = performance.now();
    await other.app.close({ drainMilliseconds: 0 });
    expect(performance.now() - before).toBeLessThan(10_000);
    stuck.destroy();
  });

  test("is told when the program ends: its stream ends", async () => {
    const of = await draft(owner, { phones: numbers("11") });
    await owner.get("updateCampaign", { ...of, body: { lineId: slowLine } });
    const web = await app.another({ roles: ["web"] });
    const reader = await follow(of, { url: web.url, key: web.app.localKey });
    await reader.until(({ event }) => event === "ping");
    await web.app.close({ drainMilliseconds: 0 });
    await reader.untilEnd();
    expect(reader.events.at(-1)!.event).toBe("ping");
  });
});

/** Opens a stream and never reads from it. */
function silentReader(url: string, apiKey: string, campaignId: string): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => {
      socket.pause();
      socket.write(
        `GET /api/v1/campaigns/${campaignId}/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${apiKey}\r\n\r\n`,
        () => resolve(socket),
      );
    });
    socket.on("error", () => {});
  });
}
