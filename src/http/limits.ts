/** How long a request may take to arrive, and how much one client or all together may hold. */
import { BlockList, isIP, type Socket } from "node:net";
import { Refusal } from "#domain/errors.ts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isLoopback } from "./own-machine.ts";
import type { Principal } from "./principal.ts";

export interface Limits {
  /** For the first line and the headers. */
  headerMilliseconds: number;
  /** For the whole of a body that is no file. */
  bodyMilliseconds: number;
  /** Of a file: within so long of waiting for it some of it must come. */
  uploadPauseMilliseconds: number;
  /** A connection over which no byte goes either way is closed: its other end sleeps, or reads no answer. */
  silenceMilliseconds: number;
  connections: number;
  /** Of one address that is no trusted proxy. */
  connectionsPerAddress: number;
  /** Being answered at once. */
  requestsPerPrincipal: number;
  streamsPerPrincipal: number;
  /** Event streams of everybody. */
  streams: number;
}

/** What the database, its files and uploads need beside connections. */
const FILES_KEPT = 256;

export const defaultLimits: Limits = {
  headerMilliseconds: 20_000,
  bodyMilliseconds: 30_000,
  uploadPauseMilliseconds: 30_000,
  silenceMilliseconds: 300_000,
  connections: 4_000,
  connectionsPerAddress: 500,
  requestsPerPrincipal: 200,
  streamsPerPrincipal: 100,
  streams: 1_000,
};

/** As many connections as the limit on open files leaves; a connection without a file would be a fault, not a refusal. */
export function connectionsFor(openFiles: number, wanted = defaultLimits.connections): number {
  return Math.max(32, Math.min(wanted, openFiles - FILES_KEPT));
}

/** Above the cap some are let in to be told so; more are dropped. */
const TOLD_CONNECTIONS = 64;

/** Counts connections; a request over one too many is refused with 503 and the connection closed. */
export function limitConnections(server: FastifyInstance, limits: Limits, trustProxy: readonly string[]): void {
  const isProxy = addressList(trustProxy);
  const ofAddress = new Map<string, number>();
  const tooMany = new WeakSet<Socket>();
  let all = 0;
  server.server.maxConnections = limits.connections + TOLD_CONNECTIONS;
  server.server.on("connection", (socket: Socket) => {
    const address = socket.remoteAddress ?? "";
    const own = (ofAddress.get(address) ?? 0) + 1;
    all += 1;
    ofAddress.set(address, own);
    const isOver = all > limits.connections || (own > limits.connectionsPerAddress && !isProxy(address));
    if (isOver) tooMany.add(socket);
    socket.once("close", () => {
      all -= 1;
      const left = (ofAddress.get(address) ?? 1) - 1;
      if (left > 0) ofAddress.set(address, left);
      else ofAddress.delete(address);
    });
  });
  server.addHook("onRequest", async (request, reply) => {
    if (!tooMany.has(request.raw.socket)) return;
    void reply.header("connection", "close").header("retry-after", "5");
    throw new Refusal("unavailable", "The server has as many connections as it takes; try again in a moment.");
  });
}

/** Whether an address is one of those of CAMPANILE_TRUST_PROXY. */
function addressList(entries: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const entry of entries.filter((one) => one !== "loopback")) {
    const [address = "", bits] = entry.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    list.addSubnet(address, bits === undefined ? (family === "ipv6" ? 128 : 32) : Number(bits), family);
  }
  const hasLoopback = entries.includes("loopback");
  return (address) =>
    (hasLoopback && isLoopback(address)) ||
    (isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4"));
}

/** A body that is no file arrives within its time, or the request is refused with 408. Files: upload.ts. */
export function limitBodies(server: FastifyInstance, { bodyMilliseconds }: Limits): void {
  server.addHook("onRequest", async (request, reply) => {
    const { raw } = request;
    if (raw.complete || !bringsBody(request) || request.isMultipart()) return;
    const timer = setTimeout(() => {
      if (raw.complete || reply.sent) return;
      // Heard by who reads the body, as an error of its sender; where nobody does yet, nobody waits to be answered.
      if (raw.listenerCount("error") > 0) raw.emit("error", tookTooLong());
      setTimeout(() => void (raw.complete || raw.socket.destroy()), TOLD_MILLISECONDS).unref();
    }, bodyMilliseconds);
    timer.unref();
    raw.once("close", () => clearTimeout(timer)).once("end", () => clearTimeout(timer));
  });
  // The rest of a body that nobody reads is not waited for.
  server.addHook("onSend", async (request, reply) => {
    if (!request.raw.complete && !request.isMultipart()) void reply.header("connection", "close");
  });
}

/** For the answer to get away. */
const TOLD_MILLISECONDS = 1_000;

function bringsBody({ headers }: FastifyRequest): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

export function tookTooLong(): Refusal {
  return new Refusal("timeout", "The request did not arrive in time; send it again over a better connection.");
}

/** What each principal has under way. */
export class InFlight {
  readonly #limits: Limits;
  readonly #requests = new Map<string, number>();
  readonly #streams = new Map<string, number>();
  #allStreams = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Counts a request until it is answered. @throws Refusal `too_many_requests`, or `unavailable` when all streams are taken */
  enter({ kind, id }: Principal, reply: FastifyReply, isStream: boolean): void {
    // The command line on this machine, which nobody else can be.
    if (id === "local") return;
    const key = `${kind}:${id}`;
    const counts = isStream ? this.#streams : this.#requests;
    const most = isStream ? this.#limits.streamsPerPrincipal : this.#limits.requestsPerPrincipal;
    const own = counts.get(key) ?? 0;
    if (own >= most) {
      void reply.header("retry-after", "5");
      throw new Refusal(
        "too_many_requests",
        isStream
          ? `You have ${most} event streams open; close some, or follow several campaigns in one.`
          : `You have ${most} requests under way; wait until some are answered.`,
      );
    }
    if (isStream && this.#allStreams >= this.#limits.streams) {
      void reply.header("retry-after", "5");
      throw new Refusal("unavailable", "The server has as many event streams as it takes; try again in a moment.");
    }
    counts.set(key, own + 1);
    if (isStream) this.#allStreams += 1;
    let isOver = false;
    const leave = () => {
      if (isOver) return;
      isOver = true;
      const left = (counts.get(key) ?? 1) - 1;
      if (left > 0) counts.set(key, left);
      else counts.delete(key);
      if (isStream) this.#allStreams -= 1;
    };
    reply.raw.once("finish", leave).once("close", leave);
  }
}
