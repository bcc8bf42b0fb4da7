/**
 * Refusals a person can cause and mend, as one table: code, HTTP status, title. The sentence that says what is wrong and
 * what to do is given where the refusal arises. Faults of our own are plain exceptions and become 500.
 */
export const refusals = {
  malformed: { status: 400, title: "The request is malformed" },
  unauthenticated: { status: 401, title: "Sign in first" },
  forbidden: { status: 403, title: "This is not allowed" },
  wrong_origin: { status: 403, title: "The request came from a page of another address" },
  setup_token_wrong: { status: 403, title: "The setup token is missing or wrong" },
  not_found: { status: 404, title: "Not found" },
  campaign_not_editable: { status: 409, title: "The campaign cannot be edited now" },
  campaign_not_startable: { status: 409, title: "The campaign cannot be started now" },
  campaign_not_pausable: { status: 409, title: "The campaign cannot be paused now" },
  campaign_not_resumable: { status: 409, title: "The campaign cannot be resumed" },
  campaign_not_cancelable: { status: 409, title: "The campaign cannot be stopped now" },
  campaign_not_retryable: { status: 409, title: "The campaign's contacts cannot be retried now" },
  campaign_not_deletable: { status: 409, title: "The campaign cannot be deleted now" },
  contacts_not_changeable: { status: 409, title: "The campaign's contacts cannot be changed now" },
  import_wrong_state: { status: 409, title: "The import is not at this step" },
  contact_exists: { status: 409, title: "A contact with this number exists" },
  in_use: { status: 409, title: "It is in use" },
  last_owner: { status: 409, title: "An organisation needs an owner" },
  already_claimed: { status: 409, title: "This organisation has its first owner" },
  idempotency_key_reused: { status: 409, title: "This Idempotency-Key was used for another request" },
  request_in_progress: { status: 409, title: "The same request is still being carried out" },
  answer_erased: { status: 409, title: "The answer to this Idempotency-Key was erased" },
  timeout: { status: 408, title: "The request did not arrive in time" },
  shown_once: { status: 409, title: "It was made, and is shown once" },
  too_large: { status: 413, title: "Too large" },
  unsupported_media_type: { status: 415, title: "Unsupported content type" },
  wrong_host: { status: 421, title: "This server is not known by that name" },
  invalid: { status: 422, title: "The values are not acceptable" },
  not_ready: { status: 422, title: "Not ready" },
  unreadable_file: { status: 422, title: "The file cannot be read" },
  too_many_requests: { status: 429, title: "Too many requests" },
  database_full: { status: 507, title: "The disk of the database is full" },
  unavailable: { status: 503, title: "Not available now" },
} as const satisfies Record<string, { status: number; title: string }>;

export type RefusalCode = keyof typeof refusals;

export interface Problem {
  /** Where: a dotted path into the request or a noun of the campaign, such as `settings.windows.0.from` or `line`. */
  path: string;
  /** What is wrong and what to do, in one sentence. */
  message: string;
}

/** An expected refusal on its way to whoever asked. `detail` is one sentence: what is wrong, and what to do. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly problems: readonly Problem[] | undefined;
  constructor(code: RefusalCode, detail: string, problems?: readonly Problem[]) {
    super(detail);
    this.name = "Refusal";
    this.code = code;
    this.problems = problems;
  }
  get status(): number {
    return refusals[this.code].status;
  }
}
