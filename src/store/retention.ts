/** Taking away what was said on calls that are older than their organisation keeps conversations. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

export interface Keeping {
  organisationId: string;
  days: number;
}

/** The organisations that do not keep conversations for ever. */
export async function organisationsThatForget(db: Kysely<Tables>): Promise<Keeping[]> {
  const rows = await db
    .selectFrom("calling_rules")
    .select(["organisation_id as organisationId", "retention_days as days"])
    .where("retention_days", "is not", null)
    .orderBy("organisation_id")
    .execute();
  return rows.map(({ organisationId, days }) => ({ organisationId, days: days! }));
}

/**
 * How many conversations that ended before the instant still have their words, and how many of those a recording: what
 * `forgetConversations` would take away.
 */
export async function countForgettable(
  db: Kysely<Tables>,
  organisationId: string,
  before: Date,
): Promise<{ conversations: number; recordings: number }> {
  return db
    .selectFrom("conversation")
    .where("organisation_id", "=", organisationId)
    .where("created_at", "<", before)
    .where("removed_at", "is", null)
    .select([sql<number>`count(*)`.as("conversations"), sql<number>`count(recording)`.as("recordings")])
    .executeTakeFirstOrThrow();
}

/**
 * Of the organisation's next conversations, takes away what was said in those that ended before the instant: words, summary,
 * details, and the recording, whose file is then deleted (0009-recordings.ts). The conversation stays with its result and
 * its goal, and with it every count.
 *
 * Conversations end about in the order of their ids. One that stands behind a younger one goes when that does.
 *
 * @param limit conversations that are looked at in this step, which is one transaction
 * @returns how many lost their words, and whether there may be more to look at; nothing and false while another process
 *   is at this organisation
 */
export async function forgetConversations(
  db: Kysely<Tables>,
  organisationId: string,
  before: Date,
  now: Date,
  limit: number,
): Promise<{ forgotten: number; more: boolean }> {
  return db.transaction().execute(async (transaction) => {
    await sql`insert into retention (organisation_id, done_id) values (${organisationId}, 0) on conflict do nothing`.execute(
      transaction,
    );
    const place = await transaction
      .selectFrom("retention")
      .select("done_id")
      .where("organisation_id", "=", organisationId)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!place) return { forgotten: 0, more: false };
    const rows = await transaction
      .selectFrom("conversation")
      .select(["id", "created_at", "removed_at"])
      .where("organisation_id", ">=", organisationId)
      .where("organisation_id", "<=", organisationId)
      .where("id", ">", place.done_id)
      .orderBy("organisation_id")
      .orderBy("id")
      .limit(limit)
      .execute();
    const old = rows.filter((row) => row.created_at < before && row.removed_at === null).map((row) => row.id);
    if (old.length > 0) {
      await transaction
        .updateTable("conversation")
        .set({ transcript: "[]", summary: "", collected: "{}", recording: null, removed_at: now })
        .where("id", "in", old)
        .execute();
    }
    const younger = rows.findIndex((row) => row.created_at >= before);
    const doneId = younger < 0 ? rows.at(-1)?.id : rows[younger - 1]?.id;
    if (doneId !== undefined) {
      await transaction
        .updateTable("retention")
        .set({ done_id: doneId })
        .where("organisation_id", "=", organisationId)
        .execute();
    }
    return { forgotten: old.length, more: younger < 0 && rows.length === limit };
  });
}
