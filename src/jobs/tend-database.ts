/** Keeps the embedded database in shape while it runs; a PostgreSQL server does so by itself. */
import type { Database } from "#store/db.ts";
import { tendTables } from "#store/tend.ts";

const EVERY_MILLISECONDS = 30_000;

/** @returns how to stop it; resolves when nothing is under way any more */
export function tendDatabase(database: Database, onFault: (fault: unknown) => void): () => Promise<void> {
  if (database.kind !== "embedded") return async () => {};
  let tending: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    tending = tending.then(() => tendTables(database.sql)).catch(onFault);
  }, EVERY_MILLISECONDS);
  return async () => {
    clearInterval(timer);
    await tending;
  };
}
