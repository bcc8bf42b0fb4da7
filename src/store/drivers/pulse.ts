/**
 * Feels every few seconds whether the database answers, on a connection that nothing else holds up, and ends connections
 * that wait for an answer which will never come: their statements are unknown to the server.
 */
import type pg from "pg";
import type { Hosts } from "./hosts.ts";
import type { LimitedClient } from "./limited-client.ts";

const BEAT_MILLISECONDS = 5_000;
/** A connection that owes an answer for so long is asked about. */
const SILENT_MILLISECONDS = 10_000;
/** Behind a pooler the server cannot be asked about a connection: silent ones are given up for so long after a loss. */
const DOUBT_MILLISECONDS = 60_000;

export interface PulseOptions {
  pool: pg.Pool;
  hosts: Hosts;
  /** The connections that do the work. */
  working: ReadonlySet<LimitedClient>;
  /** Whether a pooler stands between, which tells process ids of its own making. */
  pooled: boolean;
  onNotice: (sentence: string) => void;
}

export class Pulse {
  readonly #options: PulseOptions;
  readonly #timer: NodeJS.Timeout;
  #beating = false;
  #lostAt: number | null = null;
  #regainedAt = -Infinity;

  constructor(options: PulseOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#beat(), BEAT_MILLISECONDS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #beat(): Promise<void> {
    if (this.#beating) return;
    this.#beating = true;
    const { pool, onNotice } = this.#options;
    try {
      await pool.query("select 1");
      if (this.#lostAt !== null) {
        const seconds = Math.round((performance.now() - this.#lostAt) / 1_000);
        this.#lostAt = null;
        this.#regainedAt = performance.now();
        onNotice(`The database answers again, after ${seconds} s.`);
      }
      await this.#endDeadConnections();
    } catch (fault) {
      if (this.#lostAt === null) {
        this.#lostAt = performance.now();
        onNotice(`The database does not answer (${(fault as { code?: string }).code ?? "no code"}); trying on.`);
      }
    } finally {
      this.#beating = false;
    }
  }

  async #endDeadConnections(): Promise<void> {
    const silent = [...this.#options.working].filter((client) => client.silentMilliseconds() > SILENT_MILLISECONDS);
    if (silent.length === 0) return;
    const dead = await this.#deadAmong(silent);
    for (const client of dead) client.giveUp("The database no longer works on this statement.");
    if (dead.length > 0)
      this.#options.onNotice(`${dead.length} connections to the database were lost and are made anew.`);
  }

  async #deadAmong(silent: readonly LimitedClient[]): Promise<LimitedClient[]> {
    const { pool, hosts, pooled } = this.#options;
    const elsewhere = silent.filter(({ address }) => address !== hosts.current);
    const here = silent.filter(({ address }) => address === hosts.current);
    if (pooled) return performance.now() - this.#regainedAt < DOUBT_MILLISECONDS ? [...silent] : elsewhere;
    const { rows } = await pool.query<{ pid: number }>(
      `select pid from pg_stat_activity where pid = any($1) and application_name = 'campanile'
          and coalesce(state, '') not in ('idle', 'idle in transaction', 'idle in transaction (aborted)')`,
      [here.map(({ pid }) => pid)],
    );
    const atWork = new Set(rows.map(({ pid }) => pid));
    return [...elsewhere, ...here.filter(({ pid }) => pid === null || !atWork.has(pid))];
  }
}
