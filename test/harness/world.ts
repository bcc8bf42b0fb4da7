/** A small organisation to dial in: a simulator line, an AI employee, contacts and campaigns, written straight to the store. */
import { sql } from "kysely";
import { type CampaignSettings, type CallingRules, defaultSettings } from "#domain/campaign/settings.ts";
import { defaultSimulatorSettings, type SimulatorSettings } from "#domain/line.ts";
import type { Database } from "#store/db.ts";
import { writeRules } from "#store/rules.ts";
import { type EmptyDatabase, openFresh } from "./databases.ts";

export interface World {
  database: Database;
  organisationId: string;
  close(): Promise<void>;
}

export async function openWorld(open: () => Promise<EmptyDatabase>): Promise<World> {
  const database = await openFresh(open);
  const organisationId = await addOrganisation(database, "org1");
  return { database, organisationId, close: database.close };
}

export async function addOrganisation(database: Database, id: string): Promise<string> {
  await sql`insert into organisation (id, name, slug, created_at) values (${id}, ${id}, ${id}, now())`.execute(
    database.sql,
  );
  return id;
}

export async function addLine(world: World, settings: Partial<SimulatorSettings> = {}): Promise<number> {
  const line = await world.database.sql
    .insertInto("line")
    .values({
      organisation_id: world.organisationId,
      name: "Simulator",
      kind: "simulator",
      settings: JSON.stringify({ ...defaultSimulatorSettings, ...settings }),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return line.id;
}

export async function addEmployee(
  world: World,
  given: { greeting?: string; maxConcurrentCalls?: number } = {},
): Promise<number> {
  const employee = await world.database.sql
    .insertInto("ai_employee")
    .values({
      organisation_id: world.organisationId,
      name: "Robin",
      kind: "conversation",
      language: "en",
      greeting: given.greeting ?? "Hello, this is Robin, an AI assistant.",
      collect: "[]",
      keys: "[]",
      max_concurrent_calls: given.maxConcurrentCalls ?? 100,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return employee.id;
}

export interface NewCampaign {
  lineId: number;
  employeeId: number;
  settings?: Partial<CampaignSettings>;
  status?: "draft" | "queued";
  scheduledAt?: Date | null;
}

export async function addCampaign(world: World, given: NewCampaign): Promise<number> {
  const campaign = await world.database.sql
    .insertInto("campaign")
    .values({
      organisation_id: world.organisationId,
      name: "Campaign",
      status: given.status ?? "queued",
      ai_employee_id: given.employeeId,
      line_id: given.lineId,
      settings: JSON.stringify({ ...defaultSettings, ...given.settings }),
      scheduled_at: given.scheduledAt ?? null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return campaign.id;
}

export interface NewContact {
  phone: string;
  zones?: readonly string[];
  firstName?: string | null;
}

/** Adds the contacts to the organisation (once per number) and to the campaign, in their order. */
export async function addContacts(
  world: World,
  campaignId: number,
  contacts: readonly NewContact[],
  addedAt: Date,
): Promise<void> {
  const ids = await addPeople(world, contacts);
  await sql`
    insert into campaign_contact (organisation_id, campaign_id, contact_id, zone_set, next_attempt_at)
    select ${world.organisationId}, ${campaignId}, p.id, p.zone_set, ${addedAt}
      from unnest(${sql.val(ids)}::bigint[]) with ordinality as r(id, n) join contact p on p.id = r.id
     order by r.n`.execute(world.database.sql);
}

/** Adds the contacts to the organisation, once per number; gives their ids in the order of the list. */
export async function addPeople(world: World, contacts: readonly NewContact[]): Promise<number[]> {
  const rows = contacts.map((contact, n) => ({
    n,
    phone: contact.phone,
    first_name: contact.firstName ?? null,
    zones: [...(contact.zones ?? [])].toSorted(),
  }));
  const text = JSON.stringify(rows);
  const db = world.database.sql;
  await sql`insert into zone_set (zones) select distinct zones from jsonb_to_recordset(${text}::jsonb) as r(zones text[])
    on conflict do nothing`.execute(db);
  await sql`
    insert into contact (organisation_id, phone, first_name, zone_set)
    select ${world.organisationId}, r.phone, r.first_name, z.id
      from jsonb_to_recordset(${text}::jsonb) as r(n integer, phone text, first_name text, zones text[])
      join zone_set z on z.zones = r.zones order by r.n
    on conflict (organisation_id, phone) do nothing`.execute(db);
  const found = await sql<{ id: number }>`
    select p.id from jsonb_to_recordset(${text}::jsonb) as r(n integer, phone text)
      join contact p on p.organisation_id = ${world.organisationId} and p.phone = r.phone order by r.n`.execute(db);
  return found.rows.map((row) => row.id);
}

export async function setRules(world: World, rules: CallingRules): Promise<void> {
  await writeRules(world.database.sql, world.organisationId, rules, new Date());
}

/** Counts by status and tally, zeros left out, and what is counted for lists alone. */
export async function tallies(world: World, campaignId: number): Promise<Record<string, number>> {
  const rows = await world.database.sql
    .selectFrom("campaign_tally")
    .select(["tally", "n"])
    .where("campaign_id", "=", campaignId)
    .where("tally", "not in", ["conversations", "retryable"])
    .orderBy("tally")
    .execute();
  return Object.fromEntries(rows.filter((row) => row.n !== 0).map((row) => [row.tally, row.n]));
}

export async function statusOf(world: World, campaignId: number): Promise<string> {
  const row = await world.database.sql
    .selectFrom("campaign")
    .select("status")
    .where("id", "=", campaignId)
    .executeTakeFirstOrThrow();
  return row.status;
}
