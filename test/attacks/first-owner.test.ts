/** Door: the first sign-up, which owns everything. Who is not at this machine shows the token that a start printed. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPostgresApp, type PostgresApp } from "#harness/app.ts";
import { rawRequest } from "#harness/raw-request.ts";

const eve = { name: "Eve", email: "eve@example.org", password: "a password of hers" };
const signUp = (url: string, body: object, headers: Record<string, string> = {}) =>
  rawRequest(url, "/api/auth/sign-up/email", { method: "POST", body, headers });

describe.each<[string, Parameters<typeof openPostgresApp>[0], Record<string, string>]>([
  ["that listens on every network", { host: "0.0.0.0" }, {}],
  ["with a public address", { publicUrl: "http://calls.example" }, { host: "calls.example" }],
  ["behind a proxy on this machine that it was not told of", {}, { "x-forwarded-for": "192.0.2.1" }],
  ["behind a proxy that says its client is this machine", {}, { "x-forwarded-for": "127.0.0.1" }],
])("a server %s", (_what, config, headers) => {
  let app: PostgresApp;
  let url: string;
  beforeAll(async () => {
    app = await openPostgresApp(config);
    url = `http://127.0.0.1:${new URL(app.url).port}`;
  });
  afterAll(() => app?.close());

  test("is not owned by who comes first, but by who has the token", async () => {
    const state = await rawRequest(url, "/api/auth/sign-up", { headers });
    expect(state.body).toMatchObject({ firstOwner: true, tokenNeeded: true });
    for (const token of [undefined, "", "0".repeat(32), app.app.setupToken!.slice(1)]) {
      const answer = await signUp(url, { ...eve, token }, headers);
      expect([answer.status, answer.body.code]).toEqual([403, "setup_token_wrong"]);
    }
    expect((await signUp(url, { ...eve, token: app.app.setupToken }, headers)).status).toBe(200);
    expect((await rawRequest(url, "/api/auth/sign-up", { headers })).body).toMatchObject({ tokenNeeded: false });
  });
});

test("on this machine alone nobody needs a token", async () => {
  const app = await openPostgresApp();
  try {
    expect((await rawRequest(app.url, "/api/auth/sign-up")).body).toMatchObject({
      firstOwner: true,
      tokenNeeded: false,
    });
    expect((await signUp(app.url, eve)).status).toBe(200);
  } finally {
    await app.close();
  }
});
