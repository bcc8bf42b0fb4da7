/** People's data in the rows of the files that named them. */
import { type Kysely, sql } from "kysely";
import { digitsOf } from "./import-verdicts.ts";
import { ledContacts } from "./led-contacts.ts";
import type { Tables } from "./tables.ts";

/** So many numbers are sooner looked for in a whole block than block after block taken apart. */
const FEW = 8;

/**
 * Empties every row that led to one of the contacts or has its number, in all imports of the organisation. The rows stay in
 * their imports' counts, with nothing in them. All numbers of the imports are gone through, a million in a fifth of a
 * second: contacts are erased together and not one by one.
 *
 * @returns the imports that had such a row
 */
export async function eraseFromImports(
  db: Kysely<Tables>,
  organisationId: string,
  contactIds: readonly number[],
): Promise<number[]> {
  const contacts = sql`any(${sql.val([...contactIds])}::bigint[])`;
  const { rows } = await sql<{ phone: string }>`
    select phone from contact where organisation_id = ${organisationId} and id = ${contacts}`.execute(db);
  const phones = rows.map(({ phone }) => digitsOf(phone)).filter(Number.isSafeInteger);
  // As a value, and not as a query: the database then makes a hash of it, whatever it knows of the tables.
  const numbers = sql`any(${sql.val(phones)}::bigint[])`;
  const isTheirs = sql`(b.import_id, b.first + n::integer - 1) in (select import_id, row from theirs)`;
  const { rows: had } = await sql<{ id: number }>`
    with theirs as materialized (
      select import_id, row from ${ledContacts} led where contact_id = ${contacts}
       union
      select b.import_id, b.first + n::integer - 1 from import i
        join import_block b on b.import_id = i.id cross join lateral unnest(b.phones) with ordinality u(phone, n)
       where i.organisation_id = ${organisationId} and u.phone = ${numbers}
         and ${phones.length > FEW ? sql`true` : sql`b.phones && ${phones}::bigint[]`}
    ), blocks as materialized (
      select import_id, first from import_block
       where (import_id, first) in (
         select import_id, (select max(first) from import_block where import_id = theirs.import_id and first <= row)
           from theirs)
       order by import_id, first for update
    ), emptied as (
      update import_block b
         set cells = (
               select string_agg(case when ${isTheirs} then '[]' else line end, E'\\n' order by n)
                 from string_to_table(b.cells, E'\\n') with ordinality l(line, n)),
             phones = (
               select array_agg(case when ${isTheirs} then 0 else phone end order by n)
                 from unnest(b.phones) with ordinality u(phone, n)),
             drafts = null
        from blocks where b.import_id = blocks.import_id and b.first = blocks.first
    ), led as (
      delete from import_contact where contact_id = ${contacts}
    ), silenced as (
      update import_verdict v
         set reason = null, column_name = null, warnings = null, lacks = null, lacks_column = null
        from theirs where v.import_id = theirs.import_id and v.row = theirs.row)
    select distinct import_id as id from theirs`.execute(db);
  return had.map(({ id }) => id);
}
