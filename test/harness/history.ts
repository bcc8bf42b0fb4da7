/** Years of calls as they would stand in the tables, written by the database itself. */
import { sql, type Transaction } from "kysely";
import type { Tables } from "#store/tables.ts";
import { addCampaign, addEmployee, addLine, type World } from "./world.ts";

const CAMPAIGNS = 100;
const ATTEMPTS = 4;
const CHUNK = 500_000;
const DAYS = 180;

export interface History {
  lineId: number;
  employeeId: number;
  /** Completed campaigns; the first has two fifths of all contacts, each of them failed. */
  campaignIds: number[];
}

/**
 * Calls that ended over half a year, four attempts to each contact of a campaign, with the conversations of those that
 * succeeded, the contacts' places and all counts. Triggers are off meanwhile and the counts are taken afterwards.
 */
export async function writeHistory(
  world: World,
  calls: number,
  say: (text: string) => void = () => {},
): Promise<History> {
  const { sql: db } = world.database;
  const lineId = await addLine(world);
  const employeeId = await addEmployee(world);
  const campaignIds: number[] = [];
  for (let n = 0; n < CAMPAIGNS; n++) campaignIds.push(await addCampaign(world, { lineId, employeeId }));
  const places = Math.ceil(calls / ATTEMPTS);
  const people = Math.ceil(places / 2);
  const given = { organisationId: world.organisationId, campaignIds, lineId, employeeId, calls, places, people };
  const steps: Array<(transaction: Transaction<Tables>) => Promise<unknown>> = [
    (transaction) => writePeople(transaction, given),
    (transaction) => writePlaces(transaction, given),
  ];
  for (let from = 1; from <= calls; from += CHUNK) {
    const to = Math.min(calls, from + CHUNK - 1);
    steps.push(async (transaction) => {
      await writeCalls(transaction, given, from, to);
      say(`  ${to.toLocaleString("en-US")} calls of the past`);
    });
  }
  steps.push((transaction) => count(transaction, given));
  for (const step of steps) {
    await db.transaction().execute(async (transaction) => {
      await sql`set local session_replication_role = replica`.execute(transaction);
      await step(transaction);
    });
  }
  return { lineId, employeeId, campaignIds };
}

interface Given {
  organisationId: string;
  campaignIds: number[];
  lineId: number;
  employeeId: number;
  calls: number;
  places: number;
  people: number;
}

const campaignOf = ({ campaignIds, places }: Given, place: string) => sql`case
  when ${sql.raw(place)} <= ${sql.lit(Math.floor(places * 0.4))} then ${sql.lit(campaignIds[0]!)}
  else (${sql.val(campaignIds)}::bigint[])[2 + ${sql.raw(place)} % ${sql.lit(campaignIds.length - 1)}] end`;

const outcomeOf = (given: Given, place: string, n: string) => sql`(case
  when ${campaignOf(given, place)} = ${sql.lit(given.campaignIds[0]!)} then 'failed'
  else (array['success', 'success', 'success', 'success', 'no_answer', 'no_answer', 'no_answer', 'busy', 'voicemail',
              'failed'])[1 + (${sql.raw(n)}) * 7 % 10] end)`;

async function writePeople(transaction: Transaction<Tables>, { organisationId, people }: Given): Promise<void> {
  await sql`
    insert into contact (id, organisation_id, phone, first_name, last_name, zone_set) overriding system value
    select n, ${organisationId}, '+1' || (2000000000 + n), 'Ada', 'Lovelace ' || n, 0
      from generate_series(1, ${people}::integer) n`.execute(transaction);
}

