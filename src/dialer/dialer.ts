/**
 * The engine of one process. A turn claims for each organisation with a campaign to dial until nothing more may start;
 * claimed calls are committed as dialing and placed; what the lines say is noted, and every end is settled in groups.
 *
 *   stopped → running → draining → stopped
 *
 * While running, turns follow each other and never overlap. Draining takes nothing new; live calls go on until they have
 * ended, or until the stop's limit, when the rest is interrupted.
 */
import type { Clock } from "#domain/clock.ts";
import { nextDue } from "#store/claim.ts";
import { finishCancel, unfinishedCancels } from "#store/campaign-moves.ts";
import { organisationsToDial, readZoneSets } from "#store/engine-view.ts";
import type { Sql } from "#store/db.ts";
import { restLine } from "#store/pace.ts";
import { judgeLine, ourFaults } from "./breaker.ts";
import { CallKeeper } from "./call-keeper.ts";
import { claimedCall } from "./claimed-call.ts";
import { type ClaimTurn, claimTurn } from "./claim-turn.ts";
import { dial, type DialParts, putBack } from "./dial.ts";
import { Lease, SHARED_LEASE_SECONDS } from "./lease.ts";
import type { LiveCall } from "./live-call.ts";
import type { Converse, LineBook } from "./ports.ts";
import { ReapingRounds } from "./reaping-rounds.ts";
import { Schedules } from "./schedules.ts";
import { Settler, verdictOf } from "./settler.ts";

export interface DialerOptions {
  db: Sql;
  /** The same database for heartbeats, which must not wait behind other statements; without it, `db`. */
  heartbeat?: Sql;
  clock: Clock;
  lines: LineBook;
  converse: Converse;
  /** Calls this process holds at once, whatever campaigns and lines would allow. */
  places?: number;
  /** How often to look for work without a reason; Infinity in tests with a virtual clock. */
  pollMilliseconds?: number;
  /** How long this process's calls stay its own after its last heartbeat; see lease.ts. */
  leaseSeconds?: number;
  /** Awaited before a lease is taken: at the start, and after one was lost, as the database may be another by then. */
  beforeLease?: () => Promise<void>;
  /** Whether the database has room to write; while it has none, nothing is claimed. */
  mayWrite?: () => boolean;
  /** Something that should not happen: a fault in a conversation, a database that is away. Ids only, no personal data. */
  onFault?: (what: string, fault: unknown) => void;
  /** A lease lost or regained, calls taken over: sentences for the log, ids and numbers only. */
  onNotice?: (sentence: string) => void;
  /** One claim: how many calls came of it, and how long its transaction took. */
  onClaimed?: (calls: number, milliseconds: number) => void;
}

const DEFAULT_PLACES = 10_000;
const DEFAULT_POLL_MILLISECONDS = 1_000;
const AFTER_FAULT_MILLISECONDS = 1_000;
/** How long the ends of interrupted calls may take to be written down, before they are left to another process. */
const WRITE_DOWN_MILLISECONDS = 5_000;

export class Dialer {
  readonly #options: Required<Omit<DialerOptions, "heartbeat">> & Pick<DialerOptions, "heartbeat">;
  readonly #lease: Lease;
  readonly #schedules = new Schedules();
  readonly #settler: Settler;
  readonly #keeper: CallKeeper;
  readonly #dialing: DialParts;
  readonly #rounds: ReapingRounds;
  #state: "stopped" | "running" | "draining" = "stopped";
  /** Work under way: turns, commits, reaping. A virtual clock stands still while there is any. */
  #busy = 0;
  #turning = false;
  /** Whether every organisation is to be looked at, or only those that something happened to or that are due. */
  #everybody = false;
  readonly #stirred = new Set<string>();
  /** When to look at each organisation again; Infinity: when something happens. */
  readonly #lookAt = new Map<string, number>();
  /** Zone sets whose contacts were left out for want of a zone since everybody was last looked at. */
  readonly #leftOut = new Set<string>();
  #callOffWake: () => void = () => {};
  /** Organisations that this process had no place for. */
  readonly #crowded = new Set<string>();
  #zones = new Map<number, readonly string[]>();

