/** Test calls: one call outside any campaign, taken up by whichever process dials. */
import { type Kysely, sql } from "kysely";
import type { LineKind } from "#domain/line.ts";
import type { Tables } from "./tables.ts";

/** Owns calls that no process has taken up yet; it never has a lease, so that the next one to look finds them. */
const NOBODY = "nobody";

export interface TestCall {
  organisationId: string;
  employeeId: number;
  employeeVersion: number;
  line: { id: number; kind: LineKind; simulated: boolean; callerId: string | null };
  phone: string;
  now: Date;
}

/** Queues the call; null when the number has a live call. */
export async function queueTestCall(db: Kysely<Tables>, call: TestCall): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    with queued as (
      insert into call (organisation_id, attempt, phone, caller_id, line_id, line_kind, simulated, ai_employee_id, owner,
                        settings_version, employee_version, queued_at)
      values (${call.organisationId}, 1, ${call.phone}, ${call.line.callerId}, ${call.line.id}, ${call.line.kind},
              ${call.line.simulated}, ${call.employeeId}, ${NOBODY}, 0, ${call.employeeVersion}, ${call.now})
      on conflict do nothing returning id)
    select id, pg_notify('campanile', 'test ' || id) from queued`.execute(db);
  return rows[0]?.id ?? null;
}

/** Calls over the line that are live or about to be. */
export async function liveOnLine(db: Kysely<Tables>, lineId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from call where line_id = ${lineId} and ended_at is null`.execute(db);
  return rows[0]!.n;
}

/** Whether the organisation may not dial the number; an entry that the simulator made binds simulator lines only. */
export async function isListed(
  db: Kysely<Tables>,
  organisationId: string,
  call: { phone: string; simulated: boolean; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    select from do_not_call where organisation_id = ${organisationId} and phone = ${call.phone}
       and (expires_at is null or expires_at > ${call.now}) and (${call.simulated} or source <> 'simulator')`.execute(
    db,
  );
  return rows.length > 0;
}
