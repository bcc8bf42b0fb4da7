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

/** Which entries; with nothing said, all of them. */
export interface EntryChoice {
  /** Part of a number in any writing, or of a note. */
  search?: string | undefined;
  /** Whether they bind at `now`. */
  status?: "active" | "expired" | undefined;
  source?: string | undefined;
}

/** The latest first. */
export async function listDoNotCall(
  db: Kysely<Tables>,
  organisationId: string,
  { limit, after, ...choice }: EntryChoice & { limit: number; after: EntryPlace | null },
  now: Date,
): Promise<Rows<DoNotCallEntry>> {
  const found = chosen(db, organisationId, choice, now);
  const rows = await found
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(date_trunc('milliseconds', added_at) < ${after!.addedAt}
          or date_trunc('milliseconds', added_at) = ${after!.addedAt} and phone > ${after!.phone})`,
      ),
    )
    .select(columns)
    .orderBy(sql`date_trunc('milliseconds', added_at)`, "desc")
    .orderBy("phone")
    .limit(limit + 1)
    .execute();
  const { total } = await found.select((e) => e.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  return { rows, total };
}

/** Entries are read in portions, so that any number of them goes out in bounded memory. */
const PORTION = 1_000;

/** All that are meant, by number, in portions. */
export async function* readDoNotCall(
  db: Kysely<Tables>,
  organisationId: string,
  choice: EntryChoice,
  now: Date,
): AsyncGenerator<DoNotCallEntry[]> {
  for (let after = ""; ;) {
    const rows = await chosen(db, organisationId, choice, now)
      .where("phone", ">", after)
      .select(columns)
      .orderBy("phone")
      .limit(PORTION)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.phone;
  }
}

const columns = ["phone", "source", "note", "added_at as addedAt", "expires_at as expiresAt"] as const;

function chosen(db: Kysely<Tables>, organisationId: string, { search, status, source }: EntryChoice, now: Date) {
  let found = db.selectFrom("do_not_call").where("organisation_id", "=", organisationId);
  if (status === "active") found = found.where((e) => e.or([e("expires_at", "is", null), e("expires_at", ">", now)]));
  if (status === "expired") found = found.where("expires_at", "<=", now);
  if (source !== undefined) found = found.where("source", "=", source);
  if (!search?.trim()) return found;
  const part = likePattern(search.trim());
  const numbers = sql.val(phoneDigits(search).map((digits) => likePattern(digits)));
  return found.where(sql<boolean>`(note ilike ${part} or phone like any(${numbers}::text[]))`);
}

/** Refuses with `not_found`. */
export async function findDoNotCall(
  db: Kysely<Tables>,
  organisationId: string,
  phone: string,
): Promise<DoNotCallEntry> {
  const row = await db
    .selectFrom("do_not_call")
    .select(columns)
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
