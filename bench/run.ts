/**
 * `npm run bench [-- --quick] [-- web [SCENE…]]`: the benchmarks as one table, each row beside a peer or a limit measured in
 * the same run; with `web`, those of the web app in a browser instead, or only some scenes of them.
 * bench/README.md says how to read it and keeps the figures of one machine.
 */
import os from "node:os";
import { createPostgresDatabase } from "#harness/databases.ts";
import { startPostgres } from "#harness/postgres.ts";
import { type Row, table } from "./measure.ts";
import { claimRows, claimTimes } from "./rows/claims.ts";
import { importRows, importTimes } from "./rows/imports.ts";
import { contactRows, contactTimes } from "./rows/contacts.ts";
import { webRows } from "./rows/web.ts";
import { graphileJobs, pgBossJobs, wholeCallRows, wholeCalls } from "./rows/whole-calls.ts";

const quick = process.argv.includes("--quick");
const words = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const calls = quick ? 4_000 : 20_000;
const largeList = quick ? 100_000 : 1_000_000;

const server = await startPostgres({ shared_buffers: "256MB", max_connections: "100" });
const fresh = async () => {
  const { url, drop } = await createPostgresDatabase(server.url);
  return { location: { url }, close: drop };
};
const embedded = async () => ({ location: { memory: true as const }, close: async () => {} });

try {
  say(`${os.cpus()[0]?.model ?? "unknown processor"}, ${os.cpus().length} cores, Node ${process.version}`);
  process.stdout.write(table(words[0] === "web" ? await web() : await engine()));
} finally {
  await server.stop();
}

function web(): Promise<Row[]> {
  return webRows(server.url, { campaigns: 10_000, contacts: largeList }, words.slice(1), say);
}

async function engine(): Promise<Row[]> {
  say("whole calls, PostgreSQL");
  const postgres = await wholeCalls(fresh, calls);
  say("whole calls, embedded database");
  const pglite = await wholeCalls(embedded, calls / 2);
  say("pg-boss");
  const boss = await onFresh((url) => pgBossJobs(url, calls));
  say("graphile-worker");
  const graphile = await onFresh((url) => graphileJobs(url, calls / 4));
  say("claims, 10,000 pending");
  const small = await claimTimes(fresh, 10_000);
  say(`claims, ${largeList.toLocaleString("en-US")} pending`);
  const large = await claimTimes(fresh, largeList);
  say(`contacts, ${largeList.toLocaleString("en-US")}`);
  const contacts = await contactTimes(fresh, largeList);
  say(`imports, ${(largeList / 10).toLocaleString("en-US")} and ${largeList.toLocaleString("en-US")} rows`);
  const fewRows = await importTimes(fresh, largeList / 10);
  const manyRows = await importTimes(fresh, largeList);
  const calling = [...wholeCallRows({ postgres, pglite, boss, graphile }), ...claimRows(small, large)];
  return [...calling, ...importRows(fewRows, manyRows), ...contactRows(contacts)];
}

async function onFresh<T>(work: (url: string) => Promise<T>): Promise<T> {
  const { url, drop } = await createPostgresDatabase(server.url);
  try {
    return await work(url);
  } finally {
    await drop();
  }
}

/** What is under way, on standard error: the table alone is the output. */
function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
