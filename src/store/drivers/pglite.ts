/** The embedded database: PostgreSQL 18 in this process, its files in the data folder (or in memory for tests). */
import { statfsSync } from "node:fs";
import { join } from "node:path";
import { PGlite, type Transaction } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { PGliteDialect } from "kysely";
import { codec } from "./codec.ts";
import type { Driver } from "./driver.ts";
import { copyFolder } from "./copy-folder.ts";
import { lockDataFolder } from "./lock.ts";

/**
 * @param folder the data folder; undefined = in memory. Throws `DataFolderInUse` when another process has it, and an
 *   error with the code ENOSPC when its disk is full.
 */
export async function openPglite(folder: string | undefined): Promise<Driver> {
  let unlock = () => {};
  try {
    if (folder !== undefined) unlock = lockDataFolder(folder);
    const pglite = new EmbeddedDatabase({
      ...(folder === undefined ? {} : { dataDir: join(folder, "database") }),
      parsers: codec,
      extensions: { pg_trgm },
    });
    await pglite.waitReady;
    return {
      kind: "embedded",
      dialect: new PGliteDialect({ pglite }),
      heartbeatDialect: null,
      unhurried: (work) => work(),
      listen: (channel, hear) => pglite.listen(channel, hear),
      copyFiles: folder === undefined ? null : (to) => pglite.copyFiles(join(folder, "database"), to),
      close: async () => {
        if (!pglite.closed) await pglite.close();
        unlock();
      },
    };
  } catch (cause) {
    unlock();
    if (folder !== undefined && isFull(folder)) {
      const message = `The disk of the data folder ${folder} is full; make room and try again.`;
      throw Object.assign(new Error(message, { cause }), { code: "ENOSPC" });
    }
    // PGlite's file system throws what is no error.
    throw cause instanceof Error ? cause : new Error("The embedded database could not be opened.", { cause });
  }
}

/** Less than a file of the write-ahead log has: with less free, the database can neither be made nor recovered. */
const LEAST_FREE_BYTES = 16 * 1024 * 1024;

function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < LEAST_FREE_BYTES;
  } catch {
    return false;
  }
}

/** The embedded database gave up. Everything that was committed is in its files; a new start recovers it. */
class DatabaseStopped extends Error {
  /** PostgreSQL's SQLSTATE: 53100 when the disk was full. */
  readonly code: string;
  constructor(code: string, cause: unknown) {
    const why = code === "53100" ? "its disk is full; make room, then start" : "of a fault; start";
    super(`The embedded database stopped because ${why} Campanile again. Nothing that was saved is lost.`, { cause });
    this.name = "DatabaseStopped";
    this.code = code;
  }
}

/**
 * PostgreSQL ends its process at a PANIC, such as a full disk where the write-ahead log has to grow. PGlite has no process
 * to end: it gives the error once and at the next statement goes round for ever, with this process. So after a PANIC
 * nothing is said to it any more. (Tried with 0.5.16 on a file system of 52 MB.)
 */
class EmbeddedDatabase extends PGlite {
  #stopped: DatabaseStopped | undefined;

  override execProtocol(...given: Parameters<PGlite["execProtocol"]>): ReturnType<PGlite["execProtocol"]> {
    return this.#say(() => super.execProtocol(...given));
  }

  override execProtocolStream(
    ...given: Parameters<PGlite["execProtocolStream"]>
  ): ReturnType<PGlite["execProtocolStream"]> {
    return this.#say(() => super.execProtocolStream(...given));
  }

  /**
   * Statements wait meanwhile, so that the files are those of one moment. What is committed is in them or in the
   * write-ahead log among them; the checkpoint before spares whoever opens the copy most of that log.
   */
  async copyFiles(from: string, to: string): Promise<void> {
    await this.exec("checkpoint");
    await this.runExclusive(() => copyFolder(from, to));
  }

  /** Throws at once and not in its promise: Kysely waits for the transaction to begin before it looks at that. */
  override transaction<T>(callback: (transaction: Transaction) => Promise<T>): Promise<T> {
    if (this.#stopped) throw this.#stopped;
    return super.transaction(callback);
  }

  async #say<T>(message: () => Promise<T>): Promise<T> {
    if (this.#stopped) throw this.#stopped;
    try {
      return await message();
    } catch (fault) {
      const { severity, code } = fault as { severity?: string; code?: string };
      if (severity === "PANIC") this.#stopped = new DatabaseStopped(code ?? "", fault);
      throw this.#stopped ?? fault;
    }
  }
}
