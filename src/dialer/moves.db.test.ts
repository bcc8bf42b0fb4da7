import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addCampaignContacts } from "#actions/campaign-contacts.ts";
import { cancelCampaign } from "#actions/cancel-campaign.ts";
import { editCampaign } from "#actions/edit-campaign.ts";
import { launchCampaign } from "#actions/launch-campaign.ts";
import { pauseCampaign } from "#actions/pause-campaign.ts";
import { resumeCampaign } from "#actions/resume-campaign.ts";
import { retryFailed } from "#actions/retry-failed.ts";
import { databases } from "#harness/databases.ts";
import { interfere } from "#harness/interfere.ts";
import { oneRetry, openTheatre, type Theatre } from "#harness/stage.ts";
import { addPeople } from "#harness/world.ts";
import { chosenByIds } from "#store/campaign-writes.ts";

const phones = (count: number, ending = "42") =>
  Array.from({ length: count }, (_, n) => `+1415${String(5_500_000 + n).slice(-5)}${ending}`);
const minute = 60_000;

describe.each(databases)("a campaign's moves and the engine on $name", ({ open }) => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await openTheatre(open);
  });
  afterAll(() => theatre.close());

  test("pause: no call starts after it, those in flight finish with what they come to", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign(phones(30), { maxConcurrentCalls: 5 });
    const engine = await stage.engine();
    await engine.runTo(stage.clock.now() + minute);
    const pausedAt = stage.clock.now();
    const before = await stage.calls();
    const live = before.filter((call) => call.endedAt === null);
    expect(live).toHaveLength(5);
    await pauseCampaign(stage.request(campaignId));
    await engine.runTo();
    const after = await stage.calls();
    expect(after).toHaveLength(before.length);
    expect(after.filter((call) => call.dialedAt! > pausedAt)).toEqual([]);
    expect(after.filter((call) => live.some(({ id }) => id === call.id)).map((call) => call.outcome)).toEqual(
      live.map(() => "success"),
    );
    expect((await stage.status(campaignId)).status).toBe("paused");
    await stage.checkCounts(campaignId);
  });

  test("pause between claim and dial: nobody is rung, and no attempt is spent", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign(phones(3));
    const meanwhile = interfere(stage.world.database.sql, {
      on: "state = 'dialing'",
      before: () => pauseCampaign(stage.request(campaignId)),
    });
    const engine = await stage.engine({ db: meanwhile.db });
    await engine.runTo();
    expect(meanwhile.count()).toBe(1);
    expect(await stage.calls()).toEqual([]);
    const contacts = await stage.contacts(campaignId);
    expect(contacts.map(({ status, attempts }) => ({ status, attempts }))).toEqual(
      contacts.map(() => ({ status: "pending", attempts: 0 })),
    );
    await stage.checkCounts(campaignId);
  });

  test("resume goes on, and every contact is called once", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign(phones(12), { maxConcurrentCalls: 3 });
    const engine = await stage.engine();
    await engine.runTo(stage.clock.now() + 30_000);
    await pauseCampaign(stage.request(campaignId));
    await engine.runTo(stage.clock.now() + 10 * minute);
    await resumeCampaign(stage.request(campaignId));
    expect((await stage.status(campaignId)).status).toBe("running");
    engine.dialer.wake();
    await engine.runTo();
    expect((await stage.calls()).map((call) => call.phone).toSorted()).toEqual(phones(12).toSorted());
    expect((await stage.status(campaignId)).status).toBe("completed");
  });

  test("what is edited while paused counts for later attempts", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign(phones(1, "00"), { retry: { ...oneRetry, maxRetries: 5 } });
    const engine = await stage.engine();
    await engine.runTo(stage.clock.now() + minute);
    await pauseCampaign(stage.request(campaignId));
    await editCampaign(stage.request(campaignId), { settings: { retry: { maxRetries: 2, delaySeconds: 60 } } });
    await resumeCampaign(stage.request(campaignId));
    engine.dialer.wake();
    await engine.runTo();
    const calls = await stage.calls();
    expect(calls).toHaveLength(3);
    expect(calls[1]!.dialedAt! - calls[0]!.endedAt!).toBe(600_000);
    expect(calls[2]!.dialedAt! - calls[1]!.endedAt!).toBe(60_000);
  });

  test("cancel: pending become canceled, retries are dropped, calls in flight keep their outcome and get no retry", async () => {
    const stage = await theatre.next();
    const busy = phones(2, "00");
    const ringing = phones(2, "01");
    const waiting = phones(5);
    const campaignId = await stage.campaign([...busy, ...ringing, ...waiting], {
      maxConcurrentCalls: 2,
      ringTimeoutSeconds: 60,
      retry: oneRetry,
    });
    const engine = await stage.engine();
    await engine.runTo(stage.clock.now() + 10_000);
    expect((await stage.contacts(campaignId)).map(({ status }) => status)).toEqual([
      "busy",
      "busy",
      "in_progress",
      "in_progress",
      ...waiting.map(() => "pending"),
    ]);
    await cancelCampaign(stage.request(campaignId));
    const sums = (await stage.contacts(campaignId)).map(({ status, dueAt }) => ({ status, dueAt }));
    expect(sums.slice(0, 2)).toEqual(busy.map(() => ({ status: "busy", dueAt: null })));
    expect(sums.slice(4)).toEqual(waiting.map(() => ({ status: "canceled", dueAt: null })));
    await engine.runTo();
    expect((await stage.contacts(campaignId)).slice(2, 4)).toMatchObject(
      ringing.map(() => ({ status: "no_answer", attempts: 1, dueAt: null })),
    );
    expect(await stage.calls()).toHaveLength(4);
    expect((await stage.status(campaignId)).status).toBe("canceled");
    await stage.checkCounts(campaignId);
  });

  test("cancel between claim and dial: the contact was never attempted, and is canceled", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign(phones(2));
    const meanwhile = interfere(stage.world.database.sql, {
      on: "state = 'dialing'",
      before: () => cancelCampaign(stage.request(campaignId)),
    });
    const engine = await stage.engine({ db: meanwhile.db });
    await engine.runTo();
    expect(await stage.calls()).toEqual([]);
    expect((await stage.contacts(campaignId)).map(({ status, attempts }) => [status, attempts])).toEqual([
      ["canceled", 0],
      ["canceled", 0],
    ]);
    await stage.checkCounts(campaignId);
  });

  test("a stop that a crash cut short is finished by the next engine", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign(phones(3));
    await stage.world.database.sql
      .updateTable("campaign")
      .set({ status: "canceled" })
      .where("id", "=", campaignId)
      .execute();
    const engine = await stage.engine();
    await engine.runTo();
    expect((await stage.contacts(campaignId)).map(({ status }) => status)).toEqual([
      "canceled",
      "canceled",
      "canceled",
    ]);
  });

  test("retry failed: the chosen are called again with a fresh budget, invalid and listed numbers are left out", async () => {
    const stage = await theatre.next();
    const [failing, invalid, listed, busy] = [
      phones(1, "03")[0]!,
      phones(1, "04")[0]!,
      "+14155550203",
      phones(1, "00")[0]!,
    ];
    const campaignId = await stage.campaign([failing, invalid, listed, busy], { retry: oneRetry });
    const engine = await stage.engine();
    await engine.runTo();
    expect((await stage.status(campaignId)).status).toBe("completed");
    await stage.list(listed);
    const attempts = async () => (await stage.contacts(campaignId)).map((contact) => contact.attempts);
    expect(await attempts()).toEqual([2, 1, 2, 2]);
    for (const round of [1, 2]) {
      expect(await retryFailed(stage.request(campaignId), ["failed"])).toBe(1);
      expect((await stage.status(campaignId)).status).toBe("queued");
      engine.dialer.wake();
      await engine.runTo();
      expect(await attempts()).toEqual([2 + 2 * round, 1, 2, 2]);
      expect((await stage.status(campaignId)).status).toBe("completed");
    }
    expect(await retryFailed(stage.request(campaignId), ["failed", "busy"])).toBe(2);
    engine.dialer.wake();
    await engine.runTo();
    expect(await attempts()).toEqual([8, 1, 2, 4]);
    await stage.checkCounts(campaignId);
  });

  test("contacts added to a completed campaign reopen it, and it goes on for them only", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign(phones(2));
    const engine = await stage.engine();
    await engine.runTo();
    const ids = await addPeople(
      stage.world,
      phones(4).map((phone) => ({ phone })),
    );
    expect(await addCampaignContacts(stage.request(campaignId), chosenByIds(ids))).toMatchObject({
      added: 2,
      skipped: 2,
    });
    engine.dialer.wake();
    await engine.runTo();
    expect((await stage.calls()).map((call) => call.phone)).toEqual(phones(4));
    expect((await stage.status(campaignId)).status).toBe("completed");
  });

  test("a scheduled start is waited for, also by a campaign that was paused before it", async () => {
    const stage = await theatre.next();
    const startsAt = stage.clock.now() + 45 * minute;
    const campaignId = await stage.campaign(phones(1), {}, { status: "draft" });
    await launchCampaign(stage.request(campaignId), new Date(startsAt).toISOString());
    const engine = await stage.engine();
    await engine.runTo(stage.clock.now() + 10 * minute);
    await pauseCampaign(stage.request(campaignId));
    await resumeCampaign(stage.request(campaignId));
    expect((await stage.status(campaignId)).status).toBe("queued");
    engine.dialer.wake();
    await engine.runTo();
    expect((await stage.calls()).map((call) => call.dialedAt)).toEqual([startsAt]);
  });

  test.each([
    { what: "the AI employee is deactivated", table: "ai_employee", reason: /AI employee is no longer active/ },
    { what: "the line is switched off", table: "line", reason: /line was removed or switched off/ },
  ] as const)(
    "when $what the campaign is paused with the reason, and calls in flight finish",
    async ({ table, reason }) => {
      const stage = await theatre.next();
      const campaignId = await stage.campaign(phones(4), { maxConcurrentCalls: 1 });
      const engine = await stage.engine();
      await engine.runTo(stage.clock.now() + 10_000);
      await stage.world.database.sql.updateTable(table).set({ active: false }).execute();
      await engine.runTo();
      const status = await stage.status(campaignId);
      expect(status.status).toBe("paused");
      expect(status.reason).toMatch(reason);
      expect((await stage.calls()).map((call) => call.outcome)).toEqual(["success"]);
      await stage.checkCounts(campaignId);
    },
  );

  test("at its end date a campaign is paused with the reason, and nobody is called after it", async () => {
    const stage = await theatre.next();
    const endsAt = stage.clock.now() + 100_000;
    const campaignId = await stage.campaign(phones(20), {
      maxConcurrentCalls: 1,
      endsAt: new Date(endsAt).toISOString(),
    });
    const engine = await stage.engine();
    await engine.runTo();
    expect((await stage.status(campaignId)).reason).toMatch(/end date has passed/);
    const calls = await stage.calls();
    expect(calls.length).toBeLessThan(20);
    expect(calls.filter((call) => call.dialedAt! >= endsAt)).toEqual([]);
  });

  test("the end date passes while everybody waits for a window", async () => {
    const stage = await theatre.next();
    const endsAt = stage.clock.now() + 3_600_000;
    const campaignId = await stage.campaign(
      phones(1),
      { windows: [{ days: ["sun"], from: "09:00", to: "10:00" }], endsAt: new Date(endsAt).toISOString() },
      { zones: ["Europe/Paris"] },
    );
    const engine = await stage.engine();
    await engine.runTo(endsAt);
    expect((await stage.status(campaignId)).status).toBe("paused");
  });

  test("a campaign in which everybody is left out is completed, and says of each why", async () => {
    const stage = await theatre.next({}, { greeting: "Hello {{first_name}}." });
    const windows = [{ days: ["mon" as const], from: "00:00", to: "24:00" }];
    const campaignId = await stage.campaign(phones(2), { windows }, { zones: ["Europe/Paris"] });
    const zoneless = await stage.campaign(phones(2, "43"), { windows }, { firstName: "Kim" });
    const engine = await stage.engine();
    await engine.runTo();
    const why = async (id: number) => (await stage.contacts(id)).map(({ status, skipReason }) => [status, skipReason]);
    expect(await why(campaignId)).toEqual(phones(2).map(() => ["skipped", "missing_variable"]));
    expect(await why(zoneless)).toEqual(phones(2).map(() => ["skipped", "no_timezone"]));
    for (const id of [campaignId, zoneless]) expect((await stage.status(id)).status).toBe("completed");
    expect(await stage.calls()).toEqual([]);
  });

  test.each([
    { what: "a window closes", settings: { windows: [{ days: ["mon" as const], from: "12:00", to: "12:01" }] } },
    { what: "the end date comes", settings: { endsAt: "2026-11-02T12:01:00Z" } },
    { what: "a second goes by", settings: {} },
  ])("when $what between claim and dial nobody is rung, and no try is lost", async ({ settings }) => {
    const stage = await theatre.next();
    stage.clock.advanceTo(Date.parse("2026-11-02T12:00:59.500Z"));
    const campaignId = await stage.campaign(phones(1, "00"), settings, { zones: ["Africa/Abidjan"] });
    const slow = interfere(stage.world.database.sql, {
      on: "state = 'dialing'",
      before: () => void stage.clock.advanceTo(Date.parse("2026-11-02T12:01:00.501Z")),
    });
    const engine = await stage.engine({ db: slow.db });
    await engine.runTo(Date.parse("2026-11-02T12:01:00.501Z"));
    expect((await stage.calls())[0]).toMatchObject({ state: "ended", outcome: null });
    expect(await stage.contact(campaignId, phones(1, "00")[0]!)).not.toMatchObject({ status: "busy" });
    await engine.runTo();
    const [, ...later] = await stage.calls();
    expect(later.map((call) => call.outcome)).toEqual("endsAt" in settings ? [] : ["busy"]);
    if ("windows" in settings) expect(new Date(later[0]!.dialedAt!).toISOString()).toMatch(/^2026-11-09T12:00/);
    await stage.checkCounts(campaignId);
  });

  test("an unknown zone falls back to the campaign's where it says so", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign(phones(1), {
      windows: [{ days: ["mon"], from: "22:00", to: "23:00" }],
      timezone: { mode: "contact", fallback: "Asia/Tokyo" },
    });
    const engine = await stage.engine();
    await engine.runTo();
    expect((await stage.calls()).map((call) => call.dialedAt)).toHaveLength(1);
    const { dialedAt } = (await stage.calls())[0]!;
    // 22:00 in Tokyo is 13:00 UTC.
    expect(new Date(dialedAt!).toISOString()).toMatch(/^2026-11-02T13:0/);
    expect((await stage.status(campaignId)).status).toBe("completed");
  });
});
