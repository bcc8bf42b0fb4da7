/** Over which line the calls go: the one named, or the simulator. */
import { type Client, type Line, listAll } from "./client.ts";
import { badInput } from "./failure.ts";
import type { Speed } from "./run-options.ts";
import type { Screen } from "./screen.ts";

/** @param wanted a name or an id; undefined: the first simulator */
export async function chooseLine(client: Client, wanted: string | undefined): Promise<Line> {
  const lines = await listAll((query) => client.call("listLines", { query }));
  const names = lines.map(({ name }) => `"${name}"`).join(", ");
  if (wanted === undefined) {
    const simulators = lines.filter(({ kind }) => kind === "simulator");
    const simulator = simulators.find(({ active }) => active) ?? simulators[0];
    if (simulator) return simulator;
    throw badInput(`There is no simulator line; name a line with --line: there ${names ? `is ${names}` : "is none"}.`);
  }
  const folded = wanted.toLowerCase();
  const found =
    lines.find(({ id, name }) => id === wanted || name === wanted) ??
    lines.find(({ name }) => name.toLowerCase() === folded);
  if (found) return found;
  throw badInput(`There is no line named "${wanted}"; there ${names ? `is ${names}` : "is none"}.`);
}

/** Of the line `--speed` is for. @throws CommandFailure for a line that reaches real people */
export function checkSpeed(line: Line, speed: Speed | undefined): void {
  if (speed === undefined || line.kind === "simulator") return;
  throw badInput(`--speed is for the simulator, and the line "${line.name}" reaches real people; leave it out.`);
}

interface SpeedChange {
  /** Once, whoever asks first; never fails. */
  undo(): Promise<void>;
}

export const noSpeedChange: SpeedChange = { undo: async () => {} };

/**
 * The speed belongs to the line, so that a change is one for every campaign on it, and is said. It is for as long as the
 * command works: the line then runs as before, unless somebody gave it another speed meanwhile.
 */
export async function changeSpeed(client: Client, line: Line, speed: Speed, screen: Screen): Promise<SpeedChange> {
  const before = line.settings.speed as Speed;
  if (before === speed) return noSpeedChange;
  const params = { id: line.id };
  await client.call("updateLine", { params, body: { settings: { speed } } });
  screen.say(
    `The line "${line.name}" runs ${showSpeed(speed)} until this command ends, for every campaign on it; ` +
      `it ran ${showSpeed(before)}.`,
  );
  let undone: Promise<void> | undefined;
  const undo = async () => {
    try {
      const { settings } = await client.call("getLine", { params });
      if (settings.speed === speed) await client.call("updateLine", { params, body: { settings: { speed: before } } });
    } catch (error) {
      screen.say(
        `The line "${line.name}" still runs ${showSpeed(speed)}; set its speed back there: ${(error as Error).message}`,
      );
    }
  };
  return { undo: () => (undone ??= undo()) };
}

function showSpeed(speed: unknown): string {
  if (speed === "max") return "without waiting";
  return speed === 1 ? "as fast as life" : `${String(speed)} times faster than life`;
}
