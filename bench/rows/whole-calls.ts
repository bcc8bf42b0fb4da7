/** Whole simulated calls a second (claim, dial, answer, conversation, settle) beside the no-op jobs of two job queues. */
import { run, makeWorkerUtils } from "graphile-worker";
import { PgBoss } from "pg-boss";
import { Dialer } from "#dialer/dialer.ts";
import { alwaysOpen } from "#domain/campaign/settings.ts";
import { systemClock } from "#src/system-clock.ts";
import { createLineBook } from "#telephony/line-book.ts";
import { createSimulatedConverse } from "#voice/converse.ts";
import { addCampaign, addContacts, addEmployee, addLine, openWorld, statusOf, tallies } from "#harness/world.ts";
import { grouped, perSecond, type Row, seconds } from "../measure.ts";

const CONCURRENCY = 1_000;

/** @param open an empty database. Gives calls per second. */
export async function wholeCalls(open: Parameters<typeof openWorld>[0], contacts: number): Promise<number> {
  const world = await openWorld(open);
  const clock = systemClock();
  const lines = createLineBook({ clock });
  const faults: unknown[] = [];
  const dialer = new Dialer({
    db: world.database.sql,
    clock,
    lines,
    converse: createSimulatedConverse({ clock }),
    onFault: (_what, fault) => faults.push(fault),
  });
  try {
    const lineId = await addLine(world, { speed: "max", maxConcurrentCalls: CONCURRENCY });
    const employeeId = await addEmployee(world, { maxConcurrentCalls: CONCURRENCY });
    const campaignId = await addCampaign(world, {
      lineId,
      employeeId,
      settings: {
        windows: alwaysOpen,
        maxConcurrentCalls: CONCURRENCY,
        retry: { maxRetries: 0, delaySeconds: 60, backoff: "fixed", on: [] },
      },
    });
    const people = Array.from({ length: contacts }, (_, n) => ({ phone: `+1555${String(n).padStart(7, "0")}15` }));
    await addContacts(world, campaignId, people, new Date(clock.now() - 1_000));
    const took = await seconds(async () => {
      await dialer.start();
      while ((await statusOf(world, campaignId)) !== "completed") {
        if (faults.length > 0) throw new Error("The engine met a fault.", { cause: faults[0] });
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    });
    const { success } = await tallies(world, campaignId);
    if (success !== contacts) throw new Error(`Of ${contacts} contacts ${success} ended in success.`);
    return perSecond(contacts, took);
  } finally {
    await dialer.stop(0);
    await lines.close();
    await world.close();
  }
}

/** pg-boss: fetch and complete of no-op jobs in batches of 100, per second. */
export async function pgBossJobs(url: string, jobs: number): Promise<number> {
  const boss = new PgBoss({ connectionString: url });
  boss.on("error", () => {});
  await boss.start();
  try {
    await boss.createQueue("bench");
    for (let n = 0; n < jobs; n += 1_000) {
      await boss.insert(
        "bench",
        Array.from({ length: Math.min(1_000, jobs - n) }, () => ({ data: {} })),
      );
    }
    let done = 0;
    const took = await seconds(async () => {
      while (done < jobs) {
        const batch = await boss.fetch("bench", { batchSize: 100 });
        if (batch.length === 0) throw new Error(`pg-boss ran dry after ${done} of ${jobs} jobs.`);
        await boss.complete(
          "bench",
          batch.map((job) => job.id),
        );
        done += batch.length;
      }
    });
    return perSecond(jobs, took);
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** graphile-worker as it comes: no-op jobs per second. */
export async function graphileJobs(url: string, jobs: number): Promise<number> {
  const utils = await makeWorkerUtils({ connectionString: url });
  await utils.migrate();
  await utils.addJobs(Array.from({ length: jobs }, () => ({ identifier: "noop", payload: {} })));
  await utils.release();
  let done = 0;
  let finish: () => void = () => {};
  const all = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const logger = { error() {}, warn() {}, info() {}, debug() {}, scope: () => logger } as never;
  const before = performance.now();
  const runner = await run({
    connectionString: url,
    concurrency: 10,
    logger,
    noHandleSignals: true,
    taskList: {
      noop: async () => {
        if (++done === jobs) finish();
      },
    },
  });
  await all;
  const took = (performance.now() - before) / 1000;
  await runner.stop();
  return perSecond(jobs, took);
}

export function wholeCallRows(figures: { postgres: number; pglite: number; boss: number; graphile: number }): Row[] {
  const { postgres, pglite, boss, graphile } = figures;
  return [
    {
      what: "whole simulated calls per second, one process, PostgreSQL",
      ours: grouped(postgres),
      against: `pg-boss no-op jobs in batches of 100: ${grouped(boss)}`,
      ratio: (postgres / boss).toFixed(2),
      goal: "≥ 1",
    },
    {
      what: "the same",
      ours: grouped(postgres),
      against: `graphile-worker no-op jobs as it comes: ${grouped(graphile)}`,
      ratio: (postgres / graphile).toFixed(2),
      goal: "≥ 4",
    },
    {
      what: "whole simulated calls per second, embedded database",
      ours: grouped(pglite),
      against: "goal: 500",
      ratio: (pglite / 500).toFixed(2),
      goal: "≥ 1",
    },
  ];
}
