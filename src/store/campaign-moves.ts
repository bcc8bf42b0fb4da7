/** Moves of a campaign, each one statement that takes the move only from where the table of moves allows it. */
import { type Kysely, sql } from "kysely";
import type { CampaignStatus } from "#domain/campaign/lifecycle.ts";
import type { Tables } from "./tables.ts";

export interface Actor {
  kind: "user" | "key" | "system";
  name: string;
}

export interface Move {
  organisationId: string;
  campaignIds: readonly number[];
  from: readonly CampaignStatus[];
  to: CampaignStatus;
  reason?: string | null;
  /** The line of the activity log. */
  kind: string;
  text: string;
  actor: Actor;
  now: Date;
  /** Further columns to set with the move. */
  set?: { scheduled_at?: Date | null; finished_at?: Date | null };
}

/** Moves the campaigns and notes it in their activity; gives the ids that were moved. */
export async function moveCampaigns(db: Kysely<Tables>, move: Move): Promise<number[]> {
  if (move.campaignIds.length === 0) return [];
  const moved = await db
    .updateTable("campaign")
    .set({
      status: move.to,
      status_reason: move.reason ?? null,
      ...(move.to === "running" ? { started_at: sql<Date>`coalesce(started_at, ${move.now})` } : {}),
      ...move.set,
    })
    // Locked in the order of ids, as whoever else moves several at once does.
    .where("id", "in", (eb) =>
      eb
        .selectFrom("campaign")
        .select("id")
        .where("organisation_id", "=", move.organisationId)
        .where("id", "in", [...move.campaignIds])
        .where("status", "in", [...move.from])
        .where("deleted_at", "is", null)
        .orderBy("id")
        .forNoKeyUpdate(),
    )
    .returning("id")
    .execute();
  const ids = moved.map((row) => row.id);
  await noteActivity(db, { ...move, campaignIds: ids });
  return ids;
}

/** Writes a line into the activity log of each campaign. */
export async function noteActivity(
  db: Kysely<Tables>,
  note: Pick<Move, "organisationId" | "campaignIds" | "kind" | "text" | "actor" | "now">,
): Promise<void> {
  if (note.campaignIds.length === 0) return;
  await db
    .insertInto("activity")
    .values(
      note.campaignIds.map((id) => ({
        organisation_id: note.organisationId,
        campaign_id: id,
        at: note.now,
        kind: note.kind,
        actor_kind: note.actor.kind,
        actor_name: note.actor.name,
        text: note.text,
      })),
    )
    .execute();
}

/** How a stopped campaign's contacts are told: a million rows go in steps that hold nobody up. */
const CANCEL_STEP = 20_000;

/** Ends what a canceled campaign still had planned: pending contacts become canceled, retries are dropped. */
export async function finishCancel(db: Kysely<Tables>, campaignId: number): Promise<void> {
  for (;;) {
    const { numAffectedRows } = await sql`
      update campaign_contact set
             status = case when status = 'pending' then 'canceled' else status end,
             next_attempt_at = null, waiting_for = null
       where id in (select cc.id from campaign_contact cc join campaign c on c.id = cc.campaign_id
                     where cc.campaign_id = ${campaignId} and cc.next_attempt_at is not null and c.status = 'canceled'
                     order by cc.id limit ${CANCEL_STEP} for update of cc)`.execute(db);
    if (Number(numAffectedRows ?? 0n) < CANCEL_STEP) return;
  }
}

/** Canceled campaigns that a crash left with something planned. */
export async function unfinishedCancels(db: Kysely<Tables>): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct c.id from campaign c join campaign_tally t on t.campaign_id = c.id
     where c.status = 'canceled' and t.n > 0 and t.tally in ('pending', 'retrying')`.execute(db);
  return rows.map((row) => row.id);
}
