/** The words of the audit log. */
import type { AuditSubjectKind, AuditVerb } from "#domain/audit.ts";

export const auditWords = {
  whole: "The audit log",
  label: "Audit log",
  loading: "Loading the audit log",
  noneTitle: "Nothing has been written down yet",
  none: "Changes to the calling rules, to passwords, sessions and keys, exports of people's data, and deletions by age.",
  noMatchTitle: "No entries match",
  noMatch: "Nobody did what was searched for.",
  clearFilters: "Clear filters",
  who: "Who",
  whoSearch: "Search names",
  what: "What",
  anything: "Any action",
  more: "More",
  time: "Time",
  program: "API key",
  entries: (count: number) => (count === 1 ? "entry" : "entries"),
  kept: "Nobody can change or delete an entry",
};

export const verbWords: Record<AuditVerb, string> = {
  "rules.changed": "Changed the calling rules",
  "conversations.removed": "Deleted what was said in conversations, by their age",
  "contacts.exported": "Exported contacts",
  "campaign.exported": "Exported a campaign",
  "do_not_call.exported": "Exported the do-not-call list",
  "rejected_rows.exported": "Exported the rejected rows of an import",
  "password.changed": "Changed their password",
  "password.reset": "Set their password anew by a link",
  "session.ended": "Signed out elsewhere",
  "api_key.created": "Made an API key",
  "api_key.handed_over": "Handed an API key over",
  "api_key.revoked": "Revoked an API key",
};

export const subjectWords: Record<AuditSubjectKind, (id: string | null) => string> = {
  organisation: () => "",
  campaign: (id) => `Campaign ${id}`,
  import: (id) => `Import ${id}`,
  account: () => "",
  api_key: () => "",
};

const fieldWords: Readonly<Record<string, string>> = {
  quietHours: "Quiet hours",
  minGapMinutes: "Minimum gap in minutes",
  maxCallsPer24h: "Calls per 24 hours",
  recordingAnnouncement: "Announcement of recording",
  retentionDays: "Days that conversations are kept",
  removedConversations: "Conversations",
  endedSessions: "Sessions that ended",
  memberId: "Ends with the membership",
  name: "Name",
  role: "Role",
};

/** Of these only what came of it is told. */
const counted = new Set(["removedConversations", "endedSessions"]);

/** `Days that conversations are kept: 90 → 30` */
export function changeWords(field: string, before: unknown, after: unknown): string {
  const name = fieldWords[field] ?? field;
  return counted.has(field) ? `${name}: ${valueWords(after)}` : `${name}: ${valueWords(before)} → ${valueWords(after)}`;
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "object" && "from" in value && "to" in value) return `${String(value.from)}–${String(value.to)}`;
  return typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
}
