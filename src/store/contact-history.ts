/** What happened to one contact, in the order of time. */
import { type Kysely, sql } from "kysely";
import type { CallResult, CallState, Outcome } from "#domain/call/outcomes.ts";
import type { ContactStatus } from "#domain/contact/lifecycle.ts";
import { ledContacts } from "./led-contacts.ts";
import type { Rows } from "./page.ts";
import type { Tables } from "./tables.ts";

/** Instants in ISO 8601, ids as text. */
export type HistoryEntry = { at: string } & (
  | { kind: "added" }
  | { kind: "import"; importId: string; fileName: string; added: boolean }
  | {
      kind: "campaign";
      campaignId: string;
      name: string;
      status: ContactStatus;
      attempts: number;
      nextAttemptAt: string | null;
    }
  | {
      kind: "call";
      callId: string;
      campaignId: string | null;
      attempt: number;
      state: CallState;
      outcome: Outcome | null;
      result: CallResult | null;
    }
  | { kind: "conversation"; conversationId: string; callId: string; summary: string | null }
  | { kind: "merge"; by: string | null }
);

/** Where a page begins: after this entry, `at` as the database writes it. */
export interface HistoryPlace {
  at: string;
  kind: string;
  id: number;
}

/** The latest first. A campaign stands where its first call to the contact was planned, or where it was made. */
export async function listHistory(
  db: Kysely<Tables>,
  contactId: number,
  { limit, after }: { limit: number; after: HistoryPlace | null },
): Promise<Rows<{ entry: HistoryEntry; place: HistoryPlace }>> {
  const instant = (column: string) =>
    sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const all = sql`
    select 'added' as kind, created_at as at, id, '{}'::jsonb as detail from contact where id = ${contactId}
    union all
    select 'import', coalesce(i.finished_at, i.created_at), i.id,
           jsonb_build_object('importId', i.id::text, 'fileName', i.file_name, 'added', bool_or(r.added))
      from ${ledContacts} r join import i on i.id = r.import_id where r.contact_id = ${contactId} group by i.id
    union all
    select 'campaign', coalesce((select min(k.queued_at) from call k where k.campaign_contact_id = cc.id), c.created_at),
           cc.id, jsonb_build_object('campaignId', c.id::text, 'name', c.name, 'status', cc.status,
                    'attempts', cc.attempts, 'nextAttemptAt', ${instant("cc.next_attempt_at")})
      from campaign_contact cc join campaign c on c.id = cc.campaign_id
     where cc.contact_id = ${contactId} and c.deleted_at is null
    union all
    select 'call', queued_at, id, jsonb_build_object('callId', id::text, 'campaignId', campaign_id::text,
             'attempt', attempt, 'state', state, 'outcome', outcome, 'result', result)
      from call where contact_id = ${contactId}
    union all
    select 'conversation', created_at, id,
           jsonb_build_object('conversationId', id::text, 'callId', call_id::text, 'summary', nullif(summary, ''))
      from conversation where contact_id = ${contactId}
    union all
    select 'merge', at, id, jsonb_build_object('by', actor_name) from contact_merge where contact_id = ${contactId}`;
  const from = after
    ? sql`where (at, kind, id) < (${after.at}::timestamptz, ${after.kind}, ${after.id}::bigint)`
    : sql``;
  const { rows } = await sql<{ kind: HistoryEntry["kind"]; at: Date; place: string; id: number; detail: object }>`
    select kind, at, at::text as place, id, detail from (${all}) history ${from}
     order by at desc, kind desc, id desc limit ${limit + 1}`.execute(db);
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total from (${all}) history`.execute(db);
  return {
    rows: rows.map(({ kind, at, place, id, detail }) => ({
      entry: { kind, at: at.toISOString(), ...detail } as HistoryEntry,
      place: { at: place, kind, id },
    })),
    total: counted[0]!.total,
  };
}
