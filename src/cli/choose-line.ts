/** Over which line the calls go: the one named, or the simulator. */
import { type Client, type Line, listAll } from "./client.ts";
import { badInput } from "./failure.ts";
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

/** The speed belongs to the line, so that a change is one for every campaign on it, and is said. */
export async function setSpeed(client: Client, line: Line, speed: number | "max", screen: Screen): Promise<Line> {
  if (line.settings.speed === speed) return line;
  const changed = await client.call("updateLine", { params: { id: line.id }, body: { settings: { speed } } });
  screen.say(
    `The line "${line.name}" now runs ${showSpeed(speed)}; it ran ${showSpeed(line.settings.speed)}. ` +
      "This holds for every campaign on it.",
  );
  return changed;
}

function showSpeed(speed: unknown): string {
  if (speed === "max") return "without waiting";
  return speed === 1 ? "as fast as life" : `${String(speed)} times faster than life`;
}
