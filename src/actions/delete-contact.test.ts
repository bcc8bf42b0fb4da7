import { sql } from "kysely";
import { expect, test } from "vitest";
import { createPostgresDatabase } from "#harness/databases.ts";
import { addCampaign, addContacts, addEmployee, addLine, openWorld, tallies } from "#harness/world.ts";
import { deleteContact } from "./delete-contact.ts";
import { mergeContacts } from "./merge-contact.ts";
import { lockCampaigns } from "#store/settle.ts";

test("contacts are deleted and merged while calls to others are written down, and neither waits for the other for ever", async () => {
  const world = await openWorld(async () => {
    const { url, drop } = await createPostgresDatabase();
    return { location: { url }, close: drop };
  });
  try {
    const { sql: db } = world.database;
    const campaign = { lineId: await addLine(world), employeeId: await addEmployee(world) };
    const [first, second] = [await addCampaign(world, campaign), await addCampaign(world, campaign)];
    const people = Array.from({ length: 40 }, (_, n) => ({ phone: `+14155550${String(n).padStart(3, "0")}` }));
    for (const id of [first, second]) await addContacts(world, id, people, new Date());
    await sql`update campaign_contact set status = 'busy', attempts = 1`.execute(db);
    const ids = (await db.selectFrom("contact").select("id").orderBy("id").execute()).map((row) => row.id);

    // As a settlement: its campaigns first, then contacts, whose counts it holds until it ends.
    const settle = async (contact: number, status: string) =>
      db.transaction().execute(async (transaction) => {
        await lockCampaigns(transaction, [first, second]);
        for (const id of [second, first]) {
          await sql`update campaign_contact set status = ${status}::contact_status,
                            next_attempt_at = case when next_attempt_at is null then now() end
                     where campaign_id = ${id} and contact_id = ${contact}`.execute(transaction);
          await sql`select pg_sleep(0.005)`.execute(transaction);
        }
      });
    const settling = async () => {
      for (let n = 0; n < 40; n++) await settle(ids[n % 20]!, n % 2 === 0 ? "no_answer" : "failed");
    };
    const erasing = async () => {
      for (const id of ids.slice(20, 30)) await deleteContact(db, world.organisationId, id);
    };
    const merging = async () => {
      for (const id of ids.slice(30, 35)) {
        const request = { organisationId: world.organisationId, id, otherId: id + 5, phone: "this" as const };
        await mergeContacts(db, { ...request, actorName: "Ada", now: new Date() });
      }
    };
    await Promise.all([settling(), erasing(), merging()]);
    const counts = await tallies(world, first);
    const nine = (counts["busy"] ?? 0) + (counts["no_answer"] ?? 0) + (counts["failed"] ?? 0);
    expect({ nine, retrying: counts["retrying"] }).toEqual({ nine: 40, retrying: 25 });
  } finally {
    await world.close();
  }
});
