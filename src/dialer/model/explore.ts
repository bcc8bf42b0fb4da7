/** Looks at every state that a model can come to, breadth first, so that a broken law is told by a shortest way to it. */
import { type Setting, stepsFrom } from "./protocol.ts";
import { firstWorld, inOrder, isFinal, type World } from "./world.ts";

export interface Exploration {
  states: number;
  /** The law that can be broken, and the steps to it; null when none can. */
  broken: { law: string; steps: string[] } | null;
  /** A state from which nobody comes to an end any more, by its steps; null when there is none. */
  stuck: string[] | null;
}

interface Seen {
  from: number;
  by: string;
}

export function explore(setting: Setting): Exploration {
  const first = firstWorld(setting);
  const seen: Seen[] = [{ from: -1, by: "" }];
  const numbers = new Map<string, number>([[keyOf(first), 0]]);
  const before: number[][] = [[]];
  const final: number[] = [];
  let layer: Array<[number, World]> = [[0, first]];
  while (layer.length > 0) {
    const next: Array<[number, World]> = [];
    for (const [number, world] of layer) {
      if (isFinal(world)) final.push(number);
      for (const { name, to } of stepsFrom(world, setting)) {
        if (to.broken !== null) {
          return {
            states: seen.length,
            broken: { law: to.broken, steps: [...wayTo(seen, number), name] },
            stuck: null,
          };
        }
        const key = keyOf(to);
        const known = numbers.get(key);
        if (known !== undefined) {
          before[known]!.push(number);
          continue;
        }
        const fresh = seen.push({ from: number, by: name }) - 1;
        numbers.set(key, fresh);
        before.push([number]);
        next.push([fresh, to]);
      }
    }
    layer = next;
  }
  return { states: seen.length, broken: null, stuck: firstStuck(seen, before, final) };
}

/** Walks back from the ends: what is not met cannot come to one. */
function firstStuck(seen: readonly Seen[], before: readonly number[][], final: readonly number[]): string[] | null {
  const comes = new Set(final);
  const open = [...final];
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    for (const one of before[number]!) {
      if (comes.has(one)) continue;
      comes.add(one);
      open.push(one);
    }
  }
  const stuck = seen.findIndex((_, number) => !comes.has(number));
  return stuck < 0 ? null : wayTo(seen, stuck);
}

function wayTo(seen: readonly Seen[], number: number): string[] {
  const steps: string[] = [];
  for (let at = number; at > 0; at = seen[at]!.from) steps.push(seen[at]!.by);
  return steps.toReversed();
}

/** The callers are alike: a state and the same with the two in each other's place are one. */
function keyOf(world: World): string {
  const [one, other] = [JSON.stringify(world), JSON.stringify(mirrored(world))];
  return one < other ? one : other;
}

function mirrored(world: World): World {
  const swapped = (owner: string) => owner.replace(/^[01]/, (number) => (number === "0" ? "1" : "0"));
  const owned = <T extends { owner: string }>(list: readonly T[]) =>
    list.map((one) => ({ ...one, owner: swapped(one.owner) }));
  const placed = <T extends { by: number }>(list: readonly T[]) => list.map((one) => ({ ...one, by: 1 - one.by }));
  return {
    ...world,
    rows: owned(world.rows),
    leases: inOrder(Object.fromEntries(Object.entries(world.leases).map(([owner, left]) => [swapped(owner), left]))),
    callers: world.callers
      .map((caller) => ({ ...caller, number: 1 - caller.number, held: owned(caller.held) }))
      .toReversed(),
    requests: placed(world.requests),
    rings: placed(world.rings),
  };
}
