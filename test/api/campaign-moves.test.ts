/** What may be done to a campaign in which state, by whom, and what is refused otherwise. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiClient } from "#harness/api-client.ts";
import { openPostgresApp, type PostgresApp } from "#harness/app.ts";
import { addPeople, always, callee, campaignWhen, completed, draft, parts } from "#harness/campaigns.ts";
import type { EndpointName } from "#contract/index.ts";
import { allowedActions, type CampaignAction, type CampaignStatus } from "#domain/campaign/lifecycle.ts";
import { rolePermissions, roles } from "#domain/roles.ts";

let app: PostgresApp;
let owner: ApiClient;
/** A line on which calls go on until they are hung up. */
let slowLine: string;
type Of = { params: { id: string } };

beforeAll(async () => {
  app = await openPostgresApp();
  owner = app;
  const { lineId } = await parts(owner);
  await owner.get("updateLine", { params: { id: lineId }, body: { settings: { speed: "max" } } });
  slowLine = (await owner.get("createLine", { body: { name: "At life speed", kind: "simulator" } })).id;
});
afterAll(() => app.close());

let next = 0;
/** Numbers that no other test of this file has, with callees of this kind. */
function numbers(digits: string, many = 1): string[] {
  return Array.from({ length: many }, () => callee(digits, next++));
}

const later = () => new Date(Date.now() + 3_600_000).toISOString();

/** A campaign in each status, without and with live calls. */
const inState: Record<CampaignStatus, () => Promise<Of>> = {
  draft: () => draft(owner, { phones: numbers("20") }),
  queued: async () => {
    const of = await draft(owner, { phones: numbers("20") });
    await owner.get("startCampaign", { ...of, body: { at: later() } });
    return of;
  },
  running: async () => {
    const of = await draft(owner, { phones: numbers("11") });
    await owner.get("updateCampaign", { ...of, body: { lineId: slowLine } });
    await owner.get("startCampaign", of);
    await campaignWhen(owner, of, (campaign) => campaign.calls.live === 1);
    return of;
  },
  paused: async () => {
    const of = await inState.queued();
    await owner.get("pauseCampaign", of);
    return of;
  },
  completed: async () => {
    const of = await draft(owner, { phones: numbers("04") });
    await owner.get("startCampaign", of);
    await campaignWhen(owner, of, completed);
    return of;
  },
  canceled: async () => {
    const of = await inState.queued();
    await owner.get("cancelCampaign", of);
    return of;
  },
};

const actions: Record<CampaignAction, { name: EndpointName; body?: object; refused: string }> = {
  edit: { name: "updateCampaign", body: { name: "Edited" }, refused: "409 campaign_not_editable" },
  start: { name: "startCampaign", refused: "409 campaign_not_startable" },
  pause: { name: "pauseCampaign", refused: "409 campaign_not_pausable" },
  resume: { name: "resumeCampaign", refused: "409 campaign_not_resumable" },
  cancel: { name: "cancelCampaign", refused: "409 campaign_not_cancelable" },
  retry_failed: { name: "retryFailedContacts", refused: "409 campaign_not_retryable" },
  duplicate: { name: "duplicateCampaign", refused: "never" },
  delete: { name: "deleteCampaign", refused: "409 campaign_not_deletable" },
};

