/** The do-not-call list as it is read, and the way off it. The way onto it is suppress.ts. */
import { type Kysely, sql } from "kysely";
import { Refusal } from "#domain/errors.ts";
import type { Rows } from "./accounts/page.ts";
import { phoneDigits } from "./contact-filter.ts";
import { likePattern } from "./page.ts";
import type { Tables } from "./tables.ts";

export interface DoNotCallEntry {
  /** E.164. */
  phone: string;
  source: string;
  note: string | null;
  addedAt: Date;
  /** After it the number is called again; null: never. */
  expiresAt: Date | null;
}

/** Where a page of the list begins: after this entry. Instants are compared to the millisecond. */
export interface EntryPlace {
  addedAt: Date;
  phone: string;
}

/** The latest first, entries that have expired among them. `search` is part of a number in any writing, or of a note. */
export async function listDoNotCall(
  db: Kysely<Tables>,
  organisationId: string,
  { limit, after, search }: { limit: number; after: EntryPlace | null; search?: string | undefined },
): Promise<Rows<DoNotCallEntry>> {
  let found = db.selectFrom("do_not_call").where("organisation_id", "=", organisationId);
  if (search?.trim()) {
    const part = likePattern(search.trim());
    const numbers = sql.val(phoneDigits(search).map((digits) => likePattern(digits)));
    found = found.where(sql<boolean>`(note ilike ${part} or phone like any(${numbers}::text[]))`);
  }
  const rows = await found
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(date_trunc('milliseconds', added_at) < ${after!.addedAt}
          or date_trunc('milliseconds', added_at) = ${after!.addedAt} and phone > ${after!.phone})`,
      ),
    )
    .select(["phone", "source", "note", "added_at as addedAt", "expires_at as expiresAt"])
    .orderBy(sql`date_trunc('milliseconds', added_at)`, "desc")
    .orderBy("phone")
    .limit(limit + 1)
    .execute();
  const { total } = await found.select((e) => e.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  return { rows, total };
}

/** Refuses with `not_found`. */
export async function findDoNotCall(
  db: Kysely<Tables>,
  organisationId: string,
  phone: string,
): Promise<DoNotCallEntry> {
  const row = await db
    .selectFrom("do_not_call")
    .select(["phone", "source", "note", "added_at as addedAt", "expires_at as expiresAt"])
    .where("organisation_id", "=", organisationId)
    .where("phone", "=", phone)
    .executeTakeFirst();
  return row ?? refuseUnlisted();
}

/** Takes a number off the list; contacts that were skipped for it stay skipped. Refuses with `not_found`. */
export async function unlist(db: Kysely<Tables>, organisationId: string, phone: string): Promise<void> {
  const row = await db
    .deleteFrom("do_not_call")
    .where("organisation_id", "=", organisationId)
    .where("phone", "=", phone)
    .returning("phone")
    .executeTakeFirst();
  if (!row) refuseUnlisted();
}

export function refuseUnlisted(): never {
  throw new Refusal("not_found", "This number is not on the organisation's do-not-call list.");
}
