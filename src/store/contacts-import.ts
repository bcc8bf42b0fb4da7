/** From rows to contacts, and back. Each function works on one chunk inside its caller's transaction. */
import { type Kysely, type RawBuilder, sql } from "kysely";
import { campaignStatuses, releasesContacts } from "#domain/campaign/lifecycle.ts";
import { type DuplicatePolicy, importedVerdicts } from "#domain/contact/import.ts";
import type { Stretch } from "./import-rows.ts";
import type { Tables } from "./tables.ts";

export interface ComingRow {
  row: number;
  phone: string;
  /** The zone named in the row, if any. */
  timezone: string | null;
}

/** Of a stretch, the rows that lead to a contact and have not done so yet, in their order. */
export async function comingRows(
  db: Kysely<Tables>,
  importId: number,
  { after, until }: Stretch,
): Promise<ComingRow[]> {
  const { rows } = await sql<ComingRow>`
    select row, phone, fields->>'timezone' as timezone from import_row
     where import_id = ${importId} and row > ${after} and row <= ${until} and not done
       and verdict = any(${[...importedVerdicts]}::text[])
     order by row`.execute(db);
  return rows;
}

/** A chunk of rows, each with the number of its set of zones (zone-sets.ts). */
export interface Chunk {
  importId: number;
  organisationId: string;
  onDuplicate: DuplicatePolicy;
  rows: ReadonlyArray<{ row: number; zoneSet: number }>;
  now: Date;
}

/**
 * Makes the rows contacts, or lets them change the stored contact of their number, and marks them as done. What a
 * stored contact was before is kept in the row.
 */
export async function importChunk(db: Kysely<Tables>, chunk: Chunk): Promise<void> {
  await addNewContacts(db, chunk);
  if (chunk.onDuplicate !== "skip") await changeStoredContacts(db, chunk);
  await sql`
    update import_row r set done = true,
           contact_id = (select id from contact where organisation_id = ${chunk.organisationId} and phone = r.phone)
      from ${rowsOf(chunk)} where r.import_id = ${chunk.importId} and r.row = given.row`.execute(db);
}

