/**
 * Whether a process has the secret that its database was first used with: two with different ones would read each other's
 * sessions and encrypted values as forged. The database keeps a value that only the secret gives and that gives nothing
 * away of it.
 */
import { hkdfSync } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

class OtherSecret extends Error {
  constructor() {
    super(
      "CAMPANILE_SECRET (or the file secret in the data folder) is not the secret that this database was first used with. " +
        "Start with that one; if it is lost, make this one the database's with: npm run campanile -- rotate-secret.",
    );
    this.name = "OtherSecret";
  }
}

/** Derived one way (HKDF, RFC 5869); 64 bits are enough to tell secrets apart. */
export function checkValue(secret: string): string {
  return Buffer.from(hkdfSync("sha256", secret, "campanile", "check value", 8)).toString("hex");
}

/** Keeps the check value of a database's first secret. @throws {OtherSecret} when this is another one */
export async function checkSecret(db: Kysely<Tables>, secret: string): Promise<void> {
  const value = checkValue(secret);
  await db
    .insertInto("secret_check")
    .values({ value })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  if ((await storedCheckValue(db)) !== value) throw new OtherSecret();
}

/** Null before a first start. */
export async function storedCheckValue(db: Kysely<Tables>): Promise<string | null> {
  const found = await db.selectFrom("secret_check").select("value").executeTakeFirst();
  return found?.value ?? null;
}

/** Makes this secret the database's. What another one signed or encrypted is gone: sessions, and kept answers. */
export async function replaceSecret(db: Kysely<Tables>, secret: string): Promise<void> {
  const value = checkValue(secret);
  await db.transaction().execute(async (transaction) => {
    await sql`delete from session`.execute(transaction);
    await transaction.deleteFrom("idempotency").execute();
    await transaction
      .insertInto("secret_check")
      .values({ value })
      .onConflict((conflict) => conflict.column("only_row").doUpdateSet({ value }))
      .execute();
  });
}
