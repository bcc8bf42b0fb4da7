/** From rows to contacts. Each function works on one chunk inside its caller's transaction. */
import { type Kysely, type RawBuilder, sql } from "kysely";
import { type ContactFields, type DuplicatePolicy, importedVerdicts } from "#domain/contact/import.ts";
import { linesOf, type Stretch } from "./import-rows.ts";
import { numbersIn } from "./import-verdicts.ts";
import { ledContacts } from "./led-contacts.ts";
import { type RowValues, rowsAsText, valuesOf } from "./row-text.ts";
import { planRowByRow } from "./statistics.ts";
import type { Tables } from "./tables.ts";

export interface ComingRow {
  row: number;
  phone: string;
  cells: string[];
}

/**
 * The next rows that lead to a contact, in their order, out of so many blocks. A row without a number is that of a person
 * whose data was deleted.
 *
 * @param after the last row of a block, or 0
 * @returns the rows, and the end of the blocks they are all of
 */
export async function comingRows(
  db: Kysely<Tables>,
  importId: number,
  { after, blocks }: { after: number; blocks: number },
): Promise<{ rows: ComingRow[]; until: number }> {
  const { rows: found } = await sql<{
    first: number;
    last: number;
    cells: string;
    phones: string;
    left: string | null;
  }>`
    select first, last, cells, array_to_string(phones, ',') as phones,
           (select string_agg(v.row::text, ',') from import_verdict v
             where v.import_id = b.import_id and v.row between b.first and b.last
               and v.verdict <> all(${[...importedVerdicts]}::text[])) as left
      from import_block b where import_id = ${importId} and first > ${after} order by first limit ${blocks}`.execute(
    db,
  );
  const rows = found.flatMap(({ first, cells, phones, left }) => {
    const leftOut = new Set(numbersIn(left));
    const lines = linesOf(cells);
    return numbersIn(phones).flatMap((phone, index) => {
      const row = first + index;
      return phone === 0 || leftOut.has(row) ? [] : [{ row, phone: `+${phone}`, cells: lines[index]! }];
    });
  });
  return { rows, until: found.at(-1)?.last ?? after };
}

/** What a row gives its contact. */
export interface ContactRow {
  row: number;
  phone: string;
  fields: ContactFields;
  /** The number of its set of zones (zone-sets.ts). */
  zoneSet: number;
}

export interface Chunk {
  importId: number;
  organisationId: string;
  onDuplicate: DuplicatePolicy;
  rows: readonly ContactRow[];
  now: Date;
}

/** How many rows made a contact, how many met a stored one, and how many of those changed it. */
export interface Came {
  added: number;
  stored: number;
  changed: number;
}

/**
 * Makes the rows contacts, or lets them change the stored contact of their number, and notes which contact each led to.
 * What a stored contact was before is kept beside it.
 */
export async function importChunk(db: Kysely<Tables>, chunk: Chunk): Promise<Came> {
  const added = chunk.rows.length > 0 ? await addContacts(db, chunk) : new Set<number>();
  const stored = chunk.rows.filter(({ row }) => !added.has(row));
  let changed = 0;
  if (stored.length > 0) {
    await noteStoredContacts(db, chunk, stored);
    if (chunk.onDuplicate !== "skip") changed = await changeStoredContacts(db, chunk, stored);
  }
  // Not before: row by row, joining what was given with what was added or changed took seconds for 2,000 rows.
  await planRowByRow(db);
  return { added: added.size, stored: stored.length, changed };
}

/** @returns the rows whose contact is new */
async function addContacts(db: Kysely<Tables>, chunk: Chunk): Promise<Set<number>> {
  const { rows } = await sql<{ row: number }>`
    insert into contact (organisation_id, phone, first_name, last_name, email, company, language, timezone, zone_set,
                         tags, external_id, attributes, created_at, updated_at, import_id, import_row)
    select ${chunk.organisationId}, phone, first_name, last_name, email, company, language, timezone, zone_set,
           tags, external_id, attributes, ${chunk.now}, ${chunk.now}, ${chunk.importId}, row
      from ${rowsOf(chunk.rows)} given order by row
    on conflict (organisation_id, phone) do nothing returning import_row as row`.execute(db);
  return new Set(rows.map(({ row }) => row));
}

/** In a statement of its own: what another transaction stored meanwhile is not seen by the one that met it. */
async function noteStoredContacts(db: Kysely<Tables>, chunk: Chunk, stored: readonly ContactRow[]): Promise<void> {
  const lines = rowsAsText(stored.map(({ row, phone }) => [row, phone]));
  await sql`
    insert into import_contact (import_id, row, contact_id)
    select ${chunk.importId}, v[1]::integer, c.id from ${valuesOf(lines)} given
      cross join lateral (
        select id from contact where organisation_id = ${chunk.organisationId} and phone = v[2] limit 1) c`.execute(db);
}

/** Text columns that a row may change in a stored contact; timezone goes with its set of zones. */
const textColumns = ["first_name", "last_name", "email", "company", "language", "external_id"] as const;

