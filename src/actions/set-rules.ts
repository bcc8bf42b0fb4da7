import type { CallingRules } from "#domain/campaign/settings.ts";
import type { Sql } from "#store/db.ts";
import { writeRules } from "#store/rules.ts";

/** The organisation's rules, for every call from the next on; the engine reads them with each claim. */
export async function setRules(db: Sql, organisationId: string, rules: CallingRules): Promise<CallingRules> {
  await writeRules(db, organisationId, rules);
  return rules;
}
