import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases } from "#harness/databases.ts";
import { quiet } from "#harness/engine.ts";
import { GoneAway, interfere } from "#harness/interfere.ts";
import { oneRetry, openTheatre, type Stage, type Theatre } from "#harness/stage.ts";
import { addLine } from "#harness/world.ts";
import { recordingLines } from "#harness/recording.ts";
import type { LineBook } from "#dialer/ports.ts";
import type { Ending, LookUp } from "#telephony/port.ts";
import { createLineBook } from "#telephony/line-book.ts";

const minute = 60_000;
const busyPhone = "+14155550100";
const ringsOut = "+14155550101";
const talks = "+14155550142";

/** The database's word that this caller's time is over, as after ten seconds without a heartbeat. */
async function endLease(stage: Stage, owner: string): Promise<void> {
  await sql`update caller set lease_until = clock_timestamp() - interval '1 second' where id = ${owner}`.execute(
    stage.world.database.sql,
  );
}

/** A new process's lines, which know of the old one's calls what is given here. */
/** @param found what the network says, at once or later; a function: each time it is asked */
function linesThatKnow(
  stage: Stage,
  found: LookUp | Promise<LookUp> | (() => LookUp),
): LineBook & { hungUp: string[] } {
  const book = createLineBook({ clock: stage.clock });
  const hungUp: string[] = [];
  return {
    hungUp,
    line: (row) => {
      const real = book.line(row);
      return new Proxy(real, {
        get: (of, name) => {
          if (name === "lookUp") return async () => (typeof found === "function" ? found() : found);
          if (name === "hangUp") return (key: string) => (hungUp.push(key), of.hangUp(key));
          const value: unknown = Reflect.get(of, name, of);
          return typeof value === "function" ? value.bind(of) : value;
        },
      });
    },
    close: () => book.close(),
  };
}

/** Lines that call and never tell what becomes of it. */
function silentLines(lines: LineBook): LineBook {
  return {
    ...lines,
    line: (row) =>
      new Proxy(lines.line(row), {
        get: (of, name) => (name === "place" ? () => {} : (Reflect.get(of, name, of) as unknown)),
      }),
  };
}

