/**
 * Judges a finished run call by call, from what the telephone network saw and what the design promises. Written apart from
 * the engine: it shares neither its windows, nor its retries, nor its SQL.
 */
import type { CampaignSettings, CallingRules } from "#domain/campaign/settings.ts";
import { promised } from "./callees.ts";
import { dayBefore, minuteOf, wallTime, weekdayOf } from "./wall-clock.ts";

/** One call of the run: what the line heard, joined with whom it was for. */
export interface JudgedCall {
  key: string;
  campaignId: number;
  employeeId: number;
  lineId: number;
  phone: string;
  attempt: number;
  placedAt: number;
  endedAt: number;
  /** Places in the order of everything that happened. */
  began: number;
  ended: number;
}

export interface Listed {
  phone: string;
  /** Candidate zones; [] = unknown. */
  zones: readonly string[];
  firstName: string | null;
}

export interface JudgedCampaign {
  id: number;
  organisation: string;
  employeeId: number;
  lineId: number;
  settings: CampaignSettings;
  needsFirstName: boolean;
  /** In the order of adding. */
  contacts: readonly Listed[];
  /** When it was to start. */
  startsAt: number;
  /** Stretches in which it was paused; half-open. */
  pauses: ReadonlyArray<{ from: number; until: number }>;
}

export interface Run {
  campaigns: readonly JudgedCampaign[];
  rules: ReadonlyMap<string, CallingRules>;
  lines: ReadonlyMap<number, { maxConcurrentCalls: number; callsPerSecond: number | null }>;
  employees: ReadonlyMap<number, { maxConcurrentCalls: number }>;
  /** Numbers that were listed by hand, and from when. */
  doNotCall: ReadonlyArray<{ organisation: string; phone: string; from: number }>;
  calls: readonly JudgedCall[];
}

export type Broken =
  | "window"
  | "quiet_hours"
  | "paused"
  | "not_started"
  | "gap"
  | "daily_cap"
  | "too_many_calls"
  | "too_few_calls"
  | "retry_too_early"
  | "retry_late"
  | "campaign_limit"
  | "employee_limit"
  | "line_limit"
  | "calls_per_second"
  | "number_twice_at_once"
  | "key_twice"
  | "attempt_number"
  | "do_not_call"
  | "left_out"
  | "order";

export interface Violation {
  kind: Broken;
  text: string;
}

/** Everything that is wrong with the run; [] = it is as promised. */
export function judge(run: Run): Violation[] {
  const found: Violation[] = [];
  const campaigns = new Map(run.campaigns.map((campaign) => [campaign.id, campaign]));
  const banned = bans(run, campaigns);
  const say = (kind: Broken, call: JudgedCall, more: string) =>
    found.push({ kind, text: `${call.key} to ${call.phone} at ${new Date(call.placedAt).toISOString()}: ${more}` });

  judgeHours(run, campaigns, say);
  judgeLimits(run, say);
  judgePace(run, say);
  judgeNumbers(run, campaigns, banned, say);
  for (const campaign of run.campaigns) judgeContacts(run, campaign, banned, found, say);
  return found;
}

type Say = (kind: Broken, call: JudgedCall, more: string) => void;

/** From when on a number of an organisation may not be rung. */
function bans(run: Run, campaigns: ReadonlyMap<number, JudgedCampaign>): Map<string, number> {
  const banned = new Map<string, number>();
  const ban = (key: string, from: number) => banned.set(key, Math.min(from, banned.get(key) ?? Infinity));
  for (const { organisation, phone, from } of run.doNotCall) ban(`${organisation} ${phone}`, from);
  for (const call of run.calls) {
    const { organisation } = campaigns.get(call.campaignId)!;
    if (promised(call.phone, call.attempt).optsOut) ban(`${organisation} ${call.phone}`, call.endedAt);
  }
  return banned;
}

function judgeHours(run: Run, campaigns: ReadonlyMap<number, JudgedCampaign>, say: Say): void {
  for (const call of run.calls) {
    const campaign = campaigns.get(call.campaignId)!;
    const zones = zonesOf(campaign, call.phone);
    const { timezone } = campaign.settings;
    const windowZones = timezone.mode === "fixed" ? [timezone.zone] : zones;
    for (const zone of windowZones) {
      if (!inWindow(campaign.settings, zone, call.placedAt)) say("window", call, `closed in ${zone}`);
    }
    const quiet = run.rules.get(campaign.organisation)!.quietHours;
    for (const zone of zones) {
      if (quiet && isQuiet(quiet, zone, call.placedAt)) say("quiet_hours", call, `quiet in ${zone}`);
    }
    if (call.placedAt < campaign.startsAt) say("not_started", call, "the campaign was to start later");
    if (campaign.pauses.some(({ from, until }) => call.placedAt >= from && call.placedAt < until))
      say("paused", call, "the campaign was paused");
  }
}

/** The zones a contact is called by: its own, else what the campaign assumes. */
function zonesOf({ settings, contacts }: JudgedCampaign, phone: string): readonly string[] {
  const own = contactOf(contacts, phone)?.zones ?? [];
  if (own.length > 0) return own;
  const assumed = settings.timezone.mode === "fixed" ? settings.timezone.zone : settings.timezone.fallback;
  return assumed === null ? [] : [assumed];
}

