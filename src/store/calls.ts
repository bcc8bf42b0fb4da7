/** Calls, as they are told outside. */
import { type Kysely, type Selectable, type SelectQueryBuilder, sql } from "kysely";
import type { CallResult, CallState, Outcome } from "#domain/call/outcomes.ts";
import { Refusal } from "#domain/errors.ts";
import type { LineKind } from "#domain/line.ts";
import { namesBeside, type NamesBeside } from "./names-beside.ts";
import { type IdPage, isAt, type Rows } from "./page.ts";
import type { CallTable, Cause, Tables } from "./tables.ts";

export interface Call extends NamesBeside {
  id: string;
  /** Null for a test call. */
  campaignId: string | null;
  contactId: string | null;
  attempt: number;
  /** E.164; empty once the contact was deleted. */
  to: string;
  /** Null: the line's own number. */
  from: string | null;
  lineKind: LineKind;
  simulated: boolean;
  state: CallState;
  outcome: Outcome | null;
  result: CallResult | null;
  cause: Cause | null;
  /** Instants in ISO 8601. */
  queuedAt: string;
  dialedAt: string | null;
  ringingAt: string | null;
  answeredAt: string | null;
  endedAt: string | null;
  talkSeconds: number | null;
  conversationId: string | null;
}

/** Of one campaign, of one contact, or all. */
export interface CallChoice {
  campaignId?: number | undefined;
  contactId?: number | undefined;
  /** Only those going on now, or only those that ended. */
  live?: boolean | undefined;
}

/** The latest first. */
export async function listCalls(
  db: Kysely<Tables>,
  organisationId: string,
  { campaignId, contactId, live, limit, after }: CallChoice & IdPage,
): Promise<Rows<Call>> {
  const chosen = db
    .selectFrom("call")
    .where(isAt("call.organisation_id", organisationId))
    .$if(campaignId !== undefined, (query) => query.where(isAt("call.campaign_id", campaignId!)))
    .$if(contactId !== undefined, (query) => query.where(isAt("call.contact_id", contactId!)))
    .$if(live === true, (query) => query.where("call.ended_at", "is", null))
    .$if(live === false, (query) => query.where("call.ended_at", "is not", null));
  const page = chosen
    .$if(after !== null, (query) => query.where("call.id", "<", after))
    .selectAll("call")
    .$if(contactId !== undefined, (query) => query.orderBy("call.contact_id", "desc"))
    .$if(contactId === undefined && campaignId !== undefined, (query) => query.orderBy("call.campaign_id", "desc"))
    .$if(contactId === undefined && campaignId === undefined, (query) => query.orderBy("call.organisation_id", "desc"))
    .orderBy("call.id", "desc")
    .limit(limit + 1);
  const rows = await withNames(db, page).orderBy("call.id", "desc").execute();
  const total =
    contactId !== undefined || live === true
      ? (await chosen.select((e) => e.fn.countAll<number>().as("total")).executeTakeFirstOrThrow()).total
      : await countCalls(db, organisationId, campaignId, live);
  return { rows: rows.map(callOf), total };
}

/**
 * All calls, or those that ended, from the counts: of ten million calls a count of the rows took seconds. The rows that no
 * campaign counts, those not dialled yet and test calls, are few.
 */
async function countCalls(
  db: Kysely<Tables>,
  organisationId: string,
  campaignId: number | undefined,
  live: boolean | undefined,
): Promise<number> {
  const campaigns =
    campaignId === undefined
      ? sql`(select id from campaign where organisation_id = ${organisationId})`
      : sql`(select id from campaign where organisation_id = ${organisationId} and id = ${campaignId})`;
  const { rows } = await sql<{ total: number }>`
    select (select coalesce(sum(case t.tally when 'attempts' then t.n ${live === false ? sql`else -t.n` : sql`else 0`} end), 0)
              from campaign_tally t where t.campaign_id in ${campaigns} and t.tally in ('attempts', 'live'))::float8
         + (select count(*) from call k
             where k.line_id in (select id from line where organisation_id = ${organisationId})
               and k.ended_at is null and k.dialed_at is null and ${live !== false}
               and k.campaign_id in ${campaigns})::float8
         + (select count(*) from call k
             where k.organisation_id = ${organisationId} and k.campaign_id is null and ${campaignId === undefined}
               and (${live !== false} or k.ended_at is not null))::float8 as total`.execute(db);
  return rows[0]!.total;
}

/** Those of these calls that are the organisation's, in the order of their ids. */
export async function readCalls(db: Kysely<Tables>, organisationId: string, ids: readonly number[]): Promise<Call[]> {
  const calls = db
    .selectFrom("call")
    .where("call.organisation_id", "=", organisationId)
    .where(sql<boolean>`call.id = any(${sql.val([...ids])}::bigint[])`)
    .selectAll("call");
  const rows = await withNames(db, calls).orderBy("call.id").execute();
  return rows.map(callOf);
}

/** Refuses with `not_found`. */
export async function findCall(db: Kysely<Tables>, organisationId: string, id: number): Promise<Call> {
  const [call] = await readCalls(db, organisationId, [id]);
  if (!call) throw new Refusal("not_found", "There is no such call in this organisation.");
  return call;
}

/** The calls with the names of whom and what they are about: a page is chosen first. */
function withNames(db: Kysely<Tables>, calls: SelectQueryBuilder<Tables, "call", Selectable<CallTable>>) {
  return db
    .selectFrom(calls.as("call"))
    .leftJoin("conversation", "conversation.call_id", "call.id")
    .select([...callColumns, ...namesBeside("call")]);
}

const callColumns = [
  "call.id",
  "call.campaign_id",
  "call.contact_id",
  "call.attempt",
  "call.phone",
  "call.caller_id",
  "call.line_kind",
  "call.simulated",
  "call.state",
  "call.outcome",
  "call.result",
  "call.cause",
  "call.queued_at",
  "call.dialed_at",
  "call.ringing_at",
  "call.answered_at",
  "call.ended_at",
  "call.talk_seconds",
  "conversation.id as conversation_id",
] as const;

interface CallRow extends NamesBeside {
  id: number;
  campaign_id: number | null;
  contact_id: number | null;
  attempt: number;
  phone: string;
  caller_id: string | null;
  line_kind: LineKind;
  simulated: boolean;
  state: CallState;
  outcome: Outcome | null;
  result: CallResult | null;
  cause: Cause | null;
  queued_at: Date;
  dialed_at: Date | null;
  ringing_at: Date | null;
  answered_at: Date | null;
  ended_at: Date | null;
  talk_seconds: number | null;
  conversation_id: number | null;
}

function callOf(row: CallRow): Call {
  return {
    id: String(row.id),
    campaignId: row.campaign_id === null ? null : String(row.campaign_id),
    contactId: row.contact_id === null ? null : String(row.contact_id),
    contact: row.contact,
    campaign: row.campaign,
    attempt: row.attempt,
    to: row.phone,
    from: row.caller_id,
    lineKind: row.line_kind,
    simulated: row.simulated,
    state: row.state,
    outcome: row.outcome,
    result: row.result,
    cause: row.cause,
    queuedAt: row.queued_at.toISOString(),
    dialedAt: row.dialed_at?.toISOString() ?? null,
    ringingAt: row.ringing_at?.toISOString() ?? null,
    answeredAt: row.answered_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    talkSeconds: row.talk_seconds,
    conversationId: row.conversation_id === null ? null : String(row.conversation_id),
  };
}