describe.each(databases)("what a crash leaves behind on $name", ({ open }) => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await openTheatre(open);
  });
  afterAll(() => theatre.close());

  test("a call that was only claimed goes back: no attempt is spent, and it is dialled by another", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign([talks]);
    const stuck = Promise.withResolvers<void>();
    const slow = interfere(stage.world.database.sql, { on: "state = 'dialing'", before: () => stuck.promise });
    const first = await stage.engine({ db: slow.db, onFault: () => {} });
    while (slow.count() === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(await stage.contact(campaignId, talks)).toMatchObject({ status: "in_progress", attempts: 1 });
    await endLease(stage, first.dialer.owner);

    const second = await stage.engine();
    await second.runTo();
    stuck.reject(new GoneAway());
    expect(await stage.contact(campaignId, talks)).toMatchObject({ status: "success", attempts: 1 });
    expect(await stage.calls()).toMatchObject([{ attempt: 1, owner: second.dialer.owner, outcome: "success" }]);
    await stage.checkCounts(campaignId);
  });

  test("a call of which nobody knows is interrupted: it costs an attempt, and its retry waits for the delay", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign([ringsOut], { retry: oneRetry, ringTimeoutSeconds: 120 });
    const first = await stage.engine();
    await first.runTo(stage.clock.now() + 10_000);
    await endLease(stage, first.dialer.owner);

    const diedAt = stage.clock.now();
    const second = await stage.engine({ lines: linesThatKnow(stage, { state: "unknown" }) });
    await second.runTo(diedAt);
    expect(await stage.contact(campaignId, ringsOut)).toMatchObject({
      status: "failed",
      result: "interrupted",
      attempts: 1,
      retriesUsed: 1,
      dueAt: diedAt + 600_000,
    });
    // The first process wakes late: its call ends on its line, and it may not say so.
    await second.runTo(diedAt + 3 * minute);
    expect(await stage.calls()).toMatchObject([{ outcome: "failed", result: "interrupted", endedAt: diedAt }]);
    await second.runTo();
    expect(await stage.calls()).toMatchObject([
      { attempt: 1 },
      { attempt: 2, dialedAt: diedAt + 600_000, outcome: "no_answer" },
    ]);
    expect((await stage.status(campaignId)).status).toBe("completed");
    await stage.checkCounts(campaignId);
  });

  test("a process that wakes while its call is being looked up by another writes nothing about it", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign([ringsOut], { ringTimeoutSeconds: 60 });
    const first = await stage.engine();
    await first.runTo(stage.clock.now() + 10_000);
    await endLease(stage, first.dialer.owner);
    const answer = Promise.withResolvers<LookUp>();
    const starting = stage.engine({ lines: linesThatKnow(stage, answer.promise) });
    while ((await stage.calls())[0]!.owner === first.dialer.owner)
      await new Promise((resolve) => setImmediate(resolve));
    // It rings out on the first one's line, which believes that the call is still its own.
    stage.clock.advanceTo(stage.clock.now() + 2 * minute);
    await quiet(first.dialer);
    expect(first.dialer.live).toBe(0);
    expect(await stage.calls()).toMatchObject([{ outcome: null, endedAt: null }]);
    answer.resolve({ state: "unknown" });
    await (await starting).runTo();
    expect(await stage.contact(campaignId, ringsOut)).toMatchObject({ status: "failed", result: "interrupted" });
  });

  test("a call that the carrier remembers ends as the carrier says", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign([ringsOut]);
    const first = await stage.engine();
    await first.runTo(stage.clock.now() + 10_000);
    await endLease(stage, first.dialer.owner);
    const ending: Ending = {
      kind: "unanswered",
      outcome: "busy",
      result: null,
      cause: { sip: 486, q850: 17, text: "Busy Here" },
    };
    const second = await stage.engine({ lines: linesThatKnow(stage, { state: "ended", ending }) });
    await second.runTo();
    expect(await stage.contact(campaignId, ringsOut)).toMatchObject({ status: "busy", attempts: 1 });
    expect(await stage.calls()).toHaveLength(1);
  });

  test("a call that is still alive is hung up, and keeps its number and place until the network says that it is over", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign([ringsOut]);
    const first = await stage.engine();
    await first.runTo(stage.clock.now() + 10_000);
    await endLease(stage, first.dialer.owner);
    const network: { says: LookUp } = { says: { state: "live" } };
    const lines = linesThatKnow(stage, () => network.says);
    const second = await stage.engine({ lines });
    await second.runTo(stage.clock.now() + 5_000);
    expect(lines.hungUp.length).toBeGreaterThan(0);
    expect(await stage.calls()).toMatchObject([{ outcome: null, endedAt: null }]);
    const cause = { sip: 487, q850: null, text: null };
    network.says = { state: "ended", ending: { kind: "canceled", reason: "hung_up", cause } };
    await second.runTo();
    expect(await stage.contact(campaignId, ringsOut)).toMatchObject({ status: "failed", result: "interrupted" });
  });

  test("a network that does not say whether a call is over is asked again, for a minute", async () => {
    for (const answersAfter of [3_000, Infinity]) {
      const stage = await theatre.next();
      const campaignId = await stage.campaign([ringsOut]);
      const first = await stage.engine();
      await first.runTo(stage.clock.now() + 10_000);
      await endLease(stage, first.dialer.owner);
      const began = stage.clock.now();
      const lines = linesThatKnow(stage, () => {
        if (stage.clock.now() < began + answersAfter) throw new GoneAway();
        return { state: "unknown" };
      });
      const second = await stage.engine({ lines });
      await second.runTo(began + 2_000);
      expect(await stage.calls()).toMatchObject([{ outcome: null, endedAt: null }]);
      await second.runTo();
      const endedAt = began + Math.min(answersAfter, 60_000);
      expect(await stage.calls()).toMatchObject([{ outcome: "failed", result: "interrupted", endedAt }]);
      expect((await stage.status(campaignId)).status).toBe("completed");
    }
  });

  test("a call whose line never tells its end is asked for, and ends as the network says", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign([busyPhone], { ringTimeoutSeconds: 20 });
    const cause = { sip: 486, q850: 17, text: "Busy Here" };
    const ending: Ending = { kind: "unanswered", outcome: "busy", result: null, cause };
    const lines = silentLines(linesThatKnow(stage, { state: "ended", ending }));
    const engine = await stage.engine({ lines });
    const began = stage.clock.now();
    await engine.runTo(began + 49_000);
    engine.dialer.adopt();
    await engine.runTo(began + 49_500);
    expect(await stage.calls()).toMatchObject([{ outcome: null, endedAt: null }]);
    await engine.runTo(began + 50_000);
    engine.dialer.adopt();
    await engine.runTo(began + 50_000);
    expect(await stage.contact(campaignId, busyPhone)).toMatchObject({ status: "busy" });
    expect((await stage.status(campaignId)).status).toBe("completed");
  });

  test("a call over a line that cannot be opened here is interrupted, and holds up no other", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign([ringsOut]);
    const unknownLine = await addLine(stage.world);
    const broken = await stage.campaign([talks], {}, { lineId: unknownLine });
    const first = await stage.engine();
    await first.runTo(stage.clock.now() + 10_000);
    expect(await stage.calls()).toMatchObject([{ outcome: null }, { outcome: null }]);
    await stage.world.database.sql.updateTable("line").set({ kind: "sip" }).where("id", "=", unknownLine).execute();
    await endLease(stage, first.dialer.owner);

    const faults: string[] = [];
    const second = await stage.engine({
      onFault: (what, fault) => faults.push(`${what}: ${(fault as Error).message}`),
    });
    await second.runTo();
    expect(faults).toContain("reap: This version has no sip lines; choose a line of another kind.");
    for (const [campaign, phone] of [
      [campaignId, ringsOut],
      [broken, talks],
    ] as const)
      expect(await stage.contact(campaign, phone)).toMatchObject({ status: "failed", result: "interrupted" });
    await stage.checkCounts(broken);
  });

  test("a process that lost its lease rings nobody, and its claim goes back", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign([talks]);
    const lines = recordingLines(stage.clock);
    const owner = { name: "" };
    const late = interfere(stage.world.database.sql, {
      on: "state = 'dialing'",
      before: () => endLease(stage, owner.name),
    });
    const engine = await stage.engine({ db: late.db, lines });
    owner.name = engine.dialer.owner;
    await engine.runTo(stage.clock.now());
    expect(late.count()).toBe(1);
    expect(lines.calls).toEqual([]);
    expect(await stage.contact(campaignId, talks)).toMatchObject({ status: "pending", attempts: 0 });
    const next = await stage.engine();
    await next.runTo();
    expect(await stage.contact(campaignId, talks)).toMatchObject({ status: "success", attempts: 1 });
    expect(await stage.calls()).toHaveLength(1);
  });

  test("a process that hears of its lost lease hangs up and starts anew under another name", async () => {
    const stage = await theatre.next();
    await stage.campaign([ringsOut], { ringTimeoutSeconds: 120 });
    const lines = recordingLines(stage.clock);
    const engine = await stage.engine({ lines });
    await engine.runTo(stage.clock.now() + 10_000);
    const { owner } = engine.dialer;
    await endLease(stage, owner);
    // Heartbeats go by the machine's own time, and one comes every two seconds.
    while (engine.dialer.owner === owner) await new Promise((resolve) => setTimeout(resolve, 50));
    stage.clock.runDue();
    expect(engine.dialer.live).toBe(0);
    expect(lines.calls.map((call) => call.endedAt)).toEqual([stage.clock.now()]);
    expect(await stage.calls()).toMatchObject([{ owner, state: "ringing", endedAt: null }]);
  });

  test("a dial whose commit failed rings nobody; one whose answer was lost rings nobody either, and both are made later", async () => {
    for (const when of ["before", "after"] as const) {
      const stage = await theatre.next();
      const campaignId = await stage.campaign([talks]);
      const lines = recordingLines(stage.clock);
      const broken = interfere(stage.world.database.sql, {
        on: "state = 'dialing'",
        [when]: () => {
          throw new GoneAway();
        },
      });
      const faults: string[] = [];
      const engine = await stage.engine({ db: broken.db, lines, onFault: (what) => faults.push(what) });
      await engine.runTo();
      expect(faults).toEqual(["dial"]);
      expect(lines.calls.map((call) => call.to)).toEqual([talks]);
      expect(await stage.contact(campaignId, talks)).toMatchObject({ status: "success", retriesUsed: 0 });
      expect((await stage.status(campaignId)).status).toBe("completed");
      await stage.checkCounts(campaignId);
    }
  });

  test("calls whose claim was committed and whose answer was lost are found again and made", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign([talks]);
    const lines = recordingLines(stage.clock);
    const broken = interfere(stage.world.database.sql, {
      on: "transaction",
      after: () => {
        throw new GoneAway();
      },
    });
    const engine = await stage.engine({ db: broken.db, lines, onFault: () => {} });
    await engine.runTo(stage.clock.now() + 5_000);
    expect(await stage.contact(campaignId, talks)).toMatchObject({ status: "in_progress" });
    expect(lines.calls).toEqual([]);
    await engine.runTo(stage.clock.now() + 35_000);
    engine.dialer.adopt();
    await engine.runTo(stage.clock.now() + 1);
    engine.dialer.wake();
    await engine.runTo();
    expect(await stage.contact(campaignId, talks)).toMatchObject({ status: "success", attempts: 1 });
    expect(lines.calls).toHaveLength(1);
  });

  test("ends that the database could not take at once are written once, when it is back", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign([busyPhone, talks]);
    const faults: string[] = [];
    const broken = interfere(stage.world.database.sql, {
      on: "transaction",
      times: 1_000,
      before: () => {
        if (faults.length < 3 && stage.clock.now() > began) throw new GoneAway();
      },
    });
    const began = stage.clock.now();
    const engine = await stage.engine({ db: broken.db, onFault: (what) => faults.push(what) });
    await engine.runTo();
    expect(faults).toContain("settle");
    expect((await stage.calls()).map((call) => call.outcome)).toEqual(["busy", "success"]);
    expect((await stage.status(campaignId)).status).toBe("completed");
    await stage.checkCounts(campaignId);
  });

  test("an opt-out that the database could not take at once is not lost", async () => {
    const stage = await theatre.next();
    const phone = "+14155550108";
    const campaignId = await stage.campaign([phone]);
    const faults: string[] = [];
    const broken = interfere(stage.world.database.sql, {
      on: "transaction",
      times: 1_000,
      before: () => {
        const optingOut = stage.clock.now() > began + 10_000;
        if (optingOut && faults.length < 2) throw new GoneAway();
      },
    });
    const began = stage.clock.now();
    const engine = await stage.engine({ db: broken.db, onFault: (what) => faults.push(what) });
    await engine.runTo();
    expect(faults).toEqual(["opt-out", "opt-out"]);
    expect(await stage.contact(campaignId, phone)).toMatchObject({ status: "success", result: "opted_out" });
    const listed = await stage.world.database.sql.selectFrom("do_not_call").select("phone").execute();
    expect(listed).toEqual([{ phone }]);
  });

  test("stopping hangs up what is left and puts it back whole; the next process goes on", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign([ringsOut, talks], {
      maxConcurrentCalls: 1,
      retry: oneRetry,
      ringTimeoutSeconds: 60,
    });
    const first = await stage.engine();
    await first.runTo(stage.clock.now() + 5_000);
    const state = { stopped: false };
    void first.stop().then(() => (state.stopped = true));
    while (!state.stopped) {
      await new Promise((resolve) => setImmediate(resolve));
      stage.clock.runDue();
    }
    expect(await stage.contact(campaignId, ringsOut)).toMatchObject({ status: "pending", retriesUsed: 0 });
    const second = await stage.engine();
    await second.runTo();
    expect(await stage.contact(campaignId, ringsOut)).toMatchObject({ status: "no_answer", retriesUsed: 1 });
    expect((await stage.status(campaignId)).status).toBe("completed");
    await stage.checkCounts(campaignId);
  });

  test("two engines at once claim nobody twice and keep every limit", async () => {
    const stage = await theatre.next({ maxConcurrentCalls: 5, callsPerSecond: 40 });
    const phones = Array.from({ length: 24 }, (_, n) => `+1415555${String(n + 10).padStart(4, "0")}`);
    const campaignId = await stage.campaign(phones, { retry: oneRetry });
    const lines = recordingLines(stage.clock);
    const engines = [await stage.engine({ lines }), await stage.engine({ lines })];
    for (let step = 1; ; step++) {
      for (const engine of engines) engine.dialer.wake(stage.world.organisationId);
      for (const engine of engines) await quiet(engine.dialer);
      for (const engine of engines) await quiet(engine.dialer);
      if (step % 10 === 0 && (await stage.status(campaignId)).status === "completed") break;
      if (stage.clock.next() === null) continue;
      stage.clock.advanceTo(stage.clock.next()!);
    }
    expect(engines.flatMap((engine) => engine.faults)).toEqual([]);
    expect(lines.faults()).toEqual([]);
    const calls = await stage.calls();
    expect(new Set(calls.map((call) => call.owner)).size).toBe(2);
    const attempts = calls.map((call) => `${call.phone} ${call.attempt}`);
    expect(new Set(attempts).size).toBe(attempts.length);
    expect(lines.calls).toHaveLength(calls.length);
    let [live, most] = [0, 0];
    const steps = lines.calls.flatMap(({ began, ended }) => [
      { at: began, by: 1 },
      { at: ended, by: -1 },
    ]);
    for (const { by } of steps.toSorted((a, b) => a.at - b.at)) most = Math.max(most, (live += by));
    expect(most).toBe(5);
    await stage.checkCounts(campaignId);
  });
});
