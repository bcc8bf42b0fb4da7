/**
 * The engine of one process. A turn claims for each organisation with a campaign to dial until nothing more may start;
 * claimed calls are committed as dialing and placed; what the lines say is noted, and every end is settled in groups.
 *
 *   stopped → running → draining → stopped
 *
 * While running, turns follow each other and never overlap. Draining claims nothing more, waits for live calls up to a
 * limit and hangs the rest up.
 */
import type { Clock } from "#domain/clock.ts";
import { lineLimits } from "#domain/line.ts";
import { type ClaimedCall, nextDue } from "#store/claim.ts";
import { finishCancel, unfinishedCancels } from "#store/campaign-moves.ts";
import { organisationsToDial, readZoneSets } from "#store/engine-view.ts";
import { markDialing, releaseClaims } from "#store/progress.ts";
import type { Sql } from "#store/db.ts";
import { judgeLine, ourFaults } from "./breaker.ts";
import { CallKeeper } from "./call-keeper.ts";
import { type ClaimTurn, claimTurn } from "./claim-turn.ts";
import { Lease } from "./lease.ts";
import type { LiveCall } from "./live-call.ts";
import type { Converse, LineBook } from "./ports.ts";
import { reap } from "./reaper.ts";
import { Schedules } from "./schedules.ts";
import { Settler, verdictOf } from "./settler.ts";

export interface DialerOptions {
  db: Sql;
  clock: Clock;
  lines: LineBook;
  converse: Converse;
  /** Calls this process holds at once, whatever campaigns and lines would allow. */
  places?: number;
  /** How often to look for work without a reason; Infinity in tests with a virtual clock. */
  pollMilliseconds?: number;
  /** Something that should not happen: a fault in a conversation, a database that is away. Ids only, no personal data. */
  onFault?: (what: string, fault: unknown) => void;
}

const DEFAULT_PLACES = 10_000;
const DEFAULT_POLL_MILLISECONDS = 1_000;
const REAP_MILLISECONDS = 2_000;

/** How long after its commit a call may still be sent: a process that slept in between must not dial on waking. */
const PLACE_WITHIN_MILLISECONDS = 1_000;

export class Dialer {
  readonly #options: Required<DialerOptions>;
  readonly #lease: Lease;
  readonly #schedules = new Schedules();
  readonly #settler: Settler;
  readonly #keeper: CallKeeper;
  #state: "stopped" | "running" | "draining" = "stopped";
  /** Work under way: turns, commits, reaping. A virtual clock stands still while there is any. */
  #busy = 0;
  #turning = false;
  #again = false;
  #callOffWake: () => void = () => {};
  #callOffReap: () => void = () => {};
  #zones = new Map<number, readonly string[]>();

