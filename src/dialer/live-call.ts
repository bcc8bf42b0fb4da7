/** A call in this process's hands, from the claim to the moment its end is written down. */
import type { CallState } from "#domain/call/outcomes.ts";
import type { ContactStatus, WaitingReason } from "#domain/contact/lifecycle.ts";
import type { ConversationRecord } from "#domain/conversation.ts";
import type { EmployeeProfile } from "#domain/employee.ts";
import type { CallingRules, CampaignSettings } from "#domain/campaign/settings.ts";
import type { Schedule } from "#domain/dialing/windows.ts";
import type { Ending, Line } from "#telephony/port.ts";
import type { CallEnd } from "./ports.ts";

export interface LiveCall {
  id: number;
  organisationId: string;
  /** Null for a test call, which belongs to no campaign. */
  campaignId: number | null;
  campaignContactId: number | null;
  phone: string;
  attempt: number;
  simulated: boolean;
  callerId: string | null;
  lineId: number;
  /** Null where it cannot be opened: such a call is only settled. */
  line: Line | null;
  /** Whether the organisation's rules bind calls over its line, and which they were. */
  bindsRules: boolean;
  rules: CallingRules;
  /** The hours in which it may start; null where none bind (a test call) or it has started. */
  schedule: Schedule | null;
  /** The contact's candidate zones. */
  zones: readonly string[];
  retriesUsed: number;
  before: { status: ContactStatus; due: number | null; waiting: WaitingReason | null };
  /** Null for a call taken over from a dead process: it is only settled. */
  script: {
    employee: EmployeeProfile;
    settings: CampaignSettings;
    variables: Readonly<Record<string, string | null>>;
  } | null;
  state: CallState;
  /** When the line was asked; null: not by this process. */
  placedAt: number | null;
  ringingAt: number | null;
  answeredAt: number | null;
  /** Told to the conversation when the call is over. */
  tellEnded: ((end: CallEnd) => void) | null;
  /** We end it before anybody on it was done, because this process ends. */
  interrupted: boolean;
  ending: { at: number; how: Ending } | null;
  record: ConversationRecord | null;
}

/** The key under which the telephone network knows the attempt, the same after any crash. */
export function callKey(call: { id: number }): string {
  return `campanile-${call.id}`;
}

/** Whether our ending it is what ended it: somebody who hung up in the same moment was done by themselves. */
export function wasInterrupted({ interrupted, ending }: Pick<LiveCall, "interrupted" | "ending">): boolean {
  return interrupted && ending?.how.kind === "answered" && ending.how.by === "local";
}

/** Of a call that this process has done nothing about. */
export const untouched = {
  placedAt: null,
  ringingAt: null,
  answeredAt: null,
  tellEnded: null,
  interrupted: false,
  ending: null,
  record: null,
} as const satisfies Partial<LiveCall>;
