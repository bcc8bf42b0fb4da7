/** The contract as an OpenAPI 3.1 document. */
import type { Endpoint } from "#contract/endpoint.ts";
import { eventShapes } from "#contract/events.ts";
import { apiBase, chapters } from "#contract/index.ts";
import {
  bodyRefusals,
  idempotencyRefusals,
  problem,
  type ProblemCode,
  problemCodes,
  sharedRefusals,
  signedInRefusals,
} from "#contract/problem.ts";
import { type RefusalCode, refusals } from "#domain/errors.ts";
import type { z } from "zod";
import { type JsonSchema, Shapes } from "./json-schema.ts";

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

export interface MediaTypes {
  [mediaType: string]: { schema: JsonSchema };
}

export interface Answer {
  description: string;
  content?: MediaTypes;
  headers?: Record<string, unknown>;
}

export interface Reference {
  $ref: string;
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: MediaTypes };
  responses: Record<string, Answer | Reference>;
  security?: Array<Record<string, string[]>>;
}

export interface OpenApi {
  openapi: "3.1.1";
  info: Record<string, unknown> & { title: string; version: string; description: string };
  servers: Array<{ url: string }>;
  tags: Array<{ name: string }>;
  security: Array<Record<string, string[]>>;
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, JsonSchema>;
    responses: Record<string, Answer>;
    securitySchemes: Record<string, unknown>;
  };
}

const refusalCodes = Object.keys(refusals) as RefusalCode[];

const introduction = `Call campaigns: an AI employee works through a list by telephone.

JSON with camelCase keys; enum values in snake_case; ids are opaque strings; instants are ISO 8601 in UTC; telephone numbers are E.164; zones are IANA names. Sign in with \`Authorization: Bearer KEY\`, or with the session cookie of the web app.

Refusals are problem documents (RFC 9457) with a \`code\` for programs and a \`detail\` for people. Lists take \`limit\` and \`cursor\` and answer \`{items, nextCursor, total}\`. A \`POST\` with an \`Idempotency-Key\` can be sent again without being carried out twice.`;

const idempotencyParameter: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "The same key with the same request is carried out once; the first answer is repeated.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

const resumeParameter: Parameter = {
  name: "Last-Event-ID",
  in: "header",
  required: false,
  description: "The `id` of the last event that was received.",
  schema: { type: "string" },
};

const rangeParameter: Parameter = {
  name: "Range",
  in: "header",
  required: false,
  description: "The bytes that are wanted, such as `bytes=0-65535`; answered with 206, or 416 past the end.",
  schema: { type: "string" },
};

/**
 * @param version of this program, not of OpenAPI
 * @param basePath what stands before every path for people: "" or such as "/campanile"
 */
export function openApiDocument(version: string, basePath = ""): OpenApi {
  const shapes = new Shapes();
  const paths: OpenApi["paths"] = {};
  for (const { title, endpoints } of chapters) {
    for (const [name, endpoint] of Object.entries(endpoints)) {
      const path = endpoint.path.replaceAll(/:(\w+)/g, "{$1}");
      const at = (paths[path] ??= {});
      at[endpoint.method.toLowerCase()] = operation(name, title, endpoint, shapes);
    }
  }
  const responses = Object.fromEntries(refusalCodes.map((code) => [code, problemAnswer([code], shapes)]));
  return {
    openapi: "3.1.1",
    info: {
      title: "Campanile",
      version,
      description: introduction,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: basePath + apiBase }],
    tags: chapters.map(({ title }) => ({ name: title })),
    security: [{ apiKey: [] }, { session: [] }],
    paths,
    components: {
      schemas: shapes.named(),
      responses,
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "An API key of the organisation." },
        session: { type: "apiKey", in: "cookie", name: "campanile.session_token", description: "Set by signing in." },
      },
    },
  };
}

