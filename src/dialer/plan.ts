/**
 * What one claim may ask for, decided from what the database says now. Pure: the same view and instant give the same
 * plan.
 */
import { canMove } from "#domain/campaign/lifecycle.ts";
import { type Contender, millisecondsUntilStart, type Pace, refill, shareFree } from "#domain/dialing/pacing.ts";
import { reachOf } from "#domain/dialing/reach.ts";
import { openness } from "#domain/dialing/windows.ts";
import { lineLimits } from "#domain/line.ts";
import { spokenTexts } from "#domain/spoken.ts";
import { parseTemplate, requiredVariables } from "#domain/template.ts";
import type { Ask, DueQuestion } from "#store/claim.ts";
import type { CampaignView, EmployeeView, LineView, OrganisationView } from "#store/engine-view.ts";
import type { Schedules } from "./schedules.ts";

export interface Plan {
  asks: Ask[];
  /** Campaigns the engine has to pause, with the reason a person reads. */
  pauses: Array<{ campaignId: number; reason: string }>;
  /** Contacts that can never be called for want of a zone. */
  withoutZone: Array<{ campaignId: number; zoneSet: number }>;
  /** Campaigns in which nothing is left to do. */
  finished: CampaignView[];
  /** Where to look for the next contact that comes due. */
  questions: DueQuestion[];
  /** The earliest instant at which a scheduled start or an end date changes the plan; null = neither is ahead. */
  wakeAt: number | null;
  /** The earliest instant at which tokens let more begin, where nothing else holds it back; null = they hold nothing. */
  tokensAt: number | null;
  /** Whether one that is ready could start more than it is given: this look was too small for it. */
  unbound: boolean;
  /** Whether some contacts are in a zone set that is not among those given. */
  unknownZones: boolean;
  /** Campaigns that could call now if they had somebody due and a place. */
  ready: number;
  paces: Map<string, { subject: Subject; id: number; pace: Pace }>;
}

/** The most contacts judged in one statement: 200 take 13 ms, and a pause waits for no more than that. */
const MOST_AT_ONCE = 200;

interface Ready {
  campaign: CampaignView;
  employee: EmployeeView;
  line: LineView;
  zoneSets: number[];
}

/**
 * @param places calls that this process can take on. @param dry campaigns found to have nobody due in this turn.
 */
export function planClaim(
  view: OrganisationView,
  zones: ReadonlyMap<number, readonly string[]>,
  schedules: Schedules,
  now: number,
  places: number,
  dry: ReadonlySet<number>,
): Plan {
  const plan: Plan = {
    asks: [],
    pauses: [],
    withoutZone: [],
    finished: [],
    questions: [],
    wakeAt: null,
    tokensAt: null,
    unbound: false,
    unknownZones: false,
    ready: 0,
    paces: new Map(),
  };
  const ready: Ready[] = [];
  for (const campaign of view.campaigns) {
    const reason = obstacle(campaign, now);
    if (reason !== null) {
      plan.pauses.push({ campaignId: campaign.id, reason });
      continue;
    }
    if (campaign.scheduledAt !== null && campaign.scheduledAt > now) {
      plan.wakeAt = earlier(plan.wakeAt, campaign.scheduledAt);
      continue;
    }
    if (campaign.open === 0) {
      plan.finished.push(campaign);
      continue;
    }
    const { endsAt } = campaign.settings;
    if (endsAt !== null) plan.wakeAt = earlier(plan.wakeAt, Date.parse(endsAt));
    const { employee, line } = campaign;
    if (!employee || !line) continue;
    const zoneSets = openZoneSets(plan, view, campaign, line, zones, schedules, now);
    if (zoneSets.length > 0 && !dry.has(campaign.id)) ready.push({ campaign, employee, line, zoneSets });
  }
  plan.ready = ready.length;
  share(plan, view, ready, now, Math.min(places, MOST_AT_ONCE));
  return plan;
}

