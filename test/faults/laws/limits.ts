/** Never more live calls than any limit, and never more starts in a second than calls per second allow, plus one. */
import type { Ring } from "../referee/record.ts";
import { campaignsOfRings, type Facts, type LabCampaign, type Limits } from "./facts.ts";

interface Bound {
  name: string;
  limits: Limits;
  rings: Ring[];
}

/** Calls that may start beyond calls per second in the worst span of a second. */
const RATE_TOLERANCE = 1;

/** The rings that each limit counts. */
function bounds(facts: Facts): Bound[] {
  const campaigns = campaignsOfRings(facts);
  const of = (name: string, limits: Limits, belongs: (campaign: LabCampaign) => boolean): Bound => ({
    name,
    limits,
    rings: facts.rings.filter((ring) => {
      const campaign = campaigns.get(ring.key);
      return campaign !== undefined && belongs(campaign);
    }),
  });
  return [
    ...facts.campaigns.map((one) => of(`campaign ${one.id}`, one, (campaign) => campaign.id === one.id)),
    ...[...facts.lines].map(([id, limits]) => of(`line ${id}`, limits, (campaign) => campaign.lineId === id)),
    ...[...facts.employees].map(([id, limits]) =>
      of(`employee ${id}`, { ...limits, callsPerSecond: null }, (campaign) => campaign.employeeId === id),
    ),
  ];
}

export function callsAtOnce(facts: Facts): string[] {
  return bounds(facts).flatMap(({ name, limits, rings }) => {
    const steps = rings
      .flatMap((ring) => [
        { at: ring.at, by: 1, key: ring.key },
        { at: ring.endedAt ?? Infinity, by: -1, key: ring.key },
      ])
      // A place that became free in the same millisecond was free.
      .toSorted((a, b) => a.at - b.at || a.by - b.by);
    let live = 0;
    return steps.flatMap(({ at, by, key }) => {
      live += by;
      if (by < 0 || live <= limits.maxConcurrentCalls) return [];
      return [`${key} made ${live} calls of ${name} live at ${at}, where ${limits.maxConcurrentCalls} may be.`];
    });
  });
}

export function callsPerSecond(facts: Facts): string[] {
  return bounds(facts).flatMap(({ name, limits, rings }) => {
    if (limits.callsPerSecond === null) return [];
    const allowed = Math.ceil(limits.callsPerSecond) + RATE_TOLERANCE;
    const sent = rings.map((ring) => ring.sentAt).toSorted((a, b) => a - b);
    return sent.flatMap((at, index) => {
      const before = sent[index - allowed];
      if (before === undefined || at - before >= 1_000) return [];
      return [
        `${allowed + 1} calls of ${name} were sent within ${at - before} ms up to ${at}, where ${limits.callsPerSecond} a second may be.`,
      ];
    });
  });
}
