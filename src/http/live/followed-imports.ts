/**
 * The imports of one organisation as somebody follows them: what was announced of them is read here, once for all readers
 * and at most twice a second.
 */
import { importEventsPerSecond } from "#contract/events.ts";
import type { Sql } from "#store/db.ts";
import { type ContactImport, readImports } from "#store/imports.ts";

const PAUSE_MILLISECONDS = 1000 / importEventsPerSecond;

export interface ToldOfImports {
  imports(found: readonly ContactImport[]): void;
  fault(what: string, fault: unknown): void;
}

/** `quiet ⇄ waiting → stopped`. */
export class FollowedImports {
  readonly organisationId: string;
  readonly #sql: Sql;
  readonly #told: ToldOfImports;
  #announced = new Set<number>();
  /** Monotonic instant of the last reading. */
  #readAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(sql: Sql, organisationId: string, told: ToldOfImports) {
    this.#sql = sql;
    this.organisationId = organisationId;
    this.#told = told;
  }

  /** An import has come further. */
  announce(id: number): void {
    this.#announced.add(id);
    if (this.#timer || this.#stopped) return;
    const wait = Math.max(0, this.#readAt + PAUSE_MILLISECONDS - performance.now());
    this.#timer = setTimeout(() => void this.#read(), wait);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #read(): Promise<void> {
    const ids = [...this.#announced];
    this.#announced = new Set();
    this.#readAt = performance.now();
    try {
      const found = await readImports(this.#sql, this.organisationId, ids);
      if (!this.#stopped) this.#told.imports(found);
    } catch (fault) {
      for (const id of ids) this.#announced.add(id);
      this.#told.fault("live imports", fault);
    }
    this.#timer = undefined;
    const [next] = this.#announced;
    if (next !== undefined) this.announce(next);
  }
}
