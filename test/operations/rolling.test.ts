import { createPostgresDatabase } from "#harness/databases.ts";
import { openApp, temporaryFolder, testConfig, type TestApp } from "#harness/app.ts";
import { callee, campaignWhen, completed, draft } from "#harness/campaigns.ts";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "#store/db.ts";
import { makeWorkplace, type Running, type Workplace } from "../../src/cli/test-workplace.ts";

const secret = "0123456789abcdef0123456789abcdef";
const places: Workplace[] = [];
let url: string;
let drop: () => Promise<void>;
let web: TestApp;
let database: Database;
let data: ReturnType<typeof temporaryFolder>;

beforeEach(async () => {
  ({ url, drop } = await createPostgresDatabase());
  data = temporaryFolder();
  const config = testConfig({ dataFolder: data.folder, databaseUrl: url, secret, roles: new Set(["web", "jobs"]) });
  web = await openApp(config);
  database = await openDatabase({ url });
});
afterEach(async () => {
  for (const place of places.splice(0)) await place.remove();
  await web.close();
  await database.close();
  await drop();
  data.remove();
});

/** A process that dials, once it says that it runs. */
async function startCaller(environment: Readonly<Record<string, string>> = {}): Promise<Running> {
  const place = makeWorkplace({
    DATABASE_URL: url,
    CAMPANILE_SECRET: secret,
    CAMPANILE_ROLES: "dialer",
    ...environment,
  });
  places.push(place);
  const running = place.start("serve");
  await running.saw("Campanile runs as dialer");
  return running;
}

async function begin(phones: readonly string[], speed: number | "max", settings: object = {}) {
  const of = await draft(web, { phones, settings: { retry: { maxRetries: 0 }, ...settings } });
  const { id } = (await web.get("listLines")).items[0];
  await web.get("updateLine", { params: { id }, body: { settings: { speed } } });
  await web.get("startCampaign", of);
  return of;
}

test("callers are replaced one after the other while they call, and nobody is lost or called twice", async () => {
  const phones = Array.from({ length: 60 }, (_, n) => callee("40", n));
  const first = await startCaller();
  const of = await begin(phones, 25, { maxConcurrentCalls: 10 });
  await campaignWhen(web, of, ({ counts }) => counts.success >= 3, 60_000);
  // A busy machine may take longer to start a process than to call everybody.
  await web.get("pauseCampaign", of);
  const [second, third] = [await startCaller(), await startCaller()];
  await web.get("resumeCampaign", of);
  first.process.kill("SIGTERM");
  expect(await first.ended).toMatchObject({ code: 0, stderr: "" });
  second.process.kill("SIGTERM");
  expect(await second.ended).toMatchObject({ code: 0, stderr: "" });

  const campaign = await campaignWhen(web, of, completed, 60_000);
  expect(campaign.counts).toMatchObject({ total: 60, success: 60 });
  expect(campaign.calls).toMatchObject({ attempts: 60, live: 0 });
  const { rows } = await sql<{ calls: number; numbers: number; replaced: boolean; cut: number }>`
    select count(*) as calls, count(distinct phone) as numbers, count(distinct owner) > 1 as replaced,
           count(*) filter (where result is not null) as cut from call`.execute(database.sql);
  expect(rows).toEqual([{ calls: 60, numbers: 60, replaced: true, cut: 0 }]);
  third.process.kill("SIGTERM");
  expect((await third.ended).code).toBe(0);
}, 120_000);

test("a caller that drains takes nothing new, cuts nobody, says so, and ends after its last call", async () => {
  const first = await startCaller({ CAMPANILE_DRAIN_SECONDS: "0", CAMPANILE_STATUS_PORT: "0" });
  // Ten minutes, in twelve seconds.
  const long = await begin([callee("11", 1), callee("11", 2)], 50);
  await campaignWhen(web, long, ({ calls }) => calls.live === 2);
  const { rows: owners } = await sql<{ owner: string }>`select distinct owner from call`.execute(database.sql);
  first.process.kill("SIGUSR2");
  await first.saw("Draining: no new calls");
  const status = /tells how it is at (\S+)/.exec(first.output())![1]!;
  const answer = await fetch(status);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ checks: { process: "takes no new calls, and ends after its last one" } });
  const second = await startCaller();
  const next = await begin([callee("40", 3)], 50);
  await campaignWhen(web, next, completed);
  expect(await first.ended).toMatchObject({ code: 0, stderr: "" });
  const campaign = await campaignWhen(web, long, completed);
  expect(campaign.counts).toMatchObject({ total: 2, success: 2 });
  const calls = await database.sql.selectFrom("call").select(["campaign_id as of", "owner", "result"]).execute();
  expect(calls).toHaveLength(3);
  for (const call of calls) {
    expect(call.result).toBeNull();
    expect(call.owner === owners[0]!.owner).toBe(String(call.of) === long.params.id);
  }
  second.process.kill("SIGTERM");
  expect((await second.ended).code).toBe(0);
}, 120_000);