  constructor(options: DialerOptions) {
    this.#options = {
      places: DEFAULT_PLACES,
      pollMilliseconds: DEFAULT_POLL_MILLISECONDS,
      leaseSeconds: SHARED_LEASE_SECONDS,
      beforeLease: async () => {},
      mayWrite: () => true,
      onFault: () => {},
      onNotice: () => {},
      onClaimed: () => {},
      ...options,
    };
    const { db, clock, converse, leaseSeconds } = this.#options;
    const onFault = (what: string, fault: unknown) => this.#fault(what, fault);
    const writing = () => this.#state !== "stopped";
    const { mayWrite } = this.#options;
    this.#lease = new Lease({
      db: this.#options.heartbeat ?? db,
      seconds: leaseSeconds,
      before: this.#options.beforeLease,
      onLost: () => {
        this.#keeper.abandon();
        this.#settler.abandon();
      },
      onNotice: this.#options.onNotice,
    });
    this.#settler = new Settler({
      db,
      clock,
      schedules: this.#schedules,
      owner: () => this.#lease.owner,
      writing,
      mayWrite,
      onSettled: (calls) => this.#settled(calls),
      onFault: (fault) => onFault("settle", fault),
    });
    this.#keeper = new CallKeeper({
      db,
      clock,
      converse,
      owner: () => this.#lease.owner,
      mayWrite,
      onEnded: (call) => this.#settler.add(call),
      onFault,
    });
    const [lease, keeper, settler] = [this.#lease, this.#keeper, this.#settler];
    const running = () => this.#state === "running";
    this.#rounds = new ReapingRounds({
      db,
      clock,
      lines: this.#options.lines,
      lease,
      keeper,
      settler,
      zonesOf: async (zoneSet) => {
        if (!this.#zones.has(zoneSet)) await this.#learnZones();
        return this.#zones.get(zoneSet) ?? [];
      },
      dial: (calls) => this.#dial(calls),
      running,
      repeats: () => writing() && this.#options.pollMilliseconds !== Infinity,
      track: (work) => this.#track("reap", work),
      onFault: (fault) => onFault("reap", fault),
      onNotice: this.#options.onNotice,
    });
    this.#dialing = { db, clock, lease, keeper, settler, running, writing, onFault };
  }

  /** Calls in this process's hands now. */
  get live(): number {
    return this.#keeper.size;
  }

  /** The name under which this process owns its calls. */
  get owner(): string {
    return this.#lease.owner;
  }

  /** Since the last heartbeat that the database took; Infinity when it took none. */
  get leaseAgeMilliseconds(): number {
    return this.#lease.ageMilliseconds;
  }

  /** For how long this process has had no lease; 0 while it has one. */
  get leaseGoneMilliseconds(): number {
    return this.#lease.goneMilliseconds;
  }

  /** Whether it takes nothing new and waits for its calls to end. */
  get draining(): boolean {
    return this.#state === "draining";
  }

  /** Whether it may dial: it runs, its lease is not in doubt, and the database has room for what comes of a call. */
  get mayDial(): boolean {
    return this.#state === "running" && this.#lease.held && this.#options.mayWrite();
  }

  /** Whether its lease is not in doubt. */
  get leaseHeld(): boolean {
    return this.#lease.held;
  }

  /** Whether nothing is under way but waiting for the clock or the far end. */
  get idle(): boolean {
    return this.#busy === 0 && this.#settler.idle && this.#keeper.idle;
  }

  async start(): Promise<void> {
    await this.#lease.start();
    await this.#learnZones();
    this.#state = "running";
    await this.#rounds.look();
    this.wake();
  }

  /** Looks for work soon: something changed, for one organisation or for anybody. */
  wake(organisationId?: string): void {
    if (this.#state !== "running") return;
    if (organisationId === undefined) this.#everybody = true;
    else this.#stirred.add(organisationId);
    if (this.#turning) return;
    this.#turning = true;
    void this.#track("turn", async () => {
      try {
        while (this.#state === "running" && (await this.#turn()));
      } finally {
        this.#turning = false;
      }
    });
  }

  /** Takes nothing new; resolves when the last call has ended and is written down, or when `stop` has put an end to it. */
  async drain(): Promise<void> {
    this.#takeNothingNew();
    await this.#nothingLeft(Infinity);
  }

  /**
   * Stops: no new call, live ones have `drainMilliseconds` of real time to end, the rest are interrupted. Whatever is left
   * unsettled is found by the next process.
   */
  async stop(drainMilliseconds: number): Promise<void> {
    if (this.#state === "stopped") return;
    this.#takeNothingNew();
    await this.#nothingLeft(drainMilliseconds);
    this.#keeper.interruptAll();
    await this.#nothingLeft(WRITE_DOWN_MILLISECONDS);
    this.#state = "stopped";
    this.#rounds.callOff();
    await this.#lease.stop();
  }

  #takeNothingNew(): void {
    if (this.#state === "running") this.#state = "draining";
    this.#callOffWake();
  }

  async #nothingLeft(forMilliseconds: number): Promise<void> {
    const until = performance.now() + forMilliseconds;
    while (this.#state !== "stopped" && (!this.idle || this.live > 0) && performance.now() < until) await pause(20);
  }

  /** Looks for calls that nobody has: a test call was queued. */
  adopt(): void {
    if (this.#state === "running") void this.#rounds.look();
  }

  /** Looks at whoever may have work; false when nobody had. Sets the clock for the next look. */
  async #turn(): Promise<boolean> {
    this.#callOffWake();
    const { db, clock, pollMilliseconds } = this.#options;
    if (this.#everybody) {
      this.#everybody = false;
      this.#leftOut.clear();
      if (this.#options.mayWrite())
        for (const campaignId of await unfinishedCancels(db)) await finishCancel(db, campaignId);
      this.#lookAt.clear();
      for (const organisationId of await organisationsToDial(db)) this.#stirred.add(organisationId);
    }
    for (const [organisationId, at] of this.#lookAt) if (at <= clock.now()) this.#stirred.add(organisationId);
    const looked = [...this.#stirred];
    this.#stirred.clear();
    for (const organisationId of looked) {
      try {
        this.#lookAt.set(organisationId, await this.#claimFor(organisationId));
      } catch (fault) {
        // What is wrong with one organisation holds up no other.
        this.#fault("turn", fault);
        this.#lookAt.set(organisationId, clock.now() + AFTER_FAULT_MILLISECONDS);
      }
    }
    const next = Math.min(...this.#lookAt.values()) - clock.now();
    const wait = Math.max(1, Math.min(next, pollMilliseconds));
    // By the instant that was asked for: a machine's timer may come a little early, and must not find nobody to wake.
    const until = clock.now() + wait;
    if (wait !== Infinity)
      this.#callOffWake = clock.after(wait, () => {
        if (next > wait) this.wake();
        else for (const [organisationId, at] of this.#lookAt) if (at <= until) this.wake(organisationId);
      });
    return this.#everybody || this.#stirred.size > 0;
  }

  /** Claims until nothing more may start; gives when to look again. */
  async #claimFor(organisationId: string): Promise<number> {
    const { db, clock, places } = this.#options;
    const dry = new Set<number>();
    for (;;) {
      const free = places - this.#keeper.size;
      if (this.#state !== "running" || !this.#lease.held) return Infinity;
      if (free <= 0) {
        this.#crowded.add(organisationId);
        return Infinity;
      }
      if (!this.#options.mayWrite()) return clock.now() + AFTER_FAULT_MILLISECONDS;
      const begun = performance.now();
      const turn = await claimTurn(db, {
        organisationId,
        owner: this.#lease.owner,
        now: clock.now(),
        places: free,
        zones: this.#zones,
        schedules: this.#schedules,
        dry,
        leftOut: this.#leftOut,
      });
      this.#options.onClaimed(turn.claimed.length, performance.now() - begun);
      if (turn.unknownZones) await this.#learnZones();
      for (const campaignId of turn.dry) dry.add(campaignId);
      if (turn.claimed.length > 0) {
        const calls = await this.#takeUp(organisationId, turn);
        void this.#track("dial", () => this.#dial(calls));
      }
      if (turn.more) continue;
      const due = await nextDue(db, clock.now(), turn.questions);
      return Math.min(due ?? Infinity, turn.wakeAt ?? Infinity);
    }
  }

  /** Claimed calls in hand. Where their line cannot be opened they go back, and the fault is told. */
  async #takeUp(organisationId: string, turn: ClaimTurn): Promise<LiveCall[]> {
    const { owner } = this.#lease;
    try {
      const parts = { lines: this.#options.lines, schedules: this.#schedules, zones: this.#zones };
      const calls = turn.claimed.map((claimed) => claimedCall(organisationId, turn, claimed, parts));
      for (const call of calls) this.#keeper.hold(call);
      return calls;
    } catch (fault) {
      await putBack(this.#dialing, owner, turn.claimed);
      throw fault;
    }
  }

  async #dial(calls: readonly LiveCall[]): Promise<void> {
    if ((await dial(this.#dialing, calls)) === 0) return;
    // Not at once: whatever forbids the step to dialing may let claims through for as long as it lasts.
    for (const organisationId of new Set(calls.map((call) => call.organisationId)))
      this.#options.clock.after(AFTER_FAULT_MILLISECONDS, () => this.wake(organisationId));
  }

  #settled(calls: readonly LiveCall[]): void {
    for (const call of calls) this.#keeper.letGo(call);
    const faulty = new Map<number, string>();
    for (const call of calls) {
      const { result } = verdictOf(call);
      if (result !== null && ourFaults.includes(result)) faulty.set(call.lineId, call.organisationId);
      this.#rest(call);
    }
    const { db, clock } = this.#options;
    for (const [lineId, organisationId] of faulty) {
      void this.#track("breaker", async () => void (await judgeLine(db, organisationId, lineId, clock.now())));
    }
    for (const call of calls) this.wake(call.organisationId);
    for (const organisationId of this.#crowded) this.wake(organisationId);
    this.#crowded.clear();
  }

  /** A network that asks for quiet gets it, on the whole line. */
  #rest(call: LiveCall): void {
    const { at, how } = call.ending!;
    if (how.kind !== "unanswered" || how.retryAfterSeconds === undefined) return;
    const until = new Date(at + how.retryAfterSeconds * 1_000);
    void this.#track("rest", () => restLine(this.#options.db, call.lineId, until));
  }

  #fault(what: string, fault: unknown): void {
    this.#rounds.faultAt(this.#options.clock.now());
    this.#options.onFault(what, fault);
  }

  /** Zone sets are only ever added. One that is not known yet is waited for: it must not read as "no zone". */
  async #learnZones(): Promise<void> {
    this.#zones = await readZoneSets(this.#options.db);
  }

  /** Runs a piece of work, counted as busy; a fault is told and the poll tries again. */
  async #track(what: string, work: () => Promise<void>): Promise<void> {
    this.#busy += 1;
    try {
      await work();
    } catch (fault) {
      this.#fault(what, fault);
      this.#callOffWake();
      this.#callOffWake = this.#options.clock.after(AFTER_FAULT_MILLISECONDS, () => this.wake());
    } finally {
      this.#busy -= 1;
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
