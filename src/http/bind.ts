/** Puts an endpoint of the contract on the server: who may ask, what is read, what is answered. */
import { Readable } from "node:stream";
import { apiBase } from "#contract/index.ts";
import type { BodyOf, Endpoint, ParamsOf, QueryOf } from "#contract/endpoint.ts";
import { parse } from "#contract/sentences.ts";
import { Refusal, type Problem } from "#domain/errors.ts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import { answerText } from "./answers.ts";
import { idempotencyKey, type IdempotencyStore, keyOwner, once, requestHash } from "./idempotency.ts";
import type { InFlight } from "./limits.ts";
import type { Authenticate, Principal } from "./principal.ts";
import { type Upload, uploadOf } from "./upload.ts";

/** What a handler is given. */
export interface Asked<E extends Endpoint> {
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: E extends { bodyType: "multipart" } ? Upload : BodyOf<E>;
  principal: E extends { permission: "public" } ? null : Principal;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** A handler may answer with literals and with what it must not change itself. */
type ReadOnly<T> =
  T extends Array<infer Item>
    ? ReadonlyArray<ReadOnly<Item>>
    : T extends object
      ? { readonly [Key in keyof T]: ReadOnly<T[Key]> }
      : T;

/** A file that is there: its name is one of ours, never what somebody sent. */
export interface FileInFolder {
  folder: string;
  name: string;
}

/**
 * What a handler answers: the contract's shape; text as it comes for a table or for events; a recording by its name;
 * nothing with 204.
 */
export type Answered<E extends Endpoint> = E extends { responseType: "csv" | "events" }
  ? Readable | AsyncIterable<string>
  : E extends { responseType: "wav" }
    ? FileInFolder
    : E extends { response: infer S extends z.ZodType }
      ? ReadOnly<z.input<S>>
      : void;

/** `Answer` stays as narrow as the handler writes it, so that "ok" is not taken for any text. */
export type Handler<E extends Endpoint, Answer extends Answered<E> = Answered<E>> = (
  asked: Asked<E>,
) => Promise<Answer> | Answer;

/** What the server keeps for the endpoints on it. */
export interface Binding {
  authenticate: Authenticate;
  idempotency: IdempotencyStore;
  strictAnswers: boolean;
  bound: Endpoint[];
  inFlight: InFlight;
  uploadPauseMilliseconds: number;
}

declare module "fastify" {
  interface FastifyInstance {
    binding: Binding;
  }
  interface FastifyRequest {
    principal: Principal | null;
  }
}

/** @throws Error when the endpoint is on the server already */
export function bind<E extends Endpoint, const Answer extends Answered<E>>(
  server: FastifyInstance,
  endpoint: E,
  handler: Handler<E, Answer>,
): void {
  const { binding } = server;
  binding.bound.push(endpoint);
  server.route({
    method: endpoint.method,
    url: apiBase + endpoint.path,
    config: { anyHost: "with-key" },
    // HEAD of an event stream would open one, and of a table would write down an export that took nothing out.
    exposeHeadRoute: endpoint.method === "GET" && endpoint.responseType !== "events" && endpoint.responseType !== "csv",
    // Before the body is read: strangers send us nothing.
    onRequest: async (request, reply) => {
      if (endpoint.permission === "public") return;
      request.principal = await binding.authenticate(request);
      admit(endpoint, request.principal);
      binding.inFlight.enter(request.principal, reply, endpoint.responseType === "events");
    },
    handler: async (request, reply) => {
      void reply.header("cache-control", "no-store");
      const { asked, readHash } = await read(endpoint, request, reply, binding.uploadPauseMilliseconds);
      if (endpoint.responseType === "csv" || endpoint.responseType === "events") {
        return sendText(endpoint, reply, (await handler(asked)) as Readable | AsyncIterable<string>);
      }
      if (endpoint.responseType === "wav") return sendFile(reply, "audio/wav", (await handler(asked)) as FileInFolder);
      const carryOut = async () => {
        const answer = await handler(asked);
        return { status: endpoint.status, body: answerText(endpoint, answer, binding.strictAnswers) };
      };
      const { status, body } = await carriedOut(binding, endpoint, { request, reply, readHash }, carryOut);
      if (body === null) return reply.code(status).send();
      return reply.code(status).type("application/json; charset=utf-8").send(body);
    },
  });
}

function admit({ permission }: Endpoint, principal: Principal): void {
  if (permission === "anyone" || permission === "public" || principal.permissions.has(permission)) return;
  throw new Refusal(
    "forbidden",
    `The role ${principal.role} lacks the permission ${permission}; ask an owner or admin of the organisation.`,
  );
}

type ReadHash = (() => Promise<string>) | null;

async function read(
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
  uploadPause: number,
): Promise<{ asked: Asked<Endpoint>; readHash: ReadHash }> {
  const problems: Problem[] = [];
  const part = (schema: z.ZodType | undefined, value: unknown, whole: string): unknown => {
    if (!schema) return undefined;
    const parsed = parse(schema, value, whole);
    if ("value" in parsed) return parsed.value;
    problems.push(...parsed.problems);
    return undefined;
  };
  const params = part(endpoint.params, request.params, "The path");
  const query = part(endpoint.query, request.query, "The query");
  const body = endpoint.bodyType === "multipart" ? undefined : part(endpoint.body, jsonOf(request), "The body");
  const first = problems[0];
  if (first) {
    const more = problems.length > 1 ? ` And ${problems.length - 1} more.` : "";
    throw new Refusal("malformed", first.message + more, problems);
  }
  const { principal } = request;
  const file = endpoint.bodyType === "multipart" ? await uploadOf(request, uploadPause) : null;
  const asked = { params, query, body: file?.upload ?? body, principal, request, reply };
  return { asked: asked as unknown as Asked<Endpoint>, readHash: file && file.readHash };
}

/** @throws Refusal `unsupported_media_type` for a file where JSON is read */
function jsonOf(request: FastifyRequest): unknown {
  if (request.isMultipart()) throw new Refusal("unsupported_media_type", "Send the body as application/json.");
  return request.body;
}

async function carriedOut(
  binding: Binding,
  endpoint: Endpoint,
  { request, reply, readHash }: { request: FastifyRequest; reply: FastifyReply; readHash: ReadHash },
  carryOut: () => Promise<{ status: number; body: string | null }>,
): Promise<{ status: number; body: string | null }> {
  const key = endpoint.method === "POST" ? idempotencyKey(request.headers["idempotency-key"]) : null;
  const { principal } = request;
  if (key === null || principal === null) return carryOut();
  const hash = requestHash(principal, request.method, request.url, readHash ? null : request.body);
  const { shownOnce } = endpoint;
  const asked = { owner: keyOwner(principal, key), hash, readContent: readHash, shownOnce };
  const answer = await once(binding.idempotency, asked, carryOut);
  if (answer.replayed) void reply.header("idempotency-replayed", "true");
  return answer;
}

function sendText(endpoint: Endpoint, reply: FastifyReply, text: Readable | AsyncIterable<string>): FastifyReply {
  if (endpoint.responseType === "csv") {
    if (!reply.hasHeader("content-type")) void reply.type("text/csv; charset=utf-8");
    if (!reply.hasHeader("content-disposition")) {
      void reply.header("content-disposition", `attachment; filename="${endpoint.path.split("/").at(-1)}"`);
    }
  } else {
    // Proxies such as nginx hold an answer back to fill a buffer, unless told not to.
    void reply.type("text/event-stream; charset=utf-8").header("x-accel-buffering", "no");
  }
  return reply.code(endpoint.status).send(text instanceof Readable ? text : Readable.from(text));
}

/** Whole or in parts, as `Range` and `If-Range` ask (RFC 9110, section 14). The reader's browser may keep it, and asks before each use. */
function sendFile(reply: FastifyReply, type: string, { folder, name }: FileInFolder): FastifyReply {
  void reply.type(type).header("cache-control", "private, no-cache");
  return reply.sendFile(name, folder, { cacheControl: false, contentType: false });
}
