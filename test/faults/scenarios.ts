/** The shortest ways to the faults that a laboratory must be able to see. Each is a world with one thing done to it. */
import { setTimeout as sleep } from "node:timers/promises";
import { judge } from "./laws/all.ts";
import { ringsOf } from "./referee/record.ts";
import { Town } from "./town.ts";
import { openWorld, type World, type WorldOptions } from "./world.ts";

export type Scenario = (root: string | undefined) => Promise<Record<string, string[]>>;

const anyNumber = { maxConcurrentCalls: 50, callsPerSecond: null };

function scenario(
  options: Omit<WorldOptions, "root" | "seed">,
  play: (town: Town, world: World) => Promise<void>,
): Scenario {
  return async (root) => {
    const world = await openWorld({ seed: 7, ...options, ...(root === undefined ? {} : { root }) });
    try {
      const town = new Town(world);
      await play(town, world);
      await town.end(30_000);
      return judge(await town.facts());
    } finally {
      await world.close();
    }
  };
}

/** Waits until it is so; what is waited for is sure to come. */
async function until(so: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + 70_000;
  while (!(await so())) {
    if (performance.now() > deadline) throw new Error("What the scenario waits for did not come within 70 s.");
    await sleep(10);
  }
}

/** What commits a call as dialing. */
const committing = "set state = 'dialing'";

/** A pause while the answer to the commit of a call is on its way. */
export const pausedWhileDialing = scenario({ dialers: 1 }, async (town, world) => {
  const lineId = await town.addLine(anyNumber);
  const { id } = await town.addCampaign({ people: 3, lineId, employeeId: await town.addEmployee(50) });
  const committed = world.dialers[0]!.proxy.holdAnswerTo(committing, 3_000);
  await town.press("start", id);
  await committed;
  await sleep(200);
  await town.press("pause", id);
  await sleep(4_000);
});

/** A caller that sleeps past its lease with a call committed and not yet sent, while another takes it over. */
export const asleepWhileDialing = scenario(
  { dialers: 2, network: { talkMilliseconds: 15_000 } },
  async (town, world) => {
    const [sleeper, other] = world.dialers;
    const lineId = await town.addLine(anyNumber);
    const { id } = await town.addCampaign({ people: 3, lineId, employeeId: await town.addEmployee(50), maxRetries: 2 });
    other!.signal("SIGSTOP");
    const committed = sleeper!.proxy.holdAnswerTo(committing, 1_000);
    await town.press("start", id);
    await committed;
    await sleep(300);
    sleeper!.signal("SIGSTOP");
    other!.signal("SIGCONT");
    await until(() => ringsOf(world.record()).length > 0);
    await sleep(1_000);
    sleeper!.signal("SIGCONT");
  },
);

/** A caller that sleeps past its lease while its calls go on, and wakes when others have called again. */
export const asleepWhileTalking = scenario(
  { dialers: 2, network: { talkMilliseconds: 16_000 } },
  async (town, world) => {
    const [sleeper, other] = world.dialers;
    const lineId = await town.addLine(anyNumber);
    const employeeId = await town.addEmployee(50);
    const { id } = await town.addCampaign({ people: 12, lineId, employeeId, maxConcurrentCalls: 12, maxRetries: 0 });
    other!.signal("SIGSTOP");
    await town.press("start", id);
    await until(() => ringsOf(world.record()).filter((ring) => ring.answeredAt !== null).length === 12);
    sleeper!.signal("SIGSTOP");
    other!.signal("SIGCONT");
    await until(async () => (await town.status(id)) === "completed");
    await town.press("retry failed", id);
    await until(() => ringsOf(world.record()).length === 24);
    sleeper!.signal("SIGCONT");
    await sleep(1_000);
  },
);

/** A caller whose packets to the database are dropped while everybody talks; it must find back by itself, and dial. */
export const droppedWhileTalking = scenario(
  { dialers: 2, network: { talkMilliseconds: 30_000 } },
  async (town, world) => {
    const [lost, other] = world.dialers;
    const lineId = await town.addLine(anyNumber);
    const employeeId = await town.addEmployee(50);
    const plan = { lineId, employeeId, maxConcurrentCalls: 8, maxRetries: 0 };
    const { id } = await town.addCampaign({ people: 8, ...plan });
    other!.signal("SIGSTOP");
    await town.press("start", id);
    await until(() => ringsOf(world.record()).filter((ring) => ring.answeredAt !== null).length === 8);
    other!.signal("SIGCONT");
    lost!.proxy.dropPackets(true);
    await until(async () => (await town.status(id)) === "completed");
    lost!.proxy.dropPackets(false);
    other!.signal("SIGSTOP");
    const next = await town.addCampaign({ people: 2, ...plan });
    await town.press("start", next.id);
    await until(() => ringsOf(world.record()).length > 8);
    other!.signal("SIGCONT");
  },
);

/** A caller that is asked to end while everybody talks, and for longer than it waits. */
export const endedWhileTalking = scenario(
  { dialers: 1, network: { talkMilliseconds: 16_000 } },
  async (town, world) => {
    const [caller] = world.dialers;
    const lineId = await town.addLine(anyNumber);
    const employeeId = await town.addEmployee(50);
    const { id } = await town.addCampaign({ people: 8, lineId, employeeId, maxConcurrentCalls: 8, maxRetries: 1 });
    await town.press("start", id);
    await until(() => ringsOf(world.record()).filter((ring) => ring.answeredAt !== null).length === 8);
    caller!.signal("SIGTERM");
    // Cut off, and called again by the retry rule.
    await until(() => ringsOf(world.record()).length > 8);
  },
);

/** Three callers at one line with two places. */
export const crowded = scenario({ dialers: 3, network: { talkMilliseconds: 200 } }, async (town) => {
  const lineId = await town.addLine({ maxConcurrentCalls: 2, callsPerSecond: null });
  const employeeId = await town.addEmployee(50);
  for (const people of [40, 40]) {
    const { id } = await town.addCampaign({ people, lineId, employeeId, maxConcurrentCalls: 10 });
    await town.press("start", id);
  }
});
