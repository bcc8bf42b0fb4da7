/** What the store asks of a database driver: statements through Kysely, notifications, and an end. */
import type { Dialect } from "kysely";

export interface Driver {
  kind: "embedded" | "postgres";
  dialect: Dialect;
  /** The same database for what must not wait behind other statements, and is not waited for long. */
  heartbeatDialect: Dialect | null;
  /** Statements of this work may take as long as they like. */
  unhurried<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Calls `hear` for each notification on the channel, until the answer is called. `missed` is called when some may have
   * been lost (the connection broke and was made anew).
   */
  listen(channel: string, hear: (payload: string) => void, missed: () => void): Promise<() => Promise<void>>;
  /** Whether nothing new is written now for want of room on the disk. */
  isFull(): boolean;
  /** Copies the embedded database's files to a folder, all as they are at one moment; null on a server. */
  copyFiles: ((to: string) => Promise<void>) | null;
  close(): Promise<void>;
}
