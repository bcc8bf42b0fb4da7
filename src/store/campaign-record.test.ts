import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { personMoveNames } from "#domain/campaign/lifecycle.ts";
import { addCall, addConversation } from "#harness/calls.ts";
import { databases } from "#harness/databases.ts";
import { addCampaign, addEmployee, addLine, addPeople, openWorld, tallies, type World } from "#harness/world.ts";
import { type Actor, moveCampaigns, noteActivity } from "./campaign-moves.ts";
import { readCampaigns } from "./campaigns.ts";
import { eraseContacts } from "./contact-erase.ts";
import { migrate } from "./migrate.ts";
import { campaignFigures } from "./migrations/0006-campaign-figures.ts";

const minute = (n: number) => new Date(Date.UTC(2026, 10, 2, 10, n));
const ada: Actor = { kind: "user", name: "Ada" };
const program: Actor = { kind: "key", name: "A program" };
const engine: Actor = { kind: "system", name: "Campanile" };

describe.each(databases)("beside its counts a campaign tells on $name", ({ open }) => {
  let world: World;
  let parts: { lineId: number; employeeId: number };
  let campaignId: number;
  beforeAll(async () => {
    world = await openWorld(open);
    parts = { lineId: await addLine(world), employeeId: await addEmployee(world) };
  });
  beforeEach(async () => {
    campaignId = await addCampaign(world, { ...parts, status: "draft" });
  });
  afterAll(() => world.close());

  const db = () => world.database.sql;
  const read = async () => (await readCampaigns(db(), world.organisationId, [campaignId]))[0]!;
  const note = (kind: string, actor: Actor, at: number) =>
    noteActivity(db(), {
      organisationId: world.organisationId,
      campaignIds: [campaignId],
      kind,
      text: kind,
      actor,
      now: minute(at),
    });
  const talk = async (goal_reached: boolean | null, contact_id: number | null = null) =>
    addConversation(world, await addCall(world, { campaign_id: campaignId }), {
      campaign_id: campaignId,
      contact_id,
      goal_reached,
    });

  test("who moved it last, each move by itself, and the engine's pause as a pause", async () => {
    expect((await read()).lastMoves).toEqual({});
    await db().updateTable("campaign").set({ status: "queued" }).where("id", "=", campaignId).execute();
    expect((await read()).lastMoves).toEqual({});
    await note("start", ada, 1);
    await note("contacts_added", program, 2);
    await note("pause", ada, 3);
    await note("paused", engine, 4);
    await note("resume", program, 5);
    expect((await read()).lastMoves).toEqual({
      start: { at: minute(1), actor: ada },
      pause: { at: minute(4), actor: engine },
      resume: { at: minute(5), actor: program },
    });
    await note("pause", program, 6);
    await note("cancel", ada, 7);
    expect((await read()).lastMoves).toMatchObject({
      pause: { at: minute(6), actor: program },
      cancel: { at: minute(7), actor: ada },
    });
  });

  test("each move under its name in the table of moves, as the actions note them", async () => {
    const move = { organisationId: world.organisationId, campaignIds: [campaignId], actor: ada, now: minute(1) };
    for (const kind of personMoveNames)
      await moveCampaigns(db(), { ...move, from: ["draft", "queued"], to: "queued", kind, text: kind });
    expect(Object.keys((await read()).lastMoves).toSorted()).toEqual(personMoveNames.toSorted());
  });

  test("how long was talked, over all its calls that ended", async () => {
    expect((await read()).talkSeconds).toBe(0);
    for (const talk_seconds of [0.1, 0.2, null, 60]) {
      const id = await addCall(world, { campaign_id: campaignId, state: "talking", ended_at: null });
      const ended = { state: "ended", outcome: "success", ended_at: minute(1), talk_seconds } as const;
      await db().updateTable("call").set(ended).where("id", "=", id).execute();
    }
    expect((await read()).talkSeconds).toBe(60.3);
  });

  test("goals as they are reached and missed, also when one is judged again or its contact is erased", async () => {
    const [contact] = await addPeople(world, [{ phone: "+14155550177" }]);
    await talk(true, contact);
    await talk(null);
    const judgedAgain = await talk(false);
    await talk(false);
    expect(await tallies(world, campaignId)).toEqual({ goal_reached: 1, goal_missed: 2 });
    const again = db().updateTable("conversation").where("id", "=", judgedAgain);
    await again.set({ goal_reached: true }).execute();
    await again.set({ summary: "Wants Tuesday." }).execute();
    await db()
      .transaction()
      .execute((transaction) => eraseContacts(transaction, world.organisationId, [contact!]));
    expect(await tallies(world, campaignId)).toEqual({ goal_reached: 2, goal_missed: 1 });
    expect((await read()).tallies).toEqual({ goal_reached: 2, goal_missed: 1, conversations: 3 });
  });

  test("the goals from before there was a count of them", async () => {
    await talk(true);
    await talk(false);
    await talk(false);
    await addConversation(world, await addCall(world), { goal_reached: true });

    await sql`drop function tally_added_goals, tally_changed_goals cascade`.execute(db());
    await sql`drop index activity_by_kind`.execute(db());
    await sql`delete from campaign_tally where tally like 'goal%'`.execute(db());
    await sql`delete from migration where name = ${campaignFigures.name}`.execute(db());
    expect(await migrate(db())).toEqual([campaignFigures.name]);
    expect(await tallies(world, campaignId)).toEqual({ goal_reached: 1, goal_missed: 2 });
  });
});
