import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openApp, openPostgresApp, type PostgresApp } from "#harness/app.ts";
import { callee, campaignWhen, completed, draft } from "#harness/campaigns.ts";
import { createStatusServer } from "./operations.ts";
import { serverAddress } from "./server-address.ts";
import { migrations } from "#store/migrations/index.ts";

const token = "a token of at least 32 characters".replaceAll(" ", "-");

let app: PostgresApp;
beforeAll(async () => {
  app = await openPostgresApp();
});
afterAll(() => app.close());

const ask = (path: string, headers: Record<string, string> = {}) => fetch(app.url + path, { headers });

async function metrics(): Promise<string> {
  // One who asks again at once is given what was read before.
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  return (await ask("/metrics")).text();
}

function valueOf(text: string, name: string): number | undefined {
  const line = text.split("\n").find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

test("a process that can do its work is alive and ready", async () => {
  expect(await (await ask("/healthz")).json()).toEqual({ status: "ok" });
  const ready = await ask("/readyz");
  expect(ready.status).toBe(200);
  expect(await ready.json()).toEqual({
    status: "ready",
    checks: { process: "ok", database: "ok", schema: "ok", disk: "ok", lease: "ok" },
  });
});

test("metrics tell of the calls of a campaign, by ids and outcomes and of nobody", async () => {
  const of = await draft(app, {
    phones: [callee("40", 1), callee("41", 2), callee("00", 3)],
    settings: { retry: { maxRetries: 0 } },
  });
  const { id } = (await app.get("listLines")).items[0];
  await app.get("updateLine", { params: { id }, body: { settings: { speed: "max" } } });
  await app.get("startCampaign", of);
  await campaignWhen(app, of, completed);
  const text = await metrics();
  expect(valueOf(text, "campanile_claimed_calls_total")).toBe(3);
  expect(valueOf(text, 'campanile_ended_calls_total{outcome="success"}')).toBe(2);
  expect(valueOf(text, 'campanile_ended_calls_total{outcome="busy"}')).toBe(1);
  expect(valueOf(text, 'campanile_campaigns{status="completed"}')).toBe(1);
  expect(valueOf(text, 'campanile_callers{lease="held"}')).toBe(1);
  expect(valueOf(text, "campanile_may_dial")).toBe(1);
  expect(valueOf(text, "campanile_lease_age_seconds")).toBeLessThan(10);
  expect(valueOf(text, "campanile_event_lag_seconds")).toBeLessThan(2);
  expect(valueOf(text, "campanile_database_up")).toBe(1);
  expect(text).toContain('route="/api/v1/campaigns/:id"');
  expect(text).not.toMatch(/\+?1415\d{5}|Ada|api\/v1\/campaigns\/\d/);
});

test("metrics tell how long somebody waits who is due where hours are open, and of nobody where they are closed", async () => {
  const of = await draft(app, { phones: [callee("11", 4), callee("11", 5)], settings: { maxConcurrentCalls: 1 } });
  const { id } = (await app.get("listLines")).items[0];
  await app.get("updateLine", { params: { id }, body: { settings: { speed: 1 } } });
  await app.get("startCampaign", of);
  await campaignWhen(app, of, ({ calls }) => calls.live === 1);
  await app.database.sql
    .updateTable("campaign_contact")
    .set({ next_attempt_at: sql`now() - interval '5 minutes'` })
    .where("campaign_id", "=", Number(of.params.id))
    .where("status", "=", "pending")
    .execute();
  const text = await metrics();
  expect(valueOf(text, 'campanile_due_lag_seconds{call="first"}')).toBeGreaterThanOrEqual(300);
  expect(valueOf(text, 'campanile_due_lag_seconds{call="promised"}')).toBe(0);
  expect(valueOf(text, `campanile_live_calls{line="${id}"}`)).toBe(1);
  expect(valueOf(text, "campanile_process_live_calls")).toBe(1);
  expect(valueOf(text, `campanile_campaign_contacts{campaign="${of.params.id}",tally="pending"}`)).toBe(1);
  await app.database.sql
    .updateTable("campaign")
    .set({ settings: sql`jsonb_set(settings, '{windows}', '[]')`, settings_version: sql`settings_version + 1` })
    .where("id", "=", Number(of.params.id))
    .execute();
  expect(valueOf(await metrics(), 'campanile_due_lag_seconds{call="first"}')).toBe(0);
  await app.get("cancelCampaign", of);
}, 20_000);

test("metrics are for this machine, and through no proxy", async () => {
  for (const name of ["x-forwarded-for", "forwarded", "via"]) {
    const answer = await ask("/metrics", { [name]: "for=203.0.113.9" });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: "forbidden" });
  }
});

