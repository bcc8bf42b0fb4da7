/** The kinds of line that exist: one row each. A new kind is a folder, a row here, and a test that runs conformance.ts. */
import type { Clock } from "#domain/clock.ts";
import type { Problem } from "#domain/errors.ts";
import type { LineKind } from "#domain/line.ts";
import type { Line } from "./port.ts";
import type { SettingsField } from "./settings-fields.ts";
import { openSimulator } from "./simulator/line.ts";
import { parseSimulatorSettings, simulatorSettingsFields } from "./simulator/settings.ts";

export interface LineKindRow {
  kind: LineKind;
  /** For people. */
  name: string;
  /** For forms, in the order of the form. */
  settingsFields: readonly SettingsField[];
  /**
   * Complete settings from partial ones. Whatever is absent or wrong has its default; whoever takes settings from
   * outside refuses them when there are problems (`path` is the setting's name).
   */
  parseSettings(given: Readonly<Record<string, unknown>>): { settings: object; problems: Problem[] };
  open(settings: Readonly<Record<string, unknown>>, parts: { clock: Clock }): Line;
}

export const lineKindRegistry: Readonly<Partial<Record<LineKind, LineKindRow>>> = {
  simulator: {
    kind: "simulator",
    name: "Simulator",
    settingsFields: simulatorSettingsFields,
    parseSettings: parseSimulatorSettings,
    open: openSimulator,
  },
};
