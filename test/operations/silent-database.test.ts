/** The program before a database that is gone without a word: packets are dropped, and nobody is refused. */
import { openApp, temporaryFolder, testConfig, type TestApp } from "#harness/app.ts";
import { callee, campaignWhen, completed, draft } from "#harness/campaigns.ts";
import { createPostgresDatabase } from "#harness/databases.ts";
import { afterEach, expect, test } from "vitest";
import { makeWorkplace, type Running, type Workplace } from "../../src/cli/test-workplace.ts";
import { openProxy } from "../faults/proxy.ts";

const secret = "0123456789abcdef0123456789abcdef";
const ends: Array<() => Promise<unknown> | void> = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function startCaller(url: string): Promise<Running> {
  const place: Workplace = makeWorkplace({
    DATABASE_URL: url,
    CAMPANILE_SECRET: secret,
    CAMPANILE_ROLES: "dialer",
    CAMPANILE_DRAIN_SECONDS: "0",
  });
  ends.push(() => place.remove());
  const running = place.start("serve");
  await running.saw("Campanile runs as dialer");
  return running;
}

test("a process tells its log, obeys SIGTERM all the same, and another takes its calls over and says so", async () => {
  const { url, drop } = await createPostgresDatabase();
  ends.push(drop);
  const data = temporaryFolder();
  ends.push(() => data.remove());
  const config = testConfig({ dataFolder: data.folder, databaseUrl: url, secret, roles: new Set(["web", "jobs"]) });
  const web: TestApp = await openApp(config);
  ends.push(() => web.close());
  const { hostname, port } = new URL(url);
  const proxy = await openProxy({ host: hostname, port: Number(port) });
  ends.push(() => proxy.close());
  const near = new URL(url);
  near.port = String(proxy.port);

  const lost = await startCaller(near.href);
  const of = await draft(web, { phones: [callee("11", 1), callee("11", 2)], settings: { retry: { maxRetries: 0 } } });
  await web.get("startCampaign", of);
  await campaignWhen(web, of, (campaign) => campaign.calls.live === 2);
  proxy.dropPackets(true);
  await lost.saw("The database does not answer");
  await lost.saw("nothing is dialled until it does");
  lost.process.kill("SIGTERM");
  // Whether all could be written down or not: it ends.
  expect([0, 1]).toContain((await lost.ended).code);

  const other = await startCaller(url);
  await other.saw("Calls whose process is gone were taken over: 0 not yet dialled went back, 2 had ended");
  const campaign = await campaignWhen(web, of, completed);
  expect(campaign.counts).toMatchObject({ failed: 2, success: 0 });
  other.process.kill("SIGTERM");
  expect((await other.ended).code).toBe(0);
}, 120_000);