  constructor(options: DialerOptions) {
    this.#options = {
      places: DEFAULT_PLACES,
      pollMilliseconds: DEFAULT_POLL_MILLISECONDS,
      onFault: () => {},
      ...options,
    };
    const { db, clock, converse, onFault } = this.#options;
    this.#lease = new Lease(db, () => this.#keeper.abandon());
    this.#settler = new Settler({
      db,
      clock,
      schedules: this.#schedules,
      owner: () => this.#lease.owner,
      onSettled: (calls) => this.#settled(calls),
      onFault: (fault) => onFault("settle", fault),
    });
    this.#keeper = new CallKeeper({
      db,
      clock,
      converse,
      owner: () => this.#lease.owner,
      onEnded: (call) => this.#settler.add(call),
      onFault,
    });
  }

  /** Calls in this process's hands now. */
  get live(): number {
    return this.#keeper.size;
  }

  /** The name under which this process owns its calls. */
  get owner(): string {
    return this.#lease.owner;
  }

  /** Whether nothing is under way but waiting for the clock or the far end. */
  get idle(): boolean {
    return this.#busy === 0 && this.#settler.idle && this.#keeper.idle;
  }

  async start(): Promise<void> {
    await this.#lease.start();
    this.#state = "running";
    await this.#reap();
    this.wake();
  }

  /** Looks for work soon: something changed. */
  wake(): void {
    if (this.#state !== "running") return;
    this.#again = true;
    if (this.#turning) return;
    this.#turning = true;
    void this.#track("turn", async () => {
      try {
        while (this.#again && this.#state === "running") {
          this.#again = false;
          await this.#turn();
        }
      } finally {
        this.#turning = false;
      }
    });
  }

  /**
   * Stops: no new call, live ones have `drainMilliseconds` of real time to end, the rest are hung up. Whatever is left
   * unsettled is found by the next process.
   */
  async stop(drainMilliseconds: number): Promise<void> {
    if (this.#state === "stopped") return;
    this.#state = "draining";
    this.#callOffWake();
    this.#callOffReap();
    const until = performance.now() + drainMilliseconds;
    while ((!this.idle || this.live > 0) && performance.now() < until) await pause(20);
    this.#keeper.hangUpAll();
    const last = performance.now() + 5_000;
    while ((!this.idle || this.live > 0) && performance.now() < last) await pause(10);
    this.#state = "stopped";
    await this.#lease.stop();
  }

  /** Looks for calls that nobody has: a test call was queued. */
  adopt(): void {
    if (this.#state === "running") void this.#reap();
  }

  async #turn(): Promise<void> {
    this.#callOffWake();
    const { db, clock, pollMilliseconds } = this.#options;
    let wakeAt = Infinity;
    for (const campaignId of await unfinishedCancels(db)) await finishCancel(db, campaignId);
    for (const organisationId of await organisationsToDial(db)) {
      wakeAt = Math.min(wakeAt, await this.#claimFor(organisationId));
    }
    const wait = Math.min(wakeAt - clock.now(), pollMilliseconds);
    if (wait !== Infinity) this.#callOffWake = clock.after(Math.max(1, wait), () => this.wake());
  }

  /** Claims until nothing more may start; gives when to look again. */
  async #claimFor(organisationId: string): Promise<number> {
    const { db, clock, places } = this.#options;
    const dry = new Set<number>();
    for (;;) {
      const free = places - this.#keeper.size;
      if (this.#state !== "running" || !this.#lease.held || free <= 0) return Infinity;
      await this.#learnZones();
      const turn = await claimTurn(db, {
        organisationId,
        owner: this.#lease.owner,
        now: clock.now(),
        places: free,
        zones: this.#zones,
        schedules: this.#schedules,
        dry,
      });
      for (const campaignId of turn.dry) dry.add(campaignId);
      if (turn.claimed.length > 0) {
        const calls = turn.claimed.map((claimed) => this.#liveCall(organisationId, turn, claimed));
        void this.#track("dial", () => this.#dial(calls));
      }
      if (turn.more) continue;
      const due = await nextDue(db, clock.now(), turn.questions);
      return Math.min(due ?? Infinity, turn.wakeAt ?? Infinity);
    }
  }

  #liveCall(organisationId: string, turn: ClaimTurn, claimed: ClaimedCall): LiveCall {
    const campaign = turn.view.campaigns.find((view) => view.id === claimed.campaignId)!;
    const line = campaign.line!;
    const limits = lineLimits(line.kind, line.settings);
    const call: LiveCall = {
      id: claimed.id,
      organisationId,
      campaignId: claimed.campaignId,
      campaignContactId: claimed.campaignContactId,
      phone: claimed.phone,
      attempt: claimed.attempt,
      simulated: limits.simulated,
      callerId: campaign.callerId ?? limits.callerIds[0] ?? null,
      lineId: line.id,
      line: this.#options.lines.line(line),
      bindsRules: limits.bindsRules,
      rules: turn.view.rules,
      zones: this.#zones.get(claimed.zoneSet) ?? [],
      retriesUsed: claimed.retriesUsed,
      before: claimed.before,
      script: { employee: campaign.employee!, settings: campaign.settings, variables: claimed.variables },
      state: "claimed",
      ringingAt: null,
      answeredAt: null,
      tellEnded: null,
      ending: null,
      record: null,
    };
    this.#keeper.hold(call);
    return call;
  }

  /** Commits the calls as dialing, then rings; what may no longer be called goes back at no cost. */
  async #dial(calls: readonly LiveCall[]): Promise<void> {
    const { db, clock } = this.#options;
    const ids = calls.map((call) => call.id);
    const { owner } = this.#lease;
    const dialed = this.#lease.held ? await markDialing(db, owner, ids, new Date(clock.now())) : new Set<number>();
    const notAfter = clock.now() + PLACE_WITHIN_MILLISECONDS;
    for (const call of calls) if (dialed.has(call.id)) this.#keeper.place(call, notAfter);
    const undialed = calls.filter((call) => !dialed.has(call.id));
    if (undialed.length === 0) return;
    for (const call of undialed) this.#keeper.letGo(call);
    await releaseClaims(
      db,
      owner,
      undialed.map((call) => call.id),
    );
    this.wake();
  }

  #settled(calls: readonly LiveCall[]): void {
    for (const call of calls) this.#keeper.letGo(call);
    const faulty = new Map<number, string>();
    for (const call of calls) {
      const { result } = verdictOf(call);
      if (result !== null && ourFaults.includes(result)) faulty.set(call.lineId, call.organisationId);
    }
    const { db, clock } = this.#options;
    for (const [lineId, organisationId] of faulty) {
      void this.#track("breaker", async () => void (await judgeLine(db, organisationId, lineId, clock.now())));
    }
    this.wake();
  }

  async #reap(): Promise<void> {
    const { db, clock, lines } = this.#options;
    this.#callOffReap();
    await this.#track("reap", async () => {
      const zonesOf = async (zoneSet: number) => {
        if (!this.#zones.has(zoneSet)) await this.#learnZones();
        return this.#zones.get(zoneSet) ?? [];
      };
      for (;;) {
        const { ended, fresh, more } = await reap(db, this.#lease.owner, lines, zonesOf, clock.now());
        for (const call of ended) this.#settler.add(call);
        for (const call of fresh) this.#keeper.hold(call);
        if (fresh.length > 0) await this.#dial(fresh);
        if (!more) break;
      }
    });
    if (this.#state === "running" && this.#options.pollMilliseconds !== Infinity)
      this.#callOffReap = clock.after(REAP_MILLISECONDS, () => void this.#reap());
  }

  /** Zone sets are only ever added, and an unknown one would read as "no zone": so they are read before each claim. */
  async #learnZones(): Promise<void> {
    this.#zones = await readZoneSets(this.#options.db);
  }

  /** Runs a piece of work, counted as busy; a fault is told and the poll tries again. */
  async #track(what: string, work: () => Promise<void>): Promise<void> {
    this.#busy += 1;
    try {
      await work();
    } catch (fault) {
      this.#options.onFault(what, fault);
      if (what === "turn") this.#again = false;
      this.#callOffWake = this.#options.clock.after(1_000, () => this.wake());
    } finally {
      this.#busy -= 1;
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