/** The rows as a table with the contact's columns. */
function rowsOf(rows: readonly ContactRow[]): RawBuilder<unknown> {
  const lines = rows.map(({ row, phone, zoneSet, fields }): RowValues => [
    row,
    zoneSet,
    phone,
    ...textColumns.map((name) => fields[name] ?? null),
    fields.timezone ?? null,
    fields.tags ? JSON.stringify(fields.tags) : null,
    fields.attributes ? JSON.stringify(fields.attributes) : null,
  ]);
  return sql`(
    select v[1]::integer as row, v[2]::integer as zone_set, v[3] as phone,
           ${sql.join(textColumns.map((name, index) => sql`v[${sql.lit(index + 4)}] as ${sql.ref(name)}`))},
           v[10] as timezone,
           case when v[11] is null then '{}' else array(select json_array_elements_text(v[11]::json)) end as tags,
           coalesce(v[12]::jsonb, '{}') as attributes
      from ${valuesOf(rowsAsText(lines))} given)`;
}

/** @returns how many contacts are another than before */
async function changeStoredContacts(db: Kysely<Tables>, chunk: Chunk, rows: readonly ContactRow[]): Promise<number> {
  const replaces = chunk.onDuplicate === "update";
  const value = (name: string) => {
    const stored = sql`nullif(c.${sql.ref(name)}, '')`;
    const given = sql`given.${sql.ref(name)}`;
    return replaces ? sql`coalesce(${given}, ${stored})` : sql`coalesce(${stored}, ${given})`;
  };
  const takesZone = replaces
    ? sql`given.timezone is not null`
    : sql`given.timezone is not null and coalesce(c.timezone, '') = ''`;
  // A stored attribute without anything in it is a blank.
  const filled = sql`coalesce((select jsonb_object_agg(key, value) from jsonb_each(c.attributes)
                                where value not in ('null', '""')), '{}')`;
  const attributes = replaces
    ? sql`c.attributes || given.attributes`
    : sql`c.attributes || given.attributes || ${filled}`;
  const allTags = sql`c.tags || array(select tag from unnest(given.tags) tag where tag <> all(c.tags))`;

  const changed = await sql`
    with given as materialized (select * from ${rowsOf(rows)} rows),
    led as materialized (
      select given.row, ic.contact_id from given cross join lateral (
        select contact_id from import_contact
         where import_id = ${chunk.importId} and row = given.row offset 0) ic),
    held as materialized (
      select * from contact where id = any(array(select contact_id from led)) order by id for no key update),
    wanted as (
      select c.id, given.row, ${sql.join(textColumns.map((name) => sql`${value(name)} as ${sql.ref(name)}`))},
             case when ${takesZone} then given.timezone else c.timezone end as timezone,
             case when ${takesZone} then given.zone_set else c.zone_set end as zone_set,
             ${replaces ? allTags : sql`case when c.tags = '{}' then given.tags else c.tags end`} as tags,
             ${attributes} as attributes,
             jsonb_build_object(${sql.join(
               [...textColumns, "timezone", "zone_set", "tags", "attributes", "updated_at"].map(
                 (name) => sql`${sql.lit(name)}, c.${sql.ref(name)}`,
               ),
             )}) as before
        from held c join led on led.contact_id = c.id join given on given.row = led.row
    ), changed as (
      update contact c set
             ${sql.join(textColumns.map((name) => sql`${sql.ref(name)} = w.${sql.ref(name)}`))},
             timezone = w.timezone, zone_set = w.zone_set, tags = w.tags, attributes = w.attributes,
             updated_at = ${chunk.now}
        from wanted w
       where c.id = w.id
         and (c.first_name, c.last_name, c.email, c.company, c.language, c.external_id, c.timezone, c.zone_set, c.tags,
              c.attributes)
             is distinct from
             (w.first_name, w.last_name, w.email, w.company, w.language, w.external_id, w.timezone, w.zone_set, w.tags,
              w.attributes)
      returning c.id, c.zone_set, c.updated_at, w.row, w.before
    ), rezoned as (
      update campaign_contact cc set zone_set = changed.zone_set from changed
       where cc.contact_id = changed.id and cc.zone_set <> changed.zone_set)
    update import_contact ic set before = changed.before, changed_at = changed.updated_at
      from changed where ic.import_id = ${chunk.importId} and ic.row = changed.row`.execute(db);
  return Number(changed.numAffectedRows ?? 0);
}

/** The contacts that the rows of a stretch led to, as a choice for a campaign's list (campaign-writes.ts). */
export function contactsOfRows(importId: number, { after, until }: Stretch): RawBuilder<{ id: number; ord: number }> {
  return sql`select contact_id as id, row as ord from ${ledContacts} led
    where import_id = ${importId} and row > ${after} and row <= ${until}`;
}

/** Notes which stored contacts the campaign does not have yet, so that an undo takes out no others. Before they join. */
export async function noteJoining(
  db: Kysely<Tables>,
  importId: number,
  { after, until }: Stretch,
  campaignId: number,
): Promise<void> {
  await sql`
    update import_contact ic set joined = ${campaignId}
     where ic.import_id = ${importId} and ic.row > ${after} and ic.row <= ${until}
       and not exists (
         select from campaign_contact where campaign_id = ${campaignId} and contact_id = ic.contact_id)`.execute(db);
}

/** Whether anybody of the campaign is still to be called for the first time. */
export async function hasPendingContacts(db: Kysely<Tables>, campaignId: number): Promise<boolean> {
  const row = await db
    .selectFrom("campaign_contact")
    .where("campaign_id", "=", campaignId)
    .where("status", "=", "pending")
    .select("id")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
