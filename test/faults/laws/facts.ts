/** What the laws judge: the referee's record, what people asked for, and in the end what the product's books say. */
import type { CallResult, Outcome } from "#domain/call/outcomes.ts";
import type { ContactStatus } from "#domain/contact/lifecycle.ts";
import type { Entry, Ring } from "../referee/record.ts";

/** What somebody asked of the product. All times are true ones, in milliseconds since 1970. */
export interface Deed {
  kind: "start" | "pause" | "resume" | "cancel" | "retry failed" | "list" | "unlist";
  /** Null for a number of the do-not-call list. */
  campaignId: string | null;
  phone: string | null;
  askedAt: number;
  /** Null: no answer came, and it may have been done or not. */
  answeredAt: number | null;
  /** Whether it was answered with a yes. */
  done: boolean;
}

export interface LabCampaign {
  id: string;
  lineId: string;
  employeeId: string;
  maxConcurrentCalls: number;
  callsPerSecond: number | null;
  maxRetries: number;
  /** Null: any hour. Else the minutes of an hour in which calls may start, by the clock of the zone. */
  hours: { zone: string; minutes: readonly number[] } | null;
}

export interface Limits {
  maxConcurrentCalls: number;
  callsPerSecond: number | null;
}

/** A call as the product tells of it. */
export interface BookedCall {
  /** The key by which the referee knows it. */
  key: string;
  campaignId: string;
  contactId: string;
  phone: string;
  attempt: number;
  outcome: Outcome | null;
  result: CallResult | null;
  dialed: boolean;
  ended: boolean;
}

export interface BookedContact {
  campaignId: string;
  contactId: string;
  phone: string;
  status: ContactStatus;
  attempts: number;
  /** Whether a further call is planned. */
  planned: boolean;
}

export interface BookedCampaign {
  id: string;
  status: string;
  total: number;
  counts: Readonly<Record<ContactStatus, number>>;
  attempts: number;
}

export interface Facts {
  entries: readonly Entry[];
  rings: readonly Ring[];
  deeds: readonly Deed[];
  campaigns: readonly LabCampaign[];
  lines: ReadonlyMap<string, Limits>;
  employees: ReadonlyMap<string, Pick<Limits, "maxConcurrentCalls">>;
  calls: readonly BookedCall[];
  contacts: readonly BookedContact[];
  books: readonly BookedCampaign[];
}

/** The campaign that a ring was for, by the product's books; undefined for a key that they do not know. */
export function campaignsOfRings(facts: Facts): Map<string, LabCampaign> {
  const campaigns = new Map(facts.campaigns.map((campaign) => [campaign.id, campaign]));
  const found = new Map<string, LabCampaign>();
  for (const call of facts.calls) {
    const campaign = campaigns.get(call.campaignId);
    if (campaign) found.set(call.key, campaign);
  }
  return found;
}
