/** Names beside the ids of a call or a conversation. */
import { sql } from "kysely";

export interface NamesBeside {
  /** As it is now; null for a test call, and once the contact was deleted. */
  contact: { id: string; phone: string; firstName: string | null; lastName: string | null } | null;
  /** Null for a test call, and once the campaign was deleted. */
  campaign: { id: string; name: string } | null;
}

/**
 * The names as columns of a query; each is found by its key, for the rows that come out alone.
 *
 * @param of what they stand beside, with its `organisation_id`, `contact_id` and `campaign_id`
 */
export function namesBeside(of: "call" | "v") {
  const its = (column: "organisation_id" | "contact_id" | "campaign_id") => sql.ref(`${of}.${column}`);
  return [
    sql<NamesBeside["contact"]>`(
      select json_build_object('id', p.id::text, 'phone', p.phone, 'firstName', p.first_name, 'lastName', p.last_name)
        from contact p where p.id = ${its("contact_id")} and p.organisation_id = ${its("organisation_id")})`.as(
      "contact",
    ),
    sql<NamesBeside["campaign"]>`(
      select json_build_object('id', c.id::text, 'name', c.name) from campaign c
       where c.id = ${its("campaign_id")} and c.organisation_id = ${its("organisation_id")} and c.deleted_at is null)`.as(
      "campaign",
    ),
  ] as const;
}