function obstacle(campaign: CampaignView, now: number): string | null {
  if (!canMove("pause", campaign.status)) return null;
  if (!campaign.employee) return "Its AI employee is no longer active. Activate it or choose another, then resume.";
  if (!campaign.line) return "Its line was removed or switched off. Choose another, then resume.";
  const texts = spokenTexts(campaign.settings, campaign.employee);
  if (texts.some(({ template }) => !parseTemplate(template).ok))
    return "What its AI employee says has a broken {{variable}}. Mend the text, then resume.";
  const { endsAt } = campaign.settings;
  if (endsAt !== null && Date.parse(endsAt) <= now)
    return "Its end date has passed. Set a later one and resume, or stop it.";
  return null;
}

function openZoneSets(
  plan: Plan,
  view: OrganisationView,
  campaign: CampaignView,
  line: LineView,
  zones: ReadonlyMap<number, readonly string[]>,
  schedules: Schedules,
  now: number,
): number[] {
  const limits = lineLimits(line.kind, line.settings);
  const schedule = schedules.of(
    campaign.id,
    campaign.settingsVersion,
    campaign.settings,
    view.rules,
    limits.bindsRules,
  );
  const open: number[] = [];
  for (const zoneSet of campaign.zoneSets) {
    const zonesOfSet = zones.get(zoneSet);
    if (!zonesOfSet) {
      // Added since the sets were read, which is not the same as a set without zones: nobody is left out for that.
      plan.unknownZones = true;
      continue;
    }
    const state = openness(schedule, zonesOfSet, now);
    if (state.open) {
      open.push(zoneSet);
      plan.questions.push({ campaignId: campaign.id, zoneSet, opensAt: null });
    } else if (state.opensAt !== null) {
      plan.questions.push({ campaignId: campaign.id, zoneSet, opensAt: state.opensAt });
    } else if (reachOf(schedule, zonesOfSet, now) === "no_timezone") {
      plan.withoutZone.push({ campaignId: campaign.id, zoneSet });
    }
  }
  return open;
}

function share(plan: Plan, view: OrganisationView, ready: readonly Ready[], now: number, places: number): void {
  const live = (of: (count: OrganisationView["live"][number]) => boolean) =>
    view.live.reduce((sum, count) => (of(count) ? sum + count.n : sum), 0);

  // Free places by concurrency alone, and whole tokens of those that have calls per second.
  const free = {
    campaign: new Map<number, number>(),
    employee: new Map<number, number>(),
    line: new Map<number, number>(),
  };
  const resting = new Set<number>();
  for (const { campaign, employee, line } of ready) {
    const limits = lineLimits(line.kind, line.settings);
    if (!free.line.has(line.id)) {
      free.line.set(line.id, limits.maxConcurrentCalls - live((count) => count.line_id === line.id));
      const pace = view.linePaces.get(line.id);
      if (pace?.restUntil != null && pace.restUntil > now) {
        resting.add(line.id);
        plan.tokensAt = earlier(plan.tokensAt, pace.restUntil);
      }
      fill(plan, "line", line.id, pace, limits.callsPerSecond, now);
    }
    if (!free.employee.has(employee.id)) {
      const busy = live((count) => count.ai_employee_id === employee.id);
      free.employee.set(employee.id, employee.maxConcurrentCalls - busy);
    }
    const mine = live((count) => count.campaign_id === campaign.id);
    free.campaign.set(campaign.id, campaign.settings.maxConcurrentCalls - mine);
    fill(plan, "campaign", campaign.id, campaign.pace, campaign.settings.callsPerSecond, now);
  }

  const tokens = (subject: Subject, id: number) =>
    Math.floor(plan.paces.get(`${subject} ${id}`)?.pace.tokens ?? Infinity);
  const lineRoom = new Map(
    [...free.line].map(([id, room]) => [id, resting.has(id) ? 0 : Math.min(room, tokens("line", id))]),
  );
  const inTurn = ready.toSorted((a, b) => (a.campaign.lastCallId ?? 0) - (b.campaign.lastCallId ?? 0));
  const contenders = inTurn.map(({ campaign, employee, line }): Contender => ({
    campaignId: campaign.id,
    employeeId: employee.id,
    lineId: line.id,
    live: live((count) => count.campaign_id === campaign.id),
    room: Math.min(free.campaign.get(campaign.id)!, tokens("campaign", campaign.id)),
  }));
  const given = shareFree(contenders, free.employee, lineRoom, places);
  for (const { campaign, employee, line, zoneSets } of ready) {
    const quota = given.get(campaign.id) ?? 0;
    if (quota > 0) plan.asks.push(askFor(view, campaign, employee, line, zoneSets, quota));
  }
  waitForTokens(plan, ready, given, free, resting, now);
}

