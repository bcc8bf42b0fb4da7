/** Whole campaigns over HTTP, on the simulator: what the people on the list do, and what is told of it. */
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiClient } from "#harness/api-client.ts";
import { openPostgresApp, type PostgresApp } from "#harness/app.ts";
import { addPeople, callee, campaignWhen, completed, draft, parts } from "#harness/campaigns.ts";
import { type EventReader, followEvents } from "#harness/event-reader.ts";
import { contactStatuses } from "#domain/contact/lifecycle.ts";

let app: PostgresApp;
let owner: ApiClient;
// oxlint-disable-next-line typescript/no-explicit-any -- answers are looked at field by field
type Answered = any;

beforeAll(async () => {
  app = await openPostgresApp();
  owner = app;
  const { lineId } = await parts(owner);
  await owner.get("updateLine", { params: { id: lineId }, body: { settings: { speed: "max" } } });
});
afterAll(() => app.close());

/** Digits; contact status, result and attempts in the end, with two retries after anything but voicemail. */
const table: Array<[string, string, string | null, number]> = [
  ["00", "busy", null, 3],
  ["01", "no_answer", null, 3],
  ["02", "voicemail", null, 1],
  ["03", "failed", null, 3],
  ["04", "failed", "invalid_number", 1],
  ["05", "success", null, 2],
  ["06", "success", null, 3],
  ["07", "no_answer", "hung_up", 3],
  ["08", "success", "opted_out", 1],
  ["09", "success", null, 2],
  ["10", "success", "screened", 1],
  ["11", "success", null, 1],
  ["12", "failed", null, 3],
  ["13", "no_answer", "silent", 3],
  ["14", "success", null, 2],
  ["15", "success", null, 1],
  ["99", "success", null, 1],
];

