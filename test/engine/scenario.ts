/**
 * Three weeks of an organisation with three campaigns that share numbers, an AI employee and a line, and of another beside
 * it: 24 October to 14 November 2026, over the time changes of Europe, Egypt and America.
 */
import {
  type CallingRules,
  type CampaignSettings,
  defaultRules,
  defaultSettings,
  type Weekday,
} from "#domain/campaign/settings.ts";
import {
  addCampaign,
  addContacts,
  addEmployee,
  addLine,
  addOrganisation,
  setRules,
  type World,
} from "#harness/world.ts";
import type { JudgedCampaign, Listed, Run } from "./oracle.ts";

export const begins = Date.parse("2026-10-24T00:00:00Z");
export const ends = Date.parse("2026-11-14T00:00:00Z");

const everyDay: Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Half hours, quarters, all kinds of changes, none at all, sets of candidates. */
const zoneSets: readonly (readonly string[])[] = [
  ["Europe/Berlin"],
  ["Europe/London"],
  ["America/New_York"],
  ["America/Los_Angeles"],
  ["America/Phoenix"],
  ["Asia/Kolkata"],
  ["Australia/Adelaide"],
  ["America/St_Johns"],
  ["Asia/Kathmandu"],
  ["Pacific/Chatham"],
  ["Australia/Lord_Howe"],
  ["Africa/Cairo"],
  ["America/New_York", "America/Chicago"],
  ["Europe/Lisbon", "Atlantic/Azores"],
  ["America/Denver", "America/Phoenix"],
  ["Asia/Tokyo"],
];
const western = [0, 1, 2, 3, 4, 7, 12, 13, 14].map((at) => zoneSets[at]!);

/** Every callee of the table often, ordinary ones beside them. */
const endings = ["00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13", "14"];

/** Chance that repeats itself (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function listOf(count: number, from: number, zones: readonly (readonly string[])[], seed: number): Listed[] {
  const next = chance(seed);
  return Array.from({ length: count }, (_, n) => {
    const ending = next() < 0.38 ? endings[Math.floor(next() * endings.length)]! : String(20 + Math.floor(next() * 80));
    const unknown = next() < 0.01;
    return {
      phone: `+1${String(2_000_000 + from + n)}${ending}`,
      zones: unknown ? [] : zones[Math.floor(next() * zones.length)]!,
      firstName: next() < 0.01 ? null : "Kim",
    };
  });
}

function shuffled(list: readonly Listed[], seed: number): Listed[] {
  const next = chance(seed);
  return list
    .map((contact) => ({ contact, key: next() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ contact }) => contact);
}

const reminders: CampaignSettings = {
  ...defaultSettings,
  blackoutDates: ["2026-10-28", "2026-11-11"],
  maxConcurrentCalls: 60,
  retry: { maxRetries: 3, delaySeconds: 3_600, backoff: "fixed", on: ["no_answer", "busy", "failed"] },
};
const evenings: CampaignSettings = {
  ...defaultSettings,
  windows: [
    { days: everyDay, from: "18:30", to: "22:30" },
    { days: ["sat", "sun"], from: "10:00", to: "13:00" },
  ],
  timezone: { mode: "contact", fallback: "Europe/London" },
  maxConcurrentCalls: 50,
  opening: "Hello {{first_name}}, this is Robin, an AI assistant.",
  retry: {
    maxRetries: 4,
    delaySeconds: 1_800,
    backoff: "exponential",
    on: ["no_answer", "busy", "failed", "voicemail"],
  },
};
const office: CampaignSettings = {
  ...defaultSettings,
  windows: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "10:00", to: "16:00" }],
  timezone: { mode: "fixed", zone: "America/New_York" },
  maxConcurrentCalls: 40,
  callsPerSecond: 400,
  retry: { maxRetries: 2, delaySeconds: 14_400, backoff: "fixed", on: ["busy", "failed"] },
};
const nights: CampaignSettings = {
  ...defaultSettings,
  windows: [
    { days: ["fri", "sat", "sun"], from: "23:00", to: "03:00" },
    { days: ["wed"], from: "23:30", to: "24:00" },
  ],
  blackoutDates: ["2026-10-31"],
  maxConcurrentCalls: 12,
  retry: { maxRetries: 4, delaySeconds: 900, backoff: "exponential", on: ["no_answer", "busy", "failed"] },
};

export interface Scenario extends Omit<Run, "calls"> {
  world: World;
  /** To be added to the first campaign when it is completed. */
  later: Listed[];
  campaigns: Array<JudgedCampaign & { pauses: Array<{ from: number; until: number }>; contacts: Listed[] }>;
  doNotCall: Array<{ organisation: string; phone: string; from: number }>;
}

