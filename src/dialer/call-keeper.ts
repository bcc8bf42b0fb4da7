/** The calls in this process's hands: rings them, listens to what becomes of them, and hands each on when it has ended. */
import { advances, type CallState } from "#domain/call/outcomes.ts";
import type { Clock } from "#domain/clock.ts";
import { noteProgress, type Progress } from "#store/progress.ts";
import { isPassing } from "#store/faults.ts";
import { suppress } from "#store/suppress.ts";
import { writeAnyway } from "#store/write-anyway.ts";
import type { Sql } from "#store/db.ts";
import type { LineEvent } from "#telephony/port.ts";
import { endingOfLost, lookUp } from "./look-up.ts";
import { callKey, type LiveCall, wasInterrupted } from "./live-call.ts";
import type { CallEnd, Converse } from "./ports.ts";

/** An opt-out is tried for a minute, and for as long as the database only cannot now. */
const RETRY_MILLISECONDS = 250;
const MOST_TRIALS = 240;

/** A line tells the end of a call by itself; one that has not so long after the latest instant is asked. */
const OVERDUE_MILLISECONDS = 30_000;
const PURSUE_MILLISECONDS = 500;
/** A network that says for so long that a call goes on after it was hung up, or says nothing, is believed no more. */
const PURSUE_FOR_MILLISECONDS = 60_000;

export interface CallKeeperOptions {
  db: Sql;
  clock: Clock;
  converse: Converse;
  owner: () => string;
  /** Whether the database has room to write anything new. */
  mayWrite: () => boolean;
  /** The call has ended and its conversation is done. */
  onEnded: (call: LiveCall) => void;
  onFault: (what: string, fault: unknown) => void;
}

export class CallKeeper {
  readonly #options: CallKeeperOptions;
  readonly #calls = new Map<number, LiveCall>();
  /** Calls whose progress is not yet written; one that has ended meanwhile is written by its settlement alone. */
  #news = new Set<LiveCall>();
  #writing = false;
  /** Work of conversations under way: opt-outs being written, and talks that ended on the line and are not yet settled. */
  #finishing = 0;

  constructor(options: CallKeeperOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#calls.size;
  }

  get idle(): boolean {
    return !this.#writing && this.#finishing === 0;
  }

  has(call: LiveCall): boolean {
    return this.#calls.has(call.id);
  }

