/** Wires the rooms together: the one place that knows them all. ARCHITECTURE.md follows a request and a call from here. */
import { randomBytes } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Logger, pino } from "pino";
import { foundOrganisation } from "#actions/found-organisation.ts";
import { refreshNumberZones } from "#actions/refresh-number-zones.ts";
import { writeBackup, writeIdleBackup } from "#backup/write-backup.ts";
import { Dialer } from "#dialer/dialer.ts";
import type { LineBook } from "#dialer/ports.ts";
import { Refusal } from "#domain/errors.ts";
import { SHARED_LEASE_SECONDS, SOLE_LEASE_SECONDS } from "#dialer/lease.ts";
import { bootstrap, createAccounts, firstOwnerToken } from "#http/accounts/accounts.ts";
import { describeFault } from "#http/errors.ts";
import { closeServer } from "#http/close-server.ts";
import { connectionsFor } from "#http/limits.ts";
import { keptAnswers } from "#http/kept-answers.ts";
import { LiveHub } from "#http/live/hub.ts";
import { serveLocalBackup } from "#http/local-backup.ts";
import { bindRoutes } from "#http/routes/all.ts";
import { createStatusServer, type Operations, serveOperations, serveProxyCheck } from "#http/operations.ts";
import { serverAddress } from "#http/server-address.ts";
import { createServer } from "#http/server.ts";
import { deleteRecordings } from "#jobs/delete-recordings.ts";
import { createJobs } from "#jobs/jobs.ts";
import { eraseTraces } from "#jobs/erase-traces.ts";
import { keepRetention } from "#jobs/retention.ts";
import { tendDatabase } from "#jobs/tend-database.ts";
import { createMetrics } from "#metrics/metrics.ts";
import { openRecordings } from "#recordings/recordings.ts";
import { ensureOrganisation } from "#store/accounts/organisations.ts";
import { awaitsFirstOwner } from "#store/accounts/sign-up.ts";
import { databaseNow, dismissAllCallers } from "#store/callers.ts";
import { type Database, openDatabase, secureDataFiles, secureDataFolder } from "#store/db.ts";
import { guardAgainstCopies } from "#store/identity.ts";
import type { StoredLine } from "#store/lines.ts";
import { watchSchema } from "#store/schema-watch.ts";
import { createSeal } from "#store/seal.ts";
import { checkSecret, replaceSecret } from "#store/secret-check.ts";
import { createLineBook } from "#telephony/line-book.ts";
import type { LineCheck } from "#telephony/port.ts";
import { createSimulatedConverse } from "#voice/converse.ts";
import { type Config, databaseLocation } from "./config.ts";
import { programVersion } from "./program.ts";
import { openLogOutput } from "./log-output.ts";
import { generatedSecret, readSecretFile, writeNewSecret } from "./secret-file.ts";
import { type SystemClock, systemClock } from "./system-clock.ts";

export { readBackup } from "#backup/archive.ts";
export { restoreBackup } from "#backup/restore-backup.ts";
export { refuseUnsafe } from "#store/db.ts";
export { adoptDatabaseAt, inspectDatabase, migrateDatabase } from "#store/inspect.ts";
export { oldestServerVersion } from "#store/migrate.ts";
export { checkValue } from "#store/secret-check.ts";
export { readSecretFile } from "./secret-file.ts";

/** The bytes of a backup of the data folder, which no process uses. */
export function writeFolderBackup({ dataFolder, secret }: Config): AsyncIterable<Buffer> {
  return writeIdleBackup({ dataFolder, version: programVersion, ownSecret: secret === null });
}

/**
 * Makes a new secret, or the one that is configured, the database's.
 *
 * @returns whether one was made, in the data folder
 */
export async function useNewSecret(config: Config): Promise<{ made: boolean }> {
  const database = await openDatabase(databaseLocation(config));
  try {
    const made = config.secret === null;
    await replaceSecret(database.sql, config.secret ?? writeNewSecret(config.dataFolder));
    return { made };
  } finally {
    await database.close();
  }
}

