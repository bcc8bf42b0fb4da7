/** Tokens for new calls per second, one row per line and per campaign, written under the organisation's lock. */
import { type Kysely, sql } from "kysely";
import type { Pace } from "#domain/dialing/pacing.ts";
import type { Tables } from "./tables.ts";

export async function writePaces(
  db: Kysely<Tables>,
  paces: ReadonlyArray<{ subject: "line" | "campaign"; id: number; pace: Pace }>,
): Promise<void> {
  if (paces.length === 0) return;
  await db
    .insertInto("pace")
    .values(paces.map(({ subject, id, pace }) => ({ subject, id, tokens: pace.tokens, as_of: new Date(pace.asOf) })))
    .onConflict((conflict) =>
      conflict.columns(["subject", "id"]).doUpdateSet({
        tokens: (eb) => eb.ref("excluded.tokens"),
        as_of: (eb) => eb.ref("excluded.as_of"),
      }),
    )
    .execute();
}

/** A network that asked for quiet (Retry-After) gets it: no new call over the line before `until`. */
export async function restLine(db: Kysely<Tables>, lineId: number, until: Date): Promise<void> {
  await sql`
    insert into pace as p (subject, id, tokens, as_of, rest_until) values ('line', ${lineId}, 0, now(), ${until})
    on conflict (subject, id) do update set rest_until = greatest(p.rest_until, excluded.rest_until)`.execute(db);
}

export interface BreakerCount {
  ended: number;
  ourFault: number;
}

/** Calls over the line that ended since `since` and were dialled after its breaker last tripped. */
export async function countForBreaker(
  db: Kysely<Tables>,
  lineId: number,
  since: Date,
  ourFaults: readonly string[],
): Promise<BreakerCount> {
  const { rows } = await sql<{ ended: number; our_fault: number }>`
    select count(*) as ended, count(*) filter (where k.result::text = any(${sql.val([...ourFaults])}::text[])) as our_fault
      from call k join line l on l.id = k.line_id
     where l.id = ${lineId} and k.organisation_id = l.organisation_id and k.ended_at > ${since}
       and k.outcome is not null
       and (l.tripped_at is null or k.dialed_at > l.tripped_at)`.execute(db);
  return { ended: rows[0]!.ended, ourFault: rows[0]!.our_fault };
}

export async function tripBreaker(db: Kysely<Tables>, lineId: number, now: Date): Promise<number[]> {
  await db.updateTable("line").set({ tripped_at: now }).where("id", "=", lineId).execute();
  const campaigns = await db
    .selectFrom("campaign")
    .select("id")
    .where("line_id", "=", lineId)
    .where("status", "in", ["queued", "running"])
    .execute();
  return campaigns.map((campaign) => campaign.id);
}
