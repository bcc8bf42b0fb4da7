/** Conversations, as they are told outside. */
import { type Kysely, type Selectable, type SelectQueryBuilder, sql } from "kysely";
import type { CallResult, Outcome } from "#domain/call/outcomes.ts";
import type { CollectedValue, TranscriptLine } from "#domain/conversation.ts";
import type { CollectField } from "#domain/employee.ts";
import { Refusal } from "#domain/errors.ts";
import { phoneDigits } from "./contact-filter.ts";
import { namesBeside, type NamesBeside } from "./names-beside.ts";
import { type IdPage, isAt, likePattern, type Rows } from "./page.ts";
import type { ConversationTable, Tables } from "./tables.ts";

export interface Conversation extends NamesBeside {
  id: string;
  callId: string;
  /** Null for a test call. */
  campaignId: string | null;
  contactId: string | null;
  /** By the name it has now. */
  aiEmployee: { id: string; name: string } | null;
  attempt: number;
  /** E.164: the number that was dialled. */
  to: string;
  /** Of the call, as its times are; instants in ISO 8601. */
  outcome: Outcome | null;
  startedAt: string | null;
  endedAt: string | null;
  talkSeconds: number | null;
  transcript: Array<{ speaker: TranscriptLine["speaker"]; text: string; at: string }>;
  summary: string | null;
  collected: Record<string, CollectedValue>;
  goalReached: boolean | null;
  result: CallResult | null;
  /** Where src/contract/conversations.ts has it served; whether the file is still there is seen when it is asked for. */
  recordingUrl: string | null;
  /** When the organisation's retention took away what was said; null while it is there. */
  removedAt: string | null;
  simulated: boolean;
}

export interface ConversationChoice {
  campaignId?: number | undefined;
  contactId?: number | undefined;
  /** Of the call. */
  outcomes?: readonly Outcome[] | undefined;
  /** Words of the transcript or summary, a name, or a number. */
  search?: string | undefined;
  /** Ended at or after it. */
  from?: Date | undefined;
  /** Ended before it. */
  to?: Date | undefined;
}

/** The latest first. */
export async function listConversations(
  db: Kysely<Tables>,
  organisationId: string,
  { limit, after, ...choice }: ConversationChoice & IdPage,
): Promise<Rows<Conversation>> {
  const chosen = chosenOf(ofOrganisation(db, organisationId), choice);
  const page = chosen
    .$if(after !== null, (query) => query.where("v.id", "<", after))
    .selectAll("v")
    .$if(choice.campaignId !== undefined, (query) => query.orderBy("v.campaign_id", "desc"))
    .$if(choice.campaignId === undefined && choice.contactId === undefined, (query) =>
      query.orderBy("v.organisation_id", "desc"),
    )
    .orderBy("v.id", "desc")
    .limit(limit + 1);
  const rows = await withNames(db, page).orderBy("v.id", "desc").execute();
  const { contactId, outcomes, search, from, to } = choice;
  const total =
    contactId !== undefined || outcomes || search?.trim() || from || to
      ? (await chosen.select((e) => e.fn.countAll<number>().as("total")).executeTakeFirstOrThrow()).total
      : await countConversations(db, organisationId, choice.campaignId);
  return { rows: rows.map(conversationOf), total };
}

