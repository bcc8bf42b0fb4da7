/** What a launch would do now: everything that is missing, who would be called, and who would be left out and why. */
import { type SkipReason, skipReasons } from "#domain/contact/lifecycle.ts";
import { type Reach, reachOf } from "#domain/dialing/reach.ts";
import { type Schedule, scheduleOf } from "#domain/dialing/windows.ts";
import { employeeProblems } from "#domain/employee-problems.ts";
import type { Problem } from "#domain/errors.ts";
import { lineLimits } from "#domain/line.ts";
import { spokenTexts } from "#domain/spoken.ts";
import { contactFieldNames, parseTemplate, requiredVariables, variableKey, variablesOf } from "#domain/template.ts";
import { readCampaigns, type CampaignRecord } from "#store/campaigns.ts";
import { type EmployeeView, readEmployee, readZoneSets } from "#store/engine-view.ts";
import { contactLanguages, countPreflight, countSkipped, unknownAttributes } from "#store/preflight.ts";
import { readRules } from "#store/rules.ts";
import type { Sql } from "#store/db.ts";
import { callsAtOnce, forecast } from "./campaign-forecast.ts";

export interface Preflight {
  ready: boolean;
  problems: Problem[];
  warnings: Problem[];
  willCall: number;
  willSkip: Partial<Record<SkipReason, number>>;
  concurrency: number;
  estimatedFinishAt: Date | null;
}

/**
 * Undefined when the organisation has no such campaign.
 *
 * @param startsAt when calls would begin at the earliest, where that is not what the campaign says (ms); null: now
 */
export async function preflight(
  db: Sql,
  organisationId: string,
  campaignId: number,
  now: number,
  startsAt?: number | null,
): Promise<Preflight | undefined> {
  const [found] = await readCampaigns(db, organisationId, [campaignId]);
  if (!found) return undefined;
  const campaign =
    startsAt === undefined ? found : { ...found, scheduledAt: startsAt === null ? null : new Date(startsAt) };
  const rules = await readRules(db, organisationId);
  const zones = await readZoneSets(db);
  const employee = campaign.employee ? await readEmployee(db, campaign.employee.id) : null;
  const { settings, line } = campaign;
  const limits = line && lineLimits(line.kind, line.settings);
  const schedule = scheduleOf(settings, rules, limits?.bindsRules ?? true);

  const problems = [
    ...configurationProblems(campaign, employee, now),
    ...hoursProblems(schedule, campaign, zones, now),
  ];
  const texts = employee ? spokenTexts(settings, employee) : [];
  const broken = texts.flatMap(({ path, template }): Problem[] => {
    const parsed = parseTemplate(template);
    return parsed.ok ? [] : [{ path, message: parsed.problem.message }];
  });
  problems.push(...broken);
  const templates = broken.length > 0 ? [] : texts.map((text) => text.template);
  problems.push(...(await unknownVariables(db, campaign, templates)));

  const counts = await countPreflight(db, organisationId, campaignId, {
    required: requiredVariables(templates),
    zoneSetsWithoutZone: zoneSetsThatAre("no_timezone", schedule, campaign, zones, now),
    simulated: limits?.simulated ?? false,
    now: new Date(now),
  });
  const willCall = counts.pending - counts.doNotCall - counts.missingVariable - counts.noTimezone;
  const retrying = campaign.tallies.retrying ?? 0;
  if (willCall + retrying === 0) problems.push(nobodyToCall(campaign, counts.pending));

  const estimatedFinishAt = forecast(campaign, rules, zones, now, willCall + retrying);
  return {
    ready: problems.length === 0,
    problems,
    warnings: await warn(db, campaign, employee, estimatedFinishAt),
    willCall,
    willSkip: sum(await countSkipped(db, campaignId), {
      do_not_call: counts.doNotCall,
      missing_variable: counts.missingVariable,
      no_timezone: counts.noTimezone,
    }),
    concurrency: callsAtOnce(campaign),
    estimatedFinishAt,
  };
}

function configurationProblems(campaign: CampaignRecord, employee: EmployeeView | null, now: number): Problem[] {
  const problems: Problem[] = [];
  if (!campaign.employee) problems.push({ path: "aiEmployee", message: "Choose the AI employee who makes the calls." });
  else if (!employee)
    problems.push({ path: "aiEmployee", message: "The AI employee is not active; activate it or choose another." });
  else problems.push(...employeeObstacles(campaign, employee));
  if (!campaign.line) problems.push({ path: "line", message: "Choose the line over which calls are made." });
  else if (!campaign.lineWorks)
    problems.push({ path: "line", message: "The line was removed or switched off; choose another." });
  const { endsAt } = campaign.settings;
  const begins = campaign.scheduledAt?.getTime() ?? 0;
  if (endsAt !== null && Date.parse(endsAt) <= now)
    problems.push({ path: "settings.endsAt", message: "The end date has passed; set a later one or none." });
  else if (endsAt !== null && Date.parse(endsAt) <= begins)
    problems.push({ path: "settings.endsAt", message: "The end date is before the start; set a later one or none." });
  return problems;
}

