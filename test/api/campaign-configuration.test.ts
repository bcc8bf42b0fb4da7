/** What a campaign may be configured as: shapes, defaults, ranges, merging, and what each refusal says. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiClient } from "#harness/api-client.ts";
import { openPostgresApp, type PostgresApp } from "#harness/app.ts";
import { always, draft, parts } from "#harness/campaigns.ts";
import { everythingOf } from "./other-organisation.ts";

let app: PostgresApp;
let owner: ApiClient;

beforeAll(async () => {
  app = await openPostgresApp();
  owner = app;
});
afterAll(() => app.close());

describe("creating a campaign", () => {
  test("with nothing but a name gives a draft with the defaults of the API's page", async () => {
    const campaign = await owner.get("createCampaign", { body: { name: "  Spring  " } });
    expect(campaign).toEqual({
      id: expect.stringMatching(/^\d+$/),
      name: "Spring",
      description: expect.toSatisfy((text: string | null) => text === null || text === ""),
      status: "draft",
      statusReason: null,
      aiEmployee: null,
      line: null,
      callerId: null,
      settings: {
        windows: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" }],
        blackoutDates: [],
        timezone: { mode: "contact", fallback: null },
        maxConcurrentCalls: 10,
        callsPerSecond: null,
        retry: { maxRetries: 2, delaySeconds: 14_400, backoff: "fixed", on: ["no_answer", "busy", "failed"] },
        ringTimeoutSeconds: 30,
        maxCallSeconds: 600,
        voicemail: { action: "hang_up", message: null },
        opening: null,
        recording: false,
        endsAt: null,
      },
      counts: {
        total: 0,
        pending: 0,
        in_progress: 0,
        success: 0,
        voicemail: 0,
        no_answer: 0,
        busy: 0,
        failed: 0,
        skipped: 0,
        canceled: 0,
        retrying: 0,
      },
      calls: { attempts: 0, live: 0, talkSeconds: 0, goalReached: 0, goalMissed: 0 },
      rates: { completion: null, success: null, answer: null, progress: null, humanAnswer: null, goal: null },
      retryable: 0,
      estimatedFinishAt: null,
      allowed: ["edit", "start", "duplicate", "delete"],
      scheduledAt: null,
      startedAt: null,
      finishedAt: null,
      createdAt: expect.any(String),
      createdBy: expect.any(String),
      lastMoves: {},
    });
  });

  test("with partial settings fills in the rest, inside retry and voicemail too", async () => {
    const settings = { retry: { maxRetries: 0, on: [] }, voicemail: { action: "leave_message" } };
    const campaign = await owner.get("createCampaign", { body: { name: "Partial", settings } });
    expect(campaign.settings.retry).toEqual({ maxRetries: 0, delaySeconds: 14_400, backoff: "fixed", on: [] });
    expect(campaign.settings.voicemail).toEqual({ action: "leave_message", message: null });
    expect(campaign.settings.windows).toHaveLength(1);
  });

  test("names the AI employee and the line it was given", async () => {
    const campaign = await owner.get("createCampaign", { body: { name: "Parts", ...(await parts(owner)) } });
    expect(campaign.aiEmployee).toEqual({ id: expect.any(String), name: "Robin" });
    expect(campaign.line).toEqual({ id: expect.any(String), name: "Simulator", kind: "simulator" });
  });

  test.each([
    ["no name", {}, "name"],
    ["a blank name", { name: "   " }, "name"],
    ["a name with NUL", { name: "a\0b" }, "name"],
    ["an unknown key", { name: "A", colour: "red" }, ""],
    ["an unknown setting", { name: "A", settings: { colour: "red" } }, "settings"],
    ["an unknown key of retry", { name: "A", settings: { retry: { retries: 1 } } }, "settings.retry"],
    ["retries below 0", { name: "A", settings: { retry: { maxRetries: -1 } } }, "settings.retry.maxRetries"],
    [
      "a thousand million retries",
      { name: "A", settings: { retry: { maxRetries: 1e9 } } },
      "settings.retry.maxRetries",
    ],
    ["half a retry", { name: "A", settings: { retry: { maxRetries: 1.5 } } }, "settings.retry.maxRetries"],
    ["a delay of 0", { name: "A", settings: { retry: { delaySeconds: 0 } } }, "settings.retry.delaySeconds"],
    [
      "a delay over 30 days",
      { name: "A", settings: { retry: { delaySeconds: 2_592_001 } } },
      "settings.retry.delaySeconds",
    ],
    ["a retry after success", { name: "A", settings: { retry: { on: ["success"] } } }, "settings.retry.on.0"],
    ["a condition twice", { name: "A", settings: { retry: { on: ["busy", "busy"] } } }, "settings.retry.on"],
    ["10,001 calls at once", { name: "A", settings: { maxConcurrentCalls: 10_001 } }, "settings.maxConcurrentCalls"],
    ["no calls at once", { name: "A", settings: { maxConcurrentCalls: 0 } }, "settings.maxConcurrentCalls"],
    ["calls at once as text", { name: "A", settings: { maxConcurrentCalls: "10" } }, "settings.maxConcurrentCalls"],
    ["0 calls per second", { name: "A", settings: { callsPerSecond: 0 } }, "settings.callsPerSecond"],
    ["1,001 calls per second", { name: "A", settings: { callsPerSecond: 1_001 } }, "settings.callsPerSecond"],
    ["4 seconds of ringing", { name: "A", settings: { ringTimeoutSeconds: 4 } }, "settings.ringTimeoutSeconds"],
    ["121 seconds of ringing", { name: "A", settings: { ringTimeoutSeconds: 121 } }, "settings.ringTimeoutSeconds"],
    ["9 seconds of talking", { name: "A", settings: { maxCallSeconds: 9 } }, "settings.maxCallSeconds"],
    ["7,201 seconds of talking", { name: "A", settings: { maxCallSeconds: 7_201 } }, "settings.maxCallSeconds"],
    [
      "a zone that does not exist",
      { name: "A", settings: { timezone: { mode: "fixed", zone: "Mars/Base" } } },
      "settings.timezone.zone",
    ],
    [
      "an offset as a zone",
      { name: "A", settings: { timezone: { mode: "contact", fallback: "+02:00" } } },
      "settings.timezone.fallback",
    ],
    [
      "a window at 25:00",
      { name: "A", settings: { windows: [{ days: ["mon"], from: "25:00", to: "26:00" }] } },
      "settings.windows.0.from",
    ],
    [
      "a window from 24:00",
      { name: "A", settings: { windows: [{ days: ["mon"], from: "24:00", to: "09:00" }] } },
      "settings.windows.0.from",
    ],
    [
      "a window without days",
      { name: "A", settings: { windows: [{ days: [], from: "09:00", to: "10:00" }] } },
      "settings.windows.0.days",
    ],
    [
      "a window on no weekday",
      { name: "A", settings: { windows: [{ days: ["Monday"], from: "09:00", to: "10:00" }] } },
      "settings.windows.0.days.0",
    ],
    ["a window that is text", { name: "A", settings: { windows: ["mon-fri"] } }, "settings.windows.0"],
    [
      "a date that does not exist",
      { name: "A", settings: { blackoutDates: ["2026-02-30"] } },
      "settings.blackoutDates.0",
    ],
    ["an end without a zone", { name: "A", settings: { endsAt: "2026-12-01T10:00:00" } }, "settings.endsAt"],
  ])("with %s is refused with 400 and says where", async (_, body, path) => {
    const answer = await owner.ask("createCampaign", { body });
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe("malformed");
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(path);
    for (const { message } of answer.body.errors) expect(message).toMatch(/^.{10,}\.$/);
  });

  test("at the ends of every range is taken as it is", async () => {
    const most = {
      windows: [
        {
          days: ["sun"],
          from: "22:00",
          to: "06:00",
        },
      ],
      blackoutDates: ["2028-02-29"],
      timezone: {
        mode: "fixed",
        zone: "Asia/Kathmandu",
      },
      maxConcurrentCalls: 1e4,
      callsPerSecond: 1e3,
      ringTimeoutSeconds: 120,
      maxCallSeconds: 7200,
      retry: {
        maxRetries: 20,
        delaySeconds: 2592e3,
        backoff: "exponential",
        on: ["voicemail"],
      },
      voicemail: {
        action: "leave_message",
        message: "Call us.",
      },
      opening: "Hello, an AI calls.",
      recording: true,
      endsAt: "2030-01-01T00:00:00.000Z",
    };
    expect((await owner.get("createCampaign", { body: { name: "Most", settings: most } })).settings).toEqual(most);
    const least = {
      ...most,
      maxConcurrentCalls: 1,
      callsPerSecond: 0.01,
      ringTimeoutSeconds: 5,
      maxCallSeconds: 10,
      retry: {
        maxRetries: 0,
        delaySeconds: 1,
        backoff: "fixed",
        on: [],
      },
    };
    expect((await owner.get("createCampaign", { body: { name: "Least", settings: least } })).settings).toEqual(least);
  });

  test("with an instant in another zone keeps the instant in UTC", async () => {
    const settings = { endsAt: "2030-06-01T10:00:00+02:00" };
    const campaign = await owner.get("createCampaign", { body: { name: "Ends", settings } });
    expect(campaign.settings.endsAt).toBe("2030-06-01T08:00:00.000Z");
  });

  test.each([
    ["an unknown AI employee", { aiEmployeeId: "999999" }, "aiEmployeeId"],
    ["an AI employee's id that is none", { aiEmployeeId: "Robin" }, "aiEmployeeId"],
    ["an unknown line", { lineId: "999999" }, "lineId"],
    ["a line's id that is none", { lineId: "-1" }, "lineId"],
    ["a caller ID that is no number", { callerId: "12" }, "callerId"],
  ])("with %s is refused with 422 and says where", async (_, body, path) => {
    const answer = await owner.ask("createCampaign", { body: { name: "A", ...body } });
    expect(`${answer.status} ${answer.body.code}`).toBe("422 invalid");
    expect(answer.body.errors).toEqual([{ path, message: expect.stringMatching(/.{10,}\.$/) }]);
  });
});

describe("Idempotency-Key", () => {
  const once = (key: string) => ({ "idempotency-key": key });

  test("makes one campaign of a request that is sent again, and says that it was", async () => {
    const given = { body: { name: "Once only" }, headers: once("k1") };
    const first = await owner.ask("createCampaign", given);
    const second = await owner.ask("createCampaign", given);
    expect(second.body).toEqual(first.body);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect((await owner.get("listCampaigns", { query: { search: "Once only" } })).total).toBe(1);
  });

  test("makes one campaign of ten requests at the same moment", async () => {
    const given = { body: { name: "At once" }, headers: once("k2") };
    const answers = await Promise.all(Array.from({ length: 10 }, () => owner.ask("createCampaign", given)));
    expect(answers.some(({ status }) => status === 201)).toBe(true);
    for (const { status, body } of answers)
      expect(status === 201 || body.code === "request_in_progress", `${status}`).toBe(true);
    expect((await owner.get("listCampaigns", { query: { search: "At once" } })).total).toBe(1);
  });

  test("refuses another request under the same key, and a refused request may be tried again", async () => {
    await owner.get("createCampaign", { body: { name: "One" }, headers: once("k3") });
    expect(await owner.refusal("createCampaign", { body: { name: "Two" }, headers: once("k3") })).toBe(
      "409 idempotency_key_reused",
    );
    const wrong = { body: { name: "A", lineId: "999999" }, headers: once("k4") };
    expect(await owner.refusal("createCampaign", wrong)).toBe("422 invalid");
    expect(await owner.refusal("createCampaign", wrong)).toBe("422 invalid");
  });

  test("shows a new API key once, makes no second one, and keeps it nowhere", async () => {
    const given = { body: { name: "Kept", role: "viewer" }, headers: once("k6") };
    const { key } = await owner.get("createApiKey", given);
    expect(await owner.refusal("createApiKey", given)).toBe("409 shown_once");
    const { items } = await owner.get("listApiKeys");
    expect(items.filter((one: { name: string }) => one.name === "Kept")).toHaveLength(1);
    const kept = await everythingOf(app.database, app.organisationId);
    expect(kept).toContain("k6");
    expect(kept).not.toContain(key);
  });

  test("belongs to one organisation", async () => {
    const other = await app.as("owner", await app.addOrganisation("Others"));
    const given = { body: { name: "Shared key" }, headers: once("k5") };
    const ours = await owner.get("createCampaign", given);
    const theirs = await other.get("createCampaign", given);
    expect(theirs.id).not.toBe(ours.id);
  });
});

describe("changing a campaign", () => {
  test("merges: what is absent stays, inside retry and voicemail too", async () => {
    const settings = {
      retry: { maxRetries: 5, delaySeconds: 60, backoff: "exponential", on: ["busy"] },
      voicemail: { action: "leave_message", message: "Call us." },
      blackoutDates: ["2026-12-25"],
      opening: "An AI calls.",
    };
    const before = await owner.get("createCampaign", {
      body: { name: "Before", description: "Words", ...(await parts(owner)), settings },
    });
    const of = { params: { id: before.id } };
    const after = await owner.get("updateCampaign", {
      ...of,
      body: { settings: { retry: { maxRetries: 1 }, voicemail: { message: "Later." }, maxConcurrentCalls: 7 } },
    });
    expect(after).toEqual({
      ...before,
      settings: {
        ...before.settings,
        retry: { ...before.settings.retry, maxRetries: 1 },
        voicemail: { ...before.settings.voicemail, message: "Later." },
        maxConcurrentCalls: 7,
      },
    });
    expect(await owner.get("updateCampaign", { ...of, body: {} })).toEqual(after);
    expect(await owner.get("updateCampaign", { ...of, body: { settings: {} } })).toEqual(after);
    const renamed = await owner.get("updateCampaign", { ...of, body: { name: "After" } });
    expect(renamed).toEqual({ ...after, name: "After" });
  });

  test("takes away with null what may be absent, and replaces lists whole", async () => {
    const settings = { blackoutDates: ["2026-12-25", "2026-12-26"], opening: "Hi", endsAt: "2030-01-01T00:00:00Z" };
    const { id } = await owner.get("createCampaign", { body: { name: "Lists", ...(await parts(owner)), settings } });
    const after = await owner.get("updateCampaign", {
      params: { id },
      body: {
        aiEmployeeId: null,
        lineId: null,
        description: null,
        settings: {
          blackoutDates: ["2027-01-01"],
          opening: null,
          endsAt: null,
        },
      },
    });
    expect(after).toMatchObject({ aiEmployee: null, line: null });
    expect(after.settings).toMatchObject({ blackoutDates: ["2027-01-01"], opening: null, endsAt: null });
  });

  test("refuses what creation refuses, and then changes nothing", async () => {
    const of = await draft(owner);
    const before = await owner.get("getCampaign", of);
    const refusals = [
      { settings: { retry: { maxRetries: -1 } } },
      { settings: { retry: { maxRetries: 1e9 } } },
      { settings: { timezone: { mode: "fixed", zone: "Nowhere/Nothing" } } },
      { settings: { windows: [{ days: ["mon"], from: "9", to: "10" }] } },
      { name: "New", aiEmployeeId: "999999" },
      { status: "running" },
      { counts: {} },
    ];
    for (const body of refusals)
      expect([400, 422]).toContain((await owner.ask("updateCampaign", { ...of, body })).status);
    expect(await owner.get("getCampaign", of)).toEqual(before);
  });

  test("is written into the activity log with who did it", async () => {
    const of = await draft(owner);
    const manager = await app.as("manager");
    await manager.get("updateCampaign", { ...of, body: { name: "Renamed" } });
    const { items } = await owner.get("listCampaignActivity", of);
    expect(items[0]).toMatchObject({ kind: "edited", actor: { kind: "key", name: "the manager's program" } });
    expect(items.at(-1)).toMatchObject({ kind: "created" });
  });
});

describe("listing campaigns", () => {
  let client: ApiClient;
  const names = ["Alpha", "beta", "Gamma", "delta", "Alpha"];
  beforeAll(async () => {
    client = await app.as("owner", await app.addOrganisation("Listing"));
    for (const name of names) await client.get("createCampaign", { body: { name, settings: { windows: always } } });
  });

  async function walk(query: Record<string, string | number>): Promise<{ names: string[]; totals: number[] }> {
    const found: string[] = [];
    const totals: number[] = [];
    for (let cursor: string | null = null; ;) {
      const page = await client.get("listCampaigns", { query: { ...query, ...(cursor === null ? {} : { cursor }) } });
      found.push(...page.items.map((one: { name: string }) => one.name));
      totals.push(page.total);
      cursor = page.nextCursor;
      if (cursor === null) return { names: found, totals };
    }
  }

  test.each([
    ["-createdAt", names.toReversed()],
    ["createdAt", names],
    ["name", ["Alpha", "Alpha", "beta", "delta", "Gamma"]],
    ["-name", ["Gamma", "delta", "beta", "Alpha", "Alpha"]],
    ["startedAt", names],
    ["-startedAt", names.toReversed()],
  ])("page by page in the order %s shows each once", async (sort, wanted) => {
    for (const limit of [1, 2, 5, 200]) {
      const { names: found, totals } = await walk({ sort, limit });
      expect(found).toEqual(wanted);
      expect(new Set(totals)).toEqual(new Set([5]));
    }
  });

  test("chooses by words, status and time of creation", async () => {
    expect((await walk({ search: "ALPHA" })).names).toEqual(["Alpha", "Alpha"]);
    expect((await walk({ search: "a%a" })).names).toEqual([]);
    expect((await walk({ status: "draft" })).names).toHaveLength(5);
    expect((await walk({ status: "running,paused" })).names).toEqual([]);
    expect((await walk({ to: "2020-01-01" })).names).toEqual([]);
    expect((await walk({ from: "2020-01-01" })).names).toHaveLength(5);
  });

  test("refuses what is no page, no status and no cursor", async () => {
    for (const query of [
      { limit: 201 },
      { limit: 0 },
      { limit: "many" },
      { status: "started" },
      { cursor: "abc" },
      { cursor: Buffer.from(`{"key":1}`).toString("base64url") },
      { sort: "colour" },
      { from: "yesterday" },
      { colour: "red" },
    ] as Array<Record<string, string | number>>)
      expect(await client.refusal("listCampaigns", { query })).toBe("400 malformed");
    for (const aiEmployeeId of ["abc", "999999"])
      expect((await client.get("listCampaigns", { query: { aiEmployeeId } })).items).toEqual([]);
  });
});
