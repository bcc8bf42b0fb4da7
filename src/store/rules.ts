/** The organisation's calling rules; an organisation that set none has the defaults. */
import type { Kysely } from "kysely";
import { type CallingRules, defaultRules } from "#domain/campaign/settings.ts";
import type { Tables } from "./tables.ts";

export async function readRules(db: Kysely<Tables>, organisationId: string): Promise<CallingRules> {
  const row = await db
    .selectFrom("calling_rules")
    .selectAll()
    .where("organisation_id", "=", organisationId)
    .executeTakeFirst();
  if (!row) return defaultRules;
  return {
    quietHours: row.quiet_hours,
    minGapMinutes: row.min_gap_minutes,
    maxCallsPer24h: row.max_calls_per_24h,
    recordingAnnouncement: row.recording_announcement,
    retentionDays: row.retention_days,
  };
}

export async function writeRules(
  db: Kysely<Tables>,
  organisationId: string,
  rules: CallingRules,
  now: Date,
): Promise<void> {
  const values = {
    quiet_hours: rules.quietHours && JSON.stringify(rules.quietHours),
    min_gap_minutes: rules.minGapMinutes,
    max_calls_per_24h: rules.maxCallsPer24h,
    recording_announcement: rules.recordingAnnouncement,
    retention_days: rules.retentionDays,
    updated_at: now,
  };
  await db
    .insertInto("calling_rules")
    .values({ organisation_id: organisationId, ...values })
    .onConflict((conflict) => conflict.column("organisation_id").doUpdateSet(values))
    .execute();
}
