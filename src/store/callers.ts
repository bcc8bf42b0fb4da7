/**
 * Callers: processes that dial. Each keeps a lease on its calls by the database's clock; one whose lease ran out has
 * lost them to whoever finds them first.
 */
import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

const until = (leaseSeconds: number) => sql<Date>`clock_timestamp() + make_interval(secs => ${leaseSeconds})`;

export async function enrolCaller(db: Kysely<Tables>, id: string, leaseSeconds: number): Promise<void> {
  await db
    .insertInto("caller")
    .values({ id, lease_until: until(leaseSeconds) })
    .execute();
}

/** Prolongs the lease; false when it had already run out, and with it every right to this caller's calls. */
export async function prolongLease(db: Kysely<Tables>, id: string, leaseSeconds: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("caller")
    .set({ lease_until: until(leaseSeconds) })
    .where("id", "=", id)
    .where("lease_until", ">", sql<Date>`clock_timestamp()`)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Gives the lease back: what is left of this caller's calls may be taken over at once. */
export async function dismissCaller(db: Kysely<Tables>, id: string): Promise<void> {
  await db.deleteFrom("caller").where("id", "=", id).execute();
}

/** On the embedded database, whose folder one process holds, every caller before this one is dead. */
export async function dismissAllCallers(db: Kysely<Tables>): Promise<void> {
  await db.deleteFrom("caller").execute();
}

/** Forgets callers that have been gone for a day; their calls have long been taken over. */
export async function forgetOldCallers(db: Kysely<Tables>): Promise<void> {
  await sql`delete from caller where lease_until < clock_timestamp() - interval '1 day'`.execute(db);
}

/** The database's clock in milliseconds since 1970. */
export async function databaseNow(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  return rows[0]!.now.getTime();
}
