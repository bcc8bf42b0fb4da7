/**
 * Whether this database is where it was made. A dump that is restored into another database, or on another server, calls
 * the same people a second time if it goes on by itself: it is recognised by the cluster's system identifier and the
 * database's name and oid, which no dump takes along. What PostgreSQL takes along with everything else (a promoted standby,
 * a copy of the server's files, a snapshot of its disk) cannot be told from the original.
 */
import { type Kysely, sql } from "kysely";
import { pauseDialable } from "./after-restore.ts";
import { faultCode } from "./faults.ts";
import type { Tables } from "./tables.ts";

interface Identity {
  systemIdentifier: string | null;
  name: string;
  oid: number;
}

/** Insufficient privilege, no such function: a server may keep what its control file says to itself. */
const NOT_TOLD = ["42501", "42883"];

async function identityHere(db: Kysely<Tables>): Promise<Identity> {
  const { rows } = await sql<Omit<Identity, "systemIdentifier">>`
    select datname as name, oid::bigint as oid from pg_database where datname = current_database()`.execute(db);
  return { ...rows[0]!, systemIdentifier: await systemIdentifier(db) };
}

async function systemIdentifier(db: Kysely<Tables>): Promise<string | null> {
  try {
    const { rows } = await sql<{ identifier: string }>`
      select system_identifier::text as identifier from pg_control_system()`.execute(db);
    return rows[0]?.identifier ?? null;
  } catch (fault) {
    if (NOT_TOLD.includes(faultCode(fault))) return null;
    throw fault;
  }
}

/** The name under which the original was made, where this database is a copy; null where it is where it was made. */
export async function copiedFrom(db: Kysely<Tables>): Promise<string | null> {
  const here = await identityHere(db);
  const made = await db.selectFrom("database_identity").selectAll().executeTakeFirst();
  if (!made) return null;
  const sameCluster =
    made.system_identifier === null ||
    here.systemIdentifier === null ||
    made.system_identifier === here.systemIdentifier;
  const same = sameCluster && made.database_name === here.name && made.database_oid === here.oid;
  return same ? null : made.database_name;
}

/**
 * To be asked before anything is dialled: a new database is given its identity, and a copy has its running campaigns
 * paused. Gives the sentence for people where it is a copy, however often it is asked.
 */
export async function guardAgainstCopies(db: Kysely<Tables>): Promise<string | null> {
  const original = await copiedFrom(db);
  if (original === null) {
    await record(db, "keep");
    return null;
  }
  const paused = await pauseDialable(db, {
    name: "Copy of a database",
    reason:
      `This database is a copy of "${original}": whom the original called since is not known here. If this is the one ` +
      "that calls now, run `npm run campanile -- adopt-database`; then resume.",
  });
  const campaigns = paused === 1 ? "1 running campaign was" : `${paused} running campaigns were`;
  return (
    `This database is a copy of "${original}" that was restored elsewhere; ${campaigns} paused, as at every start until ` +
    "you say that this is the one that calls now: npm run campanile -- adopt-database"
  );
}

/** Says that this database is the one now; whether it was a copy before. */
export async function adoptDatabase(db: Kysely<Tables>): Promise<boolean> {
  const copy = (await copiedFrom(db)) !== null;
  await record(db, "replace");
  return copy;
}

async function record(db: Kysely<Tables>, ifThere: "keep" | "replace"): Promise<void> {
  const { systemIdentifier: system_identifier, name: database_name, oid: database_oid } = await identityHere(db);
  const values = { system_identifier, database_name, database_oid, recorded_at: sql<Date>`now()` };
  await db
    .insertInto("database_identity")
    .values(values)
    .onConflict((conflict) =>
      ifThere === "keep" ? conflict.doNothing() : conflict.column("single").doUpdateSet(values),
    )
    .execute();
}