/** Writes the scenario into an empty world. @param size 1 = 10,000 contacts. */
export async function prepare(world: World, size: number): Promise<Scenario> {
  const count = (whole: number) => Math.round(whole * size);
  const other: World = { ...world, organisationId: await addOrganisation(world.database, "org2") };
  const rules = new Map<string, CallingRules>([
    [world.organisationId, { ...defaultRules, minGapMinutes: 90 }],
    [other.organisationId, { ...defaultRules, quietHours: null, maxCallsPer24h: null }],
  ]);
  for (const one of [world, other]) await setRules(one, rules.get(one.organisationId)!);

  // Times are chosen so that every change of clocks falls into somebody's calls.
  const limits = { maxConcurrentCalls: 110, callsPerSecond: 1_000 };
  const otherLimits = { maxConcurrentCalls: 14, callsPerSecond: 4 };
  const lineId = await addLine(world, { ...limits, quietHours: true });
  const otherLineId = await addLine(other, { ...otherLimits, quietHours: true });
  const robin = await addEmployee(world, { maxConcurrentCalls: 80 });
  const sam = await addEmployee(world, { maxConcurrentCalls: 35 });
  const noor = await addEmployee(other, { maxConcurrentCalls: 10 });

  const both = listOf(count(900), 1_000_000, western, 1);
  const some = both.slice(0, count(300));
  const lists = {
    reminders: shuffled([...listOf(count(1_900), 0, zoneSets, 2), ...both.slice(count(450))], 12),
    later: shuffled([...listOf(count(1_200), 5_000_000, zoneSets, 6), ...both.slice(0, count(450))], 15),
    evenings: shuffled([...listOf(count(2_400), 2_000_000, zoneSets, 3), ...both], 13),
    office: shuffled([...listOf(count(2_200), 3_000_000, western, 4), ...some], 14),
    nights: [...listOf(count(100), 4_000_000, zoneSets, 5), ...both.slice(0, count(100))],
  };
  const campaigns: Scenario["campaigns"] = [];
  const launch = async (
    where: World,
    parts: { lineId: number; employeeId: number; settings: CampaignSettings; contacts: Listed[] },
    startsAt = begins,
  ) => {
    const id = await addCampaign(where, { ...parts, scheduledAt: new Date(startsAt) });
    await addContacts(where, id, parts.contacts, new Date(begins));
    const needsFirstName = parts.settings.opening !== null;
    campaigns.push({ id, organisation: where.organisationId, needsFirstName, startsAt, pauses: [], ...parts });
  };
  await launch(world, { lineId, employeeId: robin, settings: reminders, contacts: lists.reminders });
  const weekend = Date.parse("2026-10-31T12:00:00Z");
  await launch(world, { lineId, employeeId: robin, settings: evenings, contacts: lists.evenings }, weekend);
  const monday = Date.parse("2026-11-02T15:30:00Z");
  await launch(world, { lineId, employeeId: sam, settings: office, contacts: lists.office }, monday);
  await launch(other, { lineId: otherLineId, employeeId: noor, settings: nights, contacts: lists.nights });
  return {
    later: lists.later,
    world,
    campaigns,
    rules,
    lines: new Map([
      [lineId, limits],
      [otherLineId, otherLimits],
    ]),
    employees: new Map([
      [robin, { maxConcurrentCalls: 80 }],
      [sam, { maxConcurrentCalls: 35 }],
      [noor, { maxConcurrentCalls: 10 }],
    ]),
    doNotCall: [],
  };
}
