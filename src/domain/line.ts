/** A line: a way to reach the telephone network. Kinds, and the settings of the one every copy has. */
import type { Outcome } from "./call/outcomes.ts";

export const lineKinds = ["simulator", "sip", "twilio"] as const;
export type LineKind = (typeof lineKinds)[number];

/** Weights per outcome and a seed: the callees' digits are ignored, and the same seed gives the same answers. */
export type Mix = { seed: number } & Partial<Record<Outcome, number>>;

export interface SimulatorSettings {
  /** Times faster than life: 1 = life, `max` = no waiting. Divides the far end's durations only. */
  speed: number | "max";
  mix: Mix | null;
  maxConcurrentCalls: number;
  callsPerSecond: number | null;
  /** Let network failures count for the circuit breaker, to try it. */
  breaker: boolean;
  /** Let quiet hours, minimum gap and 24-hour cap bind this line, where nobody is rung. */
  quietHours: boolean;
}

export const defaultSimulatorSettings: SimulatorSettings = {
  speed: 1,
  mix: null,
  maxConcurrentCalls: 100,
  callsPerSecond: null,
  breaker: false,
  quietHours: false,
};

/** What every kind of line has to say to the engine, whatever its other settings. */
export interface LineLimits {
  maxConcurrentCalls: number;
  callsPerSecond: number | null;
  simulated: boolean;
  /** Whether quiet hours, minimum gap and the 24-hour cap bind calls over this line. */
  bindsRules: boolean;
  callerIds: readonly string[];
}

/** @param settings the line's settings as stored: a kind's own keys beside `maxConcurrentCalls`, `callsPerSecond`. */
export function lineLimits(kind: LineKind, settings: Readonly<Record<string, unknown>>): LineLimits {
  const { maxConcurrentCalls, callsPerSecond, quietHours, callerIds } = settings;
  const simulated = kind === "simulator";
  return {
    maxConcurrentCalls: typeof maxConcurrentCalls === "number" ? maxConcurrentCalls : 1,
    callsPerSecond: typeof callsPerSecond === "number" ? callsPerSecond : null,
    simulated,
    bindsRules: !simulated || quietHours === true,
    callerIds: Array.isArray(callerIds) ? callerIds.filter((id) => typeof id === "string") : [],
  };
}
