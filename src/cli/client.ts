/** The HTTP API as functions, typed by the contract it is served from. */
import { Readable } from "node:stream";
import type { Answer, Arguments, EndpointOf, RequestOf } from "#contract/client.ts";
import type { Endpoint } from "#contract/endpoint.ts";
import { apiBase, type EndpointName, endpoints } from "#contract/index.ts";
import type { ProblemCode } from "#contract/problem.ts";
import { CommandFailure, exitCodes } from "./failure.ts";
import { writeWhole } from "./files.ts";
import { upload } from "./upload.ts";

export type Campaign = Answer<"getCampaign">;
export type ContactImport = Answer<"getImport">;
export type AiEmployee = Answer<"getAiEmployee">;
export type Line = Answer<"getLine">;

type Given = { params?: object; query?: object; body?: unknown };

/** A refusal of the server. The message holds each thing that is wrong, a line each. */
export class ApiProblem extends CommandFailure {
  readonly status: number;
  readonly code: ProblemCode | undefined;
  constructor(status: number, document: unknown) {
    const { code, title, detail, errors = [] } = (document ?? {}) as Partial<ProblemDocument>;
    const sentences = [...new Set(errors.map((error) => error.message))];
    const whole = detail ?? title ?? `The server answered ${status}.`;
    // Bad values are those of a person's file and options; the rest is the state of the server.
    const faulty = status === 400 || status === 413 || status === 415 || status === 422;
    super(sentences.length > 0 ? sentences.join("\n") : whole, faulty ? exitCodes.badInput : exitCodes.failed);
    this.name = "ApiProblem";
    this.status = status;
    this.code = code;
  }
}

interface ProblemDocument {
  code: ProblemCode;
  title: string;
  detail: string;
  errors: { path: string; message: string }[];
}

/** The server is not there (any more). */
export class ServerGone extends CommandFailure {
  constructor(url: string, cause?: unknown) {
    super(`The server at ${url} does not answer; look whether it still runs, and try again.`, exitCodes.failed, cause);
    this.name = "ServerGone";
  }
}

export interface Client {
  /** @throws ApiProblem, ServerGone */
  call<Name extends EndpointName>(name: Name, ...request: Arguments<EndpointOf<Name>>): Promise<Answer<Name>>;
  /** Streams a file to the endpoint that takes uploads. */
  upload(file: string, fileName: string): Promise<ContactImport>;
  /** Streams a file from the server; nothing stands at `file` until all of it has arrived. */
  download<Name extends EndpointName>(name: Name, request: RequestOf<EndpointOf<Name>>, file: string): Promise<void>;
  /** An event stream from its start or after `lastEventId`. */
  open<Name extends EndpointName>(
    name: Name,
    request: RequestOf<EndpointOf<Name>>,
    options: { lastEventId: string | undefined; signal: AbortSignal },
  ): Promise<ReadableStream<Uint8Array>>;
}

/** @param key an API key, sent with every request */
export function createClient(url: string, key: string): Client {
  const authorization = `Bearer ${key}`;

  async function send(name: EndpointName, request: Given, init: RequestInit = {}): Promise<Response> {
    const endpoint: Endpoint = endpoints[name];
    const body = request.body === undefined ? {} : { body: JSON.stringify(request.body) };
    const headers = {
      authorization,
      ...(request.body === undefined ? {} : { "content-type": "application/json" }),
      ...(init.headers as Record<string, string> | undefined),
    };
    const address = new URL(apiBase + pathOf(endpoint.path, request.params ?? {}), url);
    for (const [field, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) address.searchParams.set(field, String(value));
    }
    let response: Response;
    try {
      response = await fetch(address, { ...init, ...body, method: endpoint.method, headers });
    } catch (cause) {
      throw new ServerGone(url, cause);
    }
    if (!response.ok) throw new ApiProblem(response.status, await response.json().catch(() => undefined));
    return response;
  }

  return {
    async call(name, ...[request]) {
      const response = await send(name, (request ?? {}) as Given);
      if (response.status === 204) return undefined as never;
      try {
        return (await response.json()) as never;
      } catch (cause) {
        throw new ServerGone(url, cause);
      }
    },
    async upload(file, fileName) {
      const address = new URL(apiBase + endpoints.createImport.path, url);
      const { status, body } = await upload(address, authorization, file, fileName).catch((cause: unknown) => {
        throw cause instanceof CommandFailure ? cause : new ServerGone(url, cause);
      });
      if (status !== endpoints.createImport.status) throw new ApiProblem(status, body);
      return body as ContactImport;
    },
    async download(name, request, file) {
      const { body } = await send(name, request as Given);
      await writeWhole(file, body ? Readable.fromWeb(body) : Readable.from([]));
    },
    async open(name, request, { lastEventId, signal }) {
      const headers = lastEventId === undefined ? undefined : { "last-event-id": lastEventId };
      const { body } = await send(name, request as Given, { headers, signal });
      if (body === null) throw new ServerGone(url);
      return body;
    },
  };
}

function pathOf(template: string, params: object): string {
  const values = new Map(Object.entries(params).map(([name, value]) => [name, String(value)]));
  return template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values.get(name) ?? ""));
}

/** All pages of a list, one after the other. */
export async function listAll<Item>(
  page: (query: { limit: number; cursor: string | undefined }) => Promise<{ items: Item[]; nextCursor: string | null }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const { items: more, nextCursor } = await page({ limit: 200, cursor });
    items.push(...more);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
