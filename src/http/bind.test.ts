import { setTimeout as sleep } from "node:timers/promises";
import { defineEndpoint } from "#contract/endpoint.ts";
import { endpoints } from "#contract/index.ts";
import { Refusal } from "#domain/errors.ts";
import { roles } from "#domain/roles.ts";
import type { FastifyInstance } from "fastify";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { type Answered, bind } from "./bind.ts";
import { bearer, testServer } from "./test-server.ts";

let server: FastifyInstance | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const rulesAnswer: Answered<typeof endpoints.getRules> = {
  quietHours: null,
  minGapMinutes: 60,
  maxCallsPer24h: 3,
  recordingAnnouncement: false,
  retentionDays: null,
};

describe("who may ask", () => {
  test("anybody asks a public endpoint, and nobody is looked for", async () => {
    server = await testServer({ authenticate: () => Promise.reject(new Error("was asked")) });
    bind(server, endpoints.getHealth, () => ({ status: "ok", version: "1", database: "embedded" }));
    const answer = await server.inject("/api/v1/health");
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ status: "ok", version: "1", database: "embedded" });
  });

  test("nobody is refused before the body is read", async () => {
    server = await testServer();
    bind(server, endpoints.setRules, () => rulesAnswer);
    const answer = await server.inject({
      method: "PUT",
      url: "/api/v1/rules",
      headers: { "content-type": "application/json" },
      body: "{",
    });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers["www-authenticate"]).toMatch(/^Bearer/);
    expect(answer.json()).toMatchObject({ type: "/problems/unauthenticated", code: "unauthenticated", status: 401 });
  });

  test.each(roles)("%s may change the rules exactly if the table of roles says so", async (role) => {
    server = await testServer();
    bind(server, endpoints.setRules, () => rulesAnswer);
    const answer = await server.inject({ method: "PUT", url: "/api/v1/rules", headers: bearer(role), body: {} });
    expect(answer.statusCode).toBe(role === "owner" || role === "admin" ? 200 : 403);
    if (answer.statusCode === 403) expect(answer.json().detail).toContain("rules:write");
  });
});

describe("what is read", () => {
  test("a handler is given what the contract promises, defaults filled in", async () => {
    server = await testServer();
    let seen: unknown;
    bind(server, endpoints.confirmImport, ({ params, body, principal }) => {
      seen = { params, body, organisationId: principal.organisationId };
      throw new Refusal("not_found", "There is no such import.");
    });
    await server.inject({ method: "POST", url: "/api/v1/imports/7/confirm", headers: bearer("manager@2") });
    expect(seen).toEqual({ params: { id: "7" }, body: { campaignId: null }, organisationId: "2" });
  });

  test("a bad body is malformed, with one entry for each fault", async () => {
    server = await testServer();
    bind(server, endpoints.setRules, () => rulesAnswer);
    const body = { minGapMinutes: -1, colour: "red" };
    const answer = await server.inject({ method: "PUT", url: "/api/v1/rules", headers: bearer("owner"), body });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(answer.json()).toEqual({
      type: "/problems/malformed",
      title: "The request is malformed",
      status: 400,
      detail: "minGapMinutes must be a whole number from 0 to 43,200. And 1 more.",
      code: "malformed",
      errors: [
        { path: "minGapMinutes", message: "minGapMinutes must be a whole number from 0 to 43,200." },
        { path: "", message: expect.stringContaining('"colour" is not known') },
      ],
    });
  });

  test("a bad query is malformed", async () => {
    server = await testServer();
    bind(server, endpoints.listFilters, () => ({ items: [], nextCursor: null, total: 0 }));
    const answer = await server.inject({ url: "/api/v1/filters?limit=201", headers: bearer("viewer") });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors).toEqual([{ path: "limit", message: "limit must be a whole number from 1 to 200." }]);
  });
});

