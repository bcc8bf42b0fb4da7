import http from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { endpoints } from "#contract/index.ts";
import { Refusal } from "#domain/errors.ts";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterEach, describe, expect, test } from "vitest";
import { bind } from "./bind.ts";
import { bodyBytes } from "./server.ts";
import { bearer, testServer } from "./test-server.ts";

let server: FastifyInstance | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const note = { method: "POST", url: "/api/v1/do-not-call" } as const;
const number = "+14155550123";

/** A server whose do-not-call list fails with what it is given. */
async function failing(error: unknown, lines: string[] = []): Promise<FastifyInstance> {
  const logger = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
  const made = await testServer({ logger });
  bind(made, endpoints.addDoNotCall, () => {
    throw error;
  });
  return made;
}

describe("problems", () => {
  test("a refusal has its status, its code and its sentence", async () => {
    server = await failing(
      new Refusal("invalid", "That is no number.", [{ path: "phone", message: "That is no number." }]),
    );
    const answer = await server.inject({ ...note, headers: bearer("owner"), body: { phone: "x" } });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toEqual({
      type: "/problems/invalid",
      title: "The values are not acceptable",
      status: 422,
      detail: "That is no number.",
      code: "invalid",
      errors: [{ path: "phone", message: "That is no number." }],
    });
  });

  test.each<[string, unknown, number, string]>([
    [
      "a full disk in PostgreSQL",
      Object.assign(new Error("could not extend file"), { code: "53100" }),
      507,
      "database_full",
    ],
    [
      "a full disk under the embedded database",
      new Error("write", { cause: Object.assign(new Error("no space"), { code: "ENOSPC" }) }),
      507,
      "database_full",
    ],
    ["a database that is gone", Object.assign(new Error("connect"), { code: "ECONNREFUSED" }), 503, "unavailable"],
    ["anything else", new Error("oh"), 500, "internal"],
    ["what is not even an error", "oh", 500, "internal"],
  ])("%s has its own", async (_what, error, status, code) => {
    server = await failing(error);
    const answer = await server.inject({ ...note, headers: bearer("owner"), body: { phone: number } });
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
  });

  test.each<[string, { headers: Record<string, string>; body: string }, number, string]>([
    ["JSON cut off", { headers: { "content-type": "application/json" }, body: '{"phone": "+1' }, 400, "malformed"],
    [
      "a poisoned prototype",
      { headers: { "content-type": "application/json" }, body: '{"__proto__": {"a": 1}}' },
      400,
      "malformed",
    ],
    ["no body at all", { headers: { "content-type": "application/json" }, body: "" }, 400, "malformed"],
    ["plain text", { headers: { "content-type": "text/plain" }, body: "+14155550123" }, 415, "unsupported_media_type"],
    [
      "a form",
      { headers: { "content-type": "application/x-www-form-urlencoded" }, body: "phone=1" },
      415,
      "unsupported_media_type",
    ],
    [
      "a file where JSON is read",
      { headers: { "content-type": "multipart/form-data; boundary=x" }, body: "--x--" },
      415,
      "unsupported_media_type",
    ],
    [
      "JSON above the limit",
      { headers: { "content-type": "application/json" }, body: `"${"x".repeat(bodyBytes)}"` },
      413,
      "too_large",
    ],
  ])("%s is refused", async (_what, { headers, body }, status, code) => {
    server = await failing(new Error("must not be reached"));
    const answer = await server.inject({ ...note, headers: { ...bearer("owner"), ...headers }, body });
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  test("an unknown address says where the known ones are", async () => {
    server = await testServer();
    const answer = await server.inject("/api/v1/nothing");
    expect(answer.json()).toMatchObject({
      status: 404,
      code: "not_found",
      detail: expect.stringContaining("/api/docs"),
    });
  });

  test("a known address with another method says which it takes", async () => {
    server = await failing(null);
    const answer = await server.inject({
      method: "PATCH",
      url: "/api/v1/do-not-call?x=1",
      headers: bearer("owner"),
      body: {},
    });
    expect([answer.statusCode, answer.headers["allow"], answer.json().code]).toEqual([
      405,
      "POST",
      "method_not_allowed",
    ]);
  });

  test("an address that is no URL is malformed", async () => {
    server = await failing(null);
    bind(server, endpoints.getContact, () => Promise.reject(new Error("must not be reached")));
    const answer = await server.inject({ url: "/api/v1/contacts/%zz", headers: bearer("owner") });
    expect([answer.statusCode, answer.json().code]).toEqual([400, "malformed"]);
  });

  test("each kind has an address that leads to its description", async () => {
    server = await testServer();
    const answer = await server.inject("/problems/not_ready");
    expect(answer.headers["location"]).toBe("/api/docs#problem-not_ready");
    expect((await server.inject("/api/docs")).body).toContain('id="problem-not_ready"');
    expect((await server.inject("/problems/constructor")).statusCode).toBe(404);
  });
});

describe("over a socket", () => {
  /** The port of a listening server. */
  async function listen(made: FastifyInstance): Promise<number> {
    await made.listen({ host: "127.0.0.1", port: 0 });
    return (made.server.address() as AddressInfo).port;
  }

  test.each(["with its length", "in chunks"])("a body of 100 MB %s is refused without being read", async (how) => {
    server = await failing(new Error("must not be reached"));
    const port = await listen(server);
    const size = 100 * 1024 * 1024;
    const length = how === "in chunks" ? {} : { "content-length": String(size) };
    const { status, sent } = await send(
      port,
      { ...bearer("owner"), "content-type": "application/json", ...length },
      size,
    );
    expect(status).toBe(413);
    expect(sent).toBeLessThan(size / 4);
  });
});

/** Sends a body as fast as it is taken until there is an answer. */
function send(
  port: number,
  headers: http.OutgoingHttpHeaders,
  size: number,
): Promise<{ status: number; sent: number }> {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, host: "127.0.0.1", method: note.method, path: note.url, headers });
    const chunk = Buffer.alloc(65_536, " ");
    let sent = 0;
    let answered = false;
    const body = new Readable({
      read() {
        if (answered || sent >= size) return void this.push(null);
        sent += chunk.length;
        this.push(chunk);
      },
    });
    request.on("response", (response) => {
      answered = true;
      response.resume();
      resolve({ status: response.statusCode ?? 0, sent });
    });
    request.on("error", (error) => {
      if (!answered) reject(error);
    });
    body.pipe(request);
  });
}