/** The next look for campaigns that nothing holds back but calls per second; whatever else does, its end wakes the engine. */
function waitForTokens(
  plan: Plan,
  ready: readonly Ready[],
  given: ReadonlyMap<number, number>,
  free: Record<"campaign" | "employee" | "line", ReadonlyMap<number, number>>,
  resting: ReadonlySet<number>,
  now: number,
): void {
  const taken = (of: (one: Ready) => boolean) =>
    ready.reduce((sum, one) => (of(one) ? sum + (given.get(one.campaign.id) ?? 0) : sum), 0);
  for (const { campaign, employee, line } of ready) {
    const ofCampaign = given.get(campaign.id) ?? 0;
    const ofLine = taken((one) => one.line.id === line.id);
    const full =
      free.campaign.get(campaign.id)! <= ofCampaign ||
      free.employee.get(employee.id)! <= taken((one) => one.employee.id === employee.id) ||
      free.line.get(line.id)! <= ofLine ||
      resting.has(line.id);
    if (full) continue;
    const waits = [
      wait(plan, "campaign", campaign.id, campaign.settings.callsPerSecond, ofCampaign),
      wait(plan, "line", line.id, lineLimits(line.kind, line.settings).callsPerSecond, ofLine),
    ];
    if (Math.max(...waits) > 0) plan.tokensAt = earlier(plan.tokensAt, now + Math.max(...waits));
    else plan.unbound = true;
  }
}

type Subject = "line" | "campaign";

/** Notes the bucket of tokens as of now, so that the claim can take out what it uses. */
function fill(
  plan: Plan,
  subject: Subject,
  id: number,
  pace: Pace | undefined,
  callsPerSecond: number | null,
  now: number,
): void {
  if (callsPerSecond === null) return;
  plan.paces.set(`${subject} ${id}`, { subject, id, pace: refill(pace, callsPerSecond, now) });
}

/** Milliseconds until the bucket has something again after so many were taken; 0 where it still has. */
function wait(plan: Plan, subject: Subject, id: number, callsPerSecond: number | null, taken: number): number {
  const found = plan.paces.get(`${subject} ${id}`);
  if (!found || callsPerSecond === null) return 0;
  const left = { ...found.pace, tokens: found.pace.tokens - taken };
  return left.tokens >= 1 ? 0 : Math.max(1, millisecondsUntilStart(left, callsPerSecond));
}

function askFor(
  view: OrganisationView,
  campaign: CampaignView,
  employee: EmployeeView,
  line: LineView,
  zoneSets: number[],
  quota: number,
): Ask {
  const limits = lineLimits(line.kind, line.settings);
  return {
    campaignId: campaign.id,
    quota,
    zoneSets,
    lineId: line.id,
    lineKind: line.kind,
    employeeId: employee.id,
    employeeVersion: employee.version,
    settingsVersion: campaign.settingsVersion,
    callerId: campaign.callerId ?? limits.callerIds[0] ?? null,
    simulated: limits.simulated,
    gapMinutes: limits.bindsRules ? view.rules.minGapMinutes : 0,
    cap: limits.bindsRules ? view.rules.maxCallsPer24h : null,
    required: requiredVariables(spokenTexts(campaign.settings, employee).map(({ template }) => template)),
  };
}

function earlier(a: number | null, b: number): number {
  return a === null ? b : Math.min(a, b);
}
