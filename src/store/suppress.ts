/** The do-not-call list's one way in: the entries and their effect on every campaign, in one statement. */
import { type Kysely, sql } from "kysely";
import { lockOrganisation } from "./engine-view.ts";
import { isPlanned, planRowByRow } from "./statistics.ts";
import type { Tables } from "./tables.ts";

/** So many numbers are looked up one by one; for one number the planner at times read every contact that is due. */
const FEW = 1_000;

export interface Suppression {
  organisationId: string;
  /** E.164. One number that a person names, or many from a file. */
  phones: readonly string[];
  /** Where it comes from: `user`, `api`, `import`, `call`, `simulator`; `simulator` binds simulator lines only. */
  source: string;
  note: string | null;
  addedBy: string | null;
  expiresAt: Date | null;
  /** Leave an entry as it is that forbids at least as much, with its note and its date. */
  keepKnown?: boolean;
  now: Date;
}

/**
 * Lists the numbers. Their pending contacts become skipped and their planned retries are dropped, in every campaign that
 * the entries bind. A real entry replaces a simulator's, never the other way round while it lasts.
 *
 * In a transaction of its own it takes the organisation's lock; a caller's transaction must hold it.
 *
 * @returns how many entries were added or replaced; with `keepKnown`, the rest was on the list already
 */
export async function suppress(db: Kysely<Tables>, suppression: Suppression): Promise<number> {
  // Many contacts change at once, and claims change them in another order: neither waits for the other's rows.
  if (!db.isTransaction)
    return db.transaction().execute(async (transaction) => {
      await lockOrganisation(transaction, suppression.organisationId);
      return suppress(transaction, suppression);
    });
  const { organisationId, source, note, addedBy, expiresAt, keepKnown = false, now } = suppression;
  // Entries in one order, so that two who list the same numbers at once do not wait for each other for ever.
  const phones = [...new Set(suppression.phones)].toSorted();
  if (phones.length <= FEW) await planRowByRow(db);
  const { rows } = await sql<{ listed: number }>`
    with listed as (
      insert into do_not_call as d (organisation_id, phone, source, note, added_at, added_by, expires_at)
      select ${organisationId}, phone, ${source}, ${note}, ${now}::timestamptz, ${addedBy}, ${expiresAt}::timestamptz
        from unnest(${sql.val(phones)}::text[]) phone
      on conflict (organisation_id, phone) do update
        set source = excluded.source, note = excluded.note, added_at = excluded.added_at, added_by = excluded.added_by,
            expires_at = excluded.expires_at
        where (excluded.source <> 'simulator' or d.source = 'simulator' or d.expires_at <= excluded.added_at)
          and (not ${keepKnown} or (d.source = 'simulator' and excluded.source <> 'simulator')
               or d.expires_at < coalesce(excluded.expires_at, 'infinity'))
      returning phone),
    planned as materialized (
      select cc.id
        from contact p
        join campaign_contact cc on cc.contact_id = p.id
        join campaign c on c.id = cc.campaign_id
        left join line l on l.id = c.line_id
       where p.organisation_id = ${organisationId} and p.phone = any(${sql.val(phones)}::text[])
         and ${isPlanned} and (${source} <> 'simulator' or l.kind = 'simulator')
       order by cc.id for no key update of cc),
    dropped as (
      update campaign_contact cc set
             status = case when cc.status = 'pending' then 'skipped' else cc.status end,
             skip_reason = case when cc.status = 'pending' then 'do_not_call'::skip_reason end,
             next_attempt_at = null, waiting_for = null
        from planned where cc.id = planned.id and ${isPlanned})
    select count(*) as listed from listed`.execute(db);
  return rows[0]?.listed ?? 0;
}
