/** AI employees. One that was deleted keeps its row, because campaigns and calls name it. */
import { type Insertable, type Kysely, sql } from "kysely";
import type { CampaignStatus } from "#domain/campaign/lifecycle.ts";
import { employeeProblems, type Finding } from "#domain/employee-problems.ts";
import type { EmployeeProfile } from "#domain/employee.ts";
import { Refusal } from "#domain/errors.ts";
import { type IdPage, likePattern, type Rows } from "./page.ts";
import type { AiEmployeeTable, Tables } from "./tables.ts";

/** What people say about an AI employee. */
export interface AiEmployeeFields extends EmployeeProfile {
  /** Over all its campaigns. */
  maxConcurrentCalls: number;
  active: boolean;
}

export interface AiEmployee extends AiEmployeeFields {
  id: string;
  problems: Finding[];
  version: number;
}

/** The oldest first. `search` is part of a name or role. */
export async function listAiEmployees(
  db: Kysely<Tables>,
  organisationId: string,
  { limit, after, search }: IdPage & { search?: string | undefined },
): Promise<Rows<AiEmployee>> {
  let found = db
    .selectFrom("ai_employee")
    .where("organisation_id", "=", organisationId)
    .where("deleted_at", "is", null);
  if (search?.trim()) {
    const part = likePattern(search.trim());
    found = found.where((e) => e.or([e("name", "ilike", part), e("role", "ilike", part)]));
  }
  const rows = await found
    .where("id", ">", after ?? 0)
    .select(columns)
    .orderBy("id")
    .limit(limit + 1)
    .execute();
  const { total } = await found.select((e) => e.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  return { rows: rows.map(employeeOf), total };
}

/** Refuses with `not_found`. */
export async function findAiEmployee(db: Kysely<Tables>, organisationId: string, id: number): Promise<AiEmployee> {
  const row = await db
    .selectFrom("ai_employee")
    .where("organisation_id", "=", organisationId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .select(columns)
    .executeTakeFirst();
  return row ? employeeOf(row) : refuseUnknown();
}

export async function insertAiEmployee(
  db: Kysely<Tables>,
  organisationId: string,
  fields: AiEmployeeFields,
): Promise<AiEmployee> {
  const row = await db
    .insertInto("ai_employee")
    .values({ organisation_id: organisationId, ...stored(fields) } as Insertable<AiEmployeeTable>)
    .returning(columns)
    .executeTakeFirstOrThrow();
  return employeeOf(row);
}

/** Replaces what is given, and counts a version on. Refuses with `not_found`. */
export async function changeAiEmployee(
  db: Kysely<Tables>,
  organisationId: string,
  id: number,
  fields: Partial<AiEmployeeFields>,
): Promise<AiEmployee> {
  const row = await db
    .updateTable("ai_employee")
    .set({ ...stored(fields), version: sql`version + 1` })
    .where("organisation_id", "=", organisationId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .returning(columns)
    .executeTakeFirst();
  return row ? employeeOf(row) : refuseUnknown();
}

/** Marks it as deleted. Refuses with `not_found`. */
export async function removeAiEmployee(
  db: Kysely<Tables>,
  organisationId: string,
  id: number,
  now: Date,
): Promise<void> {
  const row = await db
    .updateTable("ai_employee")
    .set({ deleted_at: now, active: false })
    .where("organisation_id", "=", organisationId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (!row) refuseUnknown();
}

/** How many campaigns in these statuses have this AI employee. */
export async function countCampaignsOf(
  db: Kysely<Tables>,
  organisationId: string,
  id: number,
  statuses: readonly CampaignStatus[],
): Promise<number> {
  const { n } = await db
    .selectFrom("campaign")
    .where("organisation_id", "=", organisationId)
    .where("ai_employee_id", "=", id)
    .where("status", "in", [...statuses])
    .where("deleted_at", "is", null)
    .select((e) => e.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return n;
}

const columns = [
  "id",
  "name",
  "role",
  "kind",
  "language",
  "voice",
  "greeting",
  "instructions",
  "message",
  "audio_id as audioId",
  "goal",
  "collect",
  "keys",
  "voicemail_message as voicemailMessage",
  "max_concurrent_calls as maxConcurrentCalls",
  "active",
  "version",
] as const;

function employeeOf(row: AiEmployeeFields & { id: number; version: number }): AiEmployee {
  const { id, version, ...fields } = row;
  return { id: String(id), ...fields, problems: employeeProblems(fields), version };
}

/** Columns for what is given; what is absent is undefined, which leaves a column alone. */
function stored(fields: Partial<AiEmployeeFields>) {
  const { audioId, collect, keys, voicemailMessage, maxConcurrentCalls, ...same } = fields;
  return {
    ...same,
    audio_id: audioId,
    collect: collect && JSON.stringify(collect),
    keys: keys && JSON.stringify(keys),
    voicemail_message: voicemailMessage,
    max_concurrent_calls: maxConcurrentCalls,
  };
}

function refuseUnknown(): never {
  throw new Refusal("not_found", "There is no such AI employee in this organisation.");
}
