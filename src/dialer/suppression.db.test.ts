import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases } from "#harness/databases.ts";
import { interfere } from "#harness/interfere.ts";
import { oneRetry, openTheatre, type Theatre } from "#harness/stage.ts";

const minute = 60_000;
const busyPhone = "+14155550100";
const ringsOut = "+14155550101";
const optsOut = "+14155550108";
const talks = "+14155550142";

describe.each(databases)("the do-not-call list and the engine on $name", ({ open }) => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await openTheatre(open);
  });
  afterAll(() => theatre.close());

  test("a number listed in mid-campaign is skipped while pending, and its retry is dropped, in every campaign", async () => {
    const stage = await theatre.next();
    const waiting = await stage.campaign(["+14155550211", talks], { maxConcurrentCalls: 1 });
    const retrying = await stage.campaign([busyPhone, talks], { retry: oneRetry, maxConcurrentCalls: 1 });
    const engine = await stage.engine();
    await engine.runTo(stage.clock.now() + 1_600);
    expect((await stage.contact(retrying, busyPhone)).waitingFor).toBe("retry");
    await stage.list(talks);
    await stage.list(busyPhone);
    expect(await stage.contact(waiting, talks)).toMatchObject({ status: "skipped", skipReason: "do_not_call" });
    expect(await stage.contact(retrying, busyPhone)).toMatchObject({ status: "busy", dueAt: null, waitingFor: null });
    await engine.runTo();
    expect((await stage.calls(busyPhone)).map((call) => call.attempt)).toEqual([1]);
    for (const id of [waiting, retrying]) {
      expect((await stage.status(id)).status).toBe("completed");
      await stage.checkCounts(id);
    }
  });

  test("a number that was listed before is never rung", async () => {
    const stage = await theatre.next();
    await stage.list(talks);
    const campaignId = await stage.campaign([talks, busyPhone]);
    const engine = await stage.engine();
    await engine.runTo();
    expect(await stage.calls(talks)).toEqual([]);
    expect(await stage.contact(campaignId, talks)).toMatchObject({ status: "skipped", skipReason: "do_not_call" });
    expect((await stage.status(campaignId)).status).toBe("completed");
  });

  test("a number listed between claim and dial is not rung, and skipped without an attempt", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign([talks, ringsOut]);
    const meanwhile = interfere(stage.world.database.sql, {
      on: "state = 'dialing'",
      before: () => stage.list(talks),
    });
    const engine = await stage.engine({ db: meanwhile.db });
    await engine.runTo();
    expect(await stage.calls(talks)).toEqual([]);
    expect(await stage.contact(campaignId, talks)).toMatchObject({
      status: "skipped",
      skipReason: "do_not_call",
      attempts: 0,
    });
    expect((await stage.contact(campaignId, ringsOut)).status).toBe("no_answer");
    await stage.checkCounts(campaignId);
  });

  test("a number listed while it is being called keeps its outcome and gets no retry", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign([ringsOut], { retry: oneRetry });
    const engine = await stage.engine();
    await engine.runTo(stage.clock.now() + 10_000);
    await stage.list(ringsOut);
    await engine.runTo(stage.clock.now() + minute);
    expect(await stage.contact(campaignId, ringsOut)).toMatchObject({ status: "no_answer", attempts: 1, dueAt: null });
    expect((await stage.status(campaignId)).status).toBe("completed");
    await stage.checkCounts(campaignId);
  });

  test("who asks in a call not to be called is on the list before it ends, and skipped in the other campaign", async () => {
    const stage = await theatre.next();
    const first = await stage.campaign([optsOut], { retry: { ...oneRetry, maxRetries: 5 } });
    const second = await stage.campaign([optsOut]);
    const engine = await stage.engine();
    await engine.runTo();
    const [call, ...more] = await stage.calls();
    expect(more).toEqual([]);
    expect(call).toMatchObject({ campaignId: first, outcome: "success", result: "opted_out" });
    const entry = await stage.world.database.sql.selectFrom("do_not_call").selectAll().executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ phone: optsOut, source: "simulator" });
    expect(entry.added_at.getTime()).toBeLessThanOrEqual(call!.endedAt!);
    expect(await stage.contact(second, optsOut)).toMatchObject({ status: "skipped", skipReason: "do_not_call" });
    for (const id of [first, second]) expect((await stage.status(id)).status).toBe("completed");
  });

  test("an entry that has run out forbids nothing", async () => {
    const stage = await theatre.next();
    await stage.list(talks);
    await stage.world.database.sql
      .updateTable("do_not_call")
      .set({ expires_at: new Date(stage.clock.now() - 1) })
      .execute();
    await stage.campaign([talks]);
    const engine = await stage.engine();
    await engine.runTo();
    expect((await stage.calls()).map((call) => call.outcome)).toEqual(["success"]);
  });
});
