/** A client of the HTTP API that knows the contract: an answer that differs from it fails the test that asked. */
import { isDeepStrictEqual } from "node:util";
import { apiBase, type EndpointName, endpoints } from "#contract/index.ts";
import type { Endpoint } from "#contract/endpoint.ts";
import {
  bodyRefusals,
  idempotencyRefusals,
  problem,
  problemCodes,
  sharedRefusals,
  signedInRefusals,
} from "#contract/problem.ts";

export interface Given {
  params?: Record<string, string>;
  query?: Record<string, string | number>;
  body?: unknown;
  /** The text of a file, for an upload. */
  file?: string | Uint8Array;
  headers?: Record<string, string>;
}

export interface ApiAnswer {
  status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are looked at field by field
  body: any;
  text: string;
  headers: Headers;
}

export interface ApiClient {
  url: string;
  /** Asks an endpoint by its name, and checks the answer against the contract, whatever it is. */
  ask(name: EndpointName, given?: Given): Promise<ApiAnswer>;
  /** The same, where anything but success fails the test; gives the body. */
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are looked at field by field
  get(name: EndpointName, given?: Given): Promise<any>;
  /** The same, where success fails the test; gives `STATUS code`. */
  refusal(name: EndpointName, given?: Given): Promise<string>;
  /** Whatever the program sends, unchecked. */
  raw(path: string, init?: Omit<RequestInit, "headers"> & { headers?: Record<string, string> }): Promise<Response>;
}

export function apiClient(url: string, key: string | null): ApiClient {
  const authorization: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };

  async function ask(name: EndpointName, given: Given = {}): Promise<ApiAnswer> {
    const endpoint: Endpoint = endpoints[name];
    const response = await fetch(addressOf(url, endpoint, given), requestOf(endpoint, given, authorization));
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    const answer = {
      status: response.status,
      body: isJson ? JSON.parse(text) : null,
      text,
      headers: response.headers,
    };
    checkAnswer(name, endpoint, answer);
    return answer;
  }

  return {
    url,
    ask,
    get: async (name, given) => {
      const answer = await ask(name, given);
      if (answer.status >= 300) throw new Error(`${name} answered ${answer.status}: ${answer.text}`);
      return answer.body ?? answer.text;
    },
    refusal: async (name, given) => {
      const answer = await ask(name, given);
      if (answer.status < 300) throw new Error(`${name} was not refused: ${answer.text.slice(0, 500)}`);
      return `${answer.status} ${answer.body.code}`;
    },
    raw: (path, init = {}) => fetch(url + path, { ...init, headers: { ...authorization, ...init.headers } }),
  };
}

export function addressOf(url: string, endpoint: Endpoint, { params = {}, query = {} }: Given): string {
  const filled = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name]!));
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  return `${url}${apiBase}${filled}${search.size > 0 ? `?${search.toString()}` : ""}`;
}

function requestOf(endpoint: Endpoint, given: Given, authorization: Record<string, string>): RequestInit {
  const { method } = endpoint;
  const headers = { ...authorization, ...given.headers };
  if (given.file !== undefined) {
    const body = new FormData();
    body.set("file", new Blob([given.file as string]), "people.csv");
    return { method, headers, body };
  }
  if (given.body === undefined) return { method, headers };
  return { method, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(given.body) };
}

/** Success has the contract's status and shape, no key more; a refusal is a problem that the contract lists. */
function checkAnswer(name: string, endpoint: Endpoint, { status, body, text }: ApiAnswer): void {
  if (status === endpoint.status) {
    if (endpoint.response === null) return;
    const fitted = endpoint.response.safeParse(body);
    if (!fitted.success)
      throw new Error(`The answer of ${name} is not the contract's: ${fitted.error.message}\n${text}`);
    if (!isDeepStrictEqual(plain(fitted.data), body)) throw new Error(`The answer of ${name} says more: ${text}`);
    return;
  }
  const told = problem.strict().safeParse(body);
  if (!told.success) throw new Error(`${name} answered ${status} without a problem document: ${text}`);
  const { code } = told.data;
  if (problemCodes[code].status !== status || told.data.status !== status)
    throw new Error(`${name} answered ${status} with the code ${code}.`);
  const listed: readonly string[] = [
    ...endpoint.refusals,
    ...sharedRefusals,
    ...signedInRefusals,
    ...bodyRefusals,
    ...idempotencyRefusals,
  ];
  if (!listed.includes(code))
    throw new Error(`${name} refused with ${code}, which the contract does not list: ${text}`);
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
