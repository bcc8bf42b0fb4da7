import { openApp, temporaryFolder, testConfig, type TestApp } from "#harness/app.ts";
import { callee, campaignWhen, completed, draft } from "#harness/campaigns.ts";
import { createPostgresDatabase } from "#harness/databases.ts";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeWorkplace, type Workplace } from "../../src/cli/test-workplace.ts";

const secret = "0123456789abcdef0123456789abcdef";
const data = temporaryFolder();
let original: string;
let copy: string;
let drops: Array<() => Promise<unknown>>;
let apps: TestApp[];
let place: Workplace | undefined;

beforeEach(async () => {
  const made = await createPostgresDatabase();
  original = made.url;
  // What a dump restored into another database of the cluster is, too: the same rows under another oid.
  const other = new URL(original);
  other.pathname += "_copy";
  copy = other.href;
  drops = [made.drop, () => ask(`drop database if exists ${other.pathname.slice(1)} with (force)`, maintenance())];
  apps = [];
});
afterEach(async () => {
  for (const app of apps) await app.close();
  await place?.remove();
  place = undefined;
  for (const drop of drops) await drop();
  data.remove();
});

function maintenance(): string {
  const url = new URL(original);
  url.pathname = "/postgres";
  return url.href;
}

async function ask(statement: string, url: string): Promise<Array<Record<string, unknown>>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function open(url: string): Promise<TestApp> {
  const app = await openApp(testConfig({ dataFolder: data.folder, databaseUrl: url, secret }));
  apps.push(app);
  return app;
}

async function close(app: TestApp): Promise<void> {
  apps = apps.filter((one) => one !== app);
  await app.close();
}

const nameOf = (url: string) => new URL(url).pathname.slice(1);
const makeCopy = () => ask(`create database ${nameOf(copy)} template ${nameOf(original)}`, maintenance());
const calls = async (url: string) => Number((await ask("select count(*) as n from call", url))[0]!.n);

/** A campaign that goes on for as long as the test lasts, and is running when its process has ended. */
async function runningCampaign(): Promise<{ params: { id: string } }> {
  const app = await open(original);
  expect(app.app.notice).toBeNull();
  const phones = Array.from({ length: 6 }, (_, n) => callee("11", n));
  const of = await draft(app, { phones, settings: { maxConcurrentCalls: 2, retry: { maxRetries: 0 } } });
  await app.get("startCampaign", of);
  await campaignWhen(app, of, (campaign) => campaign.calls.live === 2);
  await close(app);
  return of;
}

/** Calls a campaign of its own, so that whatever else was to be called would have been. */
async function dialsSomething(app: TestApp): Promise<void> {
  const { id } = (await app.get("listLines")).items[0];
  await app.get("updateLine", { params: { id }, body: { settings: { speed: "max" } } });
  const own = await draft(app, { phones: [callee("40", 9)] });
  await app.get("startCampaign", own);
  await campaignWhen(app, own, completed);
}

test("a copy starts with its running campaigns paused and a sentence, calls nobody of them, and can be adopted", async () => {
  const of = await runningCampaign();
  const before = await calls(original);
  await makeCopy();
  let app = await open(copy);
  expect(app.app.notice).toMatch(
    /^This database is a copy of "test_\w+".+1 running campaign was paused.+adopt-database$/,
  );
  const paused = await app.get("getCampaign", of);
  expect(paused.status).toBe("paused");
  expect(paused.statusReason).toContain("npm run campanile -- adopt-database");
  await dialsSomething(app);
  expect(await calls(copy)).toBe(before + 1);
  await app.get("resumeCampaign", of);
  await close(app);

  // As long as nobody has said that it is the one, the next start pauses again.
  app = await open(copy);
  expect((await app.get("getCampaign", of)).status).toBe("paused");
  await close(app);

  place = makeWorkplace({ DATABASE_URL: copy, CAMPANILE_SECRET: secret });
  expect((await place.run("doctor")).stdout).toMatch(/^warn +Copy +a copy of "test_\w+"/m);
  expect(await place.run("adopt-database")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("the one that calls now"),
  });
  expect((await place.run("adopt-database")).stdout).toContain("nothing to adopt");
  expect((await place.run("doctor")).stdout).not.toContain("copy of");
  app = await open(copy);
  expect(app.app.notice).toBeNull();
  await app.get("resumeCampaign", of);
  await close(app);
  app = await open(copy);
  expect((await app.get("getCampaign", of)).status).toBe("running");

  // The original knows nothing of it.
  const first = await open(original);
  expect(first.app.notice).toBeNull();
  expect((await first.get("getCampaign", of)).status).toBe("running");
}, 60_000);

test("a dump restored under the original's name, and one restored on another server, are copies", async () => {
  const of = await runningCampaign();
  await makeCopy();
  await ask(`drop database ${nameOf(original)}`, maintenance());
  await ask(`alter database ${nameOf(copy)} rename to ${nameOf(original)}`, maintenance());
  let app = await open(original);
  expect(app.app.notice).toContain("is a copy");
  expect((await app.get("getCampaign", of)).status).toBe("paused");
  await close(app);

  place = makeWorkplace({ DATABASE_URL: original, CAMPANILE_SECRET: secret });
  await place.run("adopt-database");
  await ask("update database_identity set system_identifier = '7000000000000000001'", original);
  app = await open(original);
  expect(app.app.notice).toContain("is a copy");
}, 60_000);

test("a process under which the database was replaced by a copy pauses before it takes its lease again", async () => {
  const app = await open(original);
  const of = await draft(app, { phones: [callee("11", 1)], settings: { retry: { maxRetries: 0 } } });
  await app.get("startCampaign", of);
  await campaignWhen(app, of, (campaign) => campaign.calls.live === 1);
  // What comes with a dump that is some minutes old: another identity, and no lease.
  await ask("update database_identity set database_oid = 1", original);
  await ask("update caller set lease_until = now() - interval '1 minute'", original);
  const campaign = await campaignWhen(app, of, ({ status }) => status === "paused");
  expect(campaign.statusReason).toContain("This database is a copy");
}, 60_000);

test("adopt-database says what it is for where there is no server, and where the schema is older", async () => {
  place = makeWorkplace();
  expect(await place.run("adopt-database")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("is for a PostgreSQL server"),
  });
  await place.remove();
  place = makeWorkplace({ DATABASE_URL: original, CAMPANILE_SECRET: secret });
  expect(await place.run("adopt-database")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("campanile -- migrate` first"),
  });
});
