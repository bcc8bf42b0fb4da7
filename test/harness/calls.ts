/** Calls and conversations as the engine leaves them, written straight to the store. */
import type { Insertable } from "kysely";
import type { CallTable, ConversationTable } from "#store/tables.ts";
import type { World } from "./world.ts";

/** A call to +14155550100 over line 1 that was placed and ended now, unless told otherwise. */
export async function addCall(world: World, given: Partial<Insertable<CallTable>> = {}): Promise<number> {
  const now = new Date();
  const { id } = await world.database.sql
    .insertInto("call")
    .values({
      organisation_id: world.organisationId,
      campaign_id: null,
      campaign_contact_id: null,
      contact_id: null,
      attempt: 1,
      phone: "+14155550100",
      line_id: 1,
      line_kind: "simulator",
      simulated: true,
      ai_employee_id: 1,
      owner: "test",
      state: "ended",
      settings_version: 1,
      employee_version: 1,
      variables: "{}",
      queued_at: now,
      dialed_at: now,
      ended_at: now,
      ...given,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** What was said on a call. */
export async function addConversation(
  world: World,
  callId: number,
  given: Partial<Insertable<ConversationTable>> = {},
): Promise<number> {
  const { id } = await world.database.sql
    .insertInto("conversation")
    .values({
      organisation_id: world.organisationId,
      call_id: callId,
      campaign_id: null,
      contact_id: null,
      transcript: "[]",
      summary: "",
      collected: "{}",
      goal_reached: null,
      result: null,
      simulated: true,
      created_at: new Date(),
      ...given,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}