/** What the AI employee lacks, as far as the campaign does not make up for it. Its texts are looked at with the campaign's. */
function employeeObstacles({ settings }: CampaignRecord, employee: EmployeeView): Problem[] {
  if (employee.kind === "conversation" && settings.opening?.trim() === "")
    return [{ path: "settings.opening", message: "The opening is empty; write the first words, or set none." }];
  return employeeProblems(employee)
    .filter(({ code }) => code !== "broken_template" && !(code === "no_greeting" && settings.opening !== null))
    .map(({ message }) => ({ path: "aiEmployee", message: `The AI employee cannot call. ${message}` }));
}

/** Nobody may be on a list who can never be called: the campaign would never be done. */
function hoursProblems(
  schedule: Schedule,
  campaign: CampaignRecord,
  zones: ReadonlyMap<number, readonly string[]>,
  now: number,
): Problem[] {
  const from = Math.max(now, campaign.scheduledAt?.getTime() ?? 0);
  const path = "settings.windows";
  if (campaign.settings.windows.length === 0)
    return [{ path, message: "There are no calling hours; add at least one window." }];
  const closed = zoneSetsThatAre("never", schedule, campaign, zones, from).map((zoneSet) => zones.get(zoneSet) ?? []);
  if (closed.length === 0) return [];
  const where = closed.slice(0, 3).map((set) => set.join(" and ") || (schedule.fixedZone ?? schedule.fallbackZone!));
  return [
    {
      path,
      message:
        `The calling hours never open for contacts in ${where.join("; ")}${closed.length > 3 ? "; …" : ""}: ` +
        "windows, blackout dates and quiet hours leave no minute. Widen the hours or take these contacts out.",
    },
  ];
}

function zoneSetsThatAre(
  reach: Reach,
  schedule: Schedule,
  campaign: CampaignRecord,
  zones: ReadonlyMap<number, readonly string[]>,
  from: number,
): number[] {
  return campaign.zoneSets.filter((zoneSet) => reachOf(schedule, zones.get(zoneSet) ?? [], from) === reach);
}

async function unknownVariables(db: Sql, campaign: CampaignRecord, templates: readonly string[]): Promise<Problem[]> {
  const fields = new Set<string>(contactFieldNames);
  const attributes = new Map<string, string>();
  for (const template of templates) {
    for (const { name } of variablesOf(template)) {
      if (!fields.has(name)) attributes.set(variableKey(name), name);
    }
  }
  const unknown = await unknownAttributes(db, campaign.id, [...attributes.values()]);
  return unknown.map((name) => ({
    path: "variables",
    message:
      `No contact has a value named "${name}", which the AI employee is to say as {{${name}}}. ` +
      "Correct the name, or import contacts with such a column.",
  }));
}

function nobodyToCall(campaign: CampaignRecord, pending: number): Problem {
  const total = campaign.tallies.pending ?? 0;
  const message =
    pending === 0 && total === 0
      ? "There is nobody to call: add contacts."
      : "Every contact would be left out: see who is skipped and why.";
  return { path: "contacts", message };
}

async function warn(
  db: Sql,
  campaign: CampaignRecord,
  employee: EmployeeView | null,
  estimatedFinishAt: Date | null,
): Promise<Problem[]> {
  const warnings: Problem[] = [];
  if (!employee) return warnings;
  const spoken = employee.language.split(/[-_]/)[0]!.toLowerCase();
  const others = (await contactLanguages(db, campaign.id)).filter(({ language }) => language !== spoken);
  if (others.length > 0) {
    const list = others.slice(0, 3).map(({ language, n }) => `${n} of ${language}`);
    warnings.push({
      path: "aiEmployee.language",
      message: `${employee.name} speaks ${employee.language}; the list has contacts of other languages: ${list.join(", ")}.`,
    });
  }
  const opening = campaign.settings.opening ?? employee.greeting;
  if (!/\b(AI|A\.I\.|artificial|automated|virtual|robot|KI|IA)\b/iu.test(opening)) {
    warnings.push({
      path: campaign.settings.opening === null ? "aiEmployee.greeting" : "settings.opening",
      message: "The opening does not say that an AI is calling; in the EU it has to (AI Act, Article 50).",
    });
  }
  const { endsAt } = campaign.settings;
  if (endsAt !== null && estimatedFinishAt !== null && estimatedFinishAt.getTime() > Date.parse(endsAt)) {
    warnings.push({
      path: "settings.endsAt",
      message: "The campaign will hardly be done before its end date; raise the calls at once or set a later date.",
    });
  }
  return warnings;
}

type Skips = Partial<Record<SkipReason, number>>;

/** Those left out already and those that will be, by reason; reasons without anybody are not named. */
function sum(already: Skips, coming: Skips): Skips {
  const counts = skipReasons.map((reason) => [reason, (already[reason] ?? 0) + (coming[reason] ?? 0)] as const);
  return Object.fromEntries(counts.filter(([, n]) => n > 0));
}
