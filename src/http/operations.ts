/**
 * What those ask who run the servers, at the root and not in the contract: `/healthz` (this process answers), `/readyz`
 * (it can do its work) and `/metrics`.
 */
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { Refusal } from "#domain/errors.ts";
import { databaseNow } from "#store/callers.ts";
import type { Sql } from "#store/db.ts";
import { unknownMigrations } from "#store/migrate.ts";
import { sameSecret } from "./accounts/keys.ts";
import { problemOf, sendProblem } from "./errors.ts";
import { isOwnMachine } from "./own-machine.ts";

export interface Operations {
  sql: Sql;
  /** Of the engine, where this process has one. */
  mayDial: () => boolean | null;
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
  const own = { exposeHeadRoute: false };
  server.get("/healthz", own, (_request, reply) => {
    // Beyond what a restart of the database takes: a process that cannot get back by itself is to be started anew.
    const gone = operations.leaseGoneMilliseconds() > LEASE_GONE_MILLISECONDS;
    return gone ? answer(reply, 503, { status: "no_lease" }) : answer(reply, 200, { status: "ok" });
  });
  server.get("/readyz", own, async (_request, reply) => {
    const checks = await checksOf(operations);
    const ready = Object.values(checks).every((check) => check === "ok");
    return answer(reply, ready ? 200 : 503, { status: ready ? "ready" : "not_ready", checks });
  });
  server.get("/metrics", own, async (request, reply) => {
    admit(request, operations.metricsToken);
    void reply.header("cache-control", "no-store");
    return reply.type(operations.metrics.contentType).send(await operations.metrics.read());
  });
}

/** A server with these three alone, for a process without the web role. */
export function createStatusServer(operations: Operations): FastifyInstance {
  const server = Fastify({ logger: false, trustProxy: false });
  server.setErrorHandler((error, request, reply) => sendProblem(reply, problemOf(error, request.id)));
  serveOperations(server, operations);
  return server;
}

async function answer(reply: FastifyReply, status: number, body: object): Promise<FastifyReply> {
  return reply.code(status).header("cache-control", "no-store").type("application/json; charset=utf-8").send(body);
}

/** "ok", or a few words on what is not. */
async function checksOf({ sql, mayDial, ending }: Operations): Promise<Record<string, string>> {
  const lease = mayDial();
  const checks: Record<string, string> = { process: ending() ?? "ok" };
  try {
    await inTime(databaseNow(sql));
    checks.database = "ok";
    const unknown = await inTime(unknownMigrations(sql));
    checks.schema = unknown.length === 0 ? "ok" : "was made by a newer version";
  } catch {
    checks.database ??= "does not answer";
  }
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

const passedOn = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

function admit(request: FastifyRequest, token: string | null): void {
  if (token === null) {
    const fromHere = isOwnMachine(request.ip) && !passedOn.some((name) => name in request.headers);
    if (fromHere) return;
    throw new Refusal(
      "forbidden",
      "Metrics are read on the server's own machine, or from elsewhere with the token of CAMPANILE_METRICS_TOKEN.",
    );
  }
  const given = /^Bearer +(.+?) *$/i.exec(request.headers.authorization ?? "")?.[1];
  if (given !== undefined && sameSecret(given, token)) return;
  throw new Refusal("unauthenticated", "Send the token of CAMPANILE_METRICS_TOKEN in Authorization: Bearer TOKEN.");
}
