/** Runs a scenario with the real engine on a virtual clock, disturbs it as people do, and gathers what happened. */
import { sql } from "kysely";
import { addCampaignContacts } from "#actions/campaign-contacts.ts";
import { pauseCampaign } from "#actions/pause-campaign.ts";
import { resumeCampaign } from "#actions/resume-campaign.ts";
import { startEngine } from "#harness/engine.ts";
import { VirtualClock } from "#harness/virtual-clock.ts";
import { addPeople } from "#harness/world.ts";
import { chosenByIds } from "#store/campaign-writes.ts";
import { suppress } from "#store/suppress.ts";
import { createSimulatedConverse } from "#voice/converse.ts";
import { coarse } from "./coarse-clock.ts";
import type { JudgedCall, Run } from "./oracle.ts";
import { recordingLines } from "#harness/recording.ts";
import { begins, ends, type Scenario } from "./scenario.ts";

const STEP_MILLISECONDS = 900_000;

export interface Finished {
  run: Run;
  /** What the simulator and the engine complained of. */
  faults: string[];
}

export async function runScenario(scenario: Scenario): Promise<Finished> {
  const { world, doNotCall } = scenario;
  const { sql: db } = world.database;
  const exact = new VirtualClock(begins);
  // The pace of new calls is not touched, and what a line tells at once it tells at once.
  const clock = coarse(exact, STEP_MILLISECONDS, 1_000);
  const farEnd = coarse(exact, STEP_MILLISECONDS, 1);
  const lines = recordingLines(farEnd);
  const list = async (organisation: string, phones: readonly string[]) => {
    const now = new Date(exact.now());
    await suppress(db, {
      organisationId: organisation,
      phones,
      source: "user",
      note: null,
      addedBy: null,
      expiresAt: null,
      now,
    });
    for (const phone of phones) doNotCall.push({ organisation, phone, from: exact.now() });
  };
  const every = (nth: number, at: number) =>
    scenario.campaigns[0]!.contacts.filter((_, n) => n % nth === at).map(({ phone }) => phone);

  await list(world.organisationId, every(101, 7));
  const engine = await startEngine(world.database, exact, {
    clock,
    lines,
    converse: createSimulatedConverse({ clock: farEnd }),
  });
  try {
    const first = scenario.campaigns[0]!;
    const request = () => ({
      db,
      organisationId: first.organisation,
      campaignId: first.id,
      now: exact.now(),
      actor: { kind: "user", name: "Test" } as const,
    });
    // A Monday's noon in Berlin and dawn in New York: some are called already, some not.
    await engine.runTo(Date.parse("2026-10-26T11:00:00.001Z"));
    await list(world.organisationId, every(103, 11));
    engine.dialer.wake();
    const pausedAt = Date.parse("2026-10-26T15:20:00.001Z");
    await engine.runTo(pausedAt);
    await pauseCampaign(request());
    const resumedAt = Date.parse("2026-10-27T09:30:00Z");
    await engine.runTo(resumedAt);
    first.pauses.push({ from: pausedAt, until: resumedAt });
    await resumeCampaign(request());
    engine.dialer.wake();
    // It is completed by now, and goes on for those who are added.
    await engine.runTo(Date.parse("2026-11-01T09:00:00.001Z"));
    const ids = await addPeople(world, scenario.later);
    const { added } = await addCampaignContacts(request(), chosenByIds(ids));
    if (added !== scenario.later.length)
      throw new Error(`Only ${added} of ${scenario.later.length} contacts were added.`);
    first.contacts.push(...scenario.later);
    engine.dialer.wake();
    await engine.runTo(ends);
    const { campaigns, rules, lines: limits, employees } = scenario;
    const run: Run = {
      campaigns,
      rules,
      lines: limits,
      employees,
      doNotCall,
      calls: await joined(world.database.sql, lines.calls),
    };
    return { run, faults: [...lines.faults(), ...engine.faults] };
  } finally {
    await engine.stop();
  }
}

/** The lines know calls by their keys alone; whom each was for is in the database. */
async function joined(
  db: Scenario["world"]["database"]["sql"],
  heard: ReturnType<typeof recordingLines>["calls"],
): Promise<JudgedCall[]> {
  const { rows } = await sql<{ key: string; campaignId: number; employeeId: number; phone: string; attempt: number }>`
    select 'campanile-' || id as key, campaign_id as "campaignId", ai_employee_id as "employeeId", phone, attempt
      from call`.execute(db);
  const known = new Map(rows.map((row) => [row.key, row]));
  return heard.map((call): JudgedCall => {
    const row = known.get(call.key);
    if (!row) throw new Error(`The line rang ${call.to} for ${call.key}, of which the database has no trace.`);
    if (row.phone !== call.to || row.attempt !== call.attempt)
      throw new Error(`${call.key} rang another than it says.`);
    const { key, lineId, placedAt, endedAt, began, ended } = call;
    return { ...row, key, lineId, placedAt, endedAt: endedAt ?? Infinity, began, ended };
  });
}
