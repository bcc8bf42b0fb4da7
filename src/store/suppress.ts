/** The do-not-call list's one way in: the entry and its effect on every campaign, in one statement. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

export interface Suppression {
  organisationId: string;
  /** E.164. */
  phone: string;
  /** Where it comes from: `api`, `import`, `call`, `simulator`, …; `simulator` binds simulator lines only. */
  source: string;
  note: string | null;
  addedBy: string | null;
  expiresAt: Date | null;
  now: Date;
}

/**
 * Lists the number. Its pending contacts become skipped and its planned retries are dropped, in every campaign that the
 * entry binds. A real entry replaces a simulator's, never the other way round.
 */
export async function suppress(db: Kysely<Tables>, entry: Suppression): Promise<void> {
  const { organisationId, phone, source, note, addedBy, expiresAt, now } = entry;
  await sql`
    with listed as (
      insert into do_not_call as d (organisation_id, phone, source, note, added_at, added_by, expires_at)
      values (${organisationId}, ${phone}, ${source}, ${note}, ${now}, ${addedBy}, ${expiresAt})
      on conflict (organisation_id, phone) do update
        set source = excluded.source, note = excluded.note, added_at = excluded.added_at, added_by = excluded.added_by,
            expires_at = excluded.expires_at
        where excluded.source <> 'simulator' or d.source = 'simulator')
    update campaign_contact cc set
           status = case when cc.status = 'pending' then 'skipped' else cc.status end,
           skip_reason = case when cc.status = 'pending' then 'do_not_call'::skip_reason end,
           next_attempt_at = null, waiting_for = null
      from contact p, campaign c left join line l on l.id = c.line_id
     where p.organisation_id = ${organisationId} and p.phone = ${phone} and cc.contact_id = p.id
       and cc.next_attempt_at is not null and c.id = cc.campaign_id
       and (${source} <> 'simulator' or l.kind = 'simulator')`.execute(db);
}
