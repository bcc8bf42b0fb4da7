/** Back from contacts to rows: what an import did is taken back as far as nothing has come of it. */
import { type Kysely, type RawBuilder, sql } from "kysely";
import { campaignStatuses, releasesContacts } from "#domain/campaign/lifecycle.ts";
import { ledContacts } from "./led-contacts.ts";
import type { IdPage, Rows } from "./page.ts";
import type { Stretch } from "./import-rows.ts";
import type { Tables } from "./tables.ts";

const releasing = campaignStatuses.filter(releasesContacts);

/** Whether a person could take this campaign contact out of its campaign as well. */
const releasable = sql`(cc.attempts = 0 and cc.status <> 'in_progress'
  and (k.deleted_at is not null or k.status::text = any(${[...releasing]}::text[])))`;

/**
 * Undoes the rows of a stretch: contacts they added go, contacts they changed are as before, those they let join a campaign
 * leave it. Left as they are, and known as what the import led to: contacts that were called, that are in a campaign which
 * has gone on, or that were changed since.
 *
 * @returns how many were left as they are
 */
export async function undoChunk(db: Kysely<Tables>, importId: number, { after, until }: Stretch): Promise<number> {
  const chunk = sql`ic.import_id = ${importId} and ic.row > ${after} and ic.row <= ${until}`;
  const led = sql`${ledContacts} ic where ${chunk}`;
  // Nothing starts or resumes while its contacts are taken out.
  await sql`
    select id from campaign where id in (
      select cc.campaign_id from (select contact_id from ${led}) ic
        cross join lateral (select campaign_id from campaign_contact where contact_id = ic.contact_id offset 0) cc)
     order by id for share`.execute(db);
  await handOver(db, importId, sql`c.import_id = ${importId} and c.import_row > ${after} and c.import_row <= ${until}`);
  await removeAdded(db, sql`import_id = ${importId} and import_row > ${after} and import_row <= ${until}`);
  await handOverJoined(db, chunk);
  await takeOutJoined(db, chunk);
  await restoreChanged(db, chunk);
  // What led to a contact that is gone, or has nothing more to be taken back, is forgotten.
  await sql`
    delete from import_contact ic where ${chunk} and (
      (ic.joined is null and ic.before is null) or not exists (select from contact where id = ic.contact_id))`.execute(
    db,
  );
  const { rows } = await sql<{ kept: number }>`select count(*) as kept from ${led}`.execute(db);
  return rows[0]?.kept ?? 0;
}

/**
 * What another import brought as well stays: that import is then the one that added it, and takes it back when it is undone.
 * It leaves the campaign of the first, unless it is that of both.
 */
async function handOver(db: Kysely<Tables>, importId: number, chunk: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    with heir as (
      select c.id, met.import_id, met.row from contact c cross join lateral (
        select import_id, row from import_contact
         where contact_id = c.id and import_id <> ${importId} and before is null order by import_id, row limit 1) met
       where ${chunk} and c.updated_at = c.created_at and not exists (select from call where call.contact_id = c.id)
         and not exists (
           select from campaign_contact cc join campaign k on k.id = cc.campaign_id
            where cc.contact_id = c.id and not ${releasable})
    ), forgotten as (
      delete from import_contact met using heir where met.import_id = heir.import_id and met.row = heir.row)
    update contact c set import_id = heir.import_id, import_row = heir.row from heir where c.id = heir.id
    returning c.id`.execute(db);
  if (rows.length === 0) return;
  const ids = sql`${rows.map(({ id }) => id)}::bigint[]`;
  await sql`
    delete from campaign_contact where id in (
      select cc.id from campaign_contact cc join contact c on c.id = cc.contact_id
        join import past on past.id = ${importId} and past.campaign_id = cc.campaign_id
        join campaign k on k.id = cc.campaign_id
       where cc.contact_id = any(${ids}) and ${releasable} and not exists (${bringsInto(sql`c.import_id`)})
         and not exists (
           select from import_contact met where met.contact_id = c.id and exists (${bringsInto(sql`met.import_id`)}))
       order by cc.id for update of cc)`.execute(db);
}

/** Whether the import let its contacts join the campaign of the place `cc`. */
const bringsInto = (importId: RawBuilder<unknown>) =>
  sql`select from import heir where heir.id = ${importId} and heir.campaign_id = cc.campaign_id`;

/** That a contact joined a campaign is noted at the first of several imports that let it; the next one has it then. */
async function handOverJoined(db: Kysely<Tables>, chunk: RawBuilder<unknown>): Promise<void> {
  await sql`
    with heir as (
      select ic.import_id as past_import, ic.row as past_row, ic.joined, met.import_id, met.row
        from import_contact ic cross join lateral (
          select m.import_id, m.row from import_contact m join import i on i.id = m.import_id
           where m.contact_id = ic.contact_id and m.import_id <> ic.import_id and m.joined is null
             and i.campaign_id = ic.joined order by m.import_id, m.row limit 1) met
       where ${chunk} and ic.joined is not null
    ), given as (
      update import_contact met set joined = heir.joined from heir
       where met.import_id = heir.import_id and met.row = heir.row)
    update import_contact ic set joined = null from heir
     where ic.import_id = heir.past_import and ic.row = heir.past_row`.execute(db);
}

async function removeAdded(db: Kysely<Tables>, chunk: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select ic.id from (select id from contact where ${chunk} and updated_at = created_at) ic
      left join lateral (select true as yes from call where call.contact_id = ic.id limit 1) called on true
      left join lateral (
        select true as yes from campaign_contact cc join campaign k on k.id = cc.campaign_id
         where cc.contact_id = ic.id and not ${releasable} limit 1) bound on true
     where called.yes is null and bound.yes is null`.execute(db);
  const ids = rows.map(({ id }) => id);
  await sql`delete from campaign_contact where contact_id = any(${ids}::bigint[])`.execute(db);
  await sql`delete from contact where id = any(${ids}::bigint[])`.execute(db);
}

