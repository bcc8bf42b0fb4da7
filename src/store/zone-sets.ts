/** Sets of candidate zones under small numbers: what the claim asks about in place of every contact's zones. */
import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

/** The number of the set without a zone: nobody knows where the contact is. */
const unknownZones = 0;

/** Of each database, the sets met so far: a few hundred in the whole world, and none ever changes. */
const known = new WeakMap<object, Map<string, number>>();

/** The number of a set of IANA zones, in any order; a set that is new is added. */
export async function zoneSetId(db: Kysely<Tables>, zones: readonly string[]): Promise<number> {
  if (zones.length === 0) return unknownZones;
  const set = [...new Set(zones)].toSorted();
  const ids = known.get(db) ?? new Map<string, number>();
  known.set(db, ids);
  const key = set.join(" ");
  const id = ids.get(key) ?? (await find(db, set)) ?? (await add(db, set));
  ids.set(key, id);
  return id;
}

async function find(db: Kysely<Tables>, zones: string[]): Promise<number | undefined> {
  // Kysely would write the array out as a list of values.
  const { rows } = await sql<{ id: number }>`select id from zone_set where zones = ${zones}::text[]`.execute(db);
  return rows[0]?.id;
}

async function add(db: Kysely<Tables>, zones: string[]): Promise<number> {
  const made = await db
    .insertInto("zone_set")
    .values({ zones })
    .onConflict((conflict) => conflict.column("zones").doNothing())
    .returning("id")
    .executeTakeFirst();
  const id = made?.id ?? (await find(db, zones));
  if (id === undefined) throw new Error("A zone set was neither added nor found");
  return id;
}
