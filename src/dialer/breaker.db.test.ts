import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resumeCampaign } from "#actions/resume-campaign.ts";
import { defaultRules } from "#domain/campaign/settings.ts";
import { databases } from "#harness/databases.ts";
import { oneRetry, openTheatre, type Theatre } from "#harness/stage.ts";
import { setRules } from "#harness/world.ts";

const minute = 60_000;
const numbers = (ending: string, count: number) =>
  Array.from({ length: count }, (_, n) => `+1415${String(5_500_000 + n).slice(-5)}${ending}`);

describe.each(databases)("the circuit breaker on $name", ({ open }) => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await openTheatre(open);
  });
  afterAll(() => theatre.close());

  test("faults of our line pause its campaigns with the reason and cost no contact a retry", async () => {
    const stage = await theatre.next({ breaker: true });
    const failing = await stage.campaign(numbers("03", 8), { retry: oneRetry });
    const other = await stage.campaign(
      numbers("42", 3),
      {},
      { scheduledAt: new Date(stage.clock.now() + 60 * minute) },
    );
    const engine = await stage.engine();
    await engine.runTo(stage.clock.now() + minute);
    for (const id of [failing, other]) {
      const { status, reason } = await stage.status(id);
      expect(status).toBe("paused");
      expect(reason).toMatch(/Its line failed \d+ of the last \d+ calls/);
    }
    const contacts = await stage.contacts(failing);
    expect(contacts.map(({ status, retriesUsed }) => [status, retriesUsed])).toEqual(contacts.map(() => ["failed", 0]));
    expect(contacts.filter(({ dueAt }) => dueAt === null)).toEqual([]);
    expect((await stage.contacts(other)).map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
    await stage.checkCounts(failing);

    // Mended and resumed: what failed before does not trip it again, and everybody has all their tries.
    await stage.world.database.sql
      .updateTable("line")
      .set({ settings: JSON.stringify({ speed: 1, breaker: false, maxConcurrentCalls: 100 }) })
      .execute();
    await engine.runTo(stage.clock.now() + minute);
    await resumeCampaign(stage.request(failing));
    engine.dialer.wake();
    await engine.runTo();
    expect((await stage.status(failing)).status).toBe("completed");
    const ended = await stage.contacts(failing);
    expect(ended.map(({ status, retriesUsed }) => [status, retriesUsed])).toEqual(ended.map(() => ["failed", 1]));
  });

  test("one lone contact trips it too, whatever the cap of a day", async () => {
    const stage = await theatre.next({ breaker: true, quietHours: true });
    await setRules(stage.world, { ...defaultRules, quietHours: null, maxCallsPer24h: 2 });
    const campaignId = await stage.campaign(numbers("03", 1));
    const engine = await stage.engine();
    await engine.runTo(stage.clock.now() + 3 * minute);
    expect((await stage.status(campaignId)).status).toBe("paused");
    expect(await stage.calls()).toHaveLength(5);
  });

  test.each([
    { what: "busy", ending: "00", outcome: "busy" },
    { what: "no answer", ending: "01", outcome: "no_answer" },
    { what: "the far network", ending: "03", outcome: "failed" },
    { what: "numbers that do not exist", ending: "04", outcome: "failed" },
  ])("$what never trips it", async ({ ending, outcome }) => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign(numbers(ending, 12));
    const engine = await stage.engine();
    await engine.runTo();
    expect((await stage.status(campaignId)).status).toBe("completed");
    expect(new Set((await stage.calls()).map((call) => call.outcome))).toEqual(new Set([outcome]));
  });
});
