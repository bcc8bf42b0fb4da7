/**
 * On the embedded database transactions are read-only while its disk has little room (drivers/disk-room.ts). What is left is
 * for what must not wait: the ends of calls that are under way, and what people asked in them.
 */
import { sql, type Transaction } from "kysely";
import type { Tables } from "./tables.ts";

/** As the first statement of a transaction. A server takes it as it is: what may be written there is not ours to say. */
export async function writeAnyway(transaction: Transaction<Tables>): Promise<void> {
  await sql`set transaction read write`.execute(transaction);
}
