/** Door: holding. Who sends slowly, opens many connections or streams, or asks for everything at once holds up nobody else. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { endpoints } from "#contract/index.ts";
import { bind } from "#http/bind.ts";
import { connectionsFor, type Limits } from "#http/limits.ts";
import { bearer, testServer } from "#http/test-server.ts";
import type { FastifyInstance } from "fastify";
import { afterEach, describe, expect, test } from "vitest";
import { createPostgresDatabase } from "#harness/databases.ts";
import { rawRequest } from "#harness/raw-request.ts";

let server: FastifyInstance | undefined;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server?.server.closeAllConnections();
  await server?.close();
  server = undefined;
});

const short: Partial<Limits> = { headerMilliseconds: 300, bodyMilliseconds: 300, uploadPauseMilliseconds: 300 };
let read: number;

/** A server on whose imports everything is read, whose list waits, and whose events have no end. */
async function listen(limits: Partial<Limits> = {}, trustProxy: string[] = ["loopback"]) {
  read = 0;
  const made = await testServer({ limits, trustProxy });
  server = made;
  bind(made, endpoints.addDoNotCall, () => Promise.reject(new Error("must not be reached")));
  bind(made, endpoints.createImport, async ({ body }) => {
    for await (const chunk of body.stream) read += (chunk as Buffer).length;
    throw new Error("the file has come to its end");
  });
  const waiting = Promise.withResolvers<never>();
  waiting.promise.catch(() => {});
  bind(made, endpoints.getOrganisation, () => waiting.promise);
  bind(made, endpoints.getHealth, () => ({ status: "ok", version: "1", database: "postgres" }));
  bind(made, endpoints.followCampaigns, async function events() {
    return (async function* () {
      yield "event: ping\n\n";
      await waiting.promise;
    })();
  });
  made.addHook("preClose", async () => waiting.reject(new Error("closed")));
  await made.listen({ host: "127.0.0.1", port: 0 });
  return `http://127.0.0.1:${(made.server.address() as AddressInfo).port}`;
}

/** A connection that says this much, and what comes back until it is closed. */
function open(url: string, text = "", from = "127.0.0.1"): { socket: Socket; closed: Promise<string> } {
  const socket = connect({ port: Number(new URL(url).port), host: "127.0.0.1", localAddress: from });
  sockets.push(socket);
  let heard = "";
  socket
    .setEncoding("utf8")
    .on("data", (chunk) => (heard += String(chunk)))
    .on("error", () => {});
  if (text !== "") socket.write(text);
  return { socket, closed: once(socket, "close").then(() => heard) };
}

const head = (address: string, ...more: string[]) =>
  [`POST /api/v1${address} HTTP/1.1`, "Host: localhost", "Authorization: Bearer owner", ...more, "", ""].join("\r\n");
const json = (length: number) => head("/do-not-call", "Content-Type: application/json", `Content-Length: ${length}`);
const file =
  head("/imports", "Content-Type: multipart/form-data; boundary=b", "Content-Length: 100000000") +
  '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nphone\n';

/** Writes a little again and again, as long as the connection stands. */
function drip(socket: Socket, text: string): void {
  const timer = setInterval(() => void socket.write(text), 50);
  socket.on("close", () => clearInterval(timer));
}

describe("who sends slowly is let go:", () => {
  test.each([
    ["nothing at all", ""],
    ["the first line without an end", "GET /api/v1/health"],
    ["headers without an end", "GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nX-A: "],
  ])("%s", async (_what, text) => {
    const { socket, closed } = open(await listen(short), text);
    if (text !== "") drip(socket, "x");
    expect(await closed).toMatch(/^(HTTP\/1\.1 408|$)/);
  });

  test("a body, byte by byte", async () => {
    const { socket, closed } = open(await listen(short), `${json(100_000)}{"phone": "`);
    drip(socket, "1");
    const answer = await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"code":"timeout"');
  });

  test.each(["", "1"])("a file that stands still, and one that comes in bytes: %j", async (text) => {
    const { socket, closed } = open(await listen(short), file);
    if (text !== "") drip(socket, text);
    const answer = await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"code":"timeout"');
  });

  test("a file whose part never begins", async () => {
    const { closed } = open(await listen(short), file.slice(0, file.indexOf("--b\r\n")));
    expect(await closed).toMatch(/^HTTP\/1\.1 408 /);
  });

  test("the body of a request that has been answered", async () => {
    const { socket, closed } = open(
      await listen(short),
      "GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n",
    );
    drip(socket, "1");
    expect(await closed).toMatch(/^HTTP\/1\.1 200 /);
  });

  test("who reads no answer, when nothing goes either way any more", async () => {
    const url = await listen({ silenceMilliseconds: 300 });
    const { closed } = open(url, head("/organisation").replace("POST", "GET"));
    expect(await closed).toBe("");
  });
});

test("a file that comes slowly and steadily is read, though it takes longer than any pause", async () => {
  const { socket, closed } = open(await listen({ uploadPauseMilliseconds: 1_000 }), file);
  const chunk = "x".repeat(20_000);
  for (let n = 1; n <= 12; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 150));
    socket.write(chunk);
    await expect.poll(() => read).toBeGreaterThan((n - 1) * chunk.length);
  }
  expect(await closed).toMatch(/^HTTP\/1\.1 408 /);
});

