import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases } from "#harness/databases.ts";
import {
  addCampaign,
  addContacts,
  addEmployee,
  addLine,
  addPeople,
  openWorld,
  tallies,
  type World,
} from "#harness/world.ts";
import { endMerge, moveHistory } from "./contact-merge.ts";

const now = new Date("2026-11-23T10:00:00Z");

/** As a place in a campaign stands; `retry`: another call is planned. */
interface Place {
  status: "pending" | "success" | "no_answer";
  attempts: number;
  retry?: boolean;
}

const fresh: Place = { status: "pending", attempts: 0 };
const spoken: Place = { status: "success", attempts: 1 };
const missed: Place = { status: "no_answer", attempts: 1 };
const retried: Place = { status: "no_answer", attempts: 1, retry: true };

describe.each(databases)("two contacts of one campaign that become one, on $name", ({ open }) => {
  let world: World;
  let number = 100;
  beforeAll(async () => {
    world = await openWorld(open);
  });
  afterAll(() => world.close());

  async function merged(mine: Place, theirs: Place) {
    const { sql: db } = world.database;
    const campaignId = await addCampaign(world, { lineId: await addLine(world), employeeId: await addEmployee(world) });
    const people = [1, 2].map(() => ({ phone: `+14155550${number++}` }));
    const [id = 0, other = 0] = await addPeople(world, people);
    await addContacts(world, campaignId, people, now);
    for (const [contact, { status, attempts, retry }] of [[id, mine] as const, [other, theirs] as const])
      await db
        .updateTable("campaign_contact")
        .set({ status, attempts, next_attempt_at: retry || status === "pending" ? now : null })
        .where("contact_id", "=", contact)
        .execute();
    await db.transaction().execute(async (transaction) => {
      const merge = { organisationId: world.organisationId, id, other };
      await moveHistory(transaction, merge);
      await endMerge(transaction, merge, "Ada", now);
    });
    const places = await db
      .selectFrom("campaign_contact")
      .select(["contact_id", "status", "next_attempt_at"])
      .where("campaign_id", "=", campaignId)
      .orderBy("id")
      .execute();
    const told = places.map(
      ({ contact_id: contact, status, next_attempt_at: next }) =>
        `${contact === id ? "the contact" : "nobody"}: ${status}${next ? ", to be called" : ""}`,
    );
    const { pending = 0, success = 0, no_answer: unanswered = 0 } = await tallies(world, campaignId);
    return { told, counts: { pending, success, unanswered } };
  }

  const one = "the contact: ";
  test.each<[string, Place, Place, string[], object]>([
    ["neither was called: once", fresh, fresh, [`${one}pending, to be called`], { pending: 1 }],
    ["the other was spoken with: no more", fresh, spoken, [`${one}success`], { success: 1 }],
    ["this one was spoken with: no more", spoken, fresh, [`${one}success`], { success: 1 }],
    ["the other did not answer for good: no more", fresh, missed, [`${one}no_answer`], { unanswered: 1 }],
    [
      "both are to be tried again: once",
      retried,
      retried,
      [`${one}no_answer, to be called`, "nobody: no_answer"],
      { unanswered: 2 },
    ],
    [
      "the other was spoken with, this one was to be tried again: no more",
      retried,
      spoken,
      [`${one}no_answer`, "nobody: success"],
      { success: 1, unanswered: 1 },
    ],
    [
      "this one was spoken with, the other was to be tried again: no more",
      spoken,
      retried,
      [`${one}success`, "nobody: no_answer"],
      { success: 1, unanswered: 1 },
    ],
  ])("%s", async (_what, mine, theirs, told, counts) => {
    const came = await merged(mine, theirs);
    expect(came.told).toEqual(told);
    expect(came.counts).toEqual({ pending: 0, success: 0, unanswered: 0, ...counts });
  });
});