const byPhone = new WeakMap<readonly Listed[], Map<string, Listed>>();

function contactOf(contacts: readonly Listed[], phone: string): Listed | undefined {
  let index = byPhone.get(contacts);
  if (!index) byPhone.set(contacts, (index = new Map(contacts.map((contact) => [contact.phone, contact]))));
  return index.get(phone);
}

function inWindow(settings: CampaignSettings, zone: string, instant: number): boolean {
  const { date, minute } = wallTime(zone, instant);
  if (settings.blackoutDates.includes(date)) return false;
  const today = weekdayOf(date);
  const eve = dayBefore(date);
  return settings.windows.some(({ days, from, to }) => {
    const [begins, ends] = [minuteOf(from), minuteOf(to)];
    if (ends > begins) return days.includes(today) && minute >= begins && minute < ends;
    if (days.includes(today) && minute >= begins) return true;
    return days.includes(weekdayOf(eve)) && !settings.blackoutDates.includes(eve) && minute < ends;
  });
}

function isQuiet({ from, to }: { from: string; to: string }, zone: string, instant: number): boolean {
  const { minute } = wallTime(zone, instant);
  const [begins, ends] = [minuteOf(from), minuteOf(to)];
  return begins < ends ? minute >= begins && minute < ends : minute >= begins || minute < ends;
}

/** Counts what is live in the order in which things happened, whatever the clock showed. */
function judgeLimits(run: Run, say: Say): void {
  const steps = run.calls.flatMap((call) => [
    { at: call.began, call, by: 1 },
    { at: call.ended, call, by: -1 },
  ]);
  steps.sort((a, b) => a.at - b.at);
  const live = new Map<string, number>();
  const limits = new Map(run.campaigns.map(({ id, settings }) => [id, settings.maxConcurrentCalls]));
  for (const { call, by } of steps) {
    const checks = [
      ["campaign_limit", `campaign ${call.campaignId}`, limits.get(call.campaignId)!],
      ["employee_limit", `employee ${call.employeeId}`, run.employees.get(call.employeeId)!.maxConcurrentCalls],
      ["line_limit", `line ${call.lineId}`, run.lines.get(call.lineId)!.maxConcurrentCalls],
      ["number_twice_at_once", `number ${call.phone} of ${call.employeeId}`, 1],
    ] as const;
    for (const [kind, subject, limit] of checks) {
      const now = (live.get(subject) ?? 0) + by;
      live.set(subject, now);
      if (by > 0 && now > limit) say(kind, call, `${now} live on ${subject}, which takes ${limit}`);
    }
  }
}

function judgePace(run: Run, say: Say): void {
  for (const [lineId, { callsPerSecond }] of run.lines) {
    if (callsPerSecond === null) continue;
    const starts = run.calls.filter((call) => call.lineId === lineId).toSorted((a, b) => a.placedAt - b.placedAt);
    pace(starts, callsPerSecond, `line ${lineId}`, say);
  }
  for (const { id, settings } of run.campaigns) {
    if (settings.callsPerSecond === null) continue;
    const starts = run.calls.filter((call) => call.campaignId === id).toSorted((a, b) => a.placedAt - b.placedAt);
    pace(starts, settings.callsPerSecond, `campaign ${id}`, say);
  }
}

/** Calls that start within any second: as many as the limit, whole. */
function pace(starts: readonly JudgedCall[], callsPerSecond: number, subject: string, say: Say): void {
  const allowed = Math.max(1, Math.floor(callsPerSecond));
  for (let last = allowed; last < starts.length; last++) {
    const span = starts[last]!.placedAt - starts[last - allowed]!.placedAt;
    if (span < 1_000) say("calls_per_second", starts[last]!, `${allowed + 1} starts within ${span} ms on ${subject}`);
  }
}

/** What concerns a number over all campaigns of its organisation. */
function judgeNumbers(
  run: Run,
  campaigns: ReadonlyMap<number, JudgedCampaign>,
  banned: ReadonlyMap<string, number>,
  say: Say,
): void {
  const keys = new Set<string>();
  const byNumber = new Map<string, JudgedCall[]>();
  for (const call of run.calls) {
    if (keys.has(call.key)) say("key_twice", call, "its key was placed before");
    keys.add(call.key);
    const number = `${campaigns.get(call.campaignId)!.organisation} ${call.phone}`;
    const known = byNumber.get(number);
    if (known) known.push(call);
    else byNumber.set(number, [call]);
    if (call.placedAt >= (banned.get(number) ?? Infinity)) say("do_not_call", call, "it is on the do-not-call list");
  }
  for (const [number, calls] of byNumber) {
    calls.sort((a, b) => a.began - b.began);
    const { maxCallsPer24h: cap, minGapMinutes: gap } = run.rules.get(number.split(" ")[0]!)!;
    for (const [at, call] of calls.entries()) {
      const capped = cap === null ? undefined : calls[at - cap];
      if (capped && call.placedAt - capped.placedAt < 86_400_000)
        say("daily_cap", call, `${cap! + 1} calls in 24 hours`);
      const other = calls.slice(0, at).findLast(({ campaignId }) => campaignId !== call.campaignId);
      if (other && call.placedAt - other.endedAt < gap * 60_000)
        say("gap", call, `${(call.placedAt - other.endedAt) / 60_000} minutes after ${other.key}`);
    }
  }
}