describe("who holds many", () => {
  test("connections from one address is refused with a sentence, and others are not", async () => {
    const url = await listen({ connectionsPerAddress: 3 }, []);
    const held = [1, 2, 3].map(() => open(url, "", "127.0.0.2"));
    await Promise.all(held.map(({ socket }) => once(socket, "connect")));
    const refused = await rawRequest(url, "/api/v1/health", { from: "127.0.0.2" });
    expect([refused.status, refused.body.code]).toEqual([503, "unavailable"]);
    expect((await rawRequest(url, "/api/v1/health", { from: "127.0.0.3" })).status).toBe(200);
  });

  test("connections through a proxy that is trusted is not, for they are of many", async () => {
    const url = await listen({ connectionsPerAddress: 3 }, ["127.0.0.2"]);
    const held = [1, 2, 3, 4].map(() => open(url, "", "127.0.0.2"));
    await Promise.all(held.map(({ socket }) => once(socket, "connect")));
    expect((await rawRequest(url, "/api/v1/health", { from: "127.0.0.2" })).status).toBe(200);
  });

  test("connections of all together is refused with 503, until some are closed, and the rest is dropped", async () => {
    const url = await listen({ connections: 5 });
    const held = Array.from({ length: 5 }, () => open(url));
    await Promise.all(held.map(({ socket }) => once(socket, "connect")));
    const refused = await rawRequest(url, "/api/v1/health");
    expect([refused.status, refused.body.code, refused.headers.connection]).toEqual([503, "unavailable", "close"]);
    expect(refused.headers["retry-after"]).toBe("5");
    const many = Array.from({ length: 300 }, () => open(url, "GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    const answers = await Promise.all(many.map(({ closed }) => closed));
    expect(answers.filter((answer) => answer.startsWith("HTTP/1.1 200"))).toEqual([]);
    for (const { socket } of held) socket.destroy();
    await expect.poll(async () => (await rawRequest(url, "/api/v1/health")).status).toBe(200);
  });

  test("requests under way is refused, and nobody else is", async () => {
    const url = await listen({ requestsPerPrincipal: 3 });
    const ask = (who: string) => open(url, head("/organisation").replace("POST", "GET").replace("owner", who));
    for (let n = 0; n < 3; n += 1) ask("owner");
    const refused = async (who: string) => {
      const answer = await Promise.race([
        rawRequest(url, "/api/v1/organisation", { headers: bearer(who) }),
        new Promise<null>((resolve) => setTimeout(resolve, 300, null)),
      ]).catch(() => null);
      return answer && [answer.status, answer.body.code];
    };
    await expect.poll(() => refused("owner")).toEqual([429, "too_many_requests"]);
    expect(await refused("admin")).toBeNull();
  });

  test("event streams is refused, one's own and those of all, until some end", async () => {
    const url = await listen({ streamsPerPrincipal: 2, streams: 3 });
    const follow = (who: string) => {
      const { socket } = open(url, head("/events").replace("POST", "GET").replace("owner", who));
      return once(socket, "data").then(([text]) => ({ socket, status: Number(String(text).split(" ")[1]) }));
    };
    const first = await follow("owner");
    expect([first.status, (await follow("owner")).status, (await follow("owner")).status]).toEqual([200, 200, 429]);
    expect([(await follow("admin")).status, (await follow("admin")).status]).toEqual([200, 503]);
    first.socket.destroy();
    await expect.poll(async () => (await follow("admin")).status).toBe(200);
  });
});

test("as many connections are taken as the limit on open files leaves", () => {
  expect(connectionsFor(1_048_576)).toBe(4_000);
  expect(connectionsFor(1_024)).toBe(768);
  expect(connectionsFor(64)).toBe(32);
});

test("a process that may open few files refuses connections, faults at none, and goes on", async () => {
  const { url: databaseUrl, drop } = await createPostgresDatabase();
  const folder = mkdtempSync(path.join(tmpdir(), "campanile-few-files-"));
  const main = path.resolve(import.meta.dirname, "../../src/main.ts");
  const child = spawn("sh", ["-c", 'ulimit -n 300; exec "$0" "$@"', process.execPath, main, "serve"], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: "0", DATABASE_URL: databaseUrl, CAMPANILE_SECRET: "s".repeat(32) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let written = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (written += String(chunk)));
  try {
    await expect.poll(() => written, { timeout: 60_000 }).toContain("Campanile is at");
    const url = /Campanile is at (\S+)/.exec(written)![1]!;
    const many = Array.from({ length: 400 }, () => open(url));
    await expect.poll(async () => (await rawRequest(url, "/api/v1/health").catch(() => null))?.status ?? 503).toBe(503);
    for (const { socket } of many) socket.destroy();
    await expect.poll(async () => (await rawRequest(url, "/api/v1/health").catch(() => null))?.status).toBe(200);
    expect(written.split("\n").filter((line) => /EMFILE|"level":(50|60)/.test(line))).toEqual([]);
    expect(child.exitCode).toBeNull();
  } finally {
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
    await drop();
    rmSync(folder, { recursive: true, force: true });
  }
});
