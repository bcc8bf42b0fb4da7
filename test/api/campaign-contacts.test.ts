/** A campaign's list: putting people on it and taking them off, paging through it, and why each is not called yet. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiClient } from "#harness/api-client.ts";
import { openPostgresApp, type PostgresApp } from "#harness/app.ts";
import { addPeople, callee, campaignWhen, completed, draft } from "#harness/campaigns.ts";

let app: PostgresApp;
beforeAll(async () => {
  app = await openPostgresApp();
});
afterAll(() => app.close());

// oxlint-disable-next-line typescript/no-explicit-any -- answers are looked at field by field
type Answered = any;
type Of = { params: { id: string } };

let next = 0;
const numbers = (digits: string, many = 1) => Array.from({ length: many }, () => callee(digits, next++));

/** An organisation of its own, so that lists are short and rules are nobody else's. */
async function organisation(name: string, settings: object = { speed: "max" }): Promise<ApiClient> {
  const client = await app.as("owner", await app.addOrganisation(name));
  await client.get("createLine", { body: { name: "Simulator", kind: "simulator", settings } });
  const greeting = "Hello, an AI calls.";
  const employee = { name: "Robin", kind: "conversation", greeting, maxConcurrentCalls: 100 };
  await client.get("createAiEmployee", { body: employee });
  return client;
}

async function imported(client: ApiClient, file: string, columns: Record<string, string>, campaignId?: string) {
  const { id } = await client.get("createImport", { file });
  const of = { params: { id } };
  await client.get("mapImport", { ...of, body: { columns } });
  await importWhen(client, of, "preview");
  await client.get("confirmImport", { ...of, body: campaignId === undefined ? {} : { campaignId } });
  return importWhen(client, of, "done");
}