/** From the counts of the campaigns, and the test calls of none. */
async function countConversations(
  db: Kysely<Tables>,
  organisationId: string,
  campaignId: number | undefined,
): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select (select coalesce(sum(n), 0) from campaign_tally
             where tally = 'conversations' and campaign_id in (
               select id from campaign where organisation_id = ${organisationId}
                  and ${campaignId === undefined ? sql`true` : sql`id = ${campaignId}`}))::float8
         + (select count(*) from conversation
             where organisation_id = ${organisationId} and campaign_id is null and ${campaignId === undefined})::float8
         as total`.execute(db);
  return rows[0]!.total;
}

/** Refuses with `not_found`. */
export async function findConversation(db: Kysely<Tables>, organisationId: string, id: number): Promise<Conversation> {
  const one = ofOrganisation(db, organisationId).where("v.id", "=", id).selectAll("v");
  const row = await withNames(db, one).executeTakeFirst();
  if (!row) throw new Refusal("not_found", "There is no such conversation in this organisation.");
  return conversationOf(row);
}

/** Those of these calls, in the order of the calls. */
export async function readConversationsOfCalls(
  db: Kysely<Tables>,
  organisationId: string,
  callIds: readonly number[],
): Promise<Conversation[]> {
  if (callIds.length === 0) return [];
  const ofCalls = ofOrganisation(db, organisationId)
    .where(sql<boolean>`v.call_id = any(${sql.val([...callIds])}::bigint[])`)
    .selectAll("v");
  const rows = await withNames(db, ofCalls).orderBy("v.call_id").execute();
  return rows.map(conversationOf);
}

function ofOrganisation(db: Kysely<Tables>, organisationId: string) {
  return db.selectFrom("conversation as v").where(isAt("v.organisation_id", organisationId));
}

/** The conversations with their calls and names: a page is chosen first, then each call found by its key. */
function withNames(db: Kysely<Tables>, conversations: SelectQueryBuilder<Named, "v", Selectable<ConversationTable>>) {
  return db
    .selectFrom(conversations.as("v"))
    .innerJoin("call as k", "k.id", "v.call_id")
    .leftJoin("ai_employee as e", (join) =>
      join.onRef("e.id", "=", "k.ai_employee_id").onRef("e.organisation_id", "=", "v.organisation_id"),
    )
    .select(columns)
    .select(["e.id as employee_id", "e.name as employee_name", "e.collect"])
    .select(namesBeside("v"));
}

type Named = Tables & { v: Tables["conversation"] };
type Chosen = SelectQueryBuilder<Named, "v", object>;

function chosenOf(conversations: Chosen, choice: ConversationChoice): Chosen {
  const { campaignId, contactId, outcomes, search, from, to } = choice;
  let chosen = conversations;
  if (campaignId !== undefined) chosen = chosen.where(isAt("v.campaign_id", campaignId));
  if (contactId !== undefined) chosen = chosen.where("v.contact_id", "=", contactId);
  if (from) chosen = chosen.where("v.created_at", ">=", from);
  if (to) chosen = chosen.where("v.created_at", "<", to);
  if (outcomes) {
    const names = sql.val([...outcomes]);
    chosen = chosen.where(
      sql<boolean>`exists (select from call k where k.id = v.call_id and k.outcome::text = any(${names}::text[]))`,
    );
  }
  if (search?.trim()) chosen = chosen.where(isFound(search.trim()));
  return chosen;
}

function isFound(search: string) {
  const part = likePattern(search);
  const numbers = phoneDigits(search).map((digits) => likePattern(digits));
  return sql<boolean>`(
    v.summary ilike ${part}
    or exists (select from jsonb_array_elements(v.transcript) said where said->>'text' ilike ${part})
    or exists (select from contact p where p.id = v.contact_id
                  and concat_ws(' ', p.first_name, p.last_name) ilike ${part})
    or exists (select from call k where k.id = v.call_id and k.phone like any(${sql.val(numbers)}::text[])))`;
}

const columns = [
  "v.id",
  "v.call_id",
  "v.campaign_id",
  "v.contact_id",
  "v.transcript",
  "v.summary",
  "v.collected",
  "v.goal_reached",
  "v.result",
  "v.recording",
  "v.removed_at",
  "v.simulated",
  "k.attempt",
  "k.phone as called_number",
  "k.outcome",
  "k.answered_at",
  "k.ended_at",
  "k.talk_seconds",
] as const;

interface ConversationRow extends NamesBeside {
  id: number;
  call_id: number;
  campaign_id: number | null;
  contact_id: number | null;
  transcript: TranscriptLine[];
  summary: string;
  collected: Record<string, CollectedValue>;
  goal_reached: boolean | null;
  result: CallResult | null;
  recording: string | null;
  removed_at: Date | null;
  simulated: boolean;
  employee_id: number | null;
  employee_name: string | null;
  collect: CollectField[] | null;
  attempt: number;
  called_number: string;
  outcome: Outcome | null;
  answered_at: Date | null;
  ended_at: Date | null;
  talk_seconds: number | null;
}

function conversationOf(row: ConversationRow): Conversation {
  return {
    id: String(row.id),
    callId: String(row.call_id),
    campaignId: row.campaign_id === null ? null : String(row.campaign_id),
    contactId: row.contact_id === null ? null : String(row.contact_id),
    contact: row.contact,
    campaign: row.campaign,
    aiEmployee: row.employee_id === null ? null : { id: String(row.employee_id), name: row.employee_name! },
    attempt: row.attempt,
    to: row.called_number,
    outcome: row.outcome,
    startedAt: row.answered_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    talkSeconds: row.talk_seconds,
    transcript: row.transcript.map(({ speaker, text, at }) => ({ speaker, text, at: new Date(at).toISOString() })),
    summary: row.summary === "" ? null : row.summary,
    collected: inOrder(row.collected, row.collect ?? []),
    goalReached: row.goal_reached,
    result: row.result,
    recordingUrl: row.recording === null ? null : `/api/v1/conversations/${row.id}/recording`,
    removedAt: row.removed_at?.toISOString() ?? null,
    simulated: row.simulated,
  };
}

/** The database keeps no order of fields; those that are no longer asked for stand last. */
function inOrder(
  collected: ConversationRow["collected"],
  fields: readonly CollectField[],
): ConversationRow["collected"] {
  const asked = fields.map(({ field }) => field).filter((field) => field in collected);
  const others = Object.keys(collected).filter((field) => !asked.includes(field));
  return Object.fromEntries([...asked, ...others].map((field) => [field, collected[field]!]));
}