const rowsOf = ({ rows }: Chunk): RawBuilder<unknown> =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(row integer, "zoneSet" integer)`;

async function addNewContacts(db: Kysely<Tables>, chunk: Chunk): Promise<void> {
  await sql`
    insert into contact (organisation_id, phone, first_name, last_name, email, company, language, timezone, zone_set,
                         tags, external_id, attributes, import_id, created_at, updated_at)
    select ${chunk.organisationId}, r.phone, r.fields->>'first_name', r.fields->>'last_name', r.fields->>'email',
           r.fields->>'company', r.fields->>'language', r.fields->>'timezone', given."zoneSet",
           array(select jsonb_array_elements_text(coalesce(r.fields->'tags', '[]'))), r.fields->>'external_id',
           coalesce(r.fields->'attributes', '{}'), r.import_id, ${chunk.now}, ${chunk.now}
      from ${rowsOf(chunk)} join import_row r on r.import_id = ${chunk.importId} and r.row = given.row
     order by r.row
    on conflict (organisation_id, phone) do nothing`.execute(db);
}

/** Text columns that a row may change in a stored contact; timezone goes with its set of zones. */
const textColumns = ["first_name", "last_name", "email", "company", "language", "external_id"] as const;

async function changeStoredContacts(db: Kysely<Tables>, chunk: Chunk): Promise<void> {
  const replaces = chunk.onDuplicate === "update";
  const value = (name: string) => {
    const stored = sql`nullif(c.${sql.ref(name)}, '')`;
    const given = sql`r.fields->>${sql.lit(name)}`;
    return replaces ? sql`coalesce(${given}, ${stored})` : sql`coalesce(${stored}, ${given})`;
  };
  const takesZone = replaces
    ? sql`r.fields ? 'timezone'`
    : sql`r.fields ? 'timezone' and coalesce(c.timezone, '') = ''`;
  const given = sql`coalesce(r.fields->'attributes', '{}')`;
  // A stored attribute without anything in it is a blank.
  const filled = sql`coalesce((select jsonb_object_agg(key, value) from jsonb_each(c.attributes)
                                where value not in ('null', '""')), '{}')`;
  const attributes = replaces ? sql`c.attributes || ${given}` : sql`c.attributes || ${given} || ${filled}`;
  const tags = sql`array(select jsonb_array_elements_text(coalesce(r.fields->'tags', '[]')))`;
  const allTags = sql`c.tags || array(select tag from unnest(${tags}) tag where tag <> all(c.tags))`;

  await sql`
    with wanted as (
      select c.id, r.row, ${sql.join(textColumns.map((name) => sql`${value(name)} as ${sql.ref(name)}`))},
             case when ${takesZone} then r.fields->>'timezone' else c.timezone end as timezone,
             case when ${takesZone} then given."zoneSet" else c.zone_set end as zone_set,
             ${replaces ? allTags : sql`case when c.tags = '{}' then ${tags} else c.tags end`} as tags,
             ${attributes} as attributes,
             jsonb_build_object(${sql.join(
               [...textColumns, "timezone", "zone_set", "tags", "attributes"].map(
                 (name) => sql`${sql.lit(name)}, c.${sql.ref(name)}`,
               ),
             )}) as before
        from ${rowsOf(chunk)} join import_row r on r.import_id = ${chunk.importId} and r.row = given.row
        join contact c on c.organisation_id = ${chunk.organisationId} and c.phone = r.phone
       where c.import_id is distinct from ${chunk.importId} for no key update of c
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
    update import_row r
       set previous = jsonb_build_object('contact', changed.before, 'changed_at', changed.updated_at)
      from changed where r.import_id = ${chunk.importId} and r.row = changed.row`.execute(db);
}

/** The contacts of some rows, as a choice for a campaign's list (campaign-writes.ts). */
export function contactsOfRows(chunk: Chunk): RawBuilder<{ id: number; ord: number }> {
  return sql`select r.contact_id as id, given.row as ord from ${rowsOf(chunk)}
    cross join lateral (
      select contact_id from import_row where import_id = ${chunk.importId} and row = given.row offset 0) r
    where r.contact_id is not null`;
}

/** Notes which stored contacts the campaign does not have yet, so that an undo takes out no others. Before they join. */
export async function noteJoining(db: Kysely<Tables>, chunk: Chunk, campaignId: number): Promise<void> {
  await sql`
    with fresh as (
      select given.row from ${rowsOf(chunk)}
        cross join lateral (
          select contact_id from import_row where import_id = ${chunk.importId} and row = given.row offset 0) r
        cross join lateral (select import_id from contact where id = r.contact_id offset 0) c
        left join lateral (
          select true as yes from campaign_contact
           where campaign_id = ${campaignId} and contact_id = r.contact_id limit 1) cc on true
       where c.import_id is distinct from ${chunk.importId} and cc.yes is null)
    update import_row r set previous = coalesce(r.previous, '{}') || jsonb_build_object('joined', ${campaignId}::bigint)
      from fresh where r.import_id = ${chunk.importId} and r.row = fresh.row`.execute(db);
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

const releasing = campaignStatuses.filter(releasesContacts);

/** Whether a person could take this campaign contact out of its campaign as well. */
const releasable = sql`(cc.attempts = 0 and cc.status <> 'in_progress'
  and (k.deleted_at is not null or k.status::text = any(${[...releasing]}::text[])))`;

/**
 * Undoes the rows of a stretch that are done: contacts they added go, contacts they changed are as before, those they let
 * join a campaign leave it. Left as they are: contacts that were called, that are in a campaign which has gone on, or that
 * somebody changed since.
 *
 * @returns how many were left as they are
 */
export async function undoChunk(db: Kysely<Tables>, importId: number, { after, until }: Stretch): Promise<number> {
  const chunk = sql`r.import_id = ${importId} and r.row > ${after} and r.row <= ${until} and r.done`;
  // Nothing starts or resumes while its contacts are taken out.
  await sql`
    select id from campaign where id in (
      select cc.campaign_id from import_row r
        cross join lateral (select campaign_id from campaign_contact where contact_id = r.contact_id offset 0) cc
       where ${chunk})
     order by id for share`.execute(db);
  await removeAdded(db, importId, chunk);
  await takeOutJoined(db, chunk);
  await restoreChanged(db, chunk);
  const { rows } = await sql<{ settled: boolean }>`
    with looked as (
      select r.row, c.id is null or (c.import_id is distinct from ${importId}
                                     and (r.previous is null or r.previous = '{}')) as settled
        from import_row r left join lateral (select id, import_id from contact where id = r.contact_id limit 1) c on true
       where ${chunk}
    ), forgotten as (
      update import_row r set done = false, contact_id = null from looked
       where looked.settled and r.import_id = ${importId} and r.row = looked.row)
    select settled from looked`.execute(db);
  return rows.filter(({ settled }) => !settled).length;
}

async function removeAdded(db: Kysely<Tables>, importId: number, chunk: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select c.id from import_row r
      cross join lateral (select id, import_id from contact where id = r.contact_id offset 0) c
      left join lateral (select true as yes from call where call.contact_id = c.id limit 1) called on true
      left join lateral (
        select true as yes from campaign_contact cc join campaign k on k.id = cc.campaign_id
         where cc.contact_id = c.id and not ${releasable} limit 1) bound on true
     where ${chunk} and c.import_id = ${importId} and called.yes is null and bound.yes is null`.execute(db);
  const ids = rows.map(({ id }) => id);
  await sql`delete from campaign_contact where contact_id = any(${ids}::bigint[])`.execute(db);
  await sql`delete from contact where id = any(${ids}::bigint[])`.execute(db);
}

