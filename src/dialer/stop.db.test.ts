import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases } from "#harness/databases.ts";
import { oneRetry, openTheatre, type Stage, type Theatre } from "#harness/stage.ts";
import type { Converse } from "./ports.ts";

const minute = 60_000;
/** By the last two digits: talk for ten minutes, are silent for some seconds, a machine, rings out, talk for a while. */
const [talksLong, silent, machine, ringsOut, talks] = ["11", "13", "02", "01", "42"].map(
  (digits) => `+141555501${digits}`,
) as [string, string, string, string, string];

/** Hanging up takes a moment of the lines' time, and that is the clock's. */
async function whileTimeStands(stage: Stage, work: Promise<unknown>): Promise<void> {
  const state = { done: false };
  void work.finally(() => (state.done = true));
  while (!state.done) {
    await new Promise((resolve) => setImmediate(resolve));
    stage.clock.runDue();
  }
  await work;
}

describe.each(databases)("the planned end of a process on $name", ({ open }) => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await openTheatre(open);
  });
  afterAll(() => theatre.close());

  test("whom it cuts off is interrupted and called again by the retry rule, never booked as reached", async () => {
    const stage = await theatre.next();
    const phones = [talksLong, silent, machine];
    const campaignId = await stage.campaign(phones, { retry: oneRetry });
    const first = await stage.engine();
    // Everybody has answered by then, and nobody is done.
    await first.run(async () => (await stage.calls()).every(({ state }) => state === "talking"));
    await whileTimeStands(stage, first.stop());
    const endedAt = stage.clock.now();
    for (const phone of phones)
      expect(await stage.contact(campaignId, phone)).toMatchObject({
        status: "failed",
        result: "interrupted",
        attempts: 1,
        retriesUsed: 1,
        waitingFor: "retry",
        dueAt: endedAt + 10 * minute,
      });
    const told = await stage.world.database.sql.selectFrom("conversation").select(["summary", "result"]).execute();
    expect(told).toHaveLength(3);
    for (const { summary, result } of told) {
      expect(result).toBe("interrupted");
      expect(summary).toContain("our side ended the call");
    }
    await stage.checkCounts(campaignId);

    const second = await stage.engine();
    await second.runTo();
    expect(await stage.contact(campaignId, talksLong)).toMatchObject({ status: "success", result: null, attempts: 2 });
    expect((await stage.status(campaignId)).status).toBe("completed");
  });

  test("without a retry left, whom it cut off has failed", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign([talksLong]);
    const engine = await stage.engine();
    await engine.runTo(stage.clock.now() + minute);
    await whileTimeStands(stage, engine.stop());
    expect(await stage.contact(campaignId, talksLong)).toMatchObject({
      status: "failed",
      result: "interrupted",
      dueAt: null,
    });
  });

  test.each([
    { wish: "opted_out", waitingFor: null, due: null },
    { wish: "callback", waitingFor: "callback", due: 60 * minute },
  ] as const)("a wish that was heard before the cut stands: $wish", async ({ wish, waitingFor, due }) => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign([talksLong], { retry: oneRetry });
    const heard = Promise.withResolvers<void>();
    const converse: Converse = async (dialogue) => {
      if (wish === "opted_out") await dialogue.optOut();
      heard.resolve();
      const { at } = await dialogue.ended;
      const callbackAt = wish === "callback" ? at + 60 * minute : null;
      const words = { transcript: [], summary: "They asked for it.", collected: {}, goalReached: null };
      return { outcome: "success", result: wish, ...words, callbackAt, personSpoke: true };
    };
    const engine = await stage.engine({ converse });
    await engine.runTo(stage.clock.now() + minute);
    await heard.promise;
    await whileTimeStands(stage, engine.stop());
    expect(await stage.contact(campaignId, talksLong)).toMatchObject({
      status: "success",
      result: wish,
      waitingFor,
      dueAt: due === null ? null : stage.clock.now() + due,
    });
  });

  test("draining takes nothing new, cuts nobody, and is over when the last call is written down", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign([talksLong, ringsOut, talks], { maxConcurrentCalls: 2 });
    const engine = await stage.engine();
    await engine.run(async () => (await stage.calls()).some(({ state }) => state === "talking"));
    const state = { over: false };
    const drained = engine.dialer.drain().then(() => (state.over = true));
    await engine.runTo(stage.clock.now() + 5 * minute);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(state.over).toBe(false);
    expect(engine.dialer.live).toBe(1);
    expect(engine.dialer.mayDial).toBe(false);
    await engine.runTo(stage.clock.now() + 10 * minute);
    await drained;
    expect(await stage.contact(campaignId, talksLong)).toMatchObject({ status: "success", result: null });
    expect(await stage.contact(campaignId, ringsOut)).toMatchObject({ status: "no_answer", result: null });
    expect(await stage.contact(campaignId, talks)).toMatchObject({ status: "pending", attempts: 0 });
    await stage.checkCounts(campaignId);
  });

  test("a drain that is told to stop meanwhile interrupts what is left", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign([talksLong]);
    const engine = await stage.engine();
    await engine.runTo(stage.clock.now() + minute);
    const drained = engine.dialer.drain();
    await whileTimeStands(stage, engine.stop());
    await drained;
    expect(await stage.contact(campaignId, talksLong)).toMatchObject({ status: "failed", result: "interrupted" });
  });
});
