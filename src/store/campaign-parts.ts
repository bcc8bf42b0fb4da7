/** The parts that a campaign is put together from, as far as the organisation has them. */
import type { Kysely } from "kysely";
import type { LineKind } from "#domain/line.ts";
import type { Tables } from "./tables.ts";

/** Whether the organisation has this AI employee. One that is not active may be chosen; a start then refuses. */
export async function usableEmployee(db: Kysely<Tables>, organisationId: string, id: number): Promise<boolean> {
  const row = await db
    .selectFrom("ai_employee")
    .select("id")
    .where("organisation_id", "=", organisationId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

export async function usableLine(
  db: Kysely<Tables>,
  organisationId: string,
  id: number,
): Promise<{ kind: LineKind; settings: Record<string, unknown> } | undefined> {
  return db
    .selectFrom("line")
    .select(["kind", "settings"])
    .where("organisation_id", "=", organisationId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
}
