/** The audit log: what is written down of who did what, as data. The store keeps it, the web app words it. */

/** What was done, `subject.verb`. A row here needs its words in web/src/words/audit.ts; the compiler asks for them. */
export const auditVerbs = [
  "rules.changed",
  "conversations.removed",
  "contacts.exported",
  "campaign.exported",
  "do_not_call.exported",
  "rejected_rows.exported",
  "password.changed",
  "password.reset",
  "session.ended",
  "api_key.created",
  "api_key.handed_over",
  "api_key.revoked",
] as const;
export type AuditVerb = (typeof auditVerbs)[number];

/** What it was done to. */
export const auditSubjects = ["organisation", "campaign", "import", "account", "api_key"] as const;
export type AuditSubjectKind = (typeof auditSubjects)[number];

/** A changed field: values as the API writes them, never a secret and never a person's data. */
export interface AuditChange {
  before: unknown;
  after: unknown;
}