describe("the log", () => {
  test("holds no personal data of a request that failed", async () => {
    const lines: string[] = [];
    const row = `Key (phone)=(${number}) already exists.`;
    const error = Object.assign(new Error(`duplicate key: ${row}`), {
      severity: "ERROR",
      code: "23505",
      detail: row,
      constraint: "contact_phone",
    });
    server = await failing(new Error(`while calling ${number} of ada@example.com`, { cause: error }), lines);
    const answer = await server.inject({
      ...note,
      url: `${note.url}?secretQuery=1`,
      headers: { ...bearer("owner"), cookie: "campanile.session_token=secret" },
      body: { phone: number },
    });
    await server.inject({ ...note, headers: bearer("owner"), body: { phone: number } });
    const log = lines.join("");
    expect(log).toContain(answer.statusCode === 500 ? String(answer.headers["x-request-id"]) : "no fault");
    expect(log).toContain("contact_phone");
    expect(log).toContain("key-of-owner");
    expect(log).toContain("/api/v1/do-not-call");
    for (const secret of [number, "4155550123", "ada@", "secret", "Bearer", "owner@"])
      expect(log).not.toContain(secret);
  });

  test("is not told of refusals as faults", async () => {
    const lines: string[] = [];
    server = await failing(new Refusal("invalid", "No."), lines);
    await server.inject({ ...note, headers: bearer("owner"), body: { phone: number } });
    expect(lines.map((line) => JSON.parse(line).level)).toEqual([30]);
  });
});

describe("every answer", () => {
  test("allows nothing from elsewhere", async () => {
    server = await testServer();
    const policy = String((await server.inject("/api/docs")).headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain("unsafe");
  });

  test("the API's answers are kept by no cache", async () => {
    server = await testServer();
    bind(server, endpoints.getHealth, () => ({ status: "ok", version: "1", database: "postgres" }));
    expect((await server.inject("/api/v1/health")).headers["cache-control"]).toBe("no-store");
    expect((await server.inject({ method: "HEAD", url: "/api/v1/health" })).statusCode).toBe(200);
  });

  test("too many requests from one address are refused, and none from this machine", async () => {
    server = await testServer({ requestsPerMinute: 2 });
    bind(server, endpoints.getHealth, () => ({ status: "ok", version: "1", database: "postgres" }));
    const ask = (remoteAddress: string) => server?.inject({ url: "/api/v1/health", remoteAddress });
    const statuses: unknown[] = [];
    for (const from of [
      "192.0.2.1",
      "192.0.2.1",
      "192.0.2.1",
      "192.0.2.2",
      "127.0.0.1",
      "127.0.0.1",
      "127.0.0.1",
      "::1",
    ]) {
      statuses.push((await ask(from))?.statusCode);
    }
    expect(statuses).toEqual([200, 200, 429, 200, 200, 200, 200, 200]);
    const refused = await ask("192.0.2.1");
    expect(refused?.json()).toMatchObject({ code: "too_many_requests", detail: expect.stringContaining("wait") });
    expect(refused?.headers["retry-after"]).toBeDefined();
  });
});

describe("the contract and the server", () => {
  test("a server that serves less than the contract does not start", async () => {
    server = await testServer({ checkContract: true });
    bind(server, endpoints.getHealth, () => ({ status: "ok", version: "1", database: "postgres" }));
    await expect(server.ready()).rejects.toThrow("POST /campaigns is in the contract and not served");
  });

  test("a route beside the contract does not start", async () => {
    server = await testServer({ checkContract: true });
    server.get("/api/v1/secret", () => "x");
    await expect(server.ready()).rejects.toThrow("GET /secret is served without bind");
  });

  test("the whole contract can be bound at once", async () => {
    server = await testServer({ checkContract: true });
    for (const endpoint of Object.values(endpoints)) bind(server, endpoint, () => Promise.reject(new Error("not now")));
    await expect(server.ready()).resolves.toBeDefined();
  });

  test("one endpoint cannot be bound twice", async () => {
    server = await testServer();
    const health = () => ({ status: "ok", version: "1", database: "postgres" }) as const;
    bind(server, endpoints.getHealth, health);
    const made = server;
    expect(() => bind(made, endpoints.getHealth, health)).toThrow(/already declared/);
  });
});