async function takeOutJoined(db: Kysely<Tables>, chunk: RawBuilder<unknown>): Promise<void> {
  const place = sql`
    select cc.* from campaign_contact cc
     where cc.campaign_id = (r.previous->>'joined')::bigint and cc.contact_id = r.contact_id limit 1`;
  await sql`
    delete from campaign_contact where id in (
      select cc.id from import_row r cross join lateral (${place}) cc join campaign k on k.id = cc.campaign_id
       where ${chunk} and r.previous ? 'joined' and ${releasable})`.execute(db);
  await sql`
    with gone as (
      select r.import_id, r.row from import_row r left join lateral (${place}) cc on true
       where ${chunk} and r.previous ? 'joined' and cc.id is null)
    update import_row r set previous = r.previous - 'joined' from gone
     where r.import_id = gone.import_id and r.row = gone.row`.execute(db);
}

async function restoreChanged(db: Kysely<Tables>, chunk: RawBuilder<unknown>): Promise<void> {
  await sql`
    with before as (
      select r.import_id, r.row, r.contact_id, (r.previous->>'changed_at')::timestamptz as changed_at, b.*
        from import_row r, jsonb_to_record(r.previous->'contact') as b(
          first_name text, last_name text, email text, company text, language text, external_id text, timezone text,
          zone_set integer, tags text[], attributes jsonb)
       where ${chunk} and r.previous ? 'contact'
    ), restored as (
      update contact c set
             first_name = b.first_name, last_name = b.last_name, email = b.email, company = b.company,
             language = b.language, external_id = b.external_id, timezone = b.timezone, zone_set = b.zone_set,
             tags = b.tags, attributes = b.attributes, updated_at = clock_timestamp()
        from before b where c.id = b.contact_id and c.updated_at = b.changed_at
      returning c.id, c.zone_set, b.import_id, b.row
    ), rezoned as (
      update campaign_contact cc set zone_set = restored.zone_set from restored
       where cc.contact_id = restored.id and cc.zone_set <> restored.zone_set)
    update import_row r set previous = r.previous - 'contact' - 'changed_at' from restored
     where r.import_id = restored.import_id and r.row = restored.row`.execute(db);
}
