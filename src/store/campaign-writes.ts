/** Writes about a campaign's configuration and its list of contacts. Who may do what when is for the actions to decide. */
import { type Kysely, type RawBuilder, sql, type Transaction } from "kysely";
import type { CampaignSettings } from "#domain/campaign/settings.ts";
import type { AttemptedStatus } from "#domain/contact/lifecycle.ts";
import { mayRetry } from "./campaigns.ts";
import { ledContacts } from "./led-contacts.ts";
import type { CampaignTable, Tables } from "./tables.ts";
import type { Selectable } from "kysely";

export type CampaignRow = Selectable<CampaignTable>;

/** The campaign's row, locked against every other change until the transaction ends; undefined when there is none. */
export async function lockCampaign(
  transaction: Transaction<Tables>,
  organisationId: string,
  id: number,
): Promise<CampaignRow | undefined> {
  return transaction
    .selectFrom("campaign")
    .selectAll()
    .where("organisation_id", "=", organisationId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export interface CampaignFields {
  name: string;
  description: string;
  aiEmployeeId: number | null;
  lineId: number | null;
  callerId: string | null;
  settings: CampaignSettings;
}

export async function insertCampaign(
  db: Kysely<Tables>,
  organisationId: string,
  fields: CampaignFields,
  createdBy: string,
): Promise<number> {
  const { id } = await db
    .insertInto("campaign")
    .values({ organisation_id: organisationId, created_by: createdBy, ...columns(fields) })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Later attempts go by the new version of the settings; each call names the one it was made by. */
export async function updateCampaign(db: Kysely<Tables>, id: number, fields: CampaignFields): Promise<void> {
  await db
    .updateTable("campaign")
    .set({ ...columns(fields), settings_version: sql<number>`settings_version + 1` })
    .where("id", "=", id)
    .execute();
}

function columns(fields: CampaignFields) {
  return {
    name: fields.name,
    description: fields.description,
    ai_employee_id: fields.aiEmployeeId,
    line_id: fields.lineId,
    caller_id: fields.callerId,
    settings: JSON.stringify(fields.settings),
  };
}

export async function markDeleted(db: Kysely<Tables>, id: number, now: Date): Promise<void> {
  await db.updateTable("campaign").set({ deleted_at: now }).where("id", "=", id).execute();
}

/** The rows of a deleted campaign's contacts go in steps; its calls and its sums stay, for they are counted for ever. */
export async function purgeContacts(db: Kysely<Tables>, campaignId: number): Promise<void> {
  for (;;) {
    const { numAffectedRows } = await sql`
      delete from campaign_contact where id in (
        select id from campaign_contact where campaign_id = ${campaignId} order by id limit 20000 for update)`.execute(
      db,
    );
    if (Number(numAffectedRows ?? 0n) === 0) return;
  }
}

/** Chosen contacts, as a query that gives `id` and `ord`: contacts are called in the order in which they are added. */
export type ContactChoice = RawBuilder<{ id: number; ord: number }>;

export function chosenByIds(ids: readonly number[]): ContactChoice {
  return sql`select id, ord from unnest(${sql.val([...ids])}::bigint[]) with ordinality as chosen(id, ord)`;
}

/** The contacts that the rows of an import became or matched, in the order of the rows. */
export function chosenByImport(importId: number): ContactChoice {
  return sql`select contact_id as id, min(row) as ord from ${ledContacts} led
              where import_id = ${importId} group by contact_id`;
}

/** Adds the chosen contacts of the organisation that are not in the campaign yet. */
export async function addContacts(
  db: Kysely<Tables>,
  organisationId: string,
  campaignId: number,
  choice: ContactChoice,
  now: Date,
): Promise<{ added: number; matched: number }> {
  const { rows } = await sql<{ added: number; matched: number }>`
    with chosen as materialized (
      select p.id, p.zone_set, x.ord from (${choice}) x join contact p on p.id = x.id
       where p.organisation_id = ${organisationId}),
    joined as (
      insert into campaign_contact (organisation_id, campaign_id, contact_id, zone_set, next_attempt_at)
      select ${organisationId}, ${campaignId}, id, zone_set, ${now} from chosen order by ord, id
      on conflict (campaign_id, contact_id) do nothing returning 1)
    select (select count(*) from joined) as added, (select count(*) from chosen) as matched`.execute(db);
  return rows[0]!;
}

/** Takes out chosen contacts that were never attempted. */
export async function removeContacts(
  db: Kysely<Tables>,
  organisationId: string,
  campaignId: number,
  choice: ContactChoice,
): Promise<{ removed: number; matched: number }> {
  const { rows } = await sql<{ removed: number; matched: number }>`
    with chosen as materialized (
      select cc.id from campaign_contact cc
       where cc.contact_id in (select id from (${choice}) x)
         and cc.campaign_id = ${campaignId} and cc.organisation_id = ${organisationId} order by cc.id for update),
    gone as (
      delete from campaign_contact cc using chosen x
       where cc.id = x.id and cc.attempts = 0 and cc.status <> 'in_progress' returning 1)
    select (select count(*) from gone) as removed, (select count(*) from chosen) as matched`.execute(db);
  return rows[0]!;
}

/** Copies the list of one campaign to another, in its order, as if none had been called. */
export async function copyContacts(db: Kysely<Tables>, from: number, to: number, now: Date): Promise<void> {
  await sql`
    insert into campaign_contact (organisation_id, campaign_id, contact_id, zone_set, next_attempt_at)
    select cc.organisation_id, ${to}, cc.contact_id, p.zone_set, ${now}
      from campaign_contact cc join contact p on p.id = cc.contact_id
     where cc.campaign_id = ${from} order by cc.id`.execute(db);
}

/** Makes contacts with these statuses due again, with a fresh budget of tries; gives how many. */
export async function makeDueAgain(
  db: Kysely<Tables>,
  campaignId: number,
  statuses: readonly AttemptedStatus[],
  now: Date,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update campaign_contact set next_attempt_at = ${now}, waiting_for = 'retry', retries_used = 0
     where id in (
       select cc.id from campaign_contact cc join campaign c on c.id = cc.campaign_id
        where c.id = ${campaignId} and cc.status::text = any(${sql.val([...statuses])}::text[]) and ${mayRetry}
        order by cc.id for no key update of cc)`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
