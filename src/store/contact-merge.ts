/** Two contacts that are one person become one. */
import { sql, type Transaction } from "kysely";
import type { Tables } from "./tables.ts";

/** What is of `other` becomes `id`'s; `other` is ready to be deleted afterwards. Both are locked (contact-erase.ts). */
export interface Merge {
  organisationId: string;
  id: number;
  other: number;
}

/**
 * Moves the places in campaigns, the calls, the conversations, the imports and the earlier merges.
 *
 * A campaign has a contact once. Where both are in one, the place that was attempted stays; where both were, both keep their
 * outcome in the campaign's counts, and the other's, without a contact and without a planned retry, keeps its calls. Who
 * was spoken with under the other number is not called again under this one.
 */
export async function moveHistory(transaction: Transaction<Tables>, { id, other }: Merge): Promise<void> {
  const shared = sql`
    select mine.id as mine, (mine.attempts = 0 or mine.status = 'pending') as mine_is_new, theirs.id as theirs,
           (theirs.attempts = 0 or theirs.status = 'pending') as theirs_is_new
      from campaign_contact mine
      join campaign_contact theirs on theirs.campaign_id = mine.campaign_id and theirs.contact_id = ${other}
     where mine.contact_id = ${id}`;
  await sql`
    delete from campaign_contact where id in (
      select cc.id from campaign_contact cc
        join (${shared}) s on cc.id = case when s.theirs_is_new then s.theirs when s.mine_is_new then s.mine end
       order by cc.id for update of cc)`.execute(transaction);
  await sql`
    update campaign_contact set next_attempt_at = null, waiting_for = null
     where id in (select cc.id from campaign_contact cc join (${shared}) s on cc.id = s.mine
                    join campaign_contact theirs on theirs.id = s.theirs
                   where theirs.status = 'success' order by cc.id for update of cc)`.execute(transaction);
  await sql`
    update campaign_contact set contact_id = null, next_attempt_at = null, waiting_for = null
     where id in (select cc.id from campaign_contact cc join (${shared}) s on cc.id = s.theirs
                   order by cc.id for update of cc)`.execute(transaction);
  await sql`
    update campaign_contact set contact_id = ${id}
     where id in (select id from campaign_contact where contact_id = ${other} order by id for update)
  `.execute(transaction);
  await sql`
    update call set contact_id = ${id}
     where id in (select id from call where contact_id = ${other} order by id for update)`.execute(transaction);
  await sql`update conversation set contact_id = ${id} where contact_id = ${other}`.execute(transaction);
  // An undo takes back what one row did to one contact; nothing of it fits the two together.
  await sql`
    update import_contact set contact_id = ${id}, joined = null, before = null, changed_at = null
     where contact_id in (${id}, ${other})`.execute(transaction);
  await sql`
    insert into import_contact (import_id, row, contact_id)
    select import_id, import_row, ${id} from contact where id in (${id}, ${other}) and import_id is not null
  `.execute(transaction);
  await sql`update contact set import_id = null, import_row = null where id = ${id} and import_id is not null`.execute(
    transaction,
  );
  await sql`update contact_merge set contact_id = ${id} where contact_id = ${other}`.execute(transaction);
}

/** Deletes the contact whose history was moved away, and notes the merge in the history of the one that stays. */
export async function endMerge(
  transaction: Transaction<Tables>,
  { organisationId, id, other }: Merge,
  actorName: string,
  now: Date,
): Promise<void> {
  await sql`delete from contact where organisation_id = ${organisationId} and id = ${other}`.execute(transaction);
  await transaction
    .insertInto("contact_merge")
    .values({ organisation_id: organisationId, contact_id: id, at: now, actor_name: actorName })
    .execute();
}
