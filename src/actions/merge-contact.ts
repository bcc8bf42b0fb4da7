/** Makes one contact of two that are one person. */
import { Refusal } from "#domain/errors.ts";
import { lockContacts } from "#store/contact-erase.ts";
import { endMerge, moveHistory } from "#store/contact-merge.ts";
import { type Contact, findContact, moveToZones, refuseUnknown, replaceContact } from "#store/contacts.ts";
import type { Sql } from "#store/db.ts";
import { lockOrganisation } from "#store/engine-view.ts";
import { zoneSetOf } from "./contact-zones.ts";

export interface MergeRequest {
  organisationId: string;
  id: number;
  /** Whose calls, conversations and places in campaigns come to the first; it is deleted. */
  otherId: number;
  /** Whose number the contact has afterwards. */
  phone: "this" | "other";
  actorName: string;
  now: Date;
}

/**
 * What the first does not know it takes from the other; tags are joined. Entries of the do-not-call list stay with their
 * numbers. Refuses with `invalid`, `not_found`, or `in_use` while one of them is being called.
 */
export async function mergeContacts(db: Sql, request: MergeRequest): Promise<void> {
  const { organisationId, id, otherId, now } = request;
  if (id === otherId) {
    const message = "otherId is the contact itself; name another one.";
    throw new Refusal("invalid", message, [{ path: "otherId", message }]);
  }
  await db.transaction().execute(async (transaction) => {
    await lockOrganisation(transaction, organisationId);
    const locked = await lockContacts(transaction, organisationId, [id, otherId]);
    if (locked.length < 2) refuseUnknown();
    if (locked.some((contact) => contact.beingCalled))
      throw new Refusal("in_use", "One of these contacts is being called now; try again when the call has ended.");
    const mine = await findContact(transaction, organisationId, id);
    const theirs = await findContact(transaction, organisationId, otherId);
    const merged = joined(mine, theirs, request.phone);
    const merge = { organisationId, id, other: otherId };
    await moveHistory(transaction, merge);
    await endMerge(transaction, merge, request.actorName, now);
    await replaceContact(transaction, organisationId, id, merged, now);
    await moveToZones(transaction, id, await zoneSetOf(transaction, merged));
  });
}

const texts = ["firstName", "lastName", "email", "company", "language", "timezone", "externalId"] as const;

function joined(mine: Contact, theirs: Contact, phone: "this" | "other"): Contact {
  const known = (value: string | null) => value !== null && value.trim() !== "";
  const merged: Contact = { ...mine, phone: phone === "this" ? mine.phone : theirs.phone };
  for (const field of texts) if (!known(mine[field])) merged[field] = theirs[field];
  const had = new Set(mine.tags.map((tag) => tag.toLowerCase()));
  merged.tags = [...mine.tags, ...theirs.tags.filter((tag) => !had.has(tag.toLowerCase()))];
  const filled = Object.entries(mine.attributes).filter(([, value]) => known(value));
  merged.attributes = { ...mine.attributes, ...theirs.attributes, ...Object.fromEntries(filled) };
  return merged;
}