describe("a campaign with every callee of the simulator", () => {
  const of = { params: { id: "" } };
  let stream: EventReader;
  let done: Answered;
  const contacts = new Map<string, Answered>();

  beforeAll(async () => {
    const settings = { retry: { maxRetries: 2, delaySeconds: 1, on: ["no_answer", "busy", "failed"] } };
    Object.assign(of, await draft(owner, { phones: table.map(([digits]) => callee(digits)), settings }));
    stream = await followEvents(app.url, app.app.localKey, `/campaigns/${of.params.id}/events`);
    await owner.get("startCampaign", of);
    done = await campaignWhen(owner, of, completed);
    for (const one of (await owner.get("listCampaignContacts", of)).items)
      contacts.set(one.contact.phone.slice(-2), one);
    await stream.until(({ event, data }) => event === "campaign" && data.status === "completed");
  });
  afterAll(() => stream.close());

  test.each(table)("…%s ends as %s, %s, after %i attempts", (digits, status, result, attempts) => {
    const contact = contacts.get(digits);
    // What the network said may say more than the table asks for.
    const told = { ...contact, result: result === null && status === "failed" ? null : contact.result };
    expect(told).toMatchObject({ status, result, attempts, nextAttemptAt: null, waitingFor: null, skipReason: null });
  });

  test("is completed with counts, rates and sums that agree", async () => {
    expect(done).toMatchObject({
      status: "completed",
      counts: {
        total: 17,
        pending: 0,
        in_progress: 0,
        success: 9,
        voicemail: 1,
        no_answer: 3,
        busy: 1,
        failed: 3,
        skipped: 0,
        canceled: 0,
        retrying: 0,
      },
      calls: { attempts: table.reduce((sum, row) => sum + row[3], 0), live: 0 },
      estimatedFinishAt: null,
      retryable: 2,
    });
    const { completion, success, answer, progress } = done.rates;
    expect(completion).toBeCloseTo((14 / 17) * 100);
    expect(success).toBeCloseTo((9 / 14) * 100);
    expect(answer).toBeCloseTo((10 / 14) * 100);
    expect(progress).toBe(100);
    const { items } = await owner.get("getCampaignTimeline", of);
    const sum = (name: string) => items.reduce((total: number, one: Answered) => total + one[name], 0);
    const ended = ["success", "voicemail", "no_answer", "busy", "failed"].map(sum);
    expect(ended.reduce((a, b) => a + b, 0)).toBe(done.calls.attempts);
    const calls = (await owner.get("listCampaignCalls", { ...of, query: { limit: 200 } })).items;
    const talked = calls.reduce((total: number, one: Answered) => total + (one.talkSeconds ?? 0), 0);
    expect(done.calls.talkSeconds).toBeGreaterThan(0);
    expect(done.calls.talkSeconds).toBeCloseTo(talked);
    const { items: conversations } = await owner.get("listCampaignConversations", { ...of, query: { limit: 200 } });
    const ofGoal = (reached: boolean) => conversations.filter((one: Answered) => one.goalReached === reached).length;
    expect(done.calls).toMatchObject({ goalReached: ofGoal(true), goalMissed: ofGoal(false) });
    expect(done.rates.goal).toBeCloseTo((ofGoal(true) / (ofGoal(true) + ofGoal(false))) * 100);
    expect(done.lastMoves).toEqual({
      start: { at: expect.any(String), actor: { kind: "key", name: expect.any(String) } },
    });
    const metrics = await owner.get("getCampaignMetrics");
    expect(metrics.callsCompleted).toBe(done.calls.attempts);
    expect(metrics.successRate).toBeCloseTo((sum("success") / done.calls.attempts) * 100);
  });

  test("had counts that sum to the total in every event on the way", () => {
    const seen = stream.events.filter(({ event }) => event === "campaign").map(({ data }) => data);
    expect(seen.length).toBeGreaterThan(3);
    for (const { counts, calls } of seen) {
      expect(contactStatuses.reduce((sum, status) => sum + counts[status], 0)).toBe(counts.total);
      expect(counts.total).toBe(17);
      expect(calls.live).toBeLessThanOrEqual(10);
    }
    const attempts = seen.map(({ calls }) => calls.attempts);
    expect(attempts).toEqual(attempts.toSorted((a, b) => a - b));
  });

  test("told of every call's end once, and of every conversation", async () => {
    const { items, total } = await owner.get("listCampaignCalls", { ...of, query: { limit: 200 } });
    const ends = stream.events.filter(({ event, data }) => event === "call" && data.state === "ended");
    const idsOf = (all: Answered[]): string[] => all.map((one) => String(one.id)).toSorted();
    expect(idsOf(ends.map(({ data }) => data))).toEqual(idsOf(items));
    expect(ends.map(({ data }) => data)).toEqual(
      expect.arrayContaining(items.slice(0, 3).map((one: Answered) => expect.objectContaining(one))),
    );
    expect(total).toBe(done.calls.attempts);
    const told = stream.events.filter(({ event }) => event === "conversation").map(({ data }) => data);
    const kept = (await owner.get("listCampaignConversations", { ...of, query: { limit: 200 } })).items;
    const byId = (a: Answered, b: Answered) => Number(a.id) - Number(b.id);
    expect(told.toSorted(byId)).toEqual(kept.toSorted(byId));
  });

  test("says of every call that it was simulated, and numbers the attempts at each contact", async () => {
    const { items } = await owner.get("listCampaignCalls", { ...of, query: { limit: 200 } });
    const attempts: string[] = [];
    for (const call of items) {
      expect(call).toMatchObject({ simulated: true, lineKind: "simulator", state: "ended", campaignId: of.params.id });
      attempts.push(`${call.contactId} ${call.attempt}`);
    }
    expect(new Set(attempts).size).toBe(items.length);
    const six = items.filter((one: Answered) => one.to === callee("06"));
    expect(six.map((one: Answered) => [one.attempt, one.outcome])).toEqual([
      [3, "success"],
      [2, "no_answer"],
      [1, "no_answer"],
    ]);
    expect((await owner.get("listContactCalls", { params: { id: six[0].contactId } })).items).toEqual(six);
  });

  test("keeps what was said: transcript, details, summary, and that it was simulated", async () => {
    const { items } = await owner.get("listCampaignConversations", { ...of, query: { search: callee("15") } });
    expect(items).toHaveLength(1);
    const [conversation] = items;
    expect(conversation).toMatchObject({ simulated: true, campaignId: of.params.id, result: null, recordingUrl: null });
    expect(conversation.transcript[0]).toMatchObject({
      speaker: "employee",
      text: expect.stringContaining("Hello Ada"),
    });
    expect(conversation.transcript.some((line: Answered) => line.speaker === "contact")).toBe(true);
    expect(Object.keys(conversation.collected)).toContain("content");
    expect(conversation.summary).toMatch(/^Simulated call:/);
    expect(await owner.get("getConversation", { params: { id: conversation.id } })).toEqual(conversation);
    expect((await owner.get("listCampaignConversations", { ...of, query: { outcome: "voicemail" } })).total).toBe(1);
  });

  test("puts who asked not to be called on the list, for simulator lines, and leaves them out from then on", async () => {
    const { items } = await owner.get("listDoNotCall", { query: { search: callee("08") } });
    expect(items).toEqual([expect.objectContaining({ phone: callee("08"), source: "simulator" })]);
    const again = await draft(owner, { phones: [callee("08"), callee("16")] });
    expect(await owner.get("getCampaignPreflight", again)).toMatchObject({ willCall: 1, willSkip: { do_not_call: 1 } });
    await owner.get("startCampaign", again);
    expect((await campaignWhen(owner, again, completed)).counts).toMatchObject({ success: 1, skipped: 1 });
    const left = (await owner.get("listCampaignContacts", { ...again, query: { status: "skipped" } })).items;
    expect(left).toEqual([expect.objectContaining({ skipReason: "do_not_call", attempts: 0, waitingFor: null })]);
  });

  test("notes who did what, the latest first", async () => {
    const { items, total } = await owner.get("listCampaignActivity", of);
    expect(items.map((one: Answered) => one.kind)).toEqual([
      "completed",
      "began",
      "start",
      "contacts_added",
      "created",
    ]);
    expect(total).toBe(5);
    for (const { text } of items) expect(text).toMatch(/\.$/);
    const page = await owner.get("listCampaignActivity", { ...of, query: { limit: 2 } });
    const rest = await owner.get("listCampaignActivity", { ...of, query: { limit: 10, cursor: page.nextCursor } });
    expect([...page.items, ...rest.items]).toEqual(items);
  });

  test("is exported as a file with a row for each contact in calling order", async () => {
    const answer = await owner.ask("exportCampaign", of);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="campaign-${of.params.id}.csv"`);
    const rows: Array<Record<string, string>> = parse(answer.text, { columns: true, bom: true });
    expect(rows.map((row) => row.phone)).toEqual(table.map(([digits]) => callee(digits)));
    expect(rows.map((row) => [row.status, Number(row.attempts)])).toEqual(table.map((row) => [row[1], row[3]]));
    const opted = rows[8]!;
    expect(opted).toMatchObject({ first_name: "Ada", result: "opted_out", next_attempt_at: "" });
    expect(opted.summary).toContain("asked not to be called");
    expect(Date.parse(opted.first_called_at!)).toBeLessThanOrEqual(Date.parse(opted.last_ended_at!));
    expect(JSON.parse(rows[15]!.collected!)).toHaveProperty("content");
  });
});

describe("a campaign of a file", () => {
  test("is exported with the file's own columns, made harmless for a spreadsheet", async () => {
    const file =
      `status;Mobile;Note;First\n` +
      `gold;${callee("20", 1)};"=HYPERLINK(""http://x"")";Grace\n` +
      `silver;${callee("00", 1)};"two\nlines";Ada\n`;
    const { id } = await owner.get("createImport", { file });
    const upload = { params: { id } };
    const columns = { status: "attribute:status", Mobile: "phone", Note: null, First: "first_name" };
    await owner.get("mapImport", { ...upload, body: { columns } });
    while ((await owner.get("getImport", upload)).status !== "preview") await pause();
    const of = await draft(owner, { settings: { retry: { maxRetries: 0 } } });
    await owner.get("confirmImport", { ...upload, body: { campaignId: of.params.id } });
    while ((await owner.get("getImport", upload)).status !== "done") await pause();
    await owner.get("startCampaign", of);
    await campaignWhen(owner, of, completed);
    const rows: Array<Record<string, string>> = parse(await owner.get("exportCampaign", of), {
      columns: true,
      bom: true,
    });
    expect(Object.keys(rows[0]!).slice(0, 7)).toEqual([
      "status",
      "Mobile",
      "Note",
      "First",
      "campanile_phone",
      "status (2)",
      "result",
    ]);
    expect(rows.map((row) => [row.status, row.First, row["status (2)"]])).toEqual([
      ["gold", "Grace", "success"],
      ["silver", "Ada", "busy"],
    ]);
    expect(rows[0]!.Note).not.toMatch(/^=/);
    expect(rows[1]!.Note).toBe("two\nlines");
  });
});

describe("a test call", () => {
  test("rings one number now, belongs to no campaign, and is counted nowhere", async () => {
    const { aiEmployeeId, lineId } = await parts(owner);
    const before = await owner.get("getCampaignMetrics");
    const to = callee("20", 2);
    const call = await owner.get("testCall", { params: { id: aiEmployeeId }, body: { to, lineId } });
    expect(call).toMatchObject({ campaignId: null, contactId: null, to, simulated: true, attempt: 1 });
    let followed: Answered = call;
    for (let tries = 0; tries < 500 && !followed.conversationId; tries++) {
      await pause();
      followed = await owner.get("getCall", { params: { id: call.id } });
    }
    expect(followed).toMatchObject({ id: call.id, state: "ended", outcome: "success", contact: null, campaign: null });
    const conversation = await owner.get("getConversation", { params: { id: followed.conversationId } });
    expect(conversation).toMatchObject({ callId: call.id, campaignId: null, simulated: true, to, outcome: "success" });
    expect(await owner.get("getCampaignMetrics")).toEqual(before);
  });

  test("is refused with a sentence: a number that is none, a line that is none, an inactive employee", async () => {
    const { aiEmployeeId, lineId } = await parts(owner);
    const ask = (body: object, id = aiEmployeeId) => owner.refusal("testCall", { params: { id }, body });
    expect(await ask({ to: "12", lineId })).toBe("422 invalid");
    expect(await ask({ to: "555 0100", lineId })).toBe("422 invalid");
    expect(await ask({ to: callee("20", 3), lineId: "999999" })).toBe("422 invalid");
    expect(await ask({ to: callee("20", 3), lineId: "abc" })).toBe("422 invalid");
    expect(await ask({ to: callee("20", 3) })).toBe("400 malformed");
    expect(await ask({ to: callee("20", 3), lineId }, "999999")).toBe("404 not_found");
    const body = { name: "Away", kind: "conversation", greeting: "Hi", active: false };
    const { id } = await owner.get("createAiEmployee", { body });
    expect(await ask({ to: callee("20", 3), lineId }, id)).toBe("422 invalid");
    await addPeople(owner, [callee("20", 4)]);
    await owner.get("addDoNotCall", { body: { phone: callee("20", 4) } });
    expect(await ask({ to: callee("20", 4), lineId })).toBe("422 invalid");
  });
});

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