describe("what is answered", () => {
  const loose = { ...rulesAnswer, secret: "x" };

  test("a key too many fails in tests", async () => {
    server = await testServer();
    bind(server, endpoints.getRules, () => loose);
    expect((await server.inject({ url: "/api/v1/rules", headers: bearer("viewer") })).statusCode).toBe(500);
  });

  test("a key too many is left out in production", async () => {
    server = await testServer({ strictAnswers: false });
    bind(server, endpoints.getRules, () => loose);
    expect((await server.inject({ url: "/api/v1/rules", headers: bearer("viewer") })).json()).toEqual(rulesAnswer);
  });

  test("an answer that is not the contract's is a fault everywhere", async () => {
    server = await testServer({ strictAnswers: false });
    bind(server, endpoints.getRules, () => ({ ...rulesAnswer, minGapMinutes: "60" }) as never);
    expect((await server.inject({ url: "/api/v1/rules", headers: bearer("viewer") })).statusCode).toBe(500);
  });

  test("nothing is said with 204", async () => {
    server = await testServer();
    bind(server, endpoints.deleteFilter, () => undefined);
    const answer = await server.inject({ method: "DELETE", url: "/api/v1/filters/1", headers: bearer("manager") });
    expect([answer.statusCode, answer.body]).toEqual([204, ""]);
  });

  test("a file is streamed under its name", async () => {
    server = await testServer();
    bind(server, endpoints.exportContacts, async function* rows() {
      yield "phone\n";
      await sleep(1);
      yield "+14155550123\n";
    });
    const answer = await server.inject({ url: "/api/v1/contacts/export.csv", headers: bearer("manager") });
    expect(answer.headers["content-disposition"]).toBe('attachment; filename="export.csv"');
    expect(answer.body).toBe("phone\n+14155550123\n");
  });

  test("a file that fails before its first row is a problem, not a file", async () => {
    server = await testServer();
    bind(server, endpoints.exportCampaign, async () => {
      throw new Refusal("not_found", "There is no such campaign.");
    });
    const answer = await server.inject({ url: "/api/v1/campaigns/1/export.csv", headers: bearer("manager") });
    expect(answer.json()).toMatchObject({ code: "not_found" });
  });

  test("events are text/event-stream, and HEAD opens none", async () => {
    server = await testServer();
    bind(server, endpoints.followCampaigns, async function* events() {
      yield "event: ping\ndata: {}\n\n";
    });
    const answer = await server.inject({ url: "/api/v1/events", headers: bearer("viewer") });
    expect(answer.headers["content-type"]).toMatch(/^text\/event-stream/);
    expect((await server.inject({ method: "HEAD", url: "/api/v1/events", headers: bearer("viewer") })).statusCode).toBe(
      405,
    );
  });
});

describe("a POST with an Idempotency-Key", () => {
  const create = defineEndpoint({
    method: "POST",
    path: "/things",
    permission: "contacts:write",
    summary: "Make a thing",
    body: z.strictObject({ name: z.string() }),
    status: 201,
    response: z.object({ id: z.string() }),
    refusals: ["invalid"],
  });
  const post = (key: string, name: string, who = "manager") =>
    server?.inject({
      method: "POST",
      url: "/api/v1/things",
      headers: { ...bearer(who), "idempotency-key": key },
      body: { name },
    });

  async function serve(make: (name: string) => Promise<string>) {
    server = await testServer();
    bind(server, create, async ({ body }) => ({ id: await make(body.name) }));
  }

  test("is carried out once, and the first answer is repeated", async () => {
    let made = 0;
    await serve(async () => String((made += 1)));
    const first = await post("k1", "a");
    const second = await post("k1", "a");
    expect([first?.statusCode, first?.json()]).toEqual([201, { id: "1" }]);
    expect([second?.statusCode, second?.json()]).toEqual([201, { id: "1" }]);
    expect([first, second].map((answer) => answer?.headers["idempotency-replayed"])).toEqual([undefined, "true"]);
    expect(made).toBe(1);
  });

  test("is another request in another organisation", async () => {
    let made = 0;
    await serve(async () => String((made += 1)));
    await post("k1", "a");
    expect((await post("k1", "b", "manager@2"))?.json()).toEqual({ id: "2" });
  });

  test("is refused when the key came with something else", async () => {
    await serve(async () => "1");
    await post("k1", "a");
    const answer = await post("k1", "b");
    expect([answer?.statusCode, answer?.json().code]).toEqual([409, "idempotency_key_reused"]);
  });

  test("is refused while the first is still being carried out", async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const { promise: started, resolve: start } = Promise.withResolvers<void>();
    await serve(() => {
      start();
      return promise;
    });
    const first = post("k1", "a");
    await started;
    const second = await post("k1", "a");
    resolve("1");
    expect([second?.statusCode, second?.json().code]).toEqual([409, "request_in_progress"]);
    expect((await first)?.statusCode).toBe(201);
  });

  test("may be sent again with the same key after a refusal", async () => {
    let refuse = true;
    await serve(async () => {
      if (refuse) throw new Refusal("invalid", "Not yet.");
      return "1";
    });
    expect((await post("k1", "a"))?.statusCode).toBe(422);
    refuse = false;
    expect((await post("k1", "a"))?.statusCode).toBe(201);
  });

  test.each(["", "with space", "ü", "x".repeat(256)])("must have a key of visible characters, not %j", async (key) => {
    await serve(async () => "1");
    const answer = await post(key, "a");
    expect([answer?.statusCode, answer?.json().errors[0].path]).toEqual([400, "Idempotency-Key"]);
  });
});