describe.each(Object.keys(inState) as CampaignStatus[])("a %s campaign", (status) => {
  let of: Of;
  beforeAll(async () => {
    of = await inState[status]();
  });

  test("tells each role what it may do", async () => {
    const { calls, status: now } = await owner.get("getCampaign", of);
    expect(now).toBe(status);
    for (const role of roles) {
      const client = await app.as(role);
      const situation = { status, liveCalls: calls.live, retryable: 0 };
      expect((await client.get("getCampaign", of)).allowed).toEqual(allowedActions(situation, rolePermissions[role]));
      const listed = (await client.get("listCampaigns")).items.find((one: { id: string }) => one.id === of.params.id);
      expect(listed.allowed).toEqual(allowedActions(situation, rolePermissions[role]));
    }
  });

  test("refuses each other thing with its own code, and stays as it is", async () => {
    const before = await owner.get("getCampaign", of);
    for (const [action, { name, body, refused }] of Object.entries(actions)) {
      if (before.allowed.includes(action)) continue;
      expect(`${action}: ${await owner.refusal(name, { ...of, body })}`).toBe(`${action}: ${refused}`);
    }
    const after = await owner.get("getCampaign", of);
    expect({ ...after, estimatedFinishAt: null }).toEqual({ ...before, estimatedFinishAt: null });
  });

  test("takes contacts, or refuses them, as the lifecycle says", async () => {
    const contactIds = await addPeople(owner, numbers("20"));
    const changed = { ...of, body: { contactIds } };
    const takes = ["draft", "paused"].includes(status);
    if (takes) {
      expect(await owner.get("addCampaignContacts", changed)).toEqual({ added: 1, skipped: 0, removed: 0 });
      expect(await owner.get("addCampaignContacts", changed)).toEqual({ added: 0, skipped: 1, removed: 0 });
      expect(await owner.get("removeCampaignContacts", changed)).toEqual({ added: 0, skipped: 0, removed: 1 });
      expect(await owner.get("removeCampaignContacts", changed)).toEqual({ added: 0, skipped: 1, removed: 0 });
    } else {
      expect(await owner.refusal("removeCampaignContacts", changed)).toBe("409 contacts_not_changeable");
      if (status !== "completed")
        expect(await owner.refusal("addCampaignContacts", changed)).toBe("409 contacts_not_changeable");
    }
  });
});

describe("starting", () => {
  test("twice at the same moment starts it once", async () => {
    for (let round = 0; round < 3; round++) {
      const of = await draft(owner, { phones: numbers("20") });
      const answers = await Promise.all([owner.ask("startCampaign", of), owner.ask("startCampaign", of)]);
      expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(["200", "409"]);
      expect(answers.find(({ status }) => status === 409)!.body.code).toBe("campaign_not_startable");
      await campaignWhen(owner, of, completed);
      const { items } = await owner.get("listCampaignActivity", of);
      expect(items.filter((one: { kind: string }) => one.kind === "start")).toHaveLength(1);
      expect((await owner.get("listCampaignCalls", of)).total).toBe(1);
    }
  });

  test("at an instant waits for it, then calls", async () => {
    const of = await draft(owner, { phones: numbers("20") });
    const at = new Date(Date.now() + 1_500).toISOString();
    const started = await owner.get("startCampaign", { ...of, body: { at } });
    expect(started).toMatchObject({ status: "queued", scheduledAt: at, startedAt: null });
    const [waiting] = (await owner.get("listCampaignContacts", of)).items;
    expect(waiting).toMatchObject({ status: "pending", waitingFor: "start", nextAttemptAt: at });
    const done = await campaignWhen(owner, of, completed);
    expect(Date.parse(done.startedAt)).toBeGreaterThanOrEqual(Date.parse(at));
    const [call] = (await owner.get("listCampaignCalls", of)).items;
    expect(Date.parse(call.dialedAt)).toBeGreaterThanOrEqual(Date.parse(at));
  });

  test("at an instant that has passed starts now, and what is no instant is refused", async () => {
    const of = await draft(owner, { phones: numbers("20") });
    for (const at of ["tomorrow", 5, "2026-13-01T00:00:00Z", "2027-01-01T00:00:00"])
      expect(await owner.refusal("startCampaign", { ...of, body: { at } })).toBe("400 malformed");
    expect(await owner.refusal("startCampaign", { ...of, body: { when: null } })).toBe("400 malformed");
    expect((await owner.get("startCampaign", { ...of, body: { at: "2020-01-01T00:00:00Z" } })).scheduledAt).toBeNull();
    await campaignWhen(owner, of, completed);
  });

  test("while paused keeps its start time, which stands after the resume", async () => {
    const of = await draft(owner, { phones: numbers("20") });
    const at = later();
    await owner.get("startCampaign", { ...of, body: { at } });
    expect(await owner.get("pauseCampaign", of)).toMatchObject({ status: "paused", scheduledAt: at });
    expect(await owner.get("resumeCampaign", of)).toMatchObject({ status: "queued", scheduledAt: at });
    await owner.get("cancelCampaign", of);
  });
});

