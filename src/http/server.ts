/** The HTTP server without its endpoints: everything that is the same for all of them. */
import { randomUUID } from "node:crypto";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import fastifyStatic from "@fastify/static";
import { Refusal } from "#domain/errors.ts";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { type Logger, pino } from "pino";
import { contractGaps, methodsAt, noteRoutes } from "./completeness.ts";
import { describeFault, problemDocument, problemOf, sendProblem } from "./errors.ts";
import type { IdempotencyStore } from "./idempotency.ts";
import { defaultLimits, InFlight, limitBodies, limitConnections, type Limits } from "./limits.ts";
import { isOwnMachine } from "./own-machine.ts";
import { serveDocumentation } from "./documentation.ts";
import { checkHosts } from "./host-check.ts";
import type { Authenticate } from "./principal.ts";
import { RequestCounts } from "./request-counts.ts";
import { security } from "./security.ts";
import { noteSecurityEvent, refusalEvent } from "./security-events.ts";
import { type ServerAddress, serverAddress, withoutBasePath } from "./server-address.ts";
import { serveWebApp } from "./web-app.ts";

export interface ServerOptions {
  /** Of this program, as `/health` and the documentation say it. */
  version: string;
  authenticate: Authenticate;
  idempotency: IdempotencyStore;
  /** Ids only are written to it. Absent: nothing is logged. */
  logger?: Logger;
  /** Where people reach it, and by which names it may be asked. Absent: on this machine. */
  address?: ServerAddress;
  /** The reverse proxies whose X-Forwarded-* headers say who is asking. Absent: none. */
  trustProxy?: readonly string[];
  /** Refuse to start with an endpoint missing or one too many. Off for a test's partial server. */
  checkContract?: boolean;
  /** Fail on an answer with keys the contract does not name, instead of leaving them out. For tests. */
  strictAnswers?: boolean;
  /** Requests per minute from one address; this machine's own programs are not counted. */
  requestsPerMinute?: number;
  /** What one client or all together may hold, where it is not the usual. */
  limits?: Partial<Limits>;
  /** The largest file that is taken. */
  uploadBytes?: number;
  /** Told of every answer: its route, never its address. */
  onAnswered?: (request: { method: string; route: string; status: number; milliseconds: number }) => void;
  /** The folder of the built web app. */
  webApp?: string;
}

export const bodyBytes = 1_048_576;
const defaultUploadBytes = 2 * 1024 ** 3;
const defaultRequestsPerMinute = 12_000;
/** How often it is looked for connections whose headers take too long. */
const CHECK_MILLISECONDS = 2_000;

/**
 * A server that is ready for `bind`; then `listen`, or `inject` in tests.
 *
 * @throws Error from `ready` or `listen` when the contract and what is bound differ (unless `checkContract` is false)
 */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { address = serverAddress(), trustProxy = [] } = options;
  const { basePath } = address;
  const limits = { ...defaultLimits, ...options.limits };
  const server = Fastify({
    loggerInstance: quietLogger(options.logger),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    trustProxy: trustProxy.length > 0 && [...trustProxy],
    rewriteUrl: ({ url = "/" }) => withoutBasePath(basePath, url),
    bodyLimit: bodyBytes,
    http: { headersTimeout: limits.headerMilliseconds, connectionsCheckingInterval: CHECK_MILLISECONDS },
    connectionTimeout: limits.silenceMilliseconds,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => void sendProblem(reply, problemOf(error, request.id)),
  });
  server.decorate("binding", {
    authenticate: options.authenticate,
    idempotency: options.idempotency,
    strictAnswers: options.strictAnswers ?? false,
    inFlight: new InFlight(limits),
    uploadPauseMilliseconds: limits.uploadPauseMilliseconds,
    bound: [],
  });
  server.decorateRequest("principal", null);

  const routes = noteRoutes(server);
  if (options.checkContract ?? true) {
    server.addHook("onReady", async () => {
      const gaps = contractGaps(routes, server.binding.bound);
      if (gaps.length > 0) throw new Error(`The server and the contract differ: ${gaps.join("; ")}`);
    });
  }

  readJson(server);
  logRequests(server, options.onAnswered);
  answerProblems(server);
  await server.register(cookie);
  await server.register(helmet, security(address));
  await server.register(rateLimit, {
    global: false,
    max: options.requestsPerMinute ?? defaultRequestsPerMinute,
    timeWindow: 60_000,
    store: RequestCounts,
    allowList: (request) => isOwnMachine(request),
    errorResponseBuilder: (_request, { after }) =>
      new Refusal("too_many_requests", `Too many requests from this address; wait ${after} and go on more slowly.`),
  });
  limitConnections(server, limits, trustProxy);
  // Before anything else is looked at, and so for refused requests and unknown addresses too.
  server.addHook("onRequest", server.rateLimit());
  checkHosts(server, address);
  limitBodies(server, limits);
  await server.register(multipart, {
    limits: { files: 1, fields: 20, parts: 21, fieldSize: 65_536, fileSize: options.uploadBytes ?? defaultUploadBytes },
  });
  // For `reply.sendFile`; what is served by address is registered beside it.
  await server.register(fastifyStatic, { serve: false });
  const hasApp = options.webApp !== undefined && serveWebApp(server, options.webApp, basePath);
  serveDocumentation(server, options.version, { home: !hasApp, basePath });
  return server;
}

