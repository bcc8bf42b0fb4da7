/** From rows to contacts. Each function works on one chunk inside its caller's transaction. */
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { DuplicatePolicy } from "#domain/contact/import.ts";
import { draftedRows, textColumns } from "./import-drafts.ts";
import type { Stretch } from "./import-rows.ts";
import { ledContacts } from "./led-contacts.ts";
import type { Tables } from "./tables.ts";

/** Rows of whole blocks, whose drafts are there. */
export interface Chunk extends Stretch {
  importId: number;
  organisationId: string;
  onDuplicate: DuplicatePolicy;
  /** The id of the contact of the first row, if that row makes one; those of the others follow in the order of the rows. */
  firstId: number;
  now: Date;
}

/** How many rows made a contact, how many met a stored one, and how many of those changed it. */
export interface Came {
  added: number;
  stored: number;
  changed: number;
}

/** Sets ids aside for contacts, so that theirs follow the order of the rows, whichever come in first. @returns the first */
export async function reserveContactIds(db: Kysely<Tables>, count: number): Promise<number> {
  for (;;) {
    const { rows } = await sql<{ first: number; last: number }>`
      select min(id) as first, max(id) as last
        from (select nextval('contact_id_seq') as id from generate_series(1, ${count})) ids`.execute(db);
    const { first, last } = rows[0]!;
    // Unless somebody took one in between.
    if (last - first === count - 1) return first;
  }
}

/**
 * Makes the rows contacts, or lets them change the stored contact of their number, and notes which contact each led to.
 * What a stored contact was before is kept beside it.
 *
 * @param expectsNew whether it is tried first as if none of the numbers were stored, which is faster where none is
 */
export async function importChunk(db: Kysely<Tables>, chunk: Chunk, expectsNew: boolean): Promise<Came> {
  const allNew = expectsNew ? await addUnlessTaken(db, chunk) : null;
  if (allNew !== null) return { added: allNew, stored: 0, changed: 0 };
  const added = Number(
    (await addContacts(chunk, sql`on conflict (organisation_id, phone) do nothing`).execute(db)).numAffectedRows ?? 0,
  );
  const stored = await noteStoredContacts(db, chunk);
  const changed = stored > 0 && chunk.onDuplicate !== "skip" ? await changeStoredContacts(db, chunk) : 0;
  return { added, stored, changed };
}

/** @returns how many contacts are new; null: one of the numbers is stored, and nothing was done */
async function addUnlessTaken(db: Kysely<Tables>, chunk: Chunk): Promise<number | null> {
  const statement = addContacts(chunk, sql``).compile(db).sql;
  const { rows } = await sql<{ added: number | null }>`select unless_taken(${statement}) as added`.execute(db);
  return rows[0]?.added ?? null;
}

/** A statement without parameters. */
function addContacts(chunk: Chunk, conflict: RawBuilder<unknown>): RawBuilder<unknown> {
  const { importId, organisationId, after, firstId } = chunk;
  const now = sql`${sql.lit(chunk.now.toISOString())}::timestamptz`;
  return sql`
    insert into contact (id, organisation_id, phone, first_name, last_name, email, company, language, timezone, zone_set,
                         tags, external_id, attributes, created_at, updated_at, import_id, import_row)
    overriding system value
    select ${sql.lit(firstId - after - 1)} + row, ${sql.lit(organisationId)}, phone, first_name, last_name, email, company,
           language, timezone, zone_set, tags, external_id, attributes, ${now}, ${now}, ${sql.lit(importId)}, row
      from ${draftedRows(importId, chunk)} given ${conflict}`;
}

/** In a statement of its own: what another transaction stored meanwhile is not seen by the one that met it. */
async function noteStoredContacts(db: Kysely<Tables>, chunk: Chunk): Promise<number> {
  const { importId, organisationId } = chunk;
  const { numAffectedRows } = await sql`
    insert into import_contact (import_id, row, contact_id)
    select ${importId}, given.row, c.id from ${draftedRows(importId, chunk)} given
      cross join lateral (
        select id, import_id, import_row from contact
         where organisation_id = ${organisationId} and phone = given.phone limit 1) c
     where (c.import_id, c.import_row) is distinct from (${importId}::bigint, given.row)`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** @returns how many contacts are another than before */
async function changeStoredContacts(db: Kysely<Tables>, chunk: Chunk): Promise<number> {
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
    with given as materialized (select * from ${draftedRows(chunk.importId, chunk)} rows),
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
