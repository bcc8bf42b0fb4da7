/** The tables as Kysely sees them. The migrations make them; a test compares. Wire names are in contract, not here. */
import type { ColumnType, Generated } from "kysely";
import type { AuditChange } from "#domain/audit.ts";
import type { CallResult, CallState, Outcome } from "#domain/call/outcomes.ts";
import type { CampaignSettings } from "#domain/campaign/settings.ts";
import type { CampaignStatus } from "#domain/campaign/lifecycle.ts";
import type { FileFormat } from "#domain/contact/file-format.ts";
import type { ContactStatus, SkipReason, WaitingReason } from "#domain/contact/lifecycle.ts";
import type { CollectedValue, TranscriptLine } from "#domain/conversation.ts";
import type { CollectField, EmployeeKind, KeyRule } from "#domain/employee.ts";
import type { LineKind } from "#domain/line.ts";

/** Read as parsed JSON, written as JSON text: the two drivers differ in what they make of an object or an array. */
type Json<T> = ColumnType<T, string, string>;
type JsonOr<T> = ColumnType<T | null, string | null | undefined, string | null>;
type Time = ColumnType<Date, Date, Date>;
type MadeAt = ColumnType<Date, Date | undefined, Date>;
type TimeOr = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Made<T> = ColumnType<T, T | undefined, T>;
type Or<T> = ColumnType<T | null, T | null | undefined, T | null>;

export interface DatabaseIdentityTable {
  single: Made<boolean>;
  system_identifier: Or<string>;
  database_name: string;
  database_oid: number;
  recorded_at: MadeAt;
}

export interface CallingRulesTable {
  organisation_id: string;
  quiet_hours: JsonOr<{ from: string; to: string }>;
  min_gap_minutes: number;
  max_calls_per_24h: number | null;
  recording_announcement: boolean;
  retention_days: number | null;
  updated_at: MadeAt;
}

export interface LineTable {
  id: Generated<number>;
  organisation_id: string;
  name: string;
  kind: LineKind;
  settings: Json<Record<string, unknown>>;
  secrets: Or<string>;
  active: Made<boolean>;
  /** When the circuit breaker last tripped: what happened before no longer counts. */
  tripped_at: TimeOr;
  created_at: MadeAt;
  deleted_at: TimeOr;
}

export interface AiEmployeeTable {
  id: Generated<number>;
  organisation_id: string;
  name: string;
  role: Made<string>;
  kind: EmployeeKind;
  language: string;
  voice: Or<string>;
  greeting: string;
  instructions: Made<string>;
  message: Or<string>;
  audio_id: Or<string>;
  goal: Or<string>;
  collect: Json<CollectField[]>;
  keys: Json<KeyRule[]>;
  voicemail_message: Or<string>;
  max_concurrent_calls: number;
  active: Made<boolean>;
  version: Made<number>;
  created_at: MadeAt;
  deleted_at: TimeOr;
}

export interface PaceTable {
  subject: "line" | "campaign";
  id: number;
  tokens: number;
  as_of: Time;
  rest_until: TimeOr;
}

export interface ZoneSetTable {
  id: Generated<number>;
  zones: string[];
}

export interface ContactTable {
  id: Generated<number>;
  organisation_id: string;
  phone: string;
  first_name: Or<string>;
  last_name: Or<string>;
  email: Or<string>;
  company: Or<string>;
  language: Or<string>;
  timezone: Or<string>;
  zone_set: Made<number>;
  tags: Made<string[]>;
  external_id: Or<string>;
  attributes: ColumnType<Record<string, string | number | boolean | null>, string | undefined, string>;
  created_at: MadeAt;
  updated_at: MadeAt;
  /** The import that added it, and by which of its rows. */
  import_id: Or<number>;
  import_row: Or<number>;
}

/** What a search and a filter look at; made from the contact by contact-tidy.ts. */
export interface ContactSearchTable {
  contact_id: number;
  organisation_id: string;
  name: string;
  words: string;
  labels: Made<string[]>;
}

export interface ContactLastCallTable {
  contact_id: number;
  organisation_id: string;
  call_id: Or<number>;
  outcome: Or<Outcome>;
  ended_at: TimeOr;
  called_at: TimeOr;
}

export interface ContactMergeTable {
  id: Generated<number>;
  organisation_id: string;
  contact_id: number;
  at: Time;
  actor_name: Or<string>;
}

