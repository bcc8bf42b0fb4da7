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
    ), blocks as materialized (
      select import_id, first from import_block
       where (import_id, first) in (
         select import_id, (select max(first) from import_block where import_id = theirs.import_id and first <= row)
           from theirs)
       order by import_id, first for update
    ), emptied as (
      update import_block b
         set cells = (
           select string_agg(case when exists (select from theirs where import_id = b.import_id and row = b.first + n - 1)
                                  then '[]' else line end, E'\\n' order by n)
             from string_to_table(b.cells, E'\\n') with ordinality l(line, n))
        from blocks where b.import_id = blocks.import_id and b.first = blocks.first
    ), led as (
      delete from import_contact where contact_id = ${contactId})
    update import_verdict v
       set phone = null, reason = null, column_name = null, warnings = null, lacks = null, lacks_column = null
      from theirs where v.import_id = theirs.import_id and v.row = theirs.row`.execute(db);
}