/** What the lines say of themselves; nobody is rung. */
export async function checkLines(
  lines: readonly StoredLine[],
): Promise<Array<StoredLine & Pick<LineCheck, "problems">>> {
  const book = createLineBook({ clock: systemClock() });
  try {
    const checked = [];
    for (const line of lines) checked.push({ ...line, problems: await problemsOf(line, book) });
    return checked;
  } finally {
    await book.close();
  }
}

async function problemsOf(line: StoredLine, book: LineBook): Promise<LineCheck["problems"]> {
  try {
    return (await book.line(line).check()).problems;
  } catch (error) {
    if (error instanceof Refusal) return [error];
    throw error;
  }
}

export interface App {
  /** Where the server listens; empty where this process has no web role. */
  url: string;
  /** Where people reach it: the public address, or `url`. */
  publicUrl: string;
  /** What the first owner has to show who comes from elsewhere; null where there is one, or no web role. */
  setupToken: string | null;
  /** Where a process without the web role tells how it is; empty where it does not. */
  statusUrl: string;
  /** A sentence for whoever started it; null when there is nothing to say. */
  notice: string | null;
  /** Resolves when the process has ended by itself: a newer version has changed the schema. */
  ended: Promise<Error>;
  /** An owner's key of the first organisation, for programs on this machine; it ends with the process. */
  localKey: string;
  /** Takes no new calls; resolves when the last one has ended. Everything else goes on meanwhile. */
  drain(): Promise<void>;
  /** Stops: live calls have so long to end by themselves, the rest are interrupted. */
  close(options?: { drainMilliseconds?: number }): Promise<void>;
}

export interface StartOptions {
  /** Instead of the configuration's. 0 = any free one. */
  port?: number;
  /** Every request on standard output; otherwise only faults, in the data folder's campanile.log. */
  log?: boolean;
  /** Fail on an answer with keys that the contract does not name. For tests. */
  strictAnswers?: boolean;
}

/**
 * All that has to end beside the calls takes a few seconds, and with a database that is gone without a word not much more.
 * What has not ended by then never does: the process ends without it, and what was not written is recovered by another.
 */
const STOP_MILLISECONDS = 12_000;
const CLOCK_CHECK_MILLISECONDS = 60_000;

type Stop = () => Promise<void> | void;