export interface SavedFilterTable {
  id: Generated<number>;
  organisation_id: string;
  name: string;
  filter: Json<unknown>;
  created_by: Or<string>;
  created_at: MadeAt;
}

export interface DoNotCallTable {
  organisation_id: string;
  phone: string;
  source: string;
  note: Or<string>;
  added_at: MadeAt;
  added_by: Or<string>;
  expires_at: TimeOr;
}

export interface ImportTable {
  id: Generated<number>;
  organisation_id: string;
  file_name: string;
  status: string;
  rows: Made<number>;
  format: ColumnType<Record<string, unknown>, string | undefined, string>;
  columns: ColumnType<Array<Record<string, unknown>>, string | undefined, string>;
  header_key: Or<string>;
  country: Or<string>;
  country_reason: Or<string>;
  mapping: JsonOr<Record<string, unknown>>;
  counts: JsonOr<Record<string, number>>;
  error: Or<string>;
  campaign_id: Or<number>;
  created_by: Or<string>;
  created_at: MadeAt;
  finished_at: TimeOr;
}
export interface ImportBlockTable {
  import_id: number;
  first: number;
  last: number;
  /** A JSON array of strings on a line for each row. */
  cells: string;
  /** The digits of E.164 of each row, 0 where it has none that can be called; null before the rows were judged. */
  phones: Or<number[]>;
  /** What the rows give their contacts (import-drafts.ts), and the numbers of the sets of zones that they name. */
  drafts: Or<string>;
  zone_sets: Or<number[]>;
  brought_in: Made<boolean>;
}
export interface ImportVerdictTable {
  import_id: number;
  row: number;
  verdict: string;
  column_name: Or<string>;
  reason: Or<string>;
  first_row: Or<number>;
  warnings: Or<string[]>;
  lacks: Or<string>;
  lacks_column: Or<string>;
}
export interface ImportContactTable {
  import_id: number;
  row: number;
  contact_id: number;
  joined: Or<number>;
  before: JsonOr<Record<string, unknown>>;
  changed_at: TimeOr;
}
export interface ImportMappingTable {
  organisation_id: string;
  header_key: string;
  mapping: ColumnType<Record<string, unknown>, string, string>;
  used_at: MadeAt;
}

export interface CampaignTable {
  id: Generated<number>;
  organisation_id: string;
  name: string;
  description: Made<string>;
  status: Made<CampaignStatus>;
  status_reason: Or<string>;
  ai_employee_id: Or<number>;
  line_id: Or<number>;
  caller_id: Or<string>;
  settings: Json<CampaignSettings>;
  settings_version: Made<number>;
  scheduled_at: TimeOr;
  started_at: TimeOr;
  finished_at: TimeOr;
  created_at: MadeAt;
  created_by: Or<string>;
  deleted_at: TimeOr;
}

export interface CampaignContactTable {
  id: Generated<number>;
  organisation_id: string;
  campaign_id: number;
  contact_id: number | null;
  zone_set: number;
  status: Made<ContactStatus>;
  skip_reason: Or<SkipReason>;
  attempts: Made<number>;
  retries_used: Made<number>;
  next_attempt_at: TimeOr;
  waiting_for: Or<WaitingReason>;
  result: Or<CallResult>;
  last_call_id: Or<number>;
}

export interface Cause {
  sip: number | null;
  q850: number | null;
  text: string | null;
}

export interface CallTable {
  id: Generated<number>;
  organisation_id: string;
  campaign_id: number | null;
  campaign_contact_id: number | null;
  contact_id: number | null;
  attempt: number;
  phone: string;
  caller_id: Or<string>;
  line_id: number;
  line_kind: LineKind;
  simulated: boolean;
  ai_employee_id: number;
  owner: string;
  state: Made<CallState>;
  outcome: Or<Outcome>;
  result: Or<CallResult>;
  cause: JsonOr<Cause>;
  settings_version: number;
  employee_version: number;
  variables: Json<Record<string, string | null>>;
  before_status: Or<ContactStatus>;
  before_due: TimeOr;
  before_waiting: Or<WaitingReason>;
  before_result: Or<CallResult>;
  queued_at: Time;
  dialed_at: TimeOr;
  ringing_at: TimeOr;
  answered_at: TimeOr;
  ended_at: TimeOr;
  talk_seconds: Or<number>;
  person_spoke: Or<boolean>;
}

