/**
 * Loaded before the program (`node --import`), in the laboratory's processes only: adds the line kind `referee` to the
 * tables of kinds, sets this process's clock wrong, and ends the process with whoever began it. The product has no door
 * for any of it; an ordinary installation can have none of the three.
 */
import { lineKinds, type LineKind } from "#domain/line.ts";
import { type LineKindRow, lineKindRegistry } from "#telephony/registry.ts";
import { RefereeLine } from "./line.ts";

const trueNow = Date.now.bind(Date);
const TrueDate = Date;
const name = process.env["LAB_PROCESS"] ?? "";
const shift = Number(process.env["LAB_CLOCK_SHIFT"] ?? 0);

/** The machine's clock, so many milliseconds from the true time. */
class WrongDate extends TrueDate {
  constructor(...given: []) {
    super(...((given.length === 0 ? [trueNow() + shift] : given) as []));
  }
  static override now(): number {
    return trueNow() + shift;
  }
}
if (shift !== 0) globalThis.Date = WrongDate as DateConstructor;

const referee: LineKindRow = {
  kind: "referee" as LineKind,
  name: "Referee",
  settingsFields: [],
  parseSettings: (given) => ({ settings: given, problems: [] }),
  open: (settings, { clock }) => new RefereeLine(Number(settings["port"]), { clock, trueNow, process: name }),
};
(lineKinds as unknown as string[]).push("referee");
Object.assign(lineKindRegistry, { referee });

process.stdin.resume();
process.stdin.on("end", () => process.kill(process.pid, "SIGKILL"));
process.stdin.unref();