async function writePlaces(transaction: Transaction<Tables>, given: Given): Promise<void> {
  const last = `(n + ${(ATTEMPTS - 1) * given.places})`;
  await sql`
    insert into campaign_contact (id, organisation_id, campaign_id, contact_id, zone_set, status, attempts, last_call_id)
           overriding system value
    select n, ${given.organisationId}, ${campaignOf(given, "n")}, 1 + n % ${sql.lit(given.people)}, 0,
           ${outcomeOf(given, "n", last)}::contact_status, ${ATTEMPTS}, ${sql.raw(last)}
      from generate_series(1::bigint, ${given.places}::bigint) n
    on conflict do nothing`.execute(transaction);
}

/** A call's id is its number in the history. */
async function writeCalls(transaction: Transaction<Tables>, given: Given, from: number, to: number): Promise<void> {
  const { organisationId, places, people, lineId, employeeId } = given;
  const place = `(1 + (n - 1) % ${places})`;
  const began = sql`now() - make_interval(days => ${sql.lit(DAYS)}) * (1 - n / ${sql.lit(given.calls)}::float8) - interval '1 hour'`;
  await sql`
    insert into call (id, organisation_id, campaign_id, campaign_contact_id, contact_id, attempt, phone, line_id, line_kind,
                      simulated, ai_employee_id, owner, state, outcome, cause, settings_version, employee_version,
                      variables, before_status, queued_at, dialed_at, ringing_at, answered_at, ended_at, talk_seconds,
                      person_spoke)
           overriding system value
    select n, ${organisationId}, ${campaignOf(given, place)}, ${sql.raw(place)}, 1 + ${sql.raw(place)} % ${sql.lit(people)},
           1 + (n - 1) / ${sql.lit(places)}, '+1' || (2000000000 + 1 + ${sql.raw(place)} % ${sql.lit(people)}),
           ${lineId}, 'simulator', true, ${employeeId}, 'a caller of the past', 'ended',
           ${outcomeOf(given, place, "n")}::outcome, '{"sip": null, "q850": null, "text": null}', 1, 1,
           '{"first_name": "Ada", "last_name": "Lovelace"}', 'pending', ${began}, ${began}, ${began}, ${began},
           ${began} + interval '40 seconds', 30, true
      from generate_series(${from}::bigint, ${to}::bigint) n`.execute(transaction);
  await sql`
    insert into conversation (organisation_id, call_id, campaign_id, contact_id, transcript, summary, collected,
                              goal_reached, simulated, created_at)
    select k.organisation_id, k.id, k.campaign_id, k.contact_id,
           jsonb_build_array(
             jsonb_build_object('speaker', 'employee', 'text', 'Hello, this is Robin, an AI assistant.', 'at', 0),
             jsonb_build_object('speaker', 'contact', 'text', 'Yes, tomorrow at ten is fine with me, number ' || k.id, 'at', 0)),
           'They agreed to a day.', '{"day": "tomorrow"}', k.id % 3 = 0, true, k.ended_at
      from call k where k.id between ${from} and ${to} and k.outcome = 'success' order by k.id`.execute(transaction);
}

async function count(transaction: Transaction<Tables>, given: Given): Promise<void> {
  await sql`select setval('call_id_seq', ${given.calls}), setval('contact_id_seq', ${given.people}),
                   setval('campaign_contact_id_seq', ${given.places})`.execute(transaction);
  await sql`update campaign set status = 'completed', started_at = created_at, finished_at = now()`.execute(
    transaction,
  );
  await sql`
    insert into campaign_tally (campaign_id, tally, n)
    select campaign_id, status::text, count(*) from campaign_contact group by 1, 2
    union all select campaign_id, 'attempts', count(*) from call group by 1`.execute(transaction);
  await sql`
    insert into call_tally (organisation_id, campaign_id, bucket, outcome, n, talk_seconds)
    select organisation_id, campaign_id, date_bin('15 minutes', ended_at, '2000-01-01Z'), outcome::text, count(*),
           sum(talk_seconds) from call group by 1, 2, 3, 4`.execute(transaction);
  await sql`insert into campaign_zone select distinct campaign_id, zone_set from campaign_contact`.execute(transaction);
}
