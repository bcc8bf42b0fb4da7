/** A PostgreSQL 18 of the laboratory's own, which is crashed and comes back with what was committed. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { installPostgres } from "#harness/postgres.ts";
import type { Janitor } from "./janitor.ts";

export interface LabDatabase {
  host: string;
  port: number;
  /** The address with another port, for a process behind a proxy. */
  urlAt(port: number): string;
  ask(statement: string): Promise<unknown[]>;
  /** `immediate` shutdown, which is a crash to PostgreSQL, and a start after so long. */
  crash(downMilliseconds: number): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Only the server's process is ever killed, not the machine: what it has handed to the operating system stays, so that it
 * need not wait for the disk. A commit that was answered must be there afterwards, so that `synchronous_commit` stays on.
 */
const settings = { fsync: "off", full_page_writes: "off", max_connections: "200", shared_buffers: "64MB" };

export async function openLabDatabase(janitor: Janitor): Promise<LabDatabase> {
  const { folder, command, account, url } = await installPostgres(settings);
  janitor.folder(folder);
  let server: ChildProcess;
  let exited: Promise<unknown>;
  const start = async () => {
    const [program = "", ...flags] = command;
    server = spawn(program, flags, { cwd: "/", stdio: "ignore", detached: true, ...account });
    const { pid } = server;
    janitor.began(pid!);
    exited = once(server, "exit").then(() => janitor.ended(pid!));
    await answers(url);
  };
  await start();
  const { hostname, port, pathname } = new URL(url);
  return {
    host: hostname,
    port: Number(port),
    urlAt: (otherPort) => {
      const other = new URL(url);
      other.port = String(otherPort);
      other.pathname = pathname;
      return other.href;
    },
    ask: async (statement) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        return (await client.query(statement)).rows;
      } finally {
        await client.end();
      }
    },
    crash: async (downMilliseconds) => {
      server.kill("SIGQUIT");
      await exited;
      await sleep(downMilliseconds);
      await start();
    },
    stop: async () => {
      server.kill("SIGQUIT");
      await exited;
    },
  };
}

async function answers(url: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => {});
    try {
      await client.connect();
      return await client.end();
    } catch (cause) {
      if (performance.now() > deadline) throw new Error("PostgreSQL did not come back within a minute.", { cause });
      await sleep(50);
    }
  }
}