export interface ConversationTable {
  id: Generated<number>;
  organisation_id: string;
  call_id: number;
  campaign_id: number | null;
  contact_id: number | null;
  transcript: Json<TranscriptLine[]>;
  summary: string;
  collected: Json<Record<string, CollectedValue>>;
  goal_reached: boolean | null;
  result: CallResult | null;
  recording: Or<string>;
  simulated: boolean;
  created_at: Time;
  /** When retention took away what was said. */
  removed_at: TimeOr;
}

export interface RetentionTable {
  organisation_id: string;
  /** Conversations up to this id were looked at. */
  done_id: number;
}

export interface ActivityTable {
  id: Generated<number>;
  organisation_id: string;
  campaign_id: number;
  at: MadeAt;
  kind: string;
  actor_kind: Or<string>;
  actor_name: Or<string>;
  text: string;
}

/** A link with which a user sets their password anew; the token in it is kept nowhere. */
export interface PasswordResetTable {
  user_id: string;
  token_hash: string;
  expires_at: Date;
}

/** Who did what; see domain/audit.ts. Rows are added and never changed. */
export interface AuditTable {
  id: Generated<number>;
  organisation_id: string;
  at: Time;
  actor_kind: "user" | "key" | "system";
  actor_id: Or<string>;
  actor_name: string;
  verb: string;
  subject_kind: string;
  subject_id: Or<string>;
  changes: Json<Record<string, AuditChange>>;
  request_id: Or<string>;
}

export interface DoNotCallImportTable {
  id: Generated<number>;
  organisation_id: string;
  file_name: string;
  created_by: Or<string>;
  created_at: Time;
  columns: Json<string[]>;
  format: Json<FileFormat>;
}

export interface ErasureTable {
  id: Generated<number>;
  organisation_id: string;
  phone: string;
  email: Or<string>;
  first_name: Or<string>;
  last_name: Or<string>;
  import_ids: number[];
}

export interface Tables {
  migration: { name: string; applied_at: MadeAt };
  database_identity: DatabaseIdentityTable;
  calling_rules: CallingRulesTable;
  line: LineTable;
  ai_employee: AiEmployeeTable;
  pace: PaceTable;
  zone_set: ZoneSetTable;
  number_zones: { version: string };
  contact: ContactTable;
  contact_search: ContactSearchTable;
  /** A key is never read: it may be larger than a number of JavaScript. */
  contact_fact: { key: number; contact_id: number };
  contact_number: { key: number; value: number; contact_id: number };
  contact_search_due: { organisation_id: string; first_id: number; last_id: number };
  contact_label: { organisation_id: string; label: string; n: number };
  contact_count: { organisation_id: string; n: number };
  contact_last_call: ContactLastCallTable;
  contact_merge: ContactMergeTable;
  saved_filter: SavedFilterTable;
  do_not_call: DoNotCallTable;
  import: ImportTable;
  import_block: ImportBlockTable;
  import_verdict: ImportVerdictTable;
  import_contact: ImportContactTable;
  import_mapping: ImportMappingTable;
  campaign: CampaignTable;
  campaign_contact: CampaignContactTable;
  campaign_tally: { campaign_id: number; tally: string; n: number };
  campaign_zone: { campaign_id: number; zone_set: number };
  call_tally: {
    organisation_id: string;
    campaign_id: number;
    bucket: Time;
    outcome: Outcome | "none";
    n: number;
    talk_seconds: number;
  };
  call: CallTable;
  conversation: ConversationTable;
  retention: RetentionTable;
  recording_removal: { name: string; since: MadeAt };
  activity: ActivityTable;
  password_reset: PasswordResetTable;
  audit: AuditTable;
  do_not_call_import: DoNotCallImportTable;
  erasure: ErasureTable;
  do_not_call_refused: { import_id: number; row: number; cells: Json<string[]>; reason: string };
  caller: { id: string; lease_until: Time; started_at: MadeAt };
  idempotency: {
    organisation_id: string;
    principal: string;
    key: string;
    request_hash: string;
    content_hash: string | null;
    status: number | null;
    body: string | null;
    created_at: MadeAt;
  };
  secret_check: { only_row: Generated<boolean>; value: string };
}
