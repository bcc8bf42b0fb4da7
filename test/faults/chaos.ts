/** What is broken, in an order that the seed decides. */
import { setTimeout as sleep } from "node:timers/promises";
import type { LabProcess } from "./processes.ts";
import { between, oneOf, type Random, weighted } from "./random.ts";
import type { World } from "./world.ts";

interface Fault {
  name: string;
  weight: number;
  /** Breaks something and mends it again. */
  run(world: World, random: Random): Promise<void>;
}

/** Processes that nothing is being done to that a second fault would undo: a sleeper is not woken by another. */
const awake = (world: World) => world.processes.filter((process) => !process.stopped);

async function withOne(world: World, random: Random, act: (process: LabProcess) => Promise<void> | void) {
  const choices = awake(world);
  if (choices.length > 0) await act(oneOf(random, choices));
}

const faults: readonly Fault[] = [
  {
    name: "a process is killed",
    weight: 14,
    run: (world, random) => withOne(world, random, (process) => process.signal("SIGKILL")),
  },
  {
    name: "a process is asked to end",
    weight: 6,
    run: (world, random) => withOne(world, random, (process) => process.signal("SIGTERM")),
  },
  {
    name: "a process is asked to end when its calls have ended",
    weight: 3,
    run: (world, random) => withOne(world, random, (process) => process.signal("SIGUSR2")),
  },
  {
    name: "a process sleeps past its lease",
    weight: 6,
    run: (world, random) => asleep(world, random, between(random, 11_000, 30_000)),
  },
  {
    name: "a process sleeps for a moment",
    weight: 8,
    run: (world, random) => asleep(world, random, between(random, 200, 6_000)),
  },
  {
    name: "all callers are killed at once",
    weight: 2,
    run: async (world) => {
      for (const process of world.dialers) process.signal("SIGKILL");
    },
  },
  {
    name: "PostgreSQL crashes and comes back",
    weight: 3,
    run: async (world, random) => {
      if (crashing.has(world)) return;
      crashing.add(world);
      try {
        await world.database.crash(between(random, 0, 3_000));
      } finally {
        crashing.delete(world);
      }
    },
  },
  {
    name: "connections to the database are cut",
    weight: 18,
    run: (world, random) => withOne(world, random, ({ proxy }) => proxy.cut()),
  },
  {
    name: "the database is slow to reach",
    weight: 12,
    run: (world, random) =>
      withOne(world, random, async ({ proxy }) => {
        proxy.delay(between(random, 20, 700));
        await sleep(between(random, 1_000, 6_000));
        proxy.delay(0);
      }),
  },
  {
    name: "a process is apart from the database",
    weight: 8,
    run: (world, random) =>
      withOne(world, random, async ({ proxy }) => {
        proxy.partition(true);
        await sleep(between(random, 1_000, 14_000));
        proxy.partition(false);
      }),
  },
  {
    name: "packets between a process and the database are dropped for a minute",
    weight: 2,
    run: (world, random) =>
      withOne(world, random, async ({ proxy }) => {
        proxy.dropPackets(true);
        await sleep(60_000);
        proxy.dropPackets(false);
      }),
  },
  {
    name: "the answer to a commit is lost",
    weight: 15,
    run: (world, random) => withOne(world, random, ({ proxy }) => proxy.loseNextCommit()),
  },
  {
    name: "connections to the carrier are cut",
    weight: 8,
    run: async (world) => world.tellNetwork({ type: "cut" }),
  },
  {
    name: "the carrier tells late",
    weight: 8,
    run: async (world, random) =>
      world.tellNetwork({
        type: "lag",
        lagMilliseconds: between(random, 200, 4_000),
        forMilliseconds: between(random, 1_000, 4_000),
      }),
  },
];

const crashing = new WeakSet<World>();

async function asleep(world: World, random: Random, milliseconds: number): Promise<void> {
  await withOne(world, random, async (process) => {
    process.signal("SIGSTOP");
    await sleep(milliseconds);
    process.signal("SIGCONT");
  });
}

/** Breaks things until so many were broken, several at once; gives how often each. Everything is mended at its end. */
export async function wreak(
  world: World,
  random: Random,
  options: {
    faults: number;
    gapMilliseconds: number;
    told?: (n: number, name: string) => void;
    enough?: () => boolean;
  },
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const underWay = new Set<Promise<void>>();
  const broken: unknown[] = [];
  for (let n = 1; n <= options.faults && !options.enough?.(); n++) {
    const fault = weighted(
      random,
      faults.map((one) => [one.weight, one] as const),
    );
    counts[fault.name] = (counts[fault.name] ?? 0) + 1;
    options.told?.(n, fault.name);
    const running = fault
      .run(world, random)
      .catch((error: unknown) => void broken.push(error))
      .finally(() => underWay.delete(running));
    underWay.add(running);
    await sleep(between(random, 0, 2 * options.gapMilliseconds));
    if (broken.length > 0) throw broken[0];
  }
  await Promise.all(underWay);
  if (broken.length > 0) throw broken[0];
  for (const process of world.processes) await process.ready();
  return counts;
}