/** The log keeps ids, never what people sent: no body, no query, no header. */
function quietLogger(logger: Logger = pino({ enabled: false })): FastifyBaseLogger {
  const serializers = {
    err: describeFault,
    req: (request: { id?: unknown; method?: unknown }) => ({ requestId: request.id, method: request.method }),
    res: (reply: { statusCode?: unknown }) => ({ status: reply.statusCode }),
  };
  return logger.child({}, { serializers });
}

/** An empty body is no body, whatever its content type: actions are often sent so. */
function readJson(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser("error", "error");
  server.removeContentTypeParser(["application/json", "text/plain"]);
  server.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    const text = body.toString();
    if (text.trim() === "") return done(null, undefined);
    void parse(request, text, (fault, value) => done(fault && poisonedOr(fault, text), value));
  });
}

/** The parser's word for a key that would change every object is the same as for what is no JSON at all. */
function poisonedOr(fault: Error, text: string): Error {
  try {
    JSON.parse(text);
  } catch {
    return fault;
  }
  return new Refusal(
    "malformed",
    'The body has a key named "__proto__" or "constructor" that no object here may have; rename it and send it again.',
  );
}

function logRequests(server: FastifyInstance, onAnswered: ServerOptions["onAnswered"]): void {
  server.addHook("onRequest", async (request, reply) => {
    void reply.header("x-request-id", request.id);
  });
  server.addHook("onResponse", async (request, reply) => {
    const { principal } = request;
    onAnswered?.({
      method: request.method,
      route: request.routeOptions.url ?? "none",
      status: reply.statusCode,
      milliseconds: reply.elapsedTime,
    });
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
        ...(principal && { organisationId: principal.organisationId, [principal.kind]: principal.id }),
      },
      "request",
    );
  });
}

function answerProblems(server: FastifyInstance): void {
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request.id);
    // A refusal of ours, such as at a full house, is no fault and must not flood the log.
    if (problem.status >= 500 && !(error instanceof Refusal)) {
      const route = request.routeOptions.url ?? null;
      request.log.error({ method: request.method, route, err: error }, problem.code);
    }
    const event = refusalEvent(request, problem.code);
    if (event !== null) noteSecurityEvent(request, event);
    const length = rangeOf(error);
    if (length !== undefined) void reply.header("content-range", length);
    // What is still being sent belongs to a request that is over.
    if (!request.raw.complete) void reply.header("connection", "close");
    return sendProblem(reply, problem);
  });
  server.setNotFoundHandler((request, reply) => {
    const methods = methodsAt(server.binding.bound, request.url);
    if (methods.length === 0) {
      return sendProblem(
        reply,
        problemDocument("not_found", "There is nothing at this address; /api/docs lists what there is."),
      );
    }
    void reply.header("allow", methods.join(", "));
    return sendProblem(reply, problemDocument("method_not_allowed", `This address takes ${methods.join(", ")}.`));
  });
}

/** How long a file is, where a part after its end was asked for (RFC 9110, section 15.5.17). */
function rangeOf(error: unknown): string | undefined {
  return (error as { headers?: Record<string, string> } | null)?.headers?.["Content-Range"];
}
