import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addCall, addConversation } from "#harness/calls.ts";
import { databases } from "#harness/databases.ts";
import {
  addCampaign,
  addEmployee,
  addLine,
  addOrganisation,
  addPeople,
  openWorld,
  type World,
} from "#harness/world.ts";
import { listCalls, readCalls } from "./calls.ts";
import { markDeleted } from "./campaign-writes.ts";
import { eraseContacts } from "./contact-erase.ts";
import { findConversation, listConversations, readConversationsOfCalls } from "./conversations.ts";

const page = { limit: 10, after: null };

describe.each(databases)("the names beside calls and conversations on $name", ({ open }) => {
  let world: World;
  let campaignId: number;
  let callIds: number[];
  let contactIds: number[];
  const names = async () => {
    const { sql: db } = world.database;
    const { rows: calls } = await listCalls(db, world.organisationId, page);
    const { rows: conversations } = await listConversations(db, world.organisationId, page);
    const told = ({ contact, campaign }: (typeof calls | typeof conversations)[number]) =>
      `${contact?.firstName ?? "nobody"} ${contact?.lastName ?? "-"} in ${campaign?.name ?? "none"}`;
    return { calls: calls.map(told), conversations: conversations.map(told) };
  };

  beforeAll(async () => {
    world = await openWorld(open);
    campaignId = await addCampaign(world, { lineId: await addLine(world), employeeId: await addEmployee(world) });
    contactIds = await addPeople(world, [
      { phone: "+14155550100", firstName: "Ada" },
      { phone: "+14155550101", firstName: "Grace" },
    ]);
    await world.database.sql
      .updateTable("contact")
      .set({ last_name: "King" })
      .where("first_name", "=", "Ada")
      .execute();
    callIds = [];
    for (const id of contactIds) {
      const of = { campaign_id: campaignId, contact_id: id };
      callIds.push(await addCall(world, of));
      await addConversation(world, callIds.at(-1)!, of);
    }
    await addConversation(world, await addCall(world));
  });
  afterAll(() => world.close());

  test("are those of the contact and the campaign; a test call has none", async () => {
    const told = ["nobody - in none", "Grace - in Campaign", "Ada King in Campaign"];
    expect(await names()).toEqual({ calls: told, conversations: told });
  });

  test("stand in a single one and in those of an event as in the list", async () => {
    const { sql: db } = world.database;
    const { rows } = await listConversations(db, world.organisationId, page);
    expect(await findConversation(db, world.organisationId, Number(rows[1]!.id))).toEqual(rows[1]);
    expect(await readConversationsOfCalls(db, world.organisationId, callIds)).toEqual([rows[2], rows[1]]);
    const calls = await listCalls(db, world.organisationId, page);
    expect(await readCalls(db, world.organisationId, callIds)).toEqual([calls.rows[2], calls.rows[1]]);
  });

  test("are never another organisation's", async () => {
    const other = await addOrganisation(world.database, "org2");
    const strange = { organisation_id: other, campaign_id: campaignId, contact_id: contactIds[0]! };
    const callId = await addCall(world, strange);
    await addConversation(world, callId, strange);
    const { sql: db } = world.database;
    const none = { contact: null, campaign: null };
    expect((await listCalls(db, other, page)).rows).toMatchObject([none]);
    expect((await listConversations(db, other, page)).rows).toMatchObject([none]);
  });

  test("go with the contact that is erased and with the campaign that is deleted", async () => {
    const { sql: db } = world.database;
    await db.transaction().execute((transaction) => eraseContacts(transaction, world.organisationId, [contactIds[0]!]));
    expect(await names()).toEqual({
      calls: ["nobody - in none", "Grace - in Campaign", "nobody - in Campaign"],
      // The test call rang the same number.
      conversations: ["Grace - in Campaign"],
    });
    await markDeleted(db, campaignId, new Date());
    expect((await names()).calls).toEqual(["nobody - in none", "Grace - in none", "nobody - in none"]);
  });
});
