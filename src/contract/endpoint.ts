/** What an endpoint is, as data: the server's validation, the OpenAPI document and the web app's client read the same. */
import type { RefusalCode } from "#domain/errors.ts";
import type { Permission } from "#domain/roles.ts";
import type { z } from "zod";

export interface Endpoint {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Under /api/v1, parameters as `:name`. */
  path: string;
  /** What the caller's role must have; `anyone` is anyone signed in, `public` asks nobody. */
  permission: Permission | "anyone" | "public";
  /** One line for people. */
  summary: string;
  description?: string;
  /** One text field for each `:name` of the path. */
  params?: z.ZodObject;
  /** Fields come as text. */
  query?: z.ZodObject;
  body?: z.ZodType;
  /** `multipart` is one part named `file`; it is streamed to the handler and `body` says nothing. */
  bodyType?: "json" | "multipart";
  status: 200 | 201 | 204;
  /** Null with 204 and with what is no JSON. A WAV file is answered in parts with 206 where a part is asked for. */
  response: z.ZodType | null;
  responseType?: "json" | "csv" | "events" | "wav";
  /** Of a POST whose answer holds a secret: what is said to whoever sends it again with the same Idempotency-Key. */
  shownOnce?: string;
  /** The refusals beyond those every endpoint shares (malformed, unauthenticated, forbidden, too_many_requests). */
  refusals: readonly RefusalCode[];
}

/** Keeps the literal types of an endpoint, from which a handler's arguments and answer are inferred. */
export function defineEndpoint<const E extends Endpoint>(endpoint: E): E {
  return endpoint;
}

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a handler is given, defaults filled in. */
export type ParamsOf<E extends Endpoint> = Output<E["params"]>;
export type QueryOf<E extends Endpoint> = Output<E["query"]>;
export type BodyOf<E extends Endpoint> = Output<E["body"]>;
/** What a handler answers; undefined where there is no JSON to answer. */
export type ResponseOf<E extends Endpoint> = E["response"] extends z.ZodType ? z.output<E["response"]> : undefined;

/** What a client sends. */
export type ParamsFor<E extends Endpoint> = E["params"] extends z.ZodType ? z.input<E["params"]> : undefined;
export type QueryFor<E extends Endpoint> = E["query"] extends z.ZodType ? z.input<E["query"]> : undefined;
export type BodyFor<E extends Endpoint> = E["body"] extends z.ZodType ? z.input<E["body"]> : undefined;
