/** Door: `Host`. A stranger's page that makes its own name lead here (DNS rebinding) is not this server's page. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openApp, openPostgresApp, type PostgresApp, type TestApp } from "#harness/app.ts";
import { rawRequest } from "#harness/raw-request.ts";

let app: PostgresApp;
let dialer: TestApp;
beforeAll(async () => {
  app = await openPostgresApp({ publicUrl: "http://calls.example:8080" });
  dialer = await openApp({ ...app.config, roles: new Set(["dialer"]), statusPort: 0 });
});
afterAll(async () => {
  await dialer?.close();
  await app?.close();
});

const evil = { host: "rebound.evil.example" };
const owner = { name: "Eve", email: "eve@evil.example", password: "a password of hers" };

describe("a page by a name that is not this server's", () => {
  test.each([
    ["the web app", "GET", "/", {}],
    ["a file", "GET", "/icon.svg", {}],
    ["the metrics", "GET", "/metrics", {}],
    ["the metrics, with a key of any kind", "GET", "/metrics", { authorization: "Bearer x" }],
    ["the API without a key", "GET", "/api/v1/me", {}],
    ["the state of the sign-up", "GET", "/api/auth/sign-up", {}],
    ["the sign-up of the first owner", "POST", "/api/auth/sign-up/email", {}],
    ["the sign-up, with a key of any kind", "POST", "/api/auth/sign-up/email", { authorization: "Bearer x" }],
    ["what a proxy on this machine would say", "GET", "/api/auth/sign-up", { "x-forwarded-host": "localhost" }],
    ["an address where nothing is", "GET", "/nothing", {}],
  ])("is not given %s", async (_what, method, path, headers) => {
    const answer = await rawRequest(app.url, path, {
      method,
      headers: { ...evil, ...headers },
      ...(method === "POST" ? { body: owner } : {}),
    });
    expect([answer.status, answer.body.code]).toEqual([421, "wrong_host"]);
    expect(answer.body.detail).toContain('not known by "rebound.evil.example"');
    expect(answer.body.detail).toContain("CAMPANILE_PUBLIC_URL");
  });

  test("did not become the first owner", async () => {
    const { body } = await rawRequest(app.url, "/api/auth/sign-up");
    expect(body).toMatchObject({ firstOwner: true });
  });

  test("is not given the metrics of a process without the web role", async () => {
    const answer = await rawRequest(dialer.app.statusUrl, "/metrics", { headers: evil });
    expect([answer.status, answer.body.code]).toEqual([421, "wrong_host"]);
    expect((await rawRequest(dialer.app.statusUrl, "/metrics")).status).toBe(200);
  });

  test.each([
    "evil@localhost",
    "localhost.evil.example",
    "localhost:1:2",
    "127.0.0.1.evil.example",
    "[::1].evil",
    "192.0.2.1",
  ])("is told from this machine's own: %s", async (host) => {
    expect((await rawRequest(app.url, "/", { headers: { host } })).status).toBe(421);
  });

  test("is not let in by what a header says was asked", async () => {
    const headers = { host: "localhost", "x-forwarded-host": "rebound.evil.example" };
    expect((await rawRequest(app.url, "/", { headers })).status).toBe(421);
  });
});

describe("by its own names", () => {
  test.each([
    "localhost",
    "LOCALHOST:4700",
    "app.localhost",
    "127.0.0.1",
    "127.9.9.9:1",
    "[::1]:4700",
    "calls.example",
    "Calls.example.:8080",
  ])("it answers: %s", async (host) => {
    expect((await rawRequest(app.url, "/api/v1/health", { headers: { host } })).status).toBe(200);
  });

  test("it answers a program with a key by whatever name a cluster has for it, and health checks", async () => {
    const { key } = await app.as("viewer");
    const headers = { host: "campanile-web:4700" };
    const authorization = `Bearer ${key}`;
    expect((await rawRequest(app.url, "/api/v1/me", { headers: { ...headers, authorization } })).status).toBe(200);
    for (const path of ["/healthz", "/readyz"]) expect((await rawRequest(app.url, path, { headers })).status).toBe(200);
  });
});

test("a server that listens everywhere answers by its addresses, and by no name that is not told", async () => {
  const everywhere = await openApp({ ...app.config, host: "0.0.0.0", publicUrl: null });
  try {
    const url = `http://127.0.0.1:${new URL(everywhere.url).port}`;
    expect((await rawRequest(url, "/", { headers: { host: "192.0.2.1:4700" } })).status).toBe(200);
    expect((await rawRequest(url, "/", { headers: { host: "calls.example" } })).status).toBe(421);
  } finally {
    await everywhere.close();
  }
});
