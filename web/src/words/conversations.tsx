/** The words of conversations: their lists, and the drawer that shows one. */
import type { ReactNode } from "react";
import { grouped } from "../lib/format.ts";

/** Of one and of many, after their count. */
export const conversationNoun = ["conversation", "conversations"] as const;

export const conversationList = {
  what: "Conversations",
  list: "List of conversations",
  table: "Conversations, the latest first",
  none: "No conversations yet",
  noMatch: "No conversations match",
  noMatchAbout: "Nothing was said that fits this search and outcome.",
  clear: "Clear filters",
  campaign: "Campaign",
  goal: "Goal",
  ended: "Ended",
  search: "Search words, names or numbers",
  outcome: "Outcome",
  anyOutcome: "Any outcome",
};

export const goalWords = {
  reached: "Goal reached",
  missed: "Goal not reached",
  /** In a column that is called so. */
  inColumn: { reached: "Reached", missed: "Not reached" },
};

export const testCallWords = "Test call";

export const conversationsPage = {
  title: "Conversations",
  about: "What was said on answered calls, over all campaigns.",
  empty: "As soon as somebody answers a call, what was said stands here.",
  endedSince: (count: number) => `${grouped(count)} ${count === 1 ? "call" : "calls"} ended since; refresh`,
  anyCampaign: "Any campaign",
  noCampaign: "No campaign has this name",
};

export const drawerWords = {
  title: "Conversation",
  close: "Close conversation",
  what: "The conversation",
  gone: "This conversation is not here",
  goneAbout: "It was deleted, or the address is not right.",
  newer: "Newer conversation",
  newerHint: "Newer (K)",
  older: "Older conversation",
  olderHint: "Older (J)",
  sections: "Conversation sections",
  removed: "What was said was removed, because this organisation keeps conversations for a limited time.",
  transcript: "Transcript",
  timeline: "Call timeline",
  talked: (length: string) => `talked ${length}`,
  /** The AI employee and the contact, where their names are not known. */
  employee: "AI employee",
  contact: "Contact",
  campaign: (link: ReactNode): ReactNode => <>Campaign {link}</>,
  openContact: "Open contact",
  summary: "Summary",
  details: "Collected details",
  yes: "Yes",
  no: "No",
};

const second = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

export const callTimeline = {
  what: "The call",
  steps: {
    queuedAt: "Queued",
    dialedAt: "Dialled",
    ringingAt: "Ringing",
    answeredAt: "Answered",
    endedAt: "Ended",
  },
  after: (seconds: number) =>
    seconds < 60
      ? `after ${second.format(seconds)} s`
      : `after ${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`,
  to: "Number called",
  from: "Calling from",
  lineOwn: "The line’s own number",
  line: "Line",
  try: "Try",
  network: "Network said",
  sip: (code: number) => `SIP ${code}`,
  q850: (cause: number) => `Q.850 ${cause}`,
  gone: "The call is no longer known.",
};
