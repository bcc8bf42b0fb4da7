/**
 * The end of contacts, and locks on them. Locks are taken in the engine's order: the organisation (by the action), the
 * campaigns, the contacts themselves, their places by id. A settlement holds its campaigns first, so that neither waits for
 * the counts of the other.
 */
import { sql, type Transaction } from "kysely";
import { eraseFromImports } from "./erase-from-imports.ts";
import { beginErasure } from "./erasures.ts";
import { eraseKeptAnswers } from "./idempotency.ts";
import type { Tables } from "./tables.ts";

const list = (ids: readonly number[]) => sql`${sql.val([...ids])}::bigint[]`;

/** A place that nobody was called from: also one whose call came to nothing before it was dialled. */
const neverCalled = sql`(campaign_contact.attempts = 0 or campaign_contact.status = 'pending')`;

/**
 * Locks the organisation's contacts among these and every campaign they are in, until the transaction ends. The caller
 * holds the organisation's lock, under which nobody is claimed.
 *
 * @returns those that exist, in the order of their ids, and whether each is being called now
 */
export async function lockContacts(
  transaction: Transaction<Tables>,
  organisationId: string,
  ids: readonly number[],
): Promise<Array<{ id: number; beingCalled: boolean }>> {
  await sql`
    select id from campaign
     where id in (select campaign_id from campaign_contact where contact_id = any(${list(ids)}))
     order by id for no key update`.execute(transaction);
  const { rows } = await sql<{ id: number }>`
    select id from contact where organisation_id = ${organisationId} and id = any(${list(ids)})
     order by id for update`.execute(transaction);
  const { rows: called } = await sql<{ id: number }>`
    select contact_id as id from campaign_contact
     where contact_id = any(${list(ids)}) and status = 'in_progress'`.execute(transaction);
  const calling = new Set(called.map(({ id }) => id));
  return rows.map(({ id }) => ({ id, beingCalled: calling.has(id) }));
}

/**
 * Deletes contacts and what is known of the people. What was counted stays counted: attempted places in campaigns keep
 * their status, and calls their outcome, without number or values. A number on the do-not-call list stays there, without
 * its note. What is found by reading alone goes after it (src/jobs/erase-traces.ts).
 *
 * @param ids locked by `lockContacts`, and none of them being called
 */
export async function eraseContacts(
  transaction: Transaction<Tables>,
  organisationId: string,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    delete from campaign_contact
     where id in (select id from campaign_contact where contact_id = any(${list(ids)}) and ${neverCalled}
                   order by id for update)`.execute(transaction);
  await sql`
    update campaign_contact set contact_id = null, next_attempt_at = null, waiting_for = null
     where id in (select id from campaign_contact where contact_id = any(${list(ids)}) order by id for update)
  `.execute(transaction);
  await sql`
    update call set phone = '', variables = '{}', contact_id = null
     where id in (select id from call where contact_id = any(${list(ids)}) order by id for update)`.execute(
    transaction,
  );
  await sql`delete from conversation where contact_id = any(${list(ids)})`.execute(transaction);
  // Test calls have no contact; the note of an entry may say anything of whoever has the number.
  const theirs = sql`(select phone from contact where organisation_id = ${organisationId} and id = any(${list(ids)}))`;
  const tested = sql`(select id from call where organisation_id = ${organisationId} and campaign_id is null
                         and contact_id is null and ended_at is not null and phone in ${theirs} order by id for update)`;
  await sql`
    with tested as materialized ${tested}, silent as (delete from conversation where call_id in (select id from tested))
    update call set phone = '', variables = '{}' where id in (select id from tested)`.execute(transaction);
  await sql`
    update do_not_call set note = null
     where organisation_id = ${organisationId} and note is not null and phone in ${theirs}`.execute(transaction);
  await eraseKeptAnswers(transaction, organisationId);
  await beginErasure(transaction, organisationId, ids, await eraseFromImports(transaction, organisationId, ids));
  await sql`delete from contact where organisation_id = ${organisationId} and id = any(${list(ids)})`.execute(
    transaction,
  );
}
