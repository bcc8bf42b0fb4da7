/** Door: attacks that nobody sees. What other programs may act on is in the log, with address and ids and nothing more. */
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPostgresApp, type PostgresApp } from "#harness/app.ts";
import { rawRequest } from "#harness/raw-request.ts";
import { makeWorkplace, type Running, type Workplace } from "#src/cli/test-workplace.ts";

let app: PostgresApp;
let place: Workplace;
let served: Running;
let url: string;
const olga = { name: "Olga", email: "olga@example.org", password: "correct horse battery" };

beforeAll(async () => {
  app = await openPostgresApp();
  await rawRequest(app.url, "/api/auth/sign-up/email", { method: "POST", body: olga });
  place = makeWorkplace({
    DATABASE_URL: app.config.databaseUrl!,
    CAMPANILE_SECRET: app.config.secret!,
    CAMPANILE_ROLES: "web",
  });
  served = place.start("serve");
  await served.saw("Campanile is at");
  url = /Campanile is at (\S+)/.exec(served.output())![1]!;
});
afterAll(async () => {
  await place?.remove();
  await app?.close();
});

/** The next line with this event: the log is written in order, and a request's answer comes after its refusal. */
async function told(event: string): Promise<Record<string, unknown>> {
  await served.saw(`"event":"${event}"`);
  const line = served
    .output()
    .split("\n")
    .find((one) => one.includes(`"event":"${event}"`))!;
  return JSON.parse(line) as Record<string, unknown>;
}

describe("the log of a process tells of", () => {
  test("a failed sign-in, with address and account", async () => {
    const body = { email: olga.email, password: "not hers at all" };
    await rawRequest(url, "/api/auth/sign-in/email", { method: "POST", body, from: "127.0.0.9" });
    const { rows } = await sql<{ id: string }>`select id from app_user`.execute(app.database.sql);
    expect(await told("sign_in_failed")).toMatchObject({ level: 40, address: "127.0.0.9", accountId: rows[0]!.id });
  });

  test("a key that is refused", async () => {
    await rawRequest(url, "/api/v1/me", {
      headers: { authorization: "Bearer cpl_guessed-by-eve" },
      from: "127.0.0.10",
    });
    expect(await told("key_refused")).toMatchObject({ level: 40, address: "127.0.0.10", route: "/api/v1/me" });
  });

  test("a role that does not reach, by the permission and by what it would have made", async () => {
    const [viewer, admin] = [await app.as("viewer"), await app.as("admin")];
    const ask = (key: string, path: string, body: object) =>
      rawRequest(url, `/api/v1${path}`, {
        method: "POST",
        body,
        headers: { authorization: `Bearer ${key}` },
        from: "127.0.0.11",
      });
    await ask(viewer.key, "/campaigns", { name: "Spring" });
    const { organisationId } = app;
    expect(await told("role_refused")).toMatchObject({
      address: "127.0.0.11",
      key: viewer.id,
      organisationId,
      role: "viewer",
    });
    await ask(admin.key, "/api-keys", { name: "Mine", role: "owner" });
    await served.saw(`"key":"${admin.id}","role":"admin"`);
  });

  test("a page elsewhere, a name that is not ours, and limits that were reached", async () => {
    const { headers } = await rawRequest(url, "/api/auth/sign-in/email", { method: "POST", body: olga });
    const cookie = headers["set-cookie"]!.map((one) => one.split(";")[0]).join("; ");
    const post = { method: "POST", body: { name: "Spring" } };
    await rawRequest(url, "/api/v1/campaigns", { ...post, headers: { cookie, origin: "http://evil.example" } });
    expect(await told("origin_refused")).toMatchObject({ route: "/api/v1/campaigns" });
    await rawRequest(url, "/", { headers: { host: "evil.example" } });
    expect(await told("host_refused")).toMatchObject({ address: "127.0.0.1" });
    for (let n = 0; n < 31; n += 1)
      await rawRequest(url, "/api/auth/sign-in/email", { method: "POST", from: "127.0.0.12", body: {} });
    expect(await told("rate_limited")).toMatchObject({ address: "127.0.0.12" });
  });

  test("and of a proxy that does not fit the settings, once", async () => {
    const headers = { "x-forwarded-for": "192.0.2.1" };
    await rawRequest(url, "/", { headers });
    await rawRequest(url, "/", { headers });
    expect(await told("public_url_missing")).toMatchObject({ address: "127.0.0.1" });
    await rawRequest(url, "/nothing-more");
    await served.saw('"status":404');
    expect(served.output().match(/public_url_missing/g)).toHaveLength(1);
  });

  test("nothing that was sent: no address of a person, no password, no key, no name", () => {
    const sent = [
      olga.email,
      olga.name,
      olga.password,
      "not hers at all",
      "guessed-by-eve",
      "evil.example",
      "Spring",
      "Mine",
    ];
    expect(sent.filter((secret) => served.output().includes(secret))).toEqual([]);
  });
});
