/** What a launch would find among a campaign's pending contacts. */
import { type Kysely, sql } from "kysely";
import type { SkipReason } from "#domain/contact/lifecycle.ts";
import type { Tables } from "./tables.ts";

export interface PreflightCounts {
  pending: number;
  doNotCall: number;
  missingVariable: number;
  noTimezone: number;
}

/** Each pending contact counts once, under the first reason that leaves it out. */
export async function countPreflight(
  db: Kysely<Tables>,
  organisationId: string,
  campaignId: number,
  given: { required: readonly string[]; zoneSetsWithoutZone: readonly number[]; simulated: boolean; now: Date },
): Promise<PreflightCounts> {
  const { rows } = await sql<PreflightCounts>`
    select count(*) as pending,
           count(*) filter (where unwanted) as "doNotCall",
           count(*) filter (where not unwanted and without_zone) as "noTimezone",
           count(*) filter (where not unwanted and not without_zone and lacking) as "missingVariable"
      from (select d.phone is not null as unwanted,
                   cc.zone_set = any(${sql.val([...given.zoneSetsWithoutZone])}::integer[]) as without_zone,
                   ${given.required.length > 0} and lacks_variable(p, ${sql.val([...given.required])}::text[]) as lacking
              from campaign_contact cc join contact p on p.id = cc.contact_id
              left join do_not_call d on d.organisation_id = ${organisationId} and d.phone = p.phone
                    and (d.expires_at is null or d.expires_at > ${given.now})
                    and (${given.simulated} or d.source <> 'simulator')
             where cc.campaign_id = ${campaignId} and cc.status = 'pending') judged`.execute(db);
  return rows[0]!;
}

/** Contacts that were left out already, by reason. */
export async function countSkipped(
  db: Kysely<Tables>,
  campaignId: number,
): Promise<Partial<Record<SkipReason, number>>> {
  const rows = await db
    .selectFrom("campaign_contact")
    .select((eb) => ["skip_reason", eb.fn.countAll<number>().as("n")])
    .where("campaign_id", "=", campaignId)
    .where("status", "=", "skipped")
    .groupBy("skip_reason")
    .execute();
  return Object.fromEntries(rows.map((row) => [row.skip_reason, row.n]));
}

/** Of these names, those that no contact of the campaign has a column for. Contact fields are for the caller to know. */
export async function unknownAttributes(
  db: Kysely<Tables>,
  campaignId: number,
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const { rows } = await sql<{ name: string }>`
    select name from unnest(${sql.val([...names])}::text[]) name
     where not exists (
       select from campaign_contact cc join contact p on p.id = cc.contact_id
              cross join lateral jsonb_object_keys(p.attributes) key
        where cc.campaign_id = ${campaignId} and variable_key(key) = variable_key(name))`.execute(db);
  return rows.map((row) => row.name);
}

/** The languages of a campaign's pending contacts, most frequent first, and how many have each. */
export async function contactLanguages(
  db: Kysely<Tables>,
  campaignId: number,
): Promise<Array<{ language: string; n: number }>> {
  const { rows } = await sql<{ language: string; n: number }>`
    select lower(split_part(replace(p.language, '_', '-'), '-', 1)) as language, count(*) as n
      from campaign_contact cc join contact p on p.id = cc.contact_id
     where cc.campaign_id = ${campaignId} and cc.status = 'pending' and coalesce(p.language, '') <> ''
     group by 1 order by 2 desc limit 20`.execute(db);
  return rows;
}
