/** The HTTP API as functions, typed by the contract it is served from. The session is a cookie. */
import type { Answer, Arguments, EndpointName, EndpointOf, RequestOf } from "#contract/client.ts";
import { problemWords } from "../words/problems.ts";
import { authBase, basePath } from "./base.ts";
import { operations } from "./operations.generated.ts";

export type { Answer } from "#contract/client.ts";

const apiBase = `${basePath}/api/v1`;

/** A refusal of the server: an RFC 9457 problem document. */
export class ApiProblem extends Error {
  readonly status: number;
  /** A word of the contract's table of refusals; `unreachable` when no answer came. */
  readonly code: string;
  readonly errors: ReadonlyArray<{ path: string; message: string }>;
  /** For whoever looks into the server's log. */
  readonly requestId: string | null;

  constructor(status: number, document: unknown, requestId: string | null) {
    const problem = (document ?? {}) as {
      detail?: string;
      title?: string;
      code?: string;
      errors?: ApiProblem["errors"];
    };
    super(problem.detail ?? problem.title ?? problemWords.answer(status));
    this.name = "ApiProblem";
    this.status = status;
    this.code = problem.code ?? "unknown";
    this.errors = problem.errors ?? [];
    this.requestId = requestId;
  }
}

type Given = { params?: object; query?: object; body?: unknown };

/**
 * Asks an endpoint by its name. An action is sent with a key of its own, so that a repeated request is not a second act.
 *
 * @throws ApiProblem, with status 0 and code `unreachable` when no answer came
 */
export async function call<Name extends EndpointName>(
  name: Name,
  ...[request, options]: [...Arguments<EndpointOf<Name>>, options?: { signal?: AbortSignal | undefined }]
): Promise<Answer<Name>> {
  const given = (request ?? {}) as Given;
  const [method] = operations[name];
  const response = await ask(pathOf(name, given), {
    method,
    signal: (options as { signal?: AbortSignal } | undefined)?.signal ?? null,
    headers: {
      ...(given.body === undefined ? {} : { "content-type": "application/json" }),
      ...(method === "POST" ? { "idempotency-key": crypto.randomUUID() } : {}),
    },
    ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
  });
  return (response.status === 204 ? undefined : await response.json()) as Answer<Name>;
}

/** The address of an endpoint, for links to files and for event streams. */
export function addressOf<Name extends EndpointName>(
  name: Name,
  request: Partial<RequestOf<EndpointOf<Name>>>,
): string {
  return pathOf(name, request as Given);
}

function pathOf(name: EndpointName, { params = {}, query = {} }: Given): string {
  const values = new Map(Object.entries(params).map(([key, value]) => [key, String(value)]));
  const path = operations[name][1].replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(values.get(key) ?? ""));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value])
      if (one !== undefined && one !== "") search.append(key, String(one));
  const text = search.toString();
  return apiBase + path + (text === "" ? "" : `?${text}`);
}

/** A request to this server that is no endpoint of the contract, such as signing in. */
export async function ask(address: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, { credentials: "same-origin", ...init });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    const problem = new ApiProblem(0, { code: "unreachable", detail: problemWords.silence }, null);
    problem.cause = cause;
    throw problem;
  }
  if (response.ok) return response;
  throw new ApiProblem(response.status, await response.json().catch(() => null), response.headers.get("x-request-id"));
}

/** Sends to a door of accounts, such as `/sign-in/email`. */
export function postAccount(path: string, body: object): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return ask(authBase + path, { method: "POST", headers, body: JSON.stringify(body) });
}
