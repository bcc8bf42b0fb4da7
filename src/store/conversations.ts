/** Conversations, as they are told outside. */
import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import type { CallResult, Outcome } from "#domain/call/outcomes.ts";
import type { CollectedValue, TranscriptLine } from "#domain/conversation.ts";
import { Refusal } from "#domain/errors.ts";
import { phoneDigits } from "./contact-filter.ts";
import { type IdPage, likePattern, type Rows } from "./page.ts";
import type { Tables } from "./tables.ts";

export interface Conversation {
  id: string;
  callId: string;
  /** Null for a test call. */
  campaignId: string | null;
  contactId: string | null;
  transcript: Array<{ speaker: TranscriptLine["speaker"]; text: string; at: string }>;
  summary: string | null;
  collected: Record<string, CollectedValue>;
  goalReached: boolean | null;
  result: CallResult | null;
  recordingUrl: string | null;
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
  const rows = await chosen
    .$if(after !== null, (query) => query.where("v.id", "<", after))
    .select(columns)
    .orderBy("v.id", "desc")
    .limit(limit + 1)
    .execute();
  const { total } = await chosen.select((e) => e.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  return { rows: rows.map(conversationOf), total };
}

/** Refuses with `not_found`. */
export async function findConversation(db: Kysely<Tables>, organisationId: string, id: number): Promise<Conversation> {
  const row = await ofOrganisation(db, organisationId).where("v.id", "=", id).select(columns).executeTakeFirst();
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
  const rows = await ofOrganisation(db, organisationId)
    .where(sql<boolean>`v.call_id = any(${sql.val([...callIds])}::bigint[])`)
    .select(columns)
    .orderBy("v.call_id")
    .execute();
  return rows.map(conversationOf);
}

function ofOrganisation(db: Kysely<Tables>, organisationId: string) {
  return db.selectFrom("conversation as v").where("v.organisation_id", "=", organisationId);
}

type Chosen = SelectQueryBuilder<Tables & { v: Tables["conversation"] }, "v", object>;

function chosenOf(conversations: Chosen, choice: ConversationChoice): Chosen {
  const { campaignId, contactId, outcomes, search, from, to } = choice;
  let chosen = conversations;
  if (campaignId !== undefined) chosen = chosen.where("v.campaign_id", "=", campaignId);
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
  "v.simulated",
] as const;

interface ConversationRow {
  id: number;
  call_id: number;
  campaign_id: number | null;
  contact_id: number | null;
  transcript: TranscriptLine[];
  summary: string;
  collected: Record<string, CollectedValue>;
  goal_reached: boolean | null;
  result: CallResult | null;
  simulated: boolean;
}

function conversationOf(row: ConversationRow): Conversation {
  return {
    id: String(row.id),
    callId: String(row.call_id),
    campaignId: row.campaign_id === null ? null : String(row.campaign_id),
    contactId: row.contact_id === null ? null : String(row.contact_id),
    transcript: row.transcript.map(({ speaker, text, at }) => ({ speaker, text, at: new Date(at).toISOString() })),
    summary: row.summary === "" ? null : row.summary,
    collected: row.collected,
    goalReached: row.goal_reached,
    result: row.result,
    // Recordings are not kept yet; a copy that has one has not made it with this version.
    recordingUrl: null,
    simulated: row.simulated,
  };
}
