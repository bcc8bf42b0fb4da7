import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

/** Says something on a channel of LISTEN/NOTIFY, to whoever hears it there. */
export async function announce(db: Kysely<Tables>, channel: string, payload = ""): Promise<void> {
  await sql`select pg_notify(${channel}, ${payload})`.execute(db);
}