function operation(name: string, tag: string, endpoint: Endpoint, shapes: Shapes): Operation {
  const { permission } = endpoint;
  const needs = {
    public: "Needs no sign-in.",
    anyone: "Needs a sign-in.",
  };
  const who =
    permission === "public" || permission === "anyone" ? needs[permission] : `Needs the permission \`${permission}\`.`;
  const parameters = [
    ...parametersOf("path", endpoint.params, shapes),
    ...parametersOf("query", endpoint.query, shapes),
    ...(endpoint.method === "POST" && permission !== "public" ? [idempotencyParameter] : []),
    ...(endpoint.responseType === "events" ? [resumeParameter] : []),
    ...(endpoint.responseType === "wav" ? [rangeParameter] : []),
  ];
  const body = requestBodyOf(endpoint, shapes);
  return {
    operationId: name,
    tags: [tag],
    summary: endpoint.summary,
    description: [endpoint.description, who].filter((text) => text !== undefined).join("\n\n"),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: body } : {}),
    responses: {
      [String(endpoint.status)]: successOf(endpoint, shapes),
      ...(endpoint.responseType === "wav" ? partsOf(endpoint, shapes) : {}),
      ...problemsOf(endpoint, shapes),
    },
    ...(permission === "public" ? { security: [] } : {}),
  };
}

function parametersOf(where: "path" | "query", schema: z.ZodObject | undefined, shapes: Shapes): Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = shapes.of(schema, "input");
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }));
}

function requestBodyOf(endpoint: Endpoint, shapes: Shapes): Operation["requestBody"] {
  if (endpoint.bodyType === "multipart") {
    const file = { type: "string", contentMediaType: "application/octet-stream", description: "One file, streamed." };
    const schema = { type: "object", required: ["file"], properties: { file } };
    return { required: true, content: { "multipart/form-data": { schema } } };
  }
  if (!endpoint.body) return undefined;
  const required = !endpoint.body.safeParse(undefined).success;
  return { required, content: { "application/json": { schema: shapes.of(endpoint.body, "input") } } };
}

function successOf(endpoint: Endpoint, shapes: Shapes): Answer {
  const description =
    endpoint.status === 201 ? "Created." : endpoint.status === 204 ? "Done; there is nothing to say." : "Done.";
  switch (endpoint.responseType) {
    case "csv":
      return { description: "A CSV file.", content: { "text/csv": { schema: { type: "string" } } } };
    case "wav":
      return { description: "A WAV file.", content: { "audio/wav": { schema: { type: "string" } } } };
    case "events": {
      const events = Object.entries(eventShapes).map(([event, shape]) => ({
        type: "object",
        properties: { event: { const: event }, data: shapes.of(shape, "output") },
      }));
      return {
        description: "Server-sent events; the `data` of each is JSON.",
        content: { "text/event-stream": { schema: { anyOf: events } } },
      };
    }
    default:
      if (endpoint.response === null) return { description };
      return { description, content: { "application/json": { schema: shapes.of(endpoint.response, "output") } } };
  }
}

/** What is answered to `Range`, and to a condition. */
function partsOf(endpoint: Endpoint, shapes: Shapes): Operation["responses"] {
  const { content } = successOf(endpoint, shapes);
  return {
    "206": { description: "The part that was asked for.", ...(content ? { content } : {}) },
    "304": { description: "It has not changed." },
    "412": problemAnswer(["precondition_failed"], shapes),
    "416": problemAnswer(["range_not_satisfiable"], shapes),
  };
}

function problemsOf(endpoint: Endpoint, shapes: Shapes): Operation["responses"] {
  const signedIn = endpoint.permission !== "public";
  const codes: RefusalCode[] = [
    ...sharedRefusals,
    ...(signedIn ? signedInRefusals : []),
    ...(endpoint.body || endpoint.bodyType ? bodyRefusals : []),
    ...(endpoint.method === "POST" && signedIn ? idempotencyRefusals : []),
    ...endpoint.refusals,
  ];
  const byStatus = Object.groupBy(new Set(codes), (code) => String(refusals[code].status));
  const answers = Object.entries(byStatus).map(([status, some = []]): [string, Answer | Reference] => [
    status,
    some.length === 1 ? { $ref: `#/components/responses/${some[0]}` } : problemAnswer(some, shapes),
  ]);
  return Object.fromEntries(answers);
}

function problemAnswer(codes: readonly ProblemCode[], shapes: Shapes): Answer {
  return {
    description: codes.map((code) => `\`${code}\`: ${problemCodes[code].title}.`).join(" "),
    content: { "application/problem+json": { schema: shapes.of(problem, "output") } },
  };
}

/** The document as it is committed. */
export function openApiText(version: string): string {
  return `${JSON.stringify(openApiDocument(version), null, 2)}\n`;
}
