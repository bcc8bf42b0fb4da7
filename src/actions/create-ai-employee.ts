import { type AiEmployee, type AiEmployeeFields, insertAiEmployee } from "#store/ai-employees.ts";
import type { Sql } from "#store/db.ts";

/** An AI employee may be made unfinished: what keeps it from calling stands in its `problems`. */
export function createAiEmployee(db: Sql, organisationId: string, fields: AiEmployeeFields): Promise<AiEmployee> {
  return insertAiEmployee(db, organisationId, fields);
}
