/**
 * PGlite, where its disk may be full. As long as there is too little room, every transaction is read-only and what would
 * write is refused (53100, as a server's). PostgreSQL ends its process at a PANIC, such as a write-ahead log that cannot
 * grow; PGlite has no process to end: it gives the error once and at the next statement goes round for ever. So after a
 * PANIC nothing is said to that instance any more, and another one recovers the files as soon as there is room.
 * (Tried with 0.5.16.)
 */
import { PGlite, type PGliteOptions, type Transaction } from "@electric-sql/pglite";
import type { DiskRoom } from "./disk-room.ts";

/** PostgreSQL's disk_full, and read_only_sql_transaction. */
const DISK_FULL = "53100";
const READ_ONLY = "25006";
/** Between two tries to open the database again. */
const REOPEN_MILLISECONDS = 5_000;

/** Nothing was written, for want of room. */
class DiskIsFull extends Error {
  readonly code = DISK_FULL;
  constructor(cause: unknown) {
    super("The disk of the embedded database is full: nothing is written until there is room.", { cause });
    this.name = "DiskIsFull";
  }
}

/** The embedded database gave up. What was committed is in its files. */
class DatabaseStopped extends Error {
  /** PostgreSQL's SQLSTATE: 53100 when the disk was full. */
  readonly code: string;
  constructor(code: string, cause: unknown) {
    const why =
      code === DISK_FULL ? "its disk is full; it goes on when there is room" : "of a fault; it is opened anew";
    super(`The embedded database stopped because ${why}. Nothing that was saved is lost.`, { cause });
    this.name = "DatabaseStopped";
    this.code = code;
  }
}

export interface EmbeddedOptions {
  /** Of each instance: a file system can be used by one only. */
  settings: () => PGliteOptions;
  /** Null: in memory. */
  room: DiskRoom | null;
  onNotice: (sentence: string) => void;
}

/**
 * One PGlite, to which nothing more is said once it has stopped: statements of others may wait for their turn in it by then.
 */
class Instance extends PGlite {
  readonly #room: DiskRoom | null;
  stopped: DatabaseStopped | undefined;
  isReadOnly = false;

  constructor({ settings, room }: EmbeddedOptions) {
    super(settings());
    this.#room = room;
  }

  override execProtocol(...given: Parameters<PGlite["execProtocol"]>): ReturnType<PGlite["execProtocol"]> {
    return this.#say(() => super.execProtocol(...given));
  }

  override execProtocolStream(
    ...given: Parameters<PGlite["execProtocolStream"]>
  ): ReturnType<PGlite["execProtocolStream"]> {
    return this.#say(() => super.execProtocolStream(...given));
  }

  async #say<T>(message: () => Promise<T>): Promise<T> {
    if (this.stopped) throw this.stopped;
    try {
      return await message();
    } catch (fault) {
      const { severity, code } = fault as { severity?: string; code?: string };
      if (severity === "PANIC") this.stopped = new DatabaseStopped(code ?? "", fault);
      if (this.stopped) throw this.stopped;
      if (code === DISK_FULL) this.#room?.refused();
      throw code === READ_ONLY && this.isReadOnly ? new DiskIsFull(fault) : fault;
    }
  }
}

interface Listener {
  channel: string;
  hear: (payload: string) => void;
  missed: () => void;
  deaf: () => Promise<void>;
}

/** What Kysely's dialect, and no more, asks of a PGlite. */
export class EmbeddedDatabase {
  readonly #options: EmbeddedOptions;
  #instance: Instance;
  #reopening: Promise<void> | undefined;
  #triedAt = -Infinity;
  readonly #listeners = new Set<Listener>();
  closed = false;
  readonly ready = true;
  readonly waitReady = Promise.resolve();

  private constructor(options: EmbeddedOptions, instance: Instance) {
    this.#options = options;
    this.#instance = instance;
  }

  static async open(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
    const instance = new Instance(options);
    await instance.waitReady;
    return new EmbeddedDatabase(options, instance);
  }

  async query<T>(...given: Parameters<PGlite["query"]>) {
    const instance = await this.#current();
    return instance.query<T>(...given);
  }

  /**
   * Calls `work` in any case: Kysely waits for that before it looks at what the transaction came to. Where none can be
   * begun, each statement of it fails.
   */
  async transaction<T>(work: (transaction: Pick<Transaction, "query" | "rollback">) => Promise<T>): Promise<T> {
    let begun = false;
    try {
      const instance = await this.#current();
      return await instance.transaction((transaction) => {
        begun = true;
        return work(transaction);
      });
    } catch (fault) {
      if (begun) throw fault;
      const query = async () => {
        throw fault;
      };
      return work({ query, rollback: async () => {} });
    }
  }

  async listen(channel: string, hear: (payload: string) => void, missed: () => void): Promise<() => Promise<void>> {
    const instance = await this.#current();
    const listener: Listener = { channel, hear, missed, deaf: await instance.listen(channel, hear) };
    this.#listeners.add(listener);
    return async () => {
      this.#listeners.delete(listener);
      if (!this.#instance.stopped) await listener.deaf();
    };
  }

  /** Statements wait for this work. A checkpoint before it leaves little of the write-ahead log to be recovered. */
  async exclusively(work: () => Promise<void>): Promise<void> {
    const instance = await this.#current();
    await instance.exec("checkpoint");
    await instance.runExclusive(work);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.#reopening?.catch(() => {});
    // One that has stopped can be asked nothing, not even to end.
    if (!this.#instance.stopped && !this.#instance.closed) await this.#instance.close();
  }

  /** The instance to speak to, writing or read-only as the room on the disk asks for. */
  async #current(): Promise<Instance> {
    if (this.#instance.stopped) await this.#reopen(this.#instance.stopped);
    const instance = this.#instance;
    const full = this.#options.room?.isFull() ?? false;
    if (full !== instance.isReadOnly) {
      await instance.exec(`set default_transaction_read_only = ${full ? "on" : "off"}`);
      instance.isReadOnly = full;
    }
    return instance;
  }

  async #reopen(stopped: DatabaseStopped): Promise<void> {
    if (this.#reopening === undefined) {
      if (this.closed || performance.now() - this.#triedAt < REOPEN_MILLISECONDS) throw stopped;
      this.#triedAt = performance.now();
      this.#reopening = this.#openAgain().finally(() => (this.#reopening = undefined));
    }
    try {
      await this.#reopening;
    } catch (cause) {
      throw new DatabaseStopped(stopped.code, cause);
    }
  }

  async #openAgain(): Promise<void> {
    // Recovery writes.
    this.#options.room?.giveUp("log");
    const instance = new Instance(this.#options);
    await instance.waitReady;
    for (const listener of this.#listeners) listener.deaf = await instance.listen(listener.channel, listener.hear);
    this.#instance = instance;
    this.#options.onNotice("The embedded database had stopped and was opened again; nothing that was saved is lost.");
    for (const { missed } of this.#listeners) missed();
  }
}
