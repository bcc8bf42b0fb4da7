/**
 * What one claim may ask for, decided from what the database says now. Pure: the same view and instant give the same
 * plan.
 */
import { canMove } from "#domain/campaign/lifecycle.ts";
import { type Contender, millisecondsUntilStart, type Pace, refill, shareFree } from "#domain/dialing/pacing.ts";
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
  /** The earliest instant at which a bucket of tokens or a scheduled start lets more begin; null = neither holds. */
  wakeAt: number | null;
  paces: Map<string, { subject: "line" | "campaign"; id: number; pace: Pace }>;
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
    paces: new Map(),
  };
  const ready: Ready[] = [];
  for (const campaign of view.campaigns) {
    if (campaign.scheduledAt !== null && campaign.scheduledAt > now) {
      plan.wakeAt = earlier(plan.wakeAt, campaign.scheduledAt);
      continue;
    }
    const reason = obstacle(campaign, now);
    if (reason !== null) {
      plan.pauses.push({ campaignId: campaign.id, reason });
      continue;
    }
    if (campaign.open === 0) {
      plan.finished.push(campaign);
      continue;
    }
    const { employee, line } = campaign;
    if (!employee || !line) continue;
    const zoneSets = openZoneSets(plan, view, campaign, line, zones, schedules, now);
    if (zoneSets.length > 0 && !dry.has(campaign.id)) ready.push({ campaign, employee, line, zoneSets });
  }
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
    const state = openness(schedule, zones.get(zoneSet) ?? [], now);
    if (state.open) {
      open.push(zoneSet);
      plan.questions.push({ campaignId: campaign.id, zoneSet, opensAt: null });
    } else if (state.reason === "no_timezone") {
      plan.withoutZone.push({ campaignId: campaign.id, zoneSet });
    } else if (state.opensAt !== null) {
      plan.questions.push({ campaignId: campaign.id, zoneSet, opensAt: state.opensAt });
    }
  }
  return open;
}

function share(plan: Plan, view: OrganisationView, ready: readonly Ready[], now: number, places: number): void {
  const live = (of: (count: OrganisationView["live"][number]) => boolean) =>
    view.live.reduce((sum, count) => (of(count) ? sum + count.n : sum), 0);

  const contenders: Contender[] = [];
  const employeeRoom = new Map<number, number>();
  const lineRoom = new Map<number, number>();
  for (const { campaign, employee, line } of ready) {
    if (!lineRoom.has(line.id)) {
      const limits = lineLimits(line.kind, line.settings);
      const pace = view.linePaces.get(line.id);
      const free = limits.maxConcurrentCalls - live((count) => count.line_id === line.id);
      const resting = pace?.restUntil != null && pace.restUntil > now;
      if (resting) plan.wakeAt = earlier(plan.wakeAt, pace.restUntil!);
      const paced = bound(plan, "line", line.id, pace, limits.callsPerSecond, now);
      lineRoom.set(line.id, resting ? 0 : Math.min(free, paced));
    }
    if (!employeeRoom.has(employee.id)) {
      const free = employee.maxConcurrentCalls - live((count) => count.ai_employee_id === employee.id);
      employeeRoom.set(employee.id, free);
    }
    const mine = live((count) => count.campaign_id === campaign.id);
    const { maxConcurrentCalls, callsPerSecond } = campaign.settings;
    contenders.push({
      campaignId: campaign.id,
      employeeId: employee.id,
      lineId: line.id,
      live: mine,
      room: Math.min(
        maxConcurrentCalls - mine,
        bound(plan, "campaign", campaign.id, campaign.pace, callsPerSecond, now),
      ),
    });
  }

  const given = shareFree(contenders, employeeRoom, lineRoom, places);
  for (const { campaign, employee, line, zoneSets } of ready) {
    const quota = given.get(campaign.id) ?? 0;
    if (quota > 0) plan.asks.push(askFor(view, campaign, employee, line, zoneSets, quota));
  }
}

/** What calls per second leave: the bucket's whole tokens, noted so that the claim can take them out. */
function bound(
  plan: Plan,
  subject: "line" | "campaign",
  id: number,
  pace: Pace | undefined,
  callsPerSecond: number | null,
  now: number,
): number {
  if (callsPerSecond === null) return Infinity;
  const filled = refill(pace, callsPerSecond, now);
  plan.paces.set(`${subject} ${id}`, { subject, id, pace: filled });
  const wait = millisecondsUntilStart(filled, callsPerSecond);
  // With tokens in hand the next look is when a burst's worth has come back.
  plan.wakeAt = earlier(plan.wakeAt, now + Math.max(wait, Math.ceil(1000 / Math.min(callsPerSecond, 50))));
  return Math.floor(filled.tokens);
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
