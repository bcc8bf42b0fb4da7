/** People at the buttons: they make campaigns, start, pause, resume, stop and retry them, and keep the do-not-call list. */
import { setTimeout as sleep } from "node:timers/promises";
import { between, oneOf, type Random, weighted } from "./random.ts";
import type { CampaignPlan, RunningCampaign, Town } from "./town.ts";

export interface PeopleOptions {
  lines: readonly string[];
  employees: readonly string[];
  /** Campaigns that are kept going at once. */
  campaigns: number;
  people: number;
  /** True when they may go home. */
  enough: () => boolean;
}

const evenMinutes = Array.from({ length: 30 }, (_, n) => 2 * n);

/** Busy until it is enough; whatever is still open then is left as it is. */
export async function bePeople(town: Town, random: Random, options: PeopleOptions): Promise<void> {
  const { enough } = options;
  while (!enough()) {
    const open = await openCampaigns(town);
    if (open.length < options.campaigns) await begin(town, random, options);
    else await press(town, random, oneOf(random, open));
    await sleep(between(random, 100, 1_200));
  }
}

async function openCampaigns(town: Town): Promise<RunningCampaign[]> {
  const found: RunningCampaign[] = [];
  for (const campaign of town.campaigns.slice(-12)) {
    const status = await town.status(campaign.id);
    if (status !== "completed" && status !== "canceled") found.push(campaign);
  }
  return found;
}

async function begin(town: Town, random: Random, { lines, employees, people }: PeopleOptions): Promise<void> {
  const before = town.campaigns.at(-1);
  const plan: CampaignPlan = {
    people: between(random, people / 2, people),
    lineId: oneOf(random, lines),
    employeeId: oneOf(random, employees),
    maxConcurrentCalls: between(random, 1, 8),
    callsPerSecond: random() < 0.4 ? between(random, 2, 12) : null,
    maxRetries: between(random, 0, 3),
    ...(random() < 0.25 ? { minutes: evenMinutes } : {}),
    ...(before && random() < 0.4 ? { alsoCalls: before.phones.slice(0, 5) } : {}),
  };
  const campaign = await town.addCampaign(plan);
  await town.press("start", campaign.id);
}

async function press(town: Town, random: Random, campaign: RunningCampaign): Promise<void> {
  const deed = weighted(random, [
    [30, "pause"],
    [4, "cancel"],
    [25, "list"],
    [15, "retry failed"],
    [10, "unlist"],
    [16, "resume"],
  ] as const);
  switch (deed) {
    case "pause":
      await town.press("pause", campaign.id);
      await sleep(between(random, 100, 3_000));
      await town.press("resume", campaign.id);
      return;
    case "list":
      await town.list(oneOf(random, campaign.phones));
      return;
    case "unlist": {
      const listed = town.deeds.filter((one) => one.kind === "list" && one.done);
      if (listed.length > 0) await town.unlist(oneOf(random, listed).phone!);
      return;
    }
    case "retry failed": {
      const { id } = oneOf(random, town.campaigns.slice(-6));
      await town.press("retry failed", id, { outcomes: ["failed", "no_answer"] });
      return;
    }
    case "cancel":
    case "resume":
      await town.press(deed, campaign.id);
  }
}
