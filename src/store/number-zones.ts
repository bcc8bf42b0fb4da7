/** Which edition of the table of numbers' zones the contacts have, and giving them those of another. */
import { type Kysely, sql, type Transaction } from "kysely";
import type { Tables } from "./tables.ts";

/** null: none is known, as in a database from before editions were written down. */
export async function numberZonesVersion(db: Kysely<Tables>): Promise<string | null> {
  const row = await db.selectFrom("number_zones").select("version").executeTakeFirst();
  return row?.version ?? null;
}

export async function writeNumberZonesVersion(db: Kysely<Tables>, version: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom("number_zones").execute();
    await transaction.insertInto("number_zones").values({ version }).execute();
  });
}

export async function organisationsWithContacts(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from organisation o where exists (select from contact where organisation_id = o.id) order by id`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

export interface NumberedContact {
  id: number;
  phone: string;
  zoneSet: number;
}

/** Contacts without a zone of their own, so that their number says where they are; in the order of ids, after one. */
export async function contactsByNumber(
  db: Kysely<Tables>,
  organisationId: string,
  { after, limit }: { after: number; limit: number },
): Promise<NumberedContact[]> {
  return db
    .selectFrom("contact")
    .select(["id", "phone", "zone_set as zoneSet"])
    .where("organisation_id", "=", organisationId)
    .where("id", ">", after)
    .where("timezone", "is", null)
    .orderBy("id")
    .limit(limit)
    .execute();
}

/** Puts contacts into other zones, in every campaign that has them. The organisation is locked. */
export async function moveAllToZones(
  transaction: Transaction<Tables>,
  moved: ReadonlyArray<{ id: number; zoneSet: number }>,
): Promise<void> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as g(id bigint, "zoneSet" integer)`;
  await sql`update contact c set zone_set = g."zoneSet" from ${given} where c.id = g.id`.execute(transaction);
  await sql`
    update campaign_contact cc set zone_set = found."zoneSet"
      from (select cc.id, g."zoneSet" from ${given} join campaign_contact cc on cc.contact_id = g.id
             where cc.zone_set <> g."zoneSet" order by cc.id for update of cc) found
     where cc.id = found.id`.execute(transaction);
}

/** Rows of imports that were made ready with other zones are made ready again when they are brought in. */
export async function forgetDraftedZones(db: Kysely<Tables>): Promise<void> {
  await sql`update import_block set drafts = null, zone_sets = null where drafts is not null`.execute(db);
}