describe("a process without the web role", () => {
  test("tells how it is on a port of its own, its metrics to whoever has the token", async () => {
    const other = await openApp({ ...app.config, roles: new Set(["dialer"]), statusPort: 0, metricsToken: token });
    const { statusUrl } = other.app;
    expect(await (await fetch(`${statusUrl}/readyz`)).json()).toMatchObject({ status: "ready" });
    expect((await fetch(`${statusUrl}/api/v1/health`)).status).toBe(404);
    for (const authorization of ["", "Bearer another-token-of-thirty-two-letters"]) {
      expect((await fetch(`${statusUrl}/metrics`, { headers: { authorization } })).status).toBe(401);
    }
    const answer = await fetch(`${statusUrl}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.headers.get("content-type")).toContain("text/plain");
    expect(valueOf(await answer.text(), 'campanile_callers{lease="held"}')).toBe(2);
    await other.close();
  });
});

test("the dashboard names only metrics that there are", async () => {
  const dashboard = JSON.parse(readFileSync("ops/grafana/campanile.json", "utf8")) as {
    panels: Array<{ type: string; targets?: Array<{ expr: string }> }>;
  };
  const asked = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
  const names = new Set(asked.flatMap((expr) => expr.match(/\b(?:campanile|process|nodejs)_\w+/g) ?? []));
  expect(names.size).toBeGreaterThan(15);
  const text = await metrics();
  const there = new Set(
    [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name, type]) =>
      type === "histogram" ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name!],
    ),
  );
  expect([...names].filter((name) => !there.has(name))).toEqual([]);
  const ours = [...there].filter((name) => name.startsWith("campanile_") && !/_(?:sum|count)$/.test(name));
  expect(ours.filter((name) => !names.has(name))).toEqual([]);
});

test("a process ends by itself when a newer version changes the schema under it, and dials no more", async () => {
  const other = await openPostgresApp();
  const later = [...migrations, { name: "9999-later", statements: ["create table later (id integer)"] }];
  const { migrate } = await import("#store/migrate.ts");
  await migrate(other.database.sql, later);
  const fault = await other.app.ended;
  expect(fault.message).toContain("The database was made by a newer Campanile (it has 9999-later)");
  await expect(fetch(`${other.url}/healthz`)).rejects.toThrow("fetch failed");
  const callers = await other.database.sql.selectFrom("caller").selectAll().execute();
  expect(callers).toEqual([]);
  await other.close();
});

test("a process whose database is away is alive, and not ready", async () => {
  const other = await openPostgresApp();
  const name = new URL(other.config.databaseUrl!).pathname.slice(1);
  await sql.raw(`alter database ${name} allow_connections false`).execute(app.database.sql);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`.execute(app.database.sql);
  expect((await fetch(`${other.url}/healthz`)).status).toBe(200);
  const ready = await fetch(`${other.url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({ status: "not_ready", checks: { database: "does not answer" } });
  expect(valueOf(await (await fetch(`${other.url}/metrics`)).text(), "campanile_database_up")).toBe(0);
  await sql.raw(`alter database ${name} allow_connections true`).execute(app.database.sql);
  await other.close();
});

test("a process that has had no lease for a minute is not alive: a restart may help it", async () => {
  const gone = { milliseconds: 59_000 };
  const server = createStatusServer(
    {
      sql: app.database.sql,
      leaseHeld: () => false,
      diskFull: () => false,
      leaseGoneMilliseconds: () => gone.milliseconds,
      ending: () => null,
      metrics: { contentType: "text/plain", read: async () => "" },
      metricsToken: null,
    },
    serverAddress(),
  );
  const url = await server.listen({ host: "127.0.0.1", port: 0 });
  try {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    gone.milliseconds = 61_000;
    const answer = await fetch(`${url}/healthz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: "no_lease" });
  } finally {
    await server.close();
  }
});
