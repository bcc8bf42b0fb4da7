/** One address with two hosts: a primary that dies and its standby, which is promoted while the program runs. */
import { openApp, temporaryFolder, testConfig, type TestApp } from "#harness/app.ts";
import { callee, campaignWhen, completed, draft } from "#harness/campaigns.ts";
import { type PostgresServer, startReplicated } from "#harness/postgres.ts";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "#store/db.ts";

const data = temporaryFolder();
let primary: PostgresServer;
let standby: PostgresServer;
let app: TestApp;

async function ask(url: string, statement: string): Promise<Record<string, unknown>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows[0]!;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  ({ primary, standby } = await startReplicated());
}, 60_000);
afterAll(async () => {
  await app?.close();
  await standby.stop();
  await primary.stop();
  data.remove();
});

/** The standby is named first: which one takes writes has to be found out. */
function bothHosts(): string {
  const url = new URL(primary.url);
  return url.href.replace(url.host, `${new URL(standby.url).host},${url.host}`) + "?target_session_attrs=read-write";
}

async function callSomebody(n: number): Promise<void> {
  const of = await draft(app, { phones: [callee("40", n)], settings: { retry: { maxRetries: 0 } } });
  await app.get("startCampaign", of);
  await campaignWhen(app, of, completed, 60_000);
}

test("the standby is promoted when the primary is gone, and the program goes on there by itself", async () => {
  await expect(openDatabase({ url: standby.url })).rejects.toThrow("is a standby, which can only be read");
  const config = { databaseUrl: bothHosts(), secret: "a secret of at least 32 characters" };
  app = await openApp(testConfig({ dataFolder: data.folder, ...config }));
  const { id } = (await app.get("listLines")).items[0];
  const long = await draft(app, { phones: [callee("11", 1)], settings: { retry: { maxRetries: 0 } } });
  await app.get("startCampaign", long);
  await campaignWhen(app, long, (campaign) => campaign.calls.live === 1);
  await app.get("updateLine", { params: { id }, body: { settings: { speed: "max" } } });
  await callSomebody(1);
  const { lsn } = await ask(primary.url, "select pg_current_wal_lsn()::text as lsn");
  const replayed = `select pg_last_wal_replay_lsn() >= '${String(lsn)}'::pg_lsn as so`;
  while ((await ask(standby.url, replayed)).so !== true) await new Promise((resolve) => setTimeout(resolve, 50));

  await primary.stop();
  await ask(standby.url, "select pg_promote()");
  // Until it has found the other host, it says that the database does not answer.
  while ((await app.ask("getHealth", {})).status !== 200 || (await fetch(`${app.url}/readyz`)).status !== 200)
    await new Promise((resolve) => setTimeout(resolve, 100));
  await callSomebody(2);
  expect(await ask(standby.url, "select count(*)::int as calls from call")).toEqual({ calls: 3 });
  // A standby that took over is no copy.
  expect((await app.get("getCampaign", long)).status).not.toBe("paused");
}, 120_000);