async function importWhen(client: ApiClient, of: Of, status: string): Promise<Answered> {
  for (let tries = 0; tries < 500; tries++) {
    const found = await client.get("getImport", of);
    if (found.status === status) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The import did not become ${status}.`);
}

async function phonesOf(client: ApiClient, of: Of, query: Record<string, string | number> = {}): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null = null; ;) {
    const page: Answered = await client.get("listCampaignContacts", {
      ...of,
      query: { ...query, ...(cursor === null ? {} : { cursor }) },
    });
    found.push(...page.items.map((one: Answered) => one.contact.phone));
    cursor = page.nextCursor;
    if (cursor === null) return found;
  }
}

describe("the list", () => {
  test("keeps the order of adding, page by page, whatever the size of a page", async () => {
    const client = await organisation("Order");
    const of = await draft(client);
    const phones = numbers("20", 7);
    const ids = await addPeople(client, phones);
    const order = [ids[3], ids[0], ids[6], ids[3]];
    expect(await client.get("addCampaignContacts", { ...of, body: { contactIds: order } })).toEqual({
      added: 3,
      skipped: 0,
      removed: 0,
    });
    await client.get("addCampaignContacts", { ...of, body: { contactIds: ids } });
    const wanted = [3, 0, 6, 1, 2, 4, 5].map((n) => phones[n]);
    for (const limit of [1, 3, 7, 200]) expect(await phonesOf(client, of, { limit })).toEqual(wanted);
    const listed = await client.get("listCampaignContacts", { ...of, query: { search: phones[6]!, limit: 1 } });
    expect(listed).toMatchObject({ total: 1, nextCursor: null });
    expect(await phonesOf(client, of, { search: "ada" })).toHaveLength(7);
    expect(await phonesOf(client, of, { status: "success,failed" })).toEqual([]);
    expect(await phonesOf(client, of, { status: "pending" })).toHaveLength(7);
    expect(await client.refusal("listCampaignContacts", { ...of, query: { status: "new" } })).toBe("400 malformed");
    expect(await client.refusal("listCampaignContacts", { ...of, query: { cursor: "x" } })).toBe("400 malformed");
  });

  test("takes contacts by a filter, and lets them go by one", async () => {
    const client = await organisation("Filter");
    const of = await draft(client);
    const ids = await addPeople(client, numbers("20", 4));
    for (const id of ids.slice(0, 3)) await client.get("updateContact", { params: { id }, body: { tags: ["vip"] } });
    const vip = { all: [{ field: "tag", op: "is", value: "vip" }] };
    expect(await client.get("addCampaignContacts", { ...of, body: { filter: vip } })).toMatchObject({ added: 3 });
    expect(await client.get("addCampaignContacts", { ...of, body: { filter: { all: [] } } })).toEqual({
      added: 1,
      skipped: 3,
      removed: 0,
    });
    expect(await client.get("removeCampaignContacts", { ...of, body: { filter: vip } })).toEqual({
      added: 0,
      skipped: 0,
      removed: 3,
    });
    expect((await client.get("getCampaign", of)).counts).toMatchObject({ total: 1, pending: 1 });
  });

  test("takes those of a filter who are found by a search as well, as the list of contacts shows them", async () => {
    const client = await organisation("Search");
    const of = await draft(client);
    const ids = await addPeople(client, numbers("20", 4));
    for (const [n, id] of ids.entries())
      await client.get("updateContact", {
        params: { id },
        body: { tags: n < 3 ? ["vip"] : [], company: n === 0 ? "Other" : "100% Brot" },
      });
    const vip = { all: [{ field: "tag", op: "is", value: "vip" }] };
    const query = { search: "0% bro", filter: JSON.stringify(vip), sort: "createdAt" };
    const shown = (await client.get("listContacts", { query })).items.map((one: { phone: string }) => one.phone);
    expect(shown).toHaveLength(2);
    const body = { filter: vip, search: "0% bro" };
    expect(await client.get("addCampaignContacts", { ...of, body })).toMatchObject({ added: 2, skipped: 0 });
    expect(await phonesOf(client, of, {})).toEqual(shown);
    expect(await client.refusal("addCampaignContacts", { ...of, body: { search: "bro" } })).toBe("400 malformed");
    const less = { filter: { all: [] }, search: shown[0] };
    expect(await client.get("removeCampaignContacts", { ...of, body: less })).toMatchObject({ removed: 1 });
    expect(await phonesOf(client, of, {})).toEqual(shown.slice(1));
  });

  test("takes the contacts of an import in the order of its rows, those it found in the database too", async () => {
    const client = await organisation("Import");
    const of = await draft(client);
    const [known, fresh, other] = numbers("20", 3);
    await addPeople(client, [known!]);
    const file = `Mobile,First\n${fresh},Grace\n${known},Ada\n${other},Linus\n12,Nobody\n`;
    const { id } = await imported(client, file, { Mobile: "phone", First: "first_name" });
    expect(await client.get("addCampaignContacts", { ...of, body: { importId: id } })).toMatchObject({ added: 3 });
    expect(await phonesOf(client, of)).toEqual([fresh, known, other]);
    expect(await client.refusal("addCampaignContacts", { ...of, body: { importId: "999999" } })).toBe("404 not_found");
  });

  test("refuses a choice that is none, or more than one", async () => {
    const client = await organisation("Choice");
    const of = await draft(client);
    const bodies = [
      {},
      { contactIds: [] },
      { contactIds: ["1"], importId: "1" },
      { filter: {} },
      { contactIds: [1] },
      [],
    ];
    for (const body of bodies)
      for (const name of ["addCampaignContacts", "removeCampaignContacts"] as const)
        expect(await client.refusal(name, { ...of, body })).toBe("400 malformed");
    for (const id of ["999999", "abc", "-1"])
      expect(await client.get("addCampaignContacts", { ...of, body: { contactIds: [id] } })).toMatchObject({
        added: 0,
      });
  });

  test("counts what it left out as skipped, whatever the reason", async () => {
    const client = await organisation("Skipped");
    const of = await draft(client);
    const [id] = await addPeople(client, numbers("20"));
    const body = { contactIds: [id, "999999"] };
    expect(await client.get("addCampaignContacts", { ...of, body })).toEqual({ added: 1, skipped: 1, removed: 0 });
  });

  test("of a completed campaign may grow, which goes on for those alone", async () => {
    const client = await organisation("Reopen");
    const of = await draft(client, { phones: numbers("20", 2) });
    await client.get("startCampaign", of);
    await campaignWhen(client, of, completed);
    const contactIds = await addPeople(client, numbers("20"));
    expect(await client.get("addCampaignContacts", { ...of, body: { contactIds } })).toMatchObject({ added: 1 });
    const done = await campaignWhen(client, of, (campaign) => completed(campaign) && campaign.counts.total === 3);
    expect(done).toMatchObject({ counts: { success: 3 }, calls: { attempts: 3 } });
    const kinds = (await client.get("listCampaignActivity", of)).items.map((one: Answered) => one.kind);
    expect(kinds.filter((kind: string) => kind === "reopen")).toHaveLength(1);
    expect(await client.get("addCampaignContacts", { ...of, body: { contactIds } })).toMatchObject({ added: 0 });
    expect((await client.get("getCampaign", of)).status).toBe("completed");
  });

  test("of a paused campaign loses only those never called", async () => {
    const client = await organisation("Paused");
    const of = await draft(client, {
      phones: [...numbers("00"), ...numbers("20")],
      settings: { callsPerSecond: 0.001 },
    });
    await client.get("startCampaign", of);
    await campaignWhen(client, of, (campaign) => campaign.counts.retrying === 1);
    await client.get("pauseCampaign", of);
    const body = { filter: { all: [] } };
    expect(await client.get("removeCampaignContacts", { ...of, body })).toEqual({ added: 0, skipped: 1, removed: 1 });
    const { counts } = await client.get("getCampaign", of);
    expect(counts).toMatchObject({ total: 1, busy: 1, retrying: 1 });
  });
});

describe("why a contact is not called yet", () => {
  async function first(client: ApiClient, of: Of, search?: string): Promise<Answered> {
    return (await client.get("listCampaignContacts", { ...of, query: search ? { search } : {} })).items[0];
  }
  async function waiting(client: ApiClient, of: Of, reason: string, search?: string): Promise<Answered> {
    for (let tries = 0; tries < 250; tries++) {
      const contact = await first(client, of, search);
      if (contact.waitingFor === reason) return contact;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await first(client, of, search)).toMatchObject({ waitingFor: reason });
  }
  const utc = { mode: "fixed", zone: "UTC" };
  const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
  let client: ApiClient;
  beforeAll(async () => {
    client = await organisation("Waiting");
  });

  test("before the start, and while paused: it waits for the start", async () => {
    const of = await draft(client, { phones: numbers("20"), settings: { callsPerSecond: 0.001 } });
    expect(await first(client, of)).toMatchObject({ waitingFor: "start", nextAttemptAt: null, status: "pending" });
  });

  test("outside the window: it waits until the window opens", async () => {
    const day = inDays(2);
    const windows = [{ days: [weekdays[day.getUTCDay()]], from: "09:00", to: "17:00" }];
    const of = await draft(client, { phones: numbers("20"), settings: { windows, timezone: utc } });
    await client.get("startCampaign", of);
    const { nextAttemptAt } = await waiting(client, of, "window");
    expect(nextAttemptAt).toBe(`${day.toISOString().slice(0, 10)}T09:00:00.000Z`);
    expect((await client.get("getCampaign", of)).status).toBe("queued");
  });

  test("on a blackout date: it waits until the next day", async () => {
    const blackoutDates = [inDays(0), inDays(1)].map((day) => day.toISOString().slice(0, 10));
    const of = await draft(client, { phones: numbers("20"), settings: { blackoutDates, timezone: utc } });
    await client.get("startCampaign", of);
    const { nextAttemptAt } = await waiting(client, of, "blackout");
    expect(nextAttemptAt).toBe(`${inDays(2).toISOString().slice(0, 10)}T00:00:00.000Z`);
  });

  test("with all places taken: it waits for one", async () => {
    const slow = await organisation("Slow", {});
    const of = await draft(slow, { phones: numbers("11", 2), settings: { maxConcurrentCalls: 1 } });
    await slow.get("startCampaign", of);
    await campaignWhen(slow, of, (campaign) => campaign.calls.live === 1);
    const { items } = await slow.get("listCampaignContacts", of);
    expect(items[0]).toMatchObject({ status: "in_progress", waitingFor: null, nextAttemptAt: null, attempts: 1 });
    expect(items[1]).toMatchObject({ status: "pending", waitingFor: "concurrency", nextAttemptAt: null });
  });

  test("with calls per second: it waits for its turn", async () => {
    const phones = numbers("20", 2);
    const of = await draft(client, { phones, settings: { callsPerSecond: 0.001 } });
    await client.get("startCampaign", of);
    expect(await waiting(client, of, "rate", phones[1])).toMatchObject({ status: "pending", nextAttemptAt: null });
  });

  test("after a call that came to nothing: it waits for the retry, with the status of the call", async () => {
    const settings = { retry: { maxRetries: 1, delaySeconds: 600 } };
    const of = await draft(client, { phones: numbers("00"), settings });
    await client.get("startCampaign", of);
    const contact = await waiting(client, of, "retry");
    expect(contact).toMatchObject({ status: "busy", attempts: 1, lastCallId: expect.any(String) });
    const [call] = (await client.get("listCampaignCalls", of)).items;
    expect(call).toMatchObject({ id: contact.lastCallId, state: "ended", outcome: "busy" });
    const wait = Date.parse(contact.nextAttemptAt) - Date.parse(call.endedAt);
    expect(Math.abs(wait - 600_000)).toBeLessThan(2_000);
    await client.get("pauseCampaign", of);
    expect(await first(client, of)).toMatchObject({ waitingFor: "retry", nextAttemptAt: contact.nextAttemptAt });
    const canceled = await client.get("cancelCampaign", of);
    expect(canceled.counts).toMatchObject({ busy: 1, canceled: 0, retrying: 0 });
    expect(await first(client, of)).toMatchObject({ status: "busy", waitingFor: null, nextAttemptAt: null });
  });

  test("after asking for a later call: it waits for that", async () => {
    const fast = await organisation("Fast", { speed: 100 });
    const of = await draft(fast, { phones: numbers("09") });
    await fast.get("startCampaign", of);
    const contact = await waiting(fast, of, "callback");
    expect(contact).toMatchObject({ status: "success", result: "callback" });
    const [call] = (await fast.get("listCampaignCalls", of)).items;
    expect(Date.parse(contact.nextAttemptAt) - Date.parse(call.endedAt)).toBeGreaterThan(30_000);
    expect(Date.parse(contact.nextAttemptAt) - Date.parse(call.endedAt)).toBeLessThan(40_000);
  });

  test("by the organisation's rules: quiet hours, another campaign's call, the cap of a day", async () => {
    const bound = await organisation("Bound", { speed: "max", quietHours: true });
    const clockAt = (hours: number) =>
      new Date(Date.now() + hours * 3_600_000).toLocaleTimeString("en-GB", {
        timeZone: "America/Los_Angeles",
        hour: "2-digit",
        minute: "2-digit",
      });
    const quietHours = { from: clockAt(-1), to: clockAt(2) };
    await bound.get("setRules", { body: { quietHours } });
    const [phone] = numbers("20");
    const quiet = await draft(bound, { phones: [phone!] });
    await bound.get("startCampaign", quiet);
    const contact = await waiting(bound, quiet, "quiet_hours");
    expect(Math.abs(Date.parse(contact.nextAttemptAt) - Date.now() - 7_200_000)).toBeLessThan(120_000);

    await bound.get("setRules", { body: { quietHours: null, minGapMinutes: 30 } });
    await campaignWhen(bound, quiet, completed);
    const second = await draft(bound, { phones: [phone!] });
    await bound.get("startCampaign", second);
    const gap = await waiting(bound, second, "other_campaign");
    expect(Math.abs(Date.parse(gap.nextAttemptAt) - Date.now() - 1_800_000)).toBeLessThan(60_000);

    await bound.get("setRules", { body: { quietHours: null, minGapMinutes: 0, maxCallsPer24h: 1 } });
    const third = await draft(bound, { phones: [phone!] });
    await bound.get("startCampaign", third);
    const capped = await waiting(bound, third, "daily_cap");
    expect(Math.abs(Date.parse(capped.nextAttemptAt) - Date.now() - 86_400_000)).toBeLessThan(60_000);
    expect((await bound.get("getCampaign", third)).counts).toMatchObject({ pending: 1, skipped: 0 });
  });
});
