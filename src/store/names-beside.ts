/** Names beside the ids of a call or a conversation, of the contact `p` and the campaign `c` that are joined to it. */
export interface NamesBeside {
  /** As it is now; null for a test call, and once the contact was deleted. */
  contact: { id: string; phone: string; firstName: string | null; lastName: string | null } | null;
  /** Null for a test call, and once the campaign was deleted. */
  campaign: { id: string; name: string } | null;
}

export const nameColumns = [
  "p.id as named_contact_id",
  "p.phone as contact_phone",
  "p.first_name",
  "p.last_name",
  "c.id as named_campaign_id",
  "c.name as campaign_name",
] as const;

export interface NameRow {
  named_contact_id: number | null;
  contact_phone: string | null;
  first_name: string | null;
  last_name: string | null;
  named_campaign_id: number | null;
  campaign_name: string | null;
}

export function namesOf(row: NameRow): NamesBeside {
  const { named_contact_id: contactId, named_campaign_id: campaignId } = row;
  return {
    contact:
      contactId === null
        ? null
        : { id: String(contactId), phone: row.contact_phone!, firstName: row.first_name, lastName: row.last_name },
    campaign: campaignId === null ? null : { id: String(campaignId), name: row.campaign_name! },
  };
}
