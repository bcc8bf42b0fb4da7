import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { alwaysOpen, defaultRules } from "#domain/campaign/settings.ts";
import { databases } from "#harness/databases.ts";
import { type HeardCall, recordingLines } from "#harness/recording.ts";
import { noRetries, openTheatre, type Theatre } from "#harness/stage.ts";
import { addCampaign, addContacts, addEmployee, addLine, addOrganisation, setRules } from "#harness/world.ts";

const minute = 60_000;
/** Who talks for ten minutes: places stay taken. */
const talkers = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => `+1415${String(5_500_000 + from + n).slice(-5)}11`);
const busyOnes = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => `+1415${String(5_600_000 + from + n).slice(-5)}00`);

describe.each(databases)("campaigns that share on $name", ({ open }) => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await openTheatre(open);
  });
  afterAll(() => theatre.close());

  test("an AI employee's places are shared equally by its campaigns, and none is left empty", async () => {
    const stage = await theatre.next({}, { maxConcurrentCalls: 12 });
    const large = await stage.campaign(talkers(40));
    const other = await stage.campaign(talkers(40, 100));
    const small = await stage.campaign(talkers(2, 200));
    const engine = await stage.engine();
    await engine.runTo(stage.clock.now() + minute);
    const live = (id: number) => stage.calls().then((calls) => calls.filter((call) => call.campaignId === id).length);
    expect([await live(large), await live(other), await live(small)]).toEqual([5, 5, 2]);
  });

  test("ten campaigns of different sizes share a line of 20 places equally, within a tenth, while all have work", async () => {
    const stage = await theatre.next({ maxConcurrentCalls: 20 });
    const ids: number[] = [];
    for (let n = 0; n < 10; n++) ids.push(await stage.campaign(talkers(24 + n * n, n * 200)));
    const engine = await stage.engine();
    // Until the smallest has little left: then each call that ended was made while all had work.
    const done = async () => (await stage.contacts(ids[0]!)).filter((one) => one.status === "success").length >= 20;
    await engine.run(done);
    const calls = (await stage.calls()).filter((call) => call.dialedAt !== null);
    const shares = ids.map((id) => calls.filter((call) => call.campaignId === id).length);
    const equal = calls.length / ids.length;
    for (const share of shares) expect(Math.abs(share - equal) / equal).toBeLessThanOrEqual(0.1);
    const talking = calls.filter((call) => call.endedAt === null).length;
    expect(talking).toBeLessThanOrEqual(20);
  });

  test("a campaign waits for a line that is full, as queued, and begins when a place is free", async () => {
    const stage = await theatre.next({ maxConcurrentCalls: 3 });
    const first = await stage.campaign(talkers(3));
    const engine = await stage.engine();
    await engine.runTo(stage.clock.now() + minute);
    const second = await stage.campaign(talkers(2, 100));
    engine.dialer.wake();
    await engine.runTo(stage.clock.now() + minute);
    expect((await stage.status(second)).status).toBe("queued");
    expect((await stage.contacts(second)).map(({ status, attempts }) => [status, attempts])).toEqual([
      ["pending", 0],
      ["pending", 0],
    ]);
    await engine.runTo();
    for (const id of [first, second]) expect((await stage.status(id)).status).toBe("completed");
    expect((await stage.calls()).map((call) => call.attempt)).toEqual([1, 1, 1, 1, 1]);
  });

  test("calls per second of a line hold over its campaigns together, and each gets its turn", async () => {
    // Busy at once: no campaign ever has more calls live than another.
    const stage = await theatre.next({ callsPerSecond: 2, speed: "max" });
    const ids = [await stage.campaign(busyOnes(10)), await stage.campaign(busyOnes(10, 100))];
    const lines = recordingLines(stage.clock);
    const engine = await stage.engine({ lines });
    const began = stage.clock.now();
    await engine.runTo(began + 5_000);
    const soFar = await stage.calls();
    const shares = ids.map((id) => soFar.filter((call) => call.campaignId === id).length);
    expect(Math.abs(shares[0]! - shares[1]!)).toBeLessThanOrEqual(1);
    await engine.runTo();
    expect(lines.faults()).toEqual([]);
    const starts = lines.calls.map((call) => call.placedAt);
    expect(starts).toHaveLength(20);
    expect(starts.filter((at, n) => n >= 2 && at - starts[n - 2]! < 1_000)).toEqual([]);
    // Nor much slower than it may be.
    expect(starts.at(-1)! - began).toBeLessThan(12_000);
  });

  test("calls per second of a campaign bind it alone", async () => {
    const stage = await theatre.next();
    const slow = await stage.campaign(talkers(6), { callsPerSecond: 1 });
    const fast = await stage.campaign(talkers(6, 100));
    const engine = await stage.engine();
    await engine.runTo(stage.clock.now() + 3_000);
    const calls = await stage.calls();
    expect(calls.filter((call) => call.campaignId === fast)).toHaveLength(6);
    const starts = calls.filter((call) => call.campaignId === slow).map((call) => call.dialedAt!);
    expect(starts.length).toBeGreaterThan(1);
    expect(starts.filter((at, n) => n > 0 && at - starts[n - 1]! < 1_000)).toEqual([]);
  });

  test("one person in two campaigns has one call at a time, the later one waits and says why, and then the gap is kept", async () => {
    const stage = await theatre.next({ quietHours: true });
    await setRules(stage.world, { ...defaultRules, quietHours: null, minGapMinutes: 30 });
    const [phone] = talkers(1);
    const first = await stage.campaign([phone!]);
    const second = await stage.campaign([phone!]);
    const engine = await stage.engine();
    await engine.runTo(stage.clock.now() + minute / 2);
    expect((await stage.contact(first, phone!)).status).toBe("in_progress");
    expect(await stage.contact(second, phone!)).toMatchObject({
      status: "pending",
      attempts: 0,
      waitingFor: "other_campaign",
    });
    await engine.runTo();
    const calls = await stage.calls();
    expect(calls.map((call) => call.campaignId)).toEqual([first, second]);
    expect(calls[1]!.dialedAt! - calls[0]!.endedAt!).toBe(30 * minute);
    expect((await stage.contact(second, phone!)).waitingFor).toBe(null);
  });

  test("on a line that rings nobody gaps and caps do not bind, and one live call per number does", async () => {
    const stage = await theatre.next();
    const [phone] = talkers(1);
    const ids = [];
    for (let n = 0; n < 5; n++) ids.push(await stage.campaign([phone!]));
    const lines = recordingLines(stage.clock);
    const engine = await stage.engine({ lines });
    await engine.runTo();
    expect(lines.calls).toHaveLength(5);
    const apart = lines.calls.every((call: HeardCall, n) => n === 0 || call.began > lines.calls[n - 1]!.ended);
    expect(apart).toBe(true);
    expect(lines.faults()).toEqual([]);
  });

  test("the cap of a day counts the calls of all campaigns, and the next waits until it is over", async () => {
    const stage = await theatre.next({ quietHours: true });
    await setRules(stage.world, { ...defaultRules, quietHours: null, minGapMinutes: 0, maxCallsPer24h: 2 });
    const [phone] = busyOnes(1);
    const retry = { maxRetries: 1, delaySeconds: 600, backoff: "fixed" as const, on: ["busy" as const] };
    const first = await stage.campaign([phone!], { retry });
    const second = await stage.campaign(
      [phone!],
      { retry },
      { scheduledAt: new Date(stage.clock.now() + 60 * minute) },
    );
    const engine = await stage.engine();
    await engine.runTo(stage.clock.now() + 61 * minute);
    const [one, two] = await stage.calls();
    expect([one!.campaignId, two!.campaignId]).toEqual([first, first]);
    expect(await stage.contact(second, phone!)).toMatchObject({
      status: "pending",
      waitingFor: "daily_cap",
      dueAt: one!.dialedAt! + 24 * 60 * minute,
    });
    await engine.runTo();
    const calls = await stage.calls();
    expect(calls.map((call) => call.dialedAt).slice(2)).toEqual([
      one!.dialedAt! + 24 * 60 * minute,
      two!.dialedAt! + 24 * 60 * minute,
    ]);
  });

  test("an organisation with broken settings holds up no other", async () => {
    const stage = await theatre.next();
    const broken = await stage.campaign(talkers(1), {
      timezone: { mode: "fixed", zone: "Mars/Olympus" },
      windows: [{ days: ["mon"], from: "09:00", to: "17:00" }],
    });
    const other = { ...stage.world, organisationId: await addOrganisation(stage.world.database, "zz") };
    const lineId = await addLine(other);
    const employeeId = await addEmployee(other);
    const id = await addCampaign(other, { lineId, employeeId, settings: { windows: alwaysOpen, retry: noRetries } });
    await addContacts(other, id, [{ phone: busyOnes(1)[0]! }], new Date(stage.clock.now()));
    const faults: string[] = [];
    const engine = await stage.engine({ onFault: (what) => faults.push(what) });
    await engine.runTo(stage.clock.now() + 10_000);
    expect((await stage.status(id)).status).toBe("completed");
    expect((await stage.status(broken)).status).toBe("queued");
    expect(faults).toContain("turn");
  });
});