test("a caller without time to drain interrupts its calls, and they follow the retry rule", async () => {
  const first = await startCaller({ CAMPANILE_DRAIN_SECONDS: "0" });
  const retry = { maxRetries: 1, delaySeconds: 1, backoff: "fixed", on: ["failed"] };
  const of = await begin([callee("11", 1), callee("11", 2)], 50, { retry });
  await campaignWhen(web, of, ({ calls }) => calls.live === 2);
  const talking = sql<{ n: number }>`select count(*)::int as n from call where state = 'talking'`;
  while ((await talking.execute(database.sql)).rows[0]!.n < 2) await new Promise((resolve) => setTimeout(resolve, 20));
  first.process.kill("SIGTERM");
  expect(await first.ended).toMatchObject({ code: 0, stderr: "" });
  expect(await web.get("getCampaign", of)).toMatchObject({ counts: { failed: 2, retrying: 2, success: 0 } });
  const second = await startCaller();
  const campaign = await campaignWhen(web, of, completed, 40_000);
  expect(campaign.counts).toMatchObject({ success: 2, failed: 0 });
  expect(campaign.calls.attempts).toBe(4);
  second.process.kill("SIGTERM");
  expect((await second.ended).code).toBe(0);
}, 120_000);

describe.each([120, -120])("a caller whose machine's clock is wrong by %i seconds", (seconds) => {
  /** Loaded before the program: whoever asks the machine for the time is told another. */
  const shift = `data:text/javascript,${encodeURIComponent(`
    const now = Date.now.bind(Date);
    const RealDate = Date;
    globalThis.Date = class extends RealDate {
      constructor(...given) { given.length === 0 ? super(now() + ${seconds * 1_000}) : super(...given); }
      static now() { return now() + ${seconds * 1_000}; }
    };`)}`;

  test("calls by the database's clock, and in the hours that are open by it", async () => {
    const caller = await startCaller({ NODE_OPTIONS: `--import ${shift}` });
    const of = await begin([callee("40", 1), callee("41", 2)], "max");
    const before = await nowThere();
    const open = await campaignWhen(web, of, completed);
    const times = await database.sql.selectFrom("call").select(["queued_at", "dialed_at", "ended_at"]).execute();
    const after = await nowThere();
    expect(times).toHaveLength(2);
    for (const instant of times.flatMap((row) => [row.queued_at, row.dialed_at!, row.ended_at!])) {
      expect(instant.getTime()).toBeGreaterThan(before - 60_000);
      expect(instant.getTime()).toBeLessThan(after + 60_000);
    }
    expect(open.counts.success).toBe(2);

    // Open by the machine's clock, and closed by the database's.
    const wrong = new Date(after + seconds * 1_000);
    const time = (minutes: number) => new Date(wrong.getTime() + minutes * 60_000).toISOString().slice(11, 16);
    const window = { days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: time(0), to: time(2) };
    const closed = await begin([callee("42", 3)], "max", {
      windows: [window],
      timezone: { mode: "fixed", zone: "UTC" },
    });
    // A further campaign that it calls meanwhile says that it has looked.
    const next = await begin([callee("43", 4)], "max");
    await campaignWhen(web, next, completed);
    expect(await web.get("getCampaign", closed)).toMatchObject({ calls: { attempts: 0 } });
    caller.process.kill("SIGTERM");
    expect((await caller.ended).code).toBe(0);
  }, 60_000);
});

async function nowThere(): Promise<number> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(database.sql);
  return rows[0]!.now.getTime();
}
