/** A large organisation for the web app, written by the database itself: campaigns in every state, and one with many contacts. */
import { sql } from "kysely";
import { alwaysOpen } from "#domain/campaign/settings.ts";
import { tidySearch } from "#store/contact-tidy.ts";
import { addCampaign, addEmployee, addLine, type World } from "#harness/world.ts";

export interface Seeded {
  /** A campaign with all contacts, paused. */
  largeId: string;
  /** A campaign that makes some 50 calls a second, about 200 events, once it is resumed. */
  liveId: string;
  /** A paused campaign whose one call is not due, for pausing and resuming. */
  quietId: string;
}

const CALLS_PER_SECOND = 50;
const LIVE_CONTACTS = 30_000;
const PER_CAMPAIGN = 6;

export async function seed(world: World, campaigns: number, contacts: number): Promise<Seeded> {
  const { sql: db } = world.database;
  const lineId = await addLine(world, { speed: 20, maxConcurrentCalls: 500, callsPerSecond: CALLS_PER_SECOND });
  const employeeId = await addEmployee(world, { maxConcurrentCalls: 500 });
  await addPeople(world, contacts);
  await addCampaigns(world, campaigns - 3, lineId, employeeId);
  const settings = { windows: alwaysOpen, maxConcurrentCalls: 500 };
  const paused = async (name: string, many: number, due: Date) => {
    const id = await addCampaign(world, { lineId, employeeId, settings });
    await sql`
      update campaign set name = ${name}, status = 'paused', started_at = now() where id = ${id}`.execute(db);
    await sql`
      insert into campaign_contact (organisation_id, campaign_id, contact_id, zone_set, next_attempt_at)
      select organisation_id, ${id}, id, zone_set, ${due} from contact
       order by id limit ${many}`.execute(db);
    return String(id);
  };
  const largeId = await paused("Everybody", contacts, hoursAway(-1));
  const quietId = await paused("Quiet", 1, hoursAway(1));
  const liveId = await paused("Live", Math.min(contacts, LIVE_CONTACTS), hoursAway(-1));
  await tidySearch(db);
  await sql`vacuum analyze`.execute(db);
  return { largeId, liveId, quietId };
}

const hoursAway = (hours: number): Date => new Date(Date.now() + hours * 3_600_000);

async function addPeople(world: World, contacts: number): Promise<void> {
  await sql`
    insert into contact (organisation_id, phone, first_name, last_name, email, tags)
    select ${world.organisationId}, '+1' || (2000000000 + n::bigint * 7919 % 7999999999),
           (array['Ada', 'Bob', 'Charles', 'Diana', 'Edward', 'Fatima'])[1 + n % 6],
           'Person-' || substr(md5(n::text), 1, 5), substr(md5(n::text), 1, 8) || '@example.org',
           case n % 10 when 0 then array['VIP'] else '{}' end
      from generate_series(1, ${contacts}::int) n`.execute(world.database.sql);
}

/** A few contacts each, so that every row has its bar. */
async function addCampaigns(world: World, many: number, lineId: number, employeeId: number): Promise<void> {
  const { sql: db } = world.database;
  const example = await addCampaign(world, { lineId, employeeId, status: "draft" });
  await sql`
    insert into campaign (organisation_id, name, description, status, ai_employee_id, line_id, settings,
                          started_at, finished_at, created_at)
    select organisation_id, 'Campaign ' || n, 'Appointments of week ' || n % 52,
           (array['draft', 'paused', 'completed', 'completed', 'canceled']::campaign_status[])[1 + n % 5],
           ai_employee_id, line_id, settings,
           case when n % 5 > 0 then now() - n * interval '1 minute' end,
           case when n % 5 > 1 then now() - n * interval '30 seconds' end, now() - n * interval '2 minutes'
      from campaign, generate_series(1, ${many - 1}::int) n where id = ${example}`.execute(db);
  await sql`
    insert into campaign_contact (organisation_id, campaign_id, contact_id, zone_set, status, attempts, next_attempt_at)
    select c.organisation_id, c.id, p.id, p.zone_set, s.status, case s.status when 'pending' then 0 else 1 end,
           case s.status when 'pending' then now() end
      from campaign c
      cross join generate_series(1, ${PER_CAMPAIGN}::int) n
      join lateral (select id, zone_set from contact order by id offset n limit 1) p on true
      join lateral (select (array['success', 'voicemail', 'no_answer', 'busy', 'failed', 'pending']::contact_status[])
                           [1 + (n + c.id) % 6] status) s on true
     where c.id > ${example}`.execute(db);
}