/** How late a due call may be while its window is open and nothing else holds it: places are taken for a few minutes. */
const PATIENCE = 40 * 60_000;

/** What concerns a contact in one campaign: who is called, how often, how soon again, and in which order first. */
function judgeContacts(
  run: Run,
  campaign: JudgedCampaign,
  banned: ReadonlyMap<string, number>,
  found: Violation[],
  say: Say,
): void {
  const calls = new Map<string, JudgedCall[]>();
  for (const call of run.calls) {
    if (call.campaignId !== campaign.id) continue;
    const known = calls.get(call.phone);
    if (known) known.push(call);
    else calls.set(call.phone, [call]);
  }
  const shared = new Set<string>();
  for (const other of run.campaigns) {
    if (other.id === campaign.id || other.organisation !== campaign.organisation) continue;
    for (const { phone } of other.contacts) if (contactOf(campaign.contacts, phone)) shared.add(phone);
  }
  const latestFirst = new Map<string, number>();
  for (const contact of campaign.contacts) {
    const mine = (calls.get(contact.phone) ?? []).toSorted((a, b) => a.began - b.began);
    const ban = banned.get(`${campaign.organisation} ${contact.phone}`) ?? Infinity;
    const leftOut =
      (campaign.needsFirstName && contact.firstName === null) ||
      (campaign.settings.timezone.mode === "contact" && zonesOf(campaign, contact.phone).length === 0);
    const [first] = mine;
    if (!first) {
      if (!leftOut && ban === Infinity)
        found.push({ kind: "too_few_calls", text: `${contact.phone} of campaign ${campaign.id} was never called` });
      continue;
    }
    if (leftOut) say("left_out", first, "nobody may call without a zone or a name");
    const alone = !shared.has(contact.phone);
    judgeAttempts(campaign, run.rules.get(campaign.organisation)!, mine, ban, alone, say);
    const zone = contact.zones.toSorted().join(" ");
    if (alone) {
      if (first.placedAt < (latestFirst.get(zone) ?? -Infinity)) say("order", first, "called before one added earlier");
      latestFirst.set(zone, Math.max(first.placedAt, latestFirst.get(zone) ?? -Infinity));
    }
  }
}

function judgeAttempts(
  campaign: JudgedCampaign,
  rules: CallingRules,
  calls: readonly JudgedCall[],
  ban: number,
  alone: boolean,
  say: Say,
): void {
  const { retry } = campaign.settings;
  let retries = 0;
  for (const [at, call] of calls.entries()) {
    if (call.attempt !== at + 1) say("attempt_number", call, `attempt ${call.attempt} is number ${at + 1}`);
    const came = promised(call.phone, call.attempt);
    const next = calls[at + 1];
    let waits: number;
    if (came.callsBack) waits = 3_600;
    else if (!came.last && retry.on.includes(came.outcome) && retries < retry.maxRetries) {
      waits = retry.backoff === "fixed" ? retry.delaySeconds : retry.delaySeconds * 2 ** retries;
      waits = Math.min(waits, 2_592_000);
      retries += 1;
    } else {
      if (next) say("too_many_calls", next, `after ${came.outcome}, ${retries} retries made`);
      return;
    }
    const due = call.endedAt + waits * 1_000;
    if (!next) {
      if (ban === Infinity) say("too_few_calls", call, `no call followed ${came.outcome}, ${retries} retries made`);
      return;
    }
    if (next.placedAt < due) say("retry_too_early", next, `due only at ${new Date(due).toISOString()}`);
    if (!alone) continue;
    const { maxCallsPer24h: cap } = rules;
    const capped = cap === null ? undefined : calls[at + 1 - cap];
    const free = Math.max(due, capped ? capped.placedAt + 86_400_000 : 0);
    if (next.placedAt - free > PATIENCE && openThroughout(campaign, rules, call.phone, free, free + PATIENCE))
      say("retry_late", next, `could be called from ${new Date(free).toISOString()}`);
  }
}

/** Whether a call to the number could have started at any time of the stretch. */
function openThroughout(
  campaign: JudgedCampaign,
  { quietHours }: CallingRules,
  phone: string,
  from: number,
  until: number,
): boolean {
  const { timezone } = campaign.settings;
  const zones = zonesOf(campaign, phone);
  const windowZones = timezone.mode === "fixed" ? [timezone.zone] : zones;
  if (campaign.pauses.some((pause) => pause.from < until && pause.until > from)) return false;
  for (let at = from; at <= until; at += 60_000) {
    if (!windowZones.every((zone) => inWindow(campaign.settings, zone, at))) return false;
    if (quietHours && zones.some((zone) => isQuiet(quietHours, zone, at))) return false;
  }
  return true;
}