describe("pausing", () => {
  test("starts no new call, lets live ones finish, and can be edited at once", async () => {
    const of = await draft(owner, { phones: numbers("11", 3), settings: { maxConcurrentCalls: 2 } });
    await owner.get("updateCampaign", { ...of, body: { lineId: slowLine } });
    await owner.get("startCampaign", of);
    await campaignWhen(owner, of, (campaign) => campaign.calls.live === 2);
    expect(await owner.refusal("updateCampaign", { ...of, body: { name: "No" } })).toBe("409 campaign_not_editable");
    const paused = await owner.get("pauseCampaign", of);
    expect(paused).toMatchObject({ status: "paused", calls: { attempts: 2, live: 2 } });
    expect(paused.allowed).toEqual(["edit", "resume", "cancel", "duplicate"]);
    expect((await owner.get("updateCampaign", { ...of, body: { name: "Yes" } })).name).toBe("Yes");
    expect(await owner.refusal("deleteCampaign", of)).toBe("409 campaign_not_deletable");
    expect((await owner.get("resumeCampaign", of)).status).toBe("running");

    const stopped = await owner.get("cancelCampaign", of);
    expect(stopped).toMatchObject({ status: "canceled", counts: { canceled: 1, in_progress: 2, pending: 0 } });
    const answer = await owner.ask("deleteCampaign", of);
    expect(`${answer.status} ${answer.body.code}`).toBe("409 campaign_not_deletable");
    expect(answer.body.detail).toContain("2 of its calls are live");
  });
});

describe("retrying failed contacts", () => {
  test("calls those again that ended so, with a fresh budget, and leaves invalid numbers out", async () => {
    const phones = [...numbers("03", 2), ...numbers("04"), ...numbers("00"), ...numbers("20")];
    const retry = { maxRetries: 1, delaySeconds: 1, on: ["failed"] };
    const of = await draft(owner, { phones, settings: { retry } });
    await owner.get("startCampaign", of);
    const first = await campaignWhen(owner, of, completed);
    expect(first).toMatchObject({ counts: { failed: 3, busy: 1, success: 1 }, calls: { attempts: 7 }, retryable: 2 });
    expect(first.allowed).toContain("retry_failed");

    const again = await owner.get("retryFailedContacts", of);
    expect(again).toMatchObject({ status: "queued", finishedAt: null, counts: { failed: 3, retrying: 2 } });
    const second = await campaignWhen(owner, of, completed);
    expect(second.calls.attempts).toBe(11);

    await owner.get("retryFailedContacts", { ...of, body: { outcomes: ["busy"] } });
    expect((await campaignWhen(owner, of, completed)).calls.attempts).toBe(12);
    expect(await owner.refusal("retryFailedContacts", { ...of, body: { outcomes: ["voicemail"] } })).toBe(
      "409 campaign_not_retryable",
    );
    for (const outcomes of [[], ["success"], ["skipped"]])
      expect(await owner.refusal("retryFailedContacts", { ...of, body: { outcomes } })).toBe("400 malformed");
    const { items } = await owner.get("listCampaignCalls", of);
    expect(items).toHaveLength(12);
  });

  test("is refused when the parts are gone, and nothing is due then", async () => {
    const of = await draft(owner, { phones: numbers("03"), settings: { retry: { maxRetries: 0 } } });
    await owner.get("startCampaign", of);
    await campaignWhen(owner, of, completed);
    const { aiEmployeeId } = await parts(owner);
    await owner.get("updateAiEmployee", { params: { id: aiEmployeeId }, body: { active: false } });
    expect(await owner.refusal("retryFailedContacts", of)).toBe("422 not_ready");
    expect(await owner.get("getCampaign", of)).toMatchObject({ status: "completed", counts: { retrying: 0 } });
    await owner.get("updateAiEmployee", { params: { id: aiEmployeeId }, body: { active: true } });
  });
});