async function takeOutJoined(db: Kysely<Tables>, chunk: RawBuilder<unknown>): Promise<void> {
  const place = sql`
    select cc.* from campaign_contact cc where cc.campaign_id = ic.joined and cc.contact_id = ic.contact_id limit 1`;
  await sql`
    delete from campaign_contact where id in (
      select cc.id from import_contact ic cross join lateral (${place}) cc join campaign k on k.id = cc.campaign_id
       where ${chunk} and ic.joined is not null and ${releasable})`.execute(db);
  await sql`
    with gone as (
      select ic.import_id, ic.row from import_contact ic left join lateral (${place}) cc on true
       where ${chunk} and ic.joined is not null and cc.id is null)
    update import_contact ic set joined = null from gone
     where ic.import_id = gone.import_id and ic.row = gone.row`.execute(db);
}

async function restoreChanged(db: Kysely<Tables>, chunk: RawBuilder<unknown>): Promise<void> {
  await sql`
    with past as (
      select ic.import_id, ic.row, ic.contact_id, ic.changed_at, b.*
        from import_contact ic, jsonb_to_record(ic.before) as b(
          first_name text, last_name text, email text, company text, language text, external_id text, timezone text,
          zone_set integer, tags text[], attributes jsonb, updated_at timestamptz)
       where ${chunk} and ic.before is not null
    ), restored as (
      update contact c set
             first_name = b.first_name, last_name = b.last_name, email = b.email, company = b.company,
             language = b.language, external_id = b.external_id, timezone = b.timezone, zone_set = b.zone_set,
             tags = b.tags, attributes = b.attributes,
             updated_at = coalesce(b.updated_at, clock_timestamp())
        from past b where c.id = b.contact_id and c.updated_at = b.changed_at
      returning c.id, c.zone_set, b.import_id, b.row
    ), rezoned as (
      update campaign_contact cc set zone_set = restored.zone_set from restored
       where cc.contact_id = restored.id and cc.zone_set <> restored.zone_set)
    update import_contact ic set before = null, changed_at = null from restored
     where ic.import_id = restored.import_id and ic.row = restored.row`.execute(db);
}

/** Why a contact stayed when its import was undone, the first that holds. */
export type ReasonToStay = "called" | "in_campaign" | "changed";

export interface KeptContact {
  row: number;
  contact: { id: number; phone: string; firstName: string | null; lastName: string | null };
  because: ReasonToStay;
}

/** What was left as it is when the import was undone, in the order of the rows. */
export async function listKept(
  db: Kysely<Tables>,
  { organisationId, importId }: { organisationId: string; importId: number },
  { limit, after }: IdPage,
): Promise<Rows<KeptContact>> {
  const kept = sql`from ${ledContacts} ic join contact c on c.id = ic.contact_id
    where ic.import_id = ${importId} and c.organisation_id = ${organisationId}`;
  const { rows } = await sql<KeptContact>`
    select ic.row, json_build_object('id', c.id, 'phone', c.phone, 'firstName', c.first_name, 'lastName', c.last_name)
             as contact,
           case when exists (select from call where call.contact_id = c.id) then 'called'
                when exists (
                  select from campaign_contact cc join campaign k on k.id = cc.campaign_id
                   where cc.contact_id = c.id and (ic.added or cc.campaign_id = ic.joined) and not ${releasable})
                then 'in_campaign' else 'changed' end as because
      ${kept} and ic.row > ${after ?? 0} order by ic.row limit ${limit + 1}`.execute(db);
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${kept}`.execute(db);
  return { rows, total: counted[0]?.total ?? 0 };
}
