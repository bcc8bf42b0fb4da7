/** Opening the database: the embedded one or a PostgreSQL server, brought to this program's schema. */
import { Kysely, type Transaction } from "kysely";
import { openDriver } from "./drivers/open.ts";
import { migrate } from "./migrate.ts";
import type { Tables } from "./tables.ts";

export { copyFolder } from "./drivers/copy-folder.ts";
export { refuseUnsafe, secureDataFiles, secureDataFolder } from "./drivers/data-folder.ts";
export { DamagedDatabase, findDatabase } from "./drivers/database-files.ts";
export { DataFolderInUse, lockDataFolder } from "./drivers/lock.ts";

/** What statements are run on: the whole database, or one transaction of it. Other rooms know it by this name. */
export type Sql = Kysely<Tables>;
export type SqlTransaction = Transaction<Tables>;

export interface Database {
  kind: "embedded" | "postgres";
  sql: Sql;
  /** For what must not wait behind other statements: on a server a connection of its own, with a limit of 5 s. */
  heartbeat: Sql;
  listen(channel: string, hear: (payload: string) => void, missed: () => void): Promise<() => Promise<void>>;
  /** Whether nothing new is written now for want of room on the database's disk; reading goes on. */
  isFull(): boolean;
  /** Copies the embedded database's files to a folder, all as they are at one moment; null on a server and in memory. */
  copyFiles: ((to: string) => Promise<void>) | null;
  close(): Promise<void>;
}

/** Either a server's URL (with another for notifications where a pooler stands before it), or the embedded database's folder, or the embedded one in memory. */
export type DatabaseLocation = { url: string; listenUrl?: string } | { folder: string } | { memory: true };

/**
 * Opens the database and migrates it. Throws `DataFolderInUse` when another process has the folder, `NewerSchema` when a
 * newer program has been here.
 *
 * @param onNotice connections that were lost and made anew, in sentences for the log
 */
export async function openDatabase(
  location: DatabaseLocation,
  onNotice?: (sentence: string) => void,
): Promise<Database> {
  const driver = await openDriver(location, onNotice);
  const sql = new Kysely<Tables>({ dialect: driver.dialect });
  const heartbeat = driver.heartbeatDialect ? new Kysely<Tables>({ dialect: driver.heartbeatDialect }) : sql;
  try {
    await driver.unhurried(() => migrate(sql));
  } catch (cause) {
    await driver.close();
    throw cause;
  }
  const { kind, listen, isFull, copyFiles, close } = driver;
  return { kind, sql, heartbeat, listen, isFull, copyFiles, close };
}