/** Throws `DataFolderInUse`, `UnsafeDataFolder`, `DamagedDatabase`, `NewerSchema`, `OldServer` or the fault of a machine, each with a sentence for people. */
export async function startApp(config: Config, options: StartOptions = {}): Promise<App> {
  secureDataFolder(config.dataFolder);
  secureDataFiles(config.dataFolder);
  const logger = openLog(config, options.log ?? false);
  let countFault: (what: string) => void = () => {};
  const onFault = (what: string, fault: unknown) => {
    countFault(what);
    logger.error({ what, err: describeFault(fault) }, "fault");
  };
  const stops: Stop[] = [];
  let drain = config.drainSeconds * 1_000;
  let stopDialing: (() => Promise<void>) | undefined;
  let dialing: Dialer | undefined;
  let ending = false;
  const ended = Promise.withResolvers<Error>();
  /** What was begun last ends first. A part that fails at its end keeps no other from its own. */
  const close = async () => {
    ending = true;
    // At once and beside the rest: no new call starts while streams and uploads come to their end.
    stopDialing?.().catch(() => {});
    const faults: unknown[] = [];
    const stopAll = async () => {
      for (const stop of stops.splice(0).toReversed()) {
        try {
          await stop();
        } catch (fault) {
          onFault("stop", fault);
          faults.push(fault);
        }
      }
      return true;
    };
    const patience = new AbortController();
    const tooLate = wait(drain + STOP_MILLISECONDS, false, { signal: patience.signal }).catch(() => false);
    const stopped = await Promise.race([stopAll(), tooLate]);
    patience.abort();
    if (!stopped) throw new Error(`Not everything had ended ${STOP_MILLISECONDS / 1_000} s after the calls were over.`);
    if (faults.length > 0) throw faults[0];
  };
  try {
    // Looked at before anything is opened: a start that is refused leaves everything as it was.
    if (config.secret === null) readSecretFile(config.dataFolder);
    const onNotice = (sentence: string) => logger.warn(sentence);
    const database = await openDatabase(databaseLocation(config), onNotice);
    stops.push(() => database.close());
    const clock = await followDatabaseClock(database, stops);
    const secret = config.secret ?? generatedSecret(config.dataFolder);
    await checkSecret(database.sql, secret);
    await prepare(database, config);
    const copied = await guard(database, logger);
    const address = serverAddress(config.publicUrl, config.host);

    const metrics = await createMetrics(database, () => clock.now());
    stops.push(() => metrics.stop());
    countFault = metrics.fault;
    const operations: Operations = {
      sql: database.sql,
      leaseHeld: () => (config.roles.has("dialer") ? (dialing?.leaseHeld ?? false) : null),
      diskFull: () => database.isFull(),
      leaseGoneMilliseconds: () => dialing?.leaseGoneMilliseconds ?? 0,
      ending: () =>
        ending ? "is ending" : dialing?.draining ? "takes no new calls, and ends after its last one" : null,
      metrics,
      metricsToken: config.metricsToken,
    };
    const recordings = openRecordings(config.dataFolder);
    const localKey = randomBytes(32).toString("base64url");
    const lines = createLineBook({ clock });
    stops.push(() => lines.close());
    let url = "";
    let statusUrl = "";
    if (config.roles.has("dialer")) {
      const dialer = new Dialer({
        db: database.sql,
        heartbeat: database.heartbeat,
        clock,
        lines,
        converse: createSimulatedConverse({ clock }),
        leaseSeconds: database.kind === "embedded" ? SOLE_LEASE_SECONDS : SHARED_LEASE_SECONDS,
        beforeLease: async () => void (await guard(database, logger)),
        mayWrite: () => !database.isFull(),
        onFault,
        onNotice,
        onClaimed: metrics.claimed,
      });
      dialing = dialer;
      metrics.watch(dialer);
      let stopping: Promise<void> | undefined;
      stopDialing = () => (stopping ??= dialer.stop(drain));
      stops.push(stopDialing);
      await dialer.start();
      const deaf = await database.listen(
        "campanile",
        (payload) => {
          if (payload.startsWith("moved ")) dialer.wake();
          if (payload.startsWith("test ")) dialer.adopt();
        },
        () => dialer.wake(),
      );
      stops.push(deaf);
    }
    if (config.roles.has("jobs")) {
      const jobs = createJobs({
        database,
        now: () => clock.now(),
        onFault: (fault, about) => onFault(`import ${about.importId}`, fault),
      });
      await jobs.start();
      stops.push(() => jobs.stop());
      stops.push(tendDatabase(database, (fault) => onFault("tend", fault)));
      stops.push(
        keepRetention({ sql: database.sql, now: () => clock.now(), onFault: (fault) => onFault("retention", fault) }),
      );
      stops.push(await eraseTraces({ database, onFault: (fault) => onFault("erasure", fault) }));
      stops.push(await deleteRecordings({ database, recordings, onFault: (fault) => onFault("recordings", fault) }));
    }
    if (config.roles.has("web")) {
      const hub = new LiveHub(database, clock, onFault);
      stops.push(() => hub.stop());
      await hub.start();
      const port = options.port ?? config.port;
      const listensAt = `http://${authority(config.host, port)}`;
      const accounts = await createAccounts({ database, secret, address, listensAt, localKey });
      const server = await createServer({
        version: programVersion,
        authenticate: accounts.authenticate,
        idempotency: keptAnswers(database.sql, createSeal(secret, "answers")),
        logger,
        strictAnswers: options.strictAnswers ?? false,
        address,
        trustProxy: config.trustProxy,
        limits: { connections: connectionsFor(openFiles()) },
        onAnswered: metrics.answered,
        webApp: join(import.meta.dirname, "..", "web", "dist"),
      });
      serveOperations(server, operations);
      serveProxyCheck(server, address);
      bindRoutes(server, { database, clock, hub, accounts, lines, recordings, version: programVersion });
      const { copyFiles } = database;
      if (copyFiles !== null) {
        const { dataFolder } = config;
        const ownSecret = config.secret === null;
        serveLocalBackup(server, localKey, () =>
          writeBackup({ dataFolder, version: programVersion, ownSecret, copyDatabase: copyFiles }),
        );
      }
      // Streams end first: the server waits for every open request.
      stops.push(() => closeServer(server));
      stops.push(() => hub.stop());
      url = await server.listen({ host: config.host, port });
      if (config.databaseUrl === null) leaveNote(config.dataFolder, url, localKey, stops);
    }
    if (!config.roles.has("web") && config.statusPort !== null) {
      const server = createStatusServer(operations, address);
      stops.push(() => server.close());
      statusUrl = await server.listen({ host: config.host, port: config.statusPort });
    }
    stops.push(
      await watchSchema(database, (fault) => {
        onFault("schema", fault);
        void close()
          .catch(() => {})
          .then(() => ended.resolve(fault));
      }),
    );
    const isOpen = url !== "" && (await awaitsFirstOwner(database.sql));
    return {
      url,
      publicUrl: address.publicUrl ?? url,
      setupToken: isOpen ? firstOwnerToken(secret) : null,
      statusUrl,
      notice: copied,
      localKey,
      ended: ended.promise,
      drain: async () => dialing?.drain(),
      close: async (how = {}) => {
        drain = how.drainMilliseconds ?? drain;
        await close();
      },
    };
  } catch (cause) {
    await close().catch(() => {});
    throw cause;
  }
}

