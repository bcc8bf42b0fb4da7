/**
 * What those ask who run the servers, at the root and not in the contract: `/healthz` (this process answers), `/readyz`
 * (it can do its work) and `/metrics`.
 */
import Fastify, {
  type FastifyContextConfig,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import { Refusal } from "#domain/errors.ts";
import { databaseNow } from "#store/callers.ts";
import type { Sql } from "#store/db.ts";
import { unknownMigrations } from "#store/migrate.ts";
import { sameSecret } from "./accounts/keys.ts";
import { problemOf, sendProblem } from "./errors.ts";
import { addressOf, checkHosts, isForwardingTrusted } from "./host-check.ts";
import { isOwnMachine, wasForwarded } from "./own-machine.ts";
import type { ServerAddress } from "./server-address.ts";

export interface Operations {
  sql: Sql;
  /** Of the engine, where this process has one. */
  leaseHeld: () => boolean | null;
  /** Whether the database's disk has no room to write. */
  diskFull: () => boolean;
  /** For how long the engine has had no lease on its calls; 0 while it has one, or there is no engine. */
  leaseGoneMilliseconds: () => number;
  /** A few words when the process has been told to end. */
  ending: () => string | null;
  metrics: { readonly contentType: string; read(): Promise<string> };
  /** Null: metrics are for this machine alone. */
  metricsToken: string | null;
}

/** A database that does not answer in this time does not answer: whoever asks has a limit too. */
const PATIENCE_MILLISECONDS = 3_000;

const LEASE_GONE_MILLISECONDS = 60_000;

export function serveOperations(server: FastifyInstance, operations: Operations): void {
  // They tell nothing that a stranger's page could use, and are asked by names that only a cluster knows.
  const own = { exposeHeadRoute: false, config: { anyHost: "everybody" } } as const;
  server.get("/healthz", own, (_request, reply) => {
    // Beyond what a restart of the database takes: a process that cannot get back by itself is to be started anew.
    const gone = operations.leaseGoneMilliseconds() > LEASE_GONE_MILLISECONDS;
    return gone ? answer(reply, 503, { status: "no_lease" }) : answer(reply, 200, { status: "ok" });
  });
  server.get("/readyz", own, async (_request, reply) => {
    const checks = await checksOf(operations);
    // A full disk takes no process out of service: it can be read, and no other would fare better.
    const ready = Object.entries(checks).every(([name, check]) => check === "ok" || name === "disk");
    return answer(reply, ready ? 200 : 503, { status: ready ? "ready" : "not_ready", checks });
  });
  const config: FastifyContextConfig = operations.metricsToken === null ? {} : { anyHost: "with-key" };
  server.get("/metrics", { ...own, config }, async (request, reply) => {
    admit(request, operations.metricsToken);
    void reply.header("cache-control", "no-store");
    return reply.type(operations.metrics.contentType).send(await operations.metrics.read());
  });
}

/**
 * How a request reached this process, for whoever sets up a proxy and for `doctor`: nothing but what the asker's own
 * request says.
 */
export function serveProxyCheck(server: FastifyInstance, { knowsHost }: ServerAddress): void {
  server.get("/proxyz", { exposeHeadRoute: false, config: { anyHost: "everybody" } }, (request, reply) =>
    answer(reply, 200, {
      address: addressOf(request),
      host: request.host.slice(0, 260),
      hostKnown: knowsHost(request.headers.host ?? "") && knowsHost(request.host),
      protocol: request.protocol === "https" ? "https" : "http",
      path: request.originalUrl.split("?")[0]!.slice(0, 200),
      forwarded: wasForwarded(request),
      trusted: isForwardingTrusted(request),
    }),
  );
}

/** A server with these three alone, for a process without the web role. */
export function createStatusServer(operations: Operations, address: ServerAddress): FastifyInstance {
  const server = Fastify({ logger: false, trustProxy: false });
  server.setErrorHandler((error, request, reply) => sendProblem(reply, problemOf(error, request.id)));
  checkHosts(server, address);
  serveOperations(server, operations);
  return server;
}

async function answer(reply: FastifyReply, status: number, body: object): Promise<FastifyReply> {
  return reply.code(status).header("cache-control", "no-store").type("application/json; charset=utf-8").send(body);
}

/** "ok", or a few words on what is not. */
async function checksOf({ sql, leaseHeld, diskFull, ending }: Operations): Promise<Record<string, string>> {
  const lease = leaseHeld();
  const checks: Record<string, string> = { process: ending() ?? "ok" };
  try {
    await inTime(databaseNow(sql));
    checks.database = "ok";
    const unknown = await inTime(unknownMigrations(sql));
    checks.schema = unknown.length === 0 ? "ok" : "was made by a newer version";
  } catch {
    checks.database ??= "does not answer";
  }
  checks.disk = diskFull() ? "is full: nothing is written or dialled until there is room" : "ok";
  if (lease !== null) checks.lease = lease ? "ok" : "is not held: nothing is dialled";
  return checks;
}

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The database took too long.")), PATIENCE_MILLISECONDS);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}

function admit(request: FastifyRequest, token: string | null): void {
  if (token === null) {
    if (isOwnMachine(request)) return;
    throw new Refusal(
      "forbidden",
      "Metrics are read on the server's own machine, or from elsewhere with the token of CAMPANILE_METRICS_TOKEN.",
    );
  }
  const given = /^Bearer +(.+?) *$/i.exec(request.headers.authorization ?? "")?.[1];
  if (given !== undefined && sameSecret(given, token)) return;
  throw new Refusal("unauthenticated", "Send the token of CAMPANILE_METRICS_TOKEN in Authorization: Bearer TOKEN.");
}
