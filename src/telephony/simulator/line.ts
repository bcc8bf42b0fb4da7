/**
 * The simulator line: a telephone network in memory, for a machine without one.
 *
 * A call goes: placed → (ringing) → answered → ended, or placed → (ringing) → ended. Everything is told later than
 * `place` and `hangUp` return, in one batch for all calls of the moment, so that without waiting (`speed: "max"`) ten
 * thousand calls cost one timer. Memory holds the live calls and the last few thousand endings, however many there were.
 */
import type { Clock } from "#domain/clock.ts";
import type { SimulatorSettings } from "#domain/line.ts";
import type { CallRequest, Ending, Line, LineCapabilities, LineCheck, LineEvent, LookUp } from "../port.ts";
import { endings } from "./endings.ts";
import { LimitCheck, type Faults } from "./limits.ts";
import { planCall, type Plan } from "./plan.ts";
import { parseSimulatorSettings } from "./settings.ts";

const capabilities: LineCapabilities = {
  simulated: true,
  detectsMachines: true,
  remembersCalls: false,
  media: "script",
};

const endingsKept = 5000;

interface LiveCall {
  request: CallRequest;
  hear: (event: LineEvent) => void;
  plan: Plan | null;
  answered: boolean;
  /** Set when the end is decided; nothing but `ended` is told after that. */
  ending: Ending | null;
  endedAt: number;
  /** The instant of the last event: a clock that is set back does not put events out of order. */
  toldAt: number;
  callOff: (() => void) | null;
}

export interface SimulatorLine extends Line {
  readonly kind: "simulator";
  /** What the engine did that it promised not to do. */
  faults(): Faults;
}

/** Opens a simulator line. Bad settings count as their defaults, and `check` names them. */
export function openSimulator(given: Readonly<Record<string, unknown>>, { clock }: { clock: Clock }): SimulatorLine {
  return new Simulator(given, clock);
}

class Simulator implements SimulatorLine {
  readonly kind = "simulator";
  readonly capabilities = capabilities;
  readonly #clock: Clock;
  readonly #limits = new LimitCheck();
  readonly #live = new Map<string, LiveCall>();
  /** In the order in which they ended. */
  readonly #ended = new Map<string, Ending>();
  #settings: SimulatorSettings;
  #settingsProblems: LineCheck["problems"] = [];
  #batch: LiveCall[] = [];
  #closed = false;

  constructor(given: Readonly<Record<string, unknown>>, clock: Clock) {
    this.#clock = clock;
    this.#settings = this.#read(given);
  }

  place(request: CallRequest, hear: (event: LineEvent) => void): void {
    const { callKey, to } = request;
    const now = this.#clock.now();
    if (this.#live.has(callKey) || this.#ended.has(callKey)) {
      this.#limits.keyRepeated(callKey, now);
      return;
    }
    const call: LiveCall = {
      request,
      hear,
      plan: null,
      answered: false,
      ending: null,
      endedAt: now,
      toldAt: now,
      callOff: null,
    };
    if (this.#closed) call.ending = endings.weGaveUp;
    else if (now > request.notAfter) call.ending = endings.tooLate;
    else call.plan = planCall(request, this.#settings);
    if (call.plan) this.#limits.started(to, now);
    this.#live.set(callKey, call);
    this.#soon(call);
  }

  hangUp(callKey: string): void {
    const call = this.#live.get(callKey);
    if (call && !call.ending) this.#end(call, call.answered ? endings.weHungUp : endings.weGaveUp);
  }

  async lookUp(callKey: string): Promise<LookUp> {
    if (this.#live.has(callKey)) return { state: "live" };
    const ending = this.#ended.get(callKey);
    return ending ? { state: "ended", ending } : { state: "unknown" };
  }

  /** Faults of the engine are among the findings and do not make the line unfit. */
  async check(): Promise<LineCheck> {
    const { count, latest } = this.#limits.faults();
    const problems = [...this.#settingsProblems];
    if (count > 0) {
      const times = count === 1 ? "once" : `${count} times`;
      problems.push({
        code: "limits_exceeded",
        message: `The engine broke a promise ${times}, please report it; the last: ${latest.at(-1)}`,
      });
    }
    return { ok: this.#settingsProblems.length === 0, problems };
  }

  configure(settings: Readonly<Record<string, unknown>>): void {
    this.#settings = this.#read(settings);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const callKey of this.#live.keys()) this.hangUp(callKey);
    this.#tell();
  }

  faults(): Faults {
    return this.#limits.faults();
  }

  #read(given: Readonly<Record<string, unknown>>): SimulatorSettings {
    const { settings, problems } = parseSimulatorSettings(given);
    this.#settingsProblems = problems.map(({ message }) => ({ code: "bad_setting", message }));
    this.#limits.configure(settings);
    return settings;
  }

  #soon(call: LiveCall): void {
    this.#batch.push(call);
    if (this.#batch.length === 1) this.#clock.after(0, () => this.#tell());
  }

  #tell(): void {
    const batch = this.#batch;
    this.#batch = [];
    for (const call of batch) {
      if (call.ending) this.#finish(call);
      else this.#begin(call, call.plan!);
    }
  }

  /** A listener that throws stops neither its call nor the others; its fault comes out of the clock, to be seen. */
  #say(call: LiveCall, event: LineEvent): void {
    try {
      call.hear(event);
    } catch (fault) {
      this.#clock.after(0, () => {
        throw fault;
      });
    }
  }

  #begin(call: LiveCall, plan: Plan): void {
    if (plan.rings) this.#say(call, { type: "ringing", at: this.#instant(call) });
    this.#wait(call, plan.waitMilliseconds, () => this.#answer(call, plan));
  }

  #answer(call: LiveCall, { becomes }: Plan): void {
    if ("refused" in becomes) {
      this.#endNow(call, becomes.refused);
      return;
    }
    call.answered = true;
    const { by, callee, stayMilliseconds, ending } = becomes;
    this.#say(call, { type: "answered", at: this.#instant(call), by, media: { kind: "script", callee } });
    this.#wait(call, stayMilliseconds, () => this.#endNow(call, ending));
  }

  #wait(call: LiveCall, milliseconds: number, next: () => void): void {
    if (call.ending) return;
    if (milliseconds === 0) next();
    else call.callOff = this.#clock.after(milliseconds, next);
  }

  #end(call: LiveCall, ending: Ending): void {
    call.callOff?.();
    call.ending = ending;
    call.endedAt = this.#instant(call);
    this.#soon(call);
  }

  #endNow(call: LiveCall, ending: Ending): void {
    call.ending = ending;
    call.endedAt = this.#instant(call);
    this.#finish(call);
  }

  #finish(call: LiveCall): void {
    const { callKey, to } = call.request;
    // A call hung up before its first event is twice in the batch.
    if (!this.#live.delete(callKey)) return;
    if (call.plan) this.#limits.ended(to);
    this.#ended.set(callKey, call.ending!);
    if (this.#ended.size > endingsKept) this.#ended.delete(this.#ended.keys().next().value!);
    this.#say(call, { type: "ended", at: call.endedAt, ending: call.ending! });
  }

  #instant(call: LiveCall): number {
    call.toldAt = Math.max(call.toldAt, this.#clock.now());
    return call.toldAt;
  }
}