/** Ids only, whichever it is: no name, number or word of anybody. */
function openLog({ dataFolder }: Config, everything: boolean): Logger {
  const output = openLogOutput(everything ? process.stdout.fd : join(dataFolder, "campanile.log"));
  return pino({ base: null, level: everything ? "info" : "error" }, output);
}

/** The machine's time moved to the database's, and kept there: the database's clock decides. */
async function followDatabaseClock(database: Database, stops: Stop[]): Promise<SystemClock> {
  const clock = systemClock();
  const follow = async () => {
    const before = clock.machineNow();
    const there = await databaseNow(database.sql);
    clock.offset(Math.round(there - (before + clock.machineNow()) / 2));
  };
  await follow();
  const timer = setInterval(() => void follow().catch(() => {}), CLOCK_CHECK_MILLISECONDS);
  stops.push(() => clearInterval(timer));
  return clock;
}

/** What an empty database begins with, and what one of an earlier version needs before anybody is called. */
async function prepare(database: Database, config: Config): Promise<void> {
  const { sql } = database;
  const bootstrapped = config.bootstrapApiKey !== null && (await bootstrap(sql, config.bootstrapApiKey));
  const organisation = await ensureOrganisation(sql);
  if (organisation.created || bootstrapped) await foundOrganisation(sql, organisation.id);
  if (database.kind === "embedded") await dismissAllCallers(sql);
  await refreshNumberZones(sql);
}

/** A copy of a server's database must not call by itself; of the embedded one, `restore` sees to that. */
async function guard(database: Database, logger: Logger): Promise<string | null> {
  if (database.kind === "embedded") return null;
  const sentence = await guardAgainstCopies(database.sql);
  if (sentence !== null) logger.warn(sentence);
  return sentence;
}

/** By this note a command on the same machine finds the server; src/cli/server.ts reads it. */
function leaveNote(folder: string, url: string, key: string, stops: Stop[]): void {
  const file = join(folder, "server.json");
  const note = { url, key, pid: process.pid, startedAt: new Date().toISOString() };
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(note)}\n`, { mode: 0o600 });
  stops.push(() => rmSync(file, { force: true }));
}

/** How many files this process may have open, connections among them. */
function openFiles(): number {
  // Without looking up names of its connections, which takes time.
  const report = Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = report.getReport() as { userLimits?: { open_files?: { soft?: unknown } } };
  const soft = Number(userLimits?.open_files?.soft);
  return Number.isFinite(soft) ? soft : Number.MAX_SAFE_INTEGER;
}

function authority(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}
