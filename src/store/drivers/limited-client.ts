/**
 * Connections of which none waits for ever. A server that is gone without a word (power cut, moved address, packets that are
 * dropped) refuses nothing: what was sent to it is sent again by the kernel for a quarter of an hour, and nobody is told.
 * `pg` has a limit for statements that leaves the connection as it is, out of step with its answers; here it is destroyed.
 */
import pg from "pg";
import type { Hosts } from "./hosts.ts";

const CONNECT_MILLISECONDS = 5_000;
/** Idle connections are asked for by the kernel after so long, ten times a second apart (libuv), and then given up. */
const KEEP_ALIVE_MILLISECONDS = 5_000;
/** A server that may only be read, by now: it was demoted, or somebody made it so. */
const READ_ONLY = "25006";
/** disk_full */
const DISK_FULL = "53100";

/** SQLSTATEs for what `pg` gives no code: no connection could be made, and one broke. */
export const UNREACHABLE = "08001";
const BROKEN = "08006";
const brokenConnection = /^Connection terminated|^Client has encountered a connection error|^Client was closed/;

type Fault = Error & { code?: string };

export interface ClientLimits {
  hosts: Hosts;
  /** How long a statement may take from now; Infinity: as long as it likes. */
  statementMilliseconds: () => number;
  /** The server found no room on its disk. */
  onFull?: () => void;
  /** Connections of this kind that are open are kept here. */
  open?: Set<LimitedClient>;
}

/** What `pg` gives no types for. */
interface Inside {
  connection: { stream: { bytesRead: number; destroy(error?: Error): void } };
  processID: number | null;
}

export abstract class LimitedClient extends pg.Client {
  /** Where it leads. */
  readonly address: string;
  readonly #limits: ClientLimits;
  #underWay = 0;
  /** Monotonic time since which it owes an answer and has said nothing. */
  #silentSince = 0;
  #heard = 0;

  constructor(config: pg.ClientConfig, limits: ClientLimits) {
    const address = limits.hosts.current;
    super({
      ...config,
      connectionString: address,
      connectionTimeoutMillis: CONNECT_MILLISECONDS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MILLISECONDS,
    });
    this.address = address;
    this.#limits = limits;
    limits.open?.add(this);
    // Without a listener, a connection that breaks between two statements would end the process; its next statement tells.
    this.on("error", () => {});
    this.once("end", () => limits.open?.delete(this));
  }

  /** The server's process, as the server or what stands before it tells. */
  get pid(): number | null {
    return (this as unknown as Inside).processID;
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- two forms, as `pg` has them: the pool uses the older one
  override connect(callback?: any): any {
    const failed = (fault: Fault) => {
      this.#limits.hosts.failed(this.address);
      fault.code ??= UNREACHABLE;
    };
    if (callback === undefined)
      return super.connect().catch((fault: Fault) => {
        failed(fault);
        throw fault;
      });
    return super.connect((fault: Error | null) => {
      if (fault) failed(fault);
      (callback as (fault: Error | null) => void)(fault);
    });
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- `pg` has nine forms of it
  override query(...given: any[]): any {
    const ask = super.query.bind(this) as (...all: unknown[]) => unknown;
    const answer = ask(...given);
    if (answer instanceof Promise) void this.#watch(answer);
    return answer;
  }

  async #watch(answer: Promise<unknown>): Promise<void> {
    const limit = this.#limits.statementMilliseconds();
    if (this.#underWay === 0) this.#noteSilence();
    this.#underWay += 1;
    const state = { over: false };
    const expire = () => {
      if (!state.over) this.giveUp(`The database did not answer within ${limit / 1_000} s.`);
    };
    // An answer that lies there unread because this process was busy is read before the verdict.
    const timer = limit === Infinity ? undefined : setTimeout(() => setImmediate(expire), limit);
    try {
      await answer;
    } catch (fault) {
      // Before whoever asked hears of it.
      this.#classify(fault as Fault);
    } finally {
      state.over = true;
      this.#underWay -= 1;
      clearTimeout(timer);
    }
  }

  #classify(fault: Fault): void {
    const { hosts, onFull } = this.#limits;
    if (fault.code === DISK_FULL) onFull?.();
    if (fault.code === undefined && brokenConnection.test(fault.message)) fault.code = BROKEN;
    if (fault.code !== READ_ONLY || !hosts.several) return;
    hosts.failed(this.address);
    this.giveUp("The database server takes no writes any more.");
  }

  #noteSilence(): void {
    this.#silentSince = performance.now();
    this.#heard = this.#stream.bytesRead;
  }

  /** For how long it has owed an answer and said nothing, as far as it was asked; 0 where it owes none. */
  silentMilliseconds(): number {
    if (this.#underWay === 0) return 0;
    if (this.#stream.bytesRead !== this.#heard) this.#noteSilence();
    return performance.now() - this.#silentSince;
  }

  /** Destroys the connection: whoever waits for an answer is told at once, as of a connection that broke. */
  giveUp(why: string): void {
    this.#stream.destroy(Object.assign(new Error(why), { code: "ETIMEDOUT" }));
  }

  get #stream(): Inside["connection"]["stream"] {
    return (this as unknown as Inside).connection.stream;
  }
}

/** A class of clients with these limits, as pools want it. */
export function clientsWith(limits: ClientLimits): new (config?: pg.ClientConfig) => LimitedClient {
  return class extends LimitedClient {
    constructor(config: pg.ClientConfig = {}) {
      super(config, limits);
    }
  };
}
