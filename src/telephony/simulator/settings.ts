/** The simulator's settings as a table (design: api.md "The simulator's callees"). */
import { outcomes } from "#domain/call/outcomes.ts";
import { ranges } from "#domain/campaign/settings.ts";
import type { Problem } from "#domain/errors.ts";
import { defaultSimulatorSettings as defaults, type Mix, type SimulatorSettings } from "#domain/line.ts";
import { readSettings, type SettingsField } from "../settings-fields.ts";

export const simulatorSettingsFields: readonly SettingsField[] = [
  {
    name: "speed",
    label: "Speed",
    help: "Times faster than life; “max” does not wait at all. Retry delays and windows stay as they are.",
    type: "number",
    integer: false,
    min: 0.1,
    max: 1_000_000,
    words: ["max"],
    nullable: false,
    default: defaults.speed,
  },
  {
    name: "mix",
    label: "Mix of outcomes",
    help: "Weights per outcome with a seed; the number's last two digits then mean nothing.",
    type: "weights",
    of: outcomes,
    default: null,
  },
  {
    name: "maxConcurrentCalls",
    label: "Calls at once",
    help: "How many calls may be live on this line at any time.",
    type: "number",
    integer: true,
    ...ranges.maxConcurrentCalls,
    nullable: false,
    default: defaults.maxConcurrentCalls,
  },
  {
    name: "callsPerSecond",
    label: "New calls per second",
    help: "How many calls may start in any second; empty means no limit.",
    type: "number",
    integer: false,
    ...ranges.callsPerSecond,
    nullable: true,
    default: defaults.callsPerSecond,
  },
  {
    name: "breaker",
    label: "Network failures trip the circuit breaker",
    help: "Lets numbers ending in 03, 12 and 14 count as faults of this line, to try the circuit breaker.",
    type: "boolean",
    default: defaults.breaker,
  },
  {
    name: "quietHours",
    label: "Quiet hours and caps bind this line",
    help: "Lets the organisation's quiet hours, minimum gap and 24-hour cap apply, though nobody is rung.",
    type: "boolean",
    default: defaults.quietHours,
  },
];

/** Complete settings from partial ones: what is absent or wrong has its default, and each wrong one is named. */
export function parseSimulatorSettings(given: Readonly<Record<string, unknown>>): {
  settings: SimulatorSettings;
  problems: Problem[];
} {
  const { settings, problems } = readSettings(simulatorSettingsFields, given, "simulator");
  const read = settings as unknown as Omit<SimulatorSettings, "mix"> & { mix: Partial<Mix> | null };
  return { settings: { ...read, mix: read.mix && { ...read.mix, seed: read.mix.seed ?? 1 } }, problems };
}
