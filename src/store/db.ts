/** Opening the database: the embedded one or a PostgreSQL server, brought to this program's schema. */
import { Kysely } from "kysely";
import { openPglite } from "./drivers/pglite.ts";
import { openPostgres } from "./drivers/postgres.ts";
import { migrate } from "./migrate.ts";
import type { Tables } from "./tables.ts";

export { DataFolderInUse } from "./drivers/lock.ts";

export interface Database {
  kind: "embedded" | "postgres";
  sql: Kysely<Tables>;
  listen(channel: string, hear: (payload: string) => void, missed: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Either a server's URL, or the embedded database's folder, or the embedded one in memory. */
export type DatabaseLocation = { url: string } | { folder: string } | { memory: true };

/**
 * Opens the database and migrates it. Throws `DataFolderInUse` when another process has the folder, `NewerSchema` when a
 * newer program has been here.
 */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  const driver =
    "url" in location
      ? await openPostgres(location.url)
      : await openPglite("folder" in location ? location.folder : undefined);
  const sql = new Kysely<Tables>({ dialect: driver.dialect });
  try {
    await migrate(sql);
  } catch (cause) {
    await driver.close();
    throw cause;
  }
  return { kind: driver.kind, sql, listen: driver.listen, close: driver.close };
}
