import { type AiEmployee, type AiEmployeeFields, changeAiEmployee, findAiEmployee } from "#store/ai-employees.ts";
import type { Sql } from "#store/db.ts";

/**
 * Changes what is given, for the next calls; the engine pauses the campaigns of one that is deactivated. Refuses with
 * `not_found`.
 */
export function updateAiEmployee(
  db: Sql,
  organisationId: string,
  id: number,
  fields: Partial<AiEmployeeFields>,
): Promise<AiEmployee> {
  const changes = Object.values(fields).some((value) => value !== undefined);
  return changes ? changeAiEmployee(db, organisationId, id, fields) : findAiEmployee(db, organisationId, id);
}
