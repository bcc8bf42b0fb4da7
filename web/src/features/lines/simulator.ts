/** A simulator line as a form holds it, and as the API is told. */
import type { Answer } from "../../lib/api.ts";
import type { Mix, SimulatorSettings } from "#domain/line.ts";
import { outcomes } from "#domain/call/outcomes.ts";

type Line = Answer<"getLine">;

/** What may be absent in the API is a switch or an empty field here. */
export interface SimulatorForm {
  name: string;
  active: boolean;
  noWaiting: boolean;
  mixed: boolean;
  settings: Omit<SimulatorSettings, "speed" | "mix" | "callsPerSecond"> & {
    speed: number | string;
    mix: Mix;
    callsPerSecond: number | string;
  };
}

/** As people answer their telephones, roughly: what the switch begins with. */
const usualMix: Mix = { seed: 1, success: 45, voicemail: 20, no_answer: 25, busy: 7, failed: 3 };

export function simulatorFormOf({ name, active, settings }: Line): SimulatorForm {
  const { speed, mix, callsPerSecond, ...rest } = settings as unknown as SimulatorSettings;
  const weights = Object.fromEntries(outcomes.map((outcome) => [outcome, mix?.[outcome] ?? 0]));
  return {
    name,
    active,
    noWaiting: speed === "max",
    mixed: mix !== null,
    settings: {
      ...rest,
      speed: speed === "max" ? 1 : speed,
      mix: mix === null ? usualMix : { ...weights, seed: mix.seed },
      callsPerSecond: callsPerSecond ?? "",
    },
  };
}

export function simulatorPatchOf(form: SimulatorForm) {
  const { speed, mix, callsPerSecond, ...rest } = form.settings;
  return {
    name: form.name,
    active: form.active,
    settings: {
      ...rest,
      speed: form.noWaiting ? ("max" as const) : (speed as number),
      mix: form.mixed ? mix : null,
      callsPerSecond: callsPerSecond === "" ? null : (callsPerSecond as number),
    },
  };
}