  ids(): number[] {
    return [...this.#calls.keys()];
  }

  hold(call: LiveCall): void {
    this.#calls.set(call.id, call);
  }

  letGo(call: LiveCall): void {
    this.#calls.delete(call.id);
    this.#news.delete(call);
  }

  /** Rings. @param notAfter milliseconds since 1970; a line asked later refuses. */
  place(call: LiveCall, notAfter: number): void {
    const { settings } = call.script!;
    call.state = "dialing";
    call.placedAt = this.#options.clock.now();
    call.line!.place(
      {
        callKey: callKey(call),
        to: call.phone,
        from: call.callerId,
        attempt: call.attempt,
        ringTimeoutSeconds: settings.ringTimeoutSeconds,
        maxCallSeconds: settings.maxCallSeconds,
        notAfter,
      },
      (event) => this.#hear(call, event),
    );
  }

  /**
   * Takes a call of a dead process that may still ring: it is hung up, and its place and its number stay taken until the
   * network says that it is over. Its end is then this one's to settle.
   */
  pursue(call: LiveCall): void {
    const { clock, onEnded } = this.#options;
    const until = clock.now() + PURSUE_FOR_MILLISECONDS;
    const look = async () => {
      if (!this.has(call)) return;
      call.line?.hangUp(callKey(call));
      const found = await lookUp(call);
      if (!this.has(call)) return;
      const over = found !== null && found.state !== "live";
      if (!over && clock.now() < until) {
        clock.after(PURSUE_MILLISECONDS, () => void look());
        return;
      }
      call.ending = { at: clock.now(), how: endingOfLost(found, { hungUp: true, answered: false }) };
      onEnded(call);
    };
    void look();
  }

  /** Asks for calls whose line should have told their end by now. What it still has goes on. */
  async askForOverdue(): Promise<void> {
    const now = this.#options.clock.now();
    const overdue = [...this.#calls.values()].filter((call) => !call.ending && overdueAt(call) <= now);
    await Promise.all(
      overdue.map(async (call) => {
        const found = await lookUp(call);
        if (found === null || found.state === "live") return;
        const ending = endingOfLost(found, { hungUp: false, answered: call.answeredAt !== null });
        this.#hear(call, { type: "ended", at: this.#options.clock.now(), ending });
      }),
    );
  }

  /** This process ends. A conversation that is done and only waits for its line to say so is not cut short. */
  interruptAll(): void {
    for (const call of this.#calls.values()) {
      call.interrupted = call.record === null;
      call.line?.hangUp(callKey(call));
    }
  }

  /** The lease is lost: these calls are somebody else's to settle. They are ended, and nothing is written. */
  abandon(): void {
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    this.#news.clear();
    const at = this.#options.clock.now();
    for (const call of calls) {
      call.line?.hangUp(callKey(call));
      // Nobody hears the line say so any more, and whoever talks must not talk on.
      if (!call.ending) call.tellEnded?.({ at, interrupted: true });
    }
  }

  #hear(call: LiveCall, event: LineEvent): void {
    if (!this.#calls.has(call.id) || call.ending) return;
    switch (event.type) {
      case "ringing":
        call.ringingAt ??= event.at;
        this.#progress(call, "ringing");
        return;
      case "answered":
        if (call.answeredAt !== null) return;
        call.answeredAt = event.at;
        this.#progress(call, "talking");
        this.#converse(call, event);
        return;
      case "ended":
        call.ending = { at: event.at, how: event.ending };
        this.#news.delete(call);
        if (call.tellEnded) call.tellEnded({ at: event.at, interrupted: wasInterrupted(call) });
        else this.#options.onEnded(call);
        return;
    }
  }

  #converse(call: LiveCall, answered: LineEvent & { type: "answered" }): void {
    const { converse, onEnded, onFault } = this.#options;
    const { employee, settings, variables } = call.script!;
    const ended = new Promise<CallEnd>((resolve) => {
      call.tellEnded = (end) => {
        this.#finishing += 1;
        resolve(end);
      };
    });
    const conversation = converse({
      callId: call.id,
      answeredAt: answered.at,
      answeredBy: answered.by,
      media: answered.media,
      employee,
      opening: settings.opening,
      voicemail: settings.voicemail,
      variables,
      ended,
      optOut: () => this.#optOut(call),
    }).then(
      (record) => {
        call.record = record;
      },
      (fault: unknown) => onFault("conversation", fault),
    );
    void conversation.then(async () => {
      if (!call.ending) call.line?.hangUp(callKey(call));
      await ended;
      this.#finishing -= 1;
      if (this.#calls.has(call.id)) onEnded(call);
    });
  }

  /** "Do not call me": on the list before the good-bye. */
  async #optOut(call: LiveCall): Promise<void> {
    this.#finishing += 1;
    try {
      await this.#suppress(call);
    } finally {
      this.#finishing -= 1;
    }
  }

  /** A wish that was heard is not lost because the database is away for a moment. */
  async #suppress(call: LiveCall): Promise<void> {
    for (let trial = 1; ; trial++) {
      try {
        return await this.#list(call);
      } catch (fault) {
        this.#options.onFault("opt-out", fault);
        if (trial >= MOST_TRIALS && !isPassing(fault)) throw fault;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
      }
    }
  }

  async #list(call: LiveCall): Promise<void> {
    const { db, clock, mayWrite } = this.#options;
    await db.transaction().execute(async (transaction) => {
      if (!mayWrite()) await writeAnyway(transaction);
      await suppress(transaction, {
        organisationId: call.organisationId,
        phones: [call.phone],
        source: call.simulated ? "simulator" : "call",
        note: "Asked not to be called again.",
        addedBy: null,
        expiresAt: null,
        now: new Date(clock.now()),
      });
    });
  }

  #progress(call: LiveCall, state: CallState & ("ringing" | "talking")): void {
    if (!advances(call.state, state)) return;
    call.state = state;
    this.#news.add(call);
    if (this.#writing) return;
    this.#writing = true;
    // Calls that ring together are written together, and one that ends at once is not written here at all.
    setImmediate(() => void this.#write());
  }

  async #write(): Promise<void> {
    while (this.#news.size > 0) {
      const calls = [...this.#news];
      this.#news.clear();
      try {
        await noteProgress(this.#options.db, this.#options.owner(), calls.map(progressOf));
      } catch (fault) {
        // The live view misses a step; the settlement carries every time of day itself.
        this.#options.onFault("progress", fault);
      }
    }
    this.#writing = false;
  }
}

/** When at the latest the line should have told more; never for a call that was not placed here. */
function overdueAt({ script, placedAt, answeredAt }: LiveCall): number {
  if (!script || placedAt === null) return Infinity;
  const { ringTimeoutSeconds, maxCallSeconds } = script.settings;
  const last = answeredAt === null ? placedAt + ringTimeoutSeconds * 1_000 : answeredAt + maxCallSeconds * 1_000;
  return last + OVERDUE_MILLISECONDS;
}

function progressOf(call: LiveCall): Progress {
  return {
    id: call.id,
    state: call.state === "talking" ? "talking" : "ringing",
    ringingAt: call.ringingAt === null ? null : new Date(call.ringingAt).toISOString(),
    answeredAt: call.answeredAt === null ? null : new Date(call.answeredAt).toISOString(),
  };
}
