/** A real PgBouncer before a PostgreSQL server, where one is installed (Debian's package pgbouncer). */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { freePort } from "./postgres.ts";

const command = ["/usr/sbin/pgbouncer", "pgbouncer"].find((name) => spawnSync(name, ["--version"]).status === 0);

/** Whether this machine has one. */
export const hasPgBouncer = command !== undefined;

export interface PgBouncer {
  /** The same database as the address it was made for. */
  url: string;
  stop(): Promise<void>;
}

/** @param url of a database on a server that takes passwords */
export async function startPgBouncer(url: string, mode: "session" | "transaction" | "statement"): Promise<PgBouncer> {
  const folder = mkdtempSync(path.join(tmpdir(), "campanile-pgbouncer-"));
  const server = new URL(url);
  const port = await freePort();
  const password = decodeURIComponent(server.password);
  writeFileSync(path.join(folder, "users.txt"), `"${server.username}" "${password}"\n`);
  const settings = {
    listen_addr: "127.0.0.1",
    listen_port: port,
    unix_socket_dir: "",
    auth_type: "plain",
    auth_file: path.join(folder, "users.txt"),
    pool_mode: mode,
  };
  const file = path.join(folder, "pgbouncer.ini");
  writeFileSync(
    file,
    `[databases]\n* = host=${server.hostname} port=${server.port} password=${password}\n[pgbouncer]\n` +
      Object.entries(settings)
        .map(([name, value]) => `${name} = ${value}\n`)
        .join(""),
  );
  chmodSync(folder, 0o755);
  // It refuses to run as root.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(command!, ["-q", file], { stdio: "ignore", ...nobody });
  const ended = once(child, "exit");
  const pooled = new URL(url);
  pooled.host = `127.0.0.1:${port}`;
  await answers(pooled.href, child);
  return {
    url: pooled.href,
    stop: async () => {
      child.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended at its start (${child.exitCode}).`);
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return await client.end();
    } catch {
      await sleep(50);
    }
  }
  throw new Error("PgBouncer did not answer.");
}