describe("duplicating", () => {
  test("makes a draft with the configuration and the contacts, as if none had been called", async () => {
    const of = await draft(owner, { phones: numbers("20", 3), name: "Origin", settings: { maxConcurrentCalls: 3 } });
    await owner.get("startCampaign", of);
    const done = await campaignWhen(owner, of, completed);
    const answer = await owner.ask("duplicateCampaign", of);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      name: "Origin (copy)",
      status: "draft",
      settings: done.settings,
      aiEmployee: done.aiEmployee,
      line: done.line,
      counts: { total: 3, pending: 3, success: 0 },
      calls: { attempts: 0, live: 0 },
      startedAt: null,
    });
    expect((await owner.get("duplicateCampaign", { ...of, body: { name: "Named" } })).name).toBe("Named");
    const long = await owner.get("createCampaign", { body: { name: "x".repeat(200) } });
    const copy = await owner.get("duplicateCampaign", { params: { id: long.id } });
    expect(copy.name.length).toBeLessThanOrEqual(200);
    expect((await owner.get("updateCampaign", { params: { id: copy.id }, body: { name: copy.name } })).name).toBe(
      copy.name,
    );
  });
});

describe("deleting", () => {
  test("takes it off every list and leaves its calls in the metrics", async () => {
    const client = await app.as("owner", await furnished("Deleting"));
    const of = await draft(client, {
      phones: ["+14155550120", "+14155550100"],
      settings: { retry: { maxRetries: 0 } },
    });
    await client.get("startCampaign", of);
    await campaignWhen(client, of, completed);
    const before = await client.get("getCampaignMetrics");
    expect(before).toEqual({
      totalCampaigns: 1,
      runningNow: 0,
      callsLive: 0,
      callsCompleted: 2,
      successRate: 50,
      capacity: {
        inUse: 0,
        total: 100,
      },
    });
    expect((await client.ask("deleteCampaign", of)).status).toBe(204);
    expect(await client.get("getCampaignMetrics")).toEqual(before);
    expect((await client.get("listCampaigns")).total).toBe(0);
    expect((await client.get("listConversations")).total).toBe(1);
    const reads = [
      ...(["getCampaign", "deleteCampaign", "startCampaign", "listCampaignContacts", "listCampaignCalls"] as const),
      ...(["listCampaignActivity", "getCampaignTimeline", "exportCampaign", "followCampaign"] as const),
    ];
    for (const name of reads) expect(await client.refusal(name, of)).toBe("404 not_found");
    const spans: Array<[object, number, number]> = [
      [{ from: "2020-01-01" }, 1, 2],
      [{ to: "2020-01-01" }, 0, 0],
      [{ from: "2020-01-01", to: new Date(Date.now() + 60_000).toISOString() }, 1, 2],
      [{ from: new Date(Date.now() + 60_000).toISOString() }, 0, 0],
      [{ from: new Date(Date.now() - 600_000).toISOString() }, 1, 2],
    ];
    for (const [query, campaigns, calls] of spans) {
      const metrics = await client.get("getCampaignMetrics", { query: query as Record<string, string> });
      expect(metrics).toMatchObject({ totalCampaigns: campaigns, callsCompleted: calls });
      expect(metrics.successRate).toBe(calls === 0 ? null : 50);
    }
  });
});

async function furnished(name: string): Promise<string> {
  const id = await app.addOrganisation(name);
  const client = await app.as("owner", id);
  const settings = { speed: "max" };
  await client.get("createLine", { body: { name: "Simulator", kind: "simulator", settings } });
  const greeting = "Hello, an AI calls.";
  await client.get("createAiEmployee", {
    body: { name: "Robin", kind: "conversation", greeting, maxConcurrentCalls: 100 },
  });
  return id;
}

describe("the system's own pauses", () => {
  test.each([
    ["its AI employee is deactivated", "updateAiEmployee", "aiEmployeeId", { active: false }],
    ["its line is removed", "deleteLine", "lineId", undefined],
  ] as const)("when %s say why, and a resume is refused until it is mended", async (_, name, part, body) => {
    const client = await app.as("owner", await furnished(name));
    const given = await parts(client);
    const of = await draft(client, { phones: ["+14155550100"], settings: { windows: always } });
    await client.get("startCampaign", of);
    await campaignWhen(client, of, (campaign) => campaign.counts.retrying === 1);
    await client.get(name, { params: { id: given[part] }, body });
    const paused = await campaignWhen(client, of, (campaign) => campaign.status === "paused");
    expect(paused.statusReason).toMatch(/^.{20,}\.$/);
    expect(await client.refusal("resumeCampaign", of)).toBe("422 not_ready");
    expect((await client.get("listCampaignActivity", of)).items[0].actor).toMatchObject({ kind: "system" });
  });
});
