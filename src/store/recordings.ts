/** Which conversations have recordings, and which files wait to be deleted. The files are for src/recordings. */
import type { Kysely } from "kysely";
import { Refusal } from "#domain/errors.ts";
import type { Tables } from "./tables.ts";

/** The name of a conversation's file, null where nothing was recorded, and when retention removed it. Refuses with `not_found`. */
export async function findRecording(
  db: Kysely<Tables>,
  organisationId: string,
  conversationId: number,
): Promise<{ name: string | null; removedAt: Date | null }> {
  const row = await db
    .selectFrom("conversation")
    .select(["recording as name", "removed_at as removedAt"])
    .where("organisation_id", "=", organisationId)
    .where("id", "=", conversationId)
    .executeTakeFirst();
  if (!row) throw new Refusal("not_found", "There is no such conversation in this organisation.");
  return row;
}

/** Files whose conversations were deleted, by name, after the one that is given. */
export async function listRemovedRecordings(db: Kysely<Tables>, after: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("recording_removal")
    .select("name")
    .where("name", ">", after)
    .orderBy("name")
    .limit(limit)
    .execute();
  return rows.map(({ name }) => name);
}

/** To be called when the file is gone. */
export async function forgetRemovedRecording(db: Kysely<Tables>, name: string): Promise<void> {
  await db.deleteFrom("recording_removal").where("name", "=", name).execute();
}
