/**
 * Background work. What there is to do stands in the rows it is about (an import's status), so that nothing is lost with
 * a process and no second list of work can differ from the first (docs/decisions/import-work-without-a-queue.md). When
 * there is none, what a search for contacts looks at is brought up to date.
 */
import type { Database } from "#store/db.ts";
import { tidySearch } from "#store/contact-tidy.ts";
import { isPassing } from "#store/faults.ts";
import { forgetCutOffUploads, type ImportState, importsAtWork, lockAtWork, updateImport } from "#store/imports.ts";
import { learnStatistics } from "#store/statistics.ts";
import { ImportArrival } from "./bring-in-import.ts";
import { ImportCheck } from "./check-import.ts";
import { JudgeThreads } from "./judge-threads.ts";

export interface JobsOptions {
  database: Pick<Database, "kind" | "sql" | "listen">;
  /** Milliseconds since 1970, by the database's clock. */
  now(): number;
  /** Hears of faults of ours, each with the import it met; the work is tried again. */
  onFault(error: unknown, about: { importId: number | null }): void;
  /** How long to rest when nobody calls; for tests. */
  pollMilliseconds?: number;
}

export interface Jobs {
  /** Takes up what an earlier process left, then whatever comes. Resolves when listening, not when the work is done. */
  start(): Promise<void>;
  /** Ends after the chunk in hand. */
  stop(): Promise<void>;
}

/** Behind the wake-ups, for those that got lost and for work that met a fault. */
const POLL_MILLISECONDS = 5_000;
/** An import that meets a fault so many times in a row is given up. */
const ATTEMPTS = 5;

export function createJobs(options: JobsOptions): Jobs {
  const worker = new Worker(options);
  return { start: () => worker.start(), stop: () => worker.stop() };
}

/** `idle → working ⇄ waiting → stopped`. Works on all imports in turn, a chunk each, so that none waits for a long one. */
class Worker {
  readonly #options: JobsOptions;
  #stopped = false;
  /** Set by whoever hears of work while a round is under way. */
  #called = false;
  #wake: () => void = () => {};
  #working: Promise<void> = Promise.resolve();
  #silence: () => Promise<void> = async () => {};
  readonly #threads = new JudgeThreads();
  /** What this process has at hand of the imports at work, by import. */
  readonly #checks = new Map<number, ImportCheck>();
  readonly #arrivals = new Map<number, ImportArrival>();
  readonly #faults = new Map<number, number>();

  constructor(options: JobsOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const call = () => this.#call();
    const hear = (payload: string) => {
      if (payload.startsWith("import ")) call();
    };
    this.#silence = await this.#options.database.listen("campanile", hear, call);
    this.#working = this.#work();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#call();
    await this.#working;
    await this.#silence();
    await this.#threads.stop();
  }

  #call(): void {
    this.#called = true;
    this.#wake();
  }

  async #work(): Promise<void> {
    await this.#guarded(null, () => forgetCutOffUploads(this.#options.database.sql));
    while (!this.#stopped) {
      this.#called = false;
      const worked = await this.#round();
      if (!worked) await this.#tidy();
      if (!worked) await this.#rest();
    }
  }

  /** A chunk of each import; false when there was nothing to do for this process, or all of it met faults. */
  async #round(): Promise<boolean> {
    const imports = (await this.#guarded(null, () => importsAtWork(this.#options.database.sql))) ?? [];
    this.#forget((id) => !imports.some((one) => one.id === id));
    let worked = false;
    for (const state of imports) {
      if (this.#stopped) break;
      if (await this.#guarded(state, () => this.#chunk(state))) worked = true;
    }
    return worked;
  }

  /** What a search looks at is kept up while there is nothing else to do. */
  async #tidy(): Promise<void> {
    await this.#guarded(null, () => tidySearch(this.#options.database.sql, () => !this.#called && !this.#stopped));
  }

  async #chunk(state: ImportState): Promise<boolean> {
    const db = this.#options.database.sql;
    const now = new Date(this.#options.now());
    const { id, rows } = state;
    const { broughtIn = 0 } = state.counts ?? {};
    if (state.status === "checking") {
      const check = this.#checks.get(id) ?? new ImportCheck(db, this.#threads);
      this.#checks.set(id, check);
      return check.chunk(state, now);
    }
    const known = this.#arrivals.get(id);
    // When the tables have begun to grow, and when they have grown.
    if (broughtIn > 0 && (!known || broughtIn >= rows)) await learnStatistics(db, ["contact", "campaign_contact"]);
    const arrival = known ?? new ImportArrival(db, this.#threads, this.#options.database.kind);
    this.#arrivals.set(id, arrival);
    return arrival.chunk(state, now);
  }

  /** Drops what is at hand of an import that is no longer at work, or met a fault. */
  #forget(isDone: (id: number) => boolean): void {
    for (const id of this.#checks.keys()) if (isDone(id)) this.#checks.delete(id);
    for (const id of this.#arrivals.keys()) if (isDone(id)) this.#arrivals.delete(id);
  }

  /** Until somebody calls, or for a while. */
  async #rest(): Promise<void> {
    if (this.#called || this.#stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#options.pollMilliseconds ?? POLL_MILLISECONDS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** @returns what came of the work; undefined after a fault */
  async #guarded<T>(state: ImportState | null, work: () => Promise<T>): Promise<T | undefined> {
    try {
      const done = await work();
      if (state) this.#faults.delete(state.id);
      return done;
    } catch (error) {
      this.#options.onFault(error, { importId: state?.id ?? null });
      this.#forget((id) => id === state?.id);
      if (state && !isPassing(error)) await this.#giveUp(state);
      return undefined;
    }
  }

  async #giveUp(state: ImportState): Promise<void> {
    const faults = (this.#faults.get(state.id) ?? 0) + 1;
    this.#faults.set(state.id, faults);
    if (faults < ATTEMPTS) return;
    this.#faults.delete(state.id);
    const error =
      state.status === "checking"
        ? "The rows could not be checked because of a fault in Campanile; upload the file again, and report it if that fails too."
        : "The rest of the rows could not be imported because of a fault in Campanile; undo the import and try again.";
    await this.#options.database.sql
      .transaction()
      .execute(async (transaction) => {
        const current = await lockAtWork(transaction, state.id, state.status as "checking" | "importing");
        // Another process may have brought it further, or to its end.
        if (!current || JSON.stringify(current.counts) !== JSON.stringify(state.counts)) return;
        await updateImport(transaction, current, { status: "failed", error });
      })
      .catch(() => {});
  }
}
