/** One trial: a world, people and faults in it, then quiet until everything is over, and the verdict. */
import { bePeople } from "./people.ts";
import { wreak } from "./chaos.ts";
import { judge } from "./laws/all.ts";
import type { Facts } from "./laws/facts.ts";
import { between, randomFrom, seedOf } from "./random.ts";
import { Town } from "./town.ts";
import { openWorld } from "./world.ts";

export interface TrialOptions {
  seed: number;
  faults: number;
  /** Between two faults, on average. */
  gapMilliseconds: number;
  campaigns: number;
  people: number;
  /** For everything to come to its end once nothing is broken any more. */
  patienceMilliseconds: number;
  root?: string;
  /** A folder that gets the record and the logs. */
  keep?: string;
  told?: (sentence: string) => void;
}

export interface Trial {
  facts: Facts;
  /** Broken laws, each with the sentences that say how. */
  broken: Record<string, string[]>;
  faults: Record<string, number>;
  seconds: number;
}

const TEN_MINUTES = 600_000;

export async function runTrial(options: TrialOptions): Promise<Trial> {
  const { seed, told = () => {} } = options;
  const began = performance.now();
  const clock = randomFrom(seedOf(seed, "clocks"));
  const wrong = () => between(clock, -TEN_MINUTES, TEN_MINUTES);
  const names = ["web", "dialer-1", "dialer-2", "dialer-3", "jobs"];
  const world = await openWorld({
    seed,
    ...(options.root === undefined ? {} : { root: options.root }),
    clocks: Object.fromEntries(names.map((name) => [name, wrong])),
    network: { odd: true },
  });
  try {
    const town = new Town(world);
    const lines = [
      await town.addLine({ maxConcurrentCalls: 12, callsPerSecond: 10 }),
      await town.addLine({ maxConcurrentCalls: 6, callsPerSecond: null }),
    ];
    const employees = [await town.addEmployee(9), await town.addEmployee(5)];
    told("The world stands.");
    let over = false;
    const people = bePeople(town, randomFrom(seedOf(seed, "people")), {
      lines,
      employees,
      campaigns: options.campaigns,
      people: options.people,
      enough: () => over,
    });
    people.catch(() => {});
    const faults = await wreak(world, randomFrom(seedOf(seed, "faults")), {
      faults: options.faults,
      gapMilliseconds: options.gapMilliseconds,
      told: (n, name) => told(`${n} ${name}`),
    }).finally(() => (over = true));
    await people;
    told("Nothing is broken any more; waiting for everything to come to its end.");
    await town.end(options.patienceMilliseconds);
    const facts = await town.facts();
    return { facts, broken: judge(facts), faults, seconds: (performance.now() - began) / 1_000 };
  } finally {
    await world.close(options.keep);
  }
}
