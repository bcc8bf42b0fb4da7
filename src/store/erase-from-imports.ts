/** A person's data in the rows of the files that named them. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

/**
 * Empties every row that led to the contact or has its number, in all imports of the organisation. The rows stay in their
 * imports' counts, with nothing in them.
 */
export async function eraseFromImports(db: Kysely<Tables>, organisationId: string, contactId: number): Promise<void> {
  await sql`
    with theirs as materialized (
      select import_id, row from import_contact where contact_id = ${contactId}
       union
      select v.import_id, v.row from import i
        cross join (select phone from contact where organisation_id = ${organisationId} and id = ${contactId}) c
        join import_verdict v on v.import_id = i.id and v.phone = c.phone
       where i.organisation_id = ${organisationId}
    ), emptied as (
      update import_row r set cells = '[]' from theirs where r.import_id = theirs.import_id and r.row = theirs.row
    ), led as (
      delete from import_contact where contact_id = ${contactId})
    update import_verdict v
       set phone = null, reason = null, column_name = null, warnings = null, lacks = null, lacks_column = null
      from theirs where v.import_id = theirs.import_id and v.row = theirs.row`.execute(db);
}
