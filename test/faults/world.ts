/**
 * A small installation with everything that can break: PostgreSQL, five processes with a proxy each before the database,
 * and the referee's network. Nothing of it is shared with another world; `close` leaves nothing behind.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "#harness/postgres.ts";
import { type LabApi, labApi } from "./api.ts";
import { type LabDatabase, openLabDatabase } from "./database.ts";
import { hireJanitor } from "./janitor.ts";
import { type LabProcess, startLabProcess } from "./processes.ts";
import { openProxy } from "./proxy.ts";
import type { NetworkOptions, ToReferee } from "./referee/protocol.ts";
import { type Entry, readRecord } from "./referee/record.ts";

export const programRoot = path.join(import.meta.dirname, "../..");

export interface WorldOptions {
  seed: number;
  /** Whose program runs; the checkout's unless told otherwise. */
  root?: string;
  dialers?: number;
  /** Milliseconds by which the clock of each process is wrong, by its name. */
  clocks?: Readonly<Record<string, number | (() => number)>>;
  network?: Partial<Pick<NetworkOptions, "odd" | "talkMilliseconds">>;
}

export interface World {
  api: LabApi;
  database: LabDatabase;
  processes: readonly LabProcess[];
  /** Those with the dialer role. */
  dialers: readonly LabProcess[];
  /** A line of the kind `referee`; gives its id. */
  addLine(limits: { maxConcurrentCalls: number; callsPerSecond: number | null }): Promise<string>;
  tellNetwork(order: ToReferee): void;
  record(): Entry[];
  /** Ends everything and removes it. @param keep a folder that gets the record and the logs of the processes */
  close(keep?: string): Promise<void>;
}

export async function openWorld(options: WorldOptions): Promise<World> {
  const { seed, root = programRoot, dialers = 3, clocks = {} } = options;
  const janitor = hireJanitor();
  try {
    const folder = mkdtempSync(path.join(tmpdir(), "campanile-faults-"));
    janitor.folder(folder);
    const database = await openLabDatabase(janitor);
    const networkPort = await freePort();
    const recordFile = path.join(folder, "record.jsonl");
    const network = await startNetwork({
      seed,
      port: networkPort,
      recordFile,
      odd: options.network?.odd ?? false,
      talkMilliseconds: options.network?.talkMilliseconds ?? null,
    });
    janitor.began(network.pid!);

    const key = "the-key-of-the-laboratory-alone-";
    const webPort = await freePort();
    const start = async (name: string, role: string, port = 0) => {
      const proxy = await openProxy(database);
      return startLabProcess({
        name,
        root,
        folder,
        proxy,
        janitor,
        environment: {
          DATABASE_URL: database.urlAt(proxy.port),
          CAMPANILE_SECRET: "a-secret-of-the-laboratory-that-is-long-enough",
          CAMPANILE_BOOTSTRAP_API_KEY: key,
          // Shorter than many a talk, so that a process that is asked to end cuts somebody off.
          CAMPANILE_DRAIN_SECONDS: "1",
          CAMPANILE_ROLES: role,
          PORT: String(port),
        },
        clockShift: () => {
          const shift = clocks[name] ?? 0;
          return typeof shift === "number" ? shift : shift();
        },
      });
    };
    // The first makes the schema, which then learns of the kind that only the laboratory has.
    const web = await start("web", "web", webPort);
    await web.ready();
    await database.ask("alter type line_kind add value 'referee'");
    const names = Array.from({ length: dialers }, (_, index) => `dialer-${index + 1}`);
    const callers: LabProcess[] = [];
    for (const name of names) callers.push(await start(name, "dialer"));
    const jobs = await start("jobs", "jobs");
    const processes = [web, ...callers, jobs];
    for (const one of processes) await one.ready();

    const api = labApi(`http://127.0.0.1:${webPort}`, key);
    await api.insist("PUT", "/rules", { quietHours: null, minGapMinutes: 0, maxCallsPer24h: null });
    return {
      api,
      database,
      processes,
      dialers: callers,
      addLine: async (limits) => {
        const settings = { port: networkPort, ...limits };
        const { id } = await api.insist("POST", "/lines", { kind: "referee", name: "Referee", settings });
        return id;
      },
      tellNetwork: (order) => void network.stdin!.write(`${JSON.stringify(order)}\n`),
      record: () => readRecord(recordFile),
      close: async (keep) => {
        try {
          await Promise.all(processes.map((one) => one.end()));
          network.kill("SIGKILL");
          await database.stop();
          if (keep !== undefined)
            keepFiles(folder, keep, ["record.jsonl", ...processes.map(({ name }) => `${name}.log`)]);
        } finally {
          await janitor.sweep();
        }
      },
    };
  } catch (cause) {
    await janitor.sweep();
    throw cause;
  }
}

async function startNetwork(options: NetworkOptions): Promise<ChildProcess> {
  // Always the checkout's own: a planted fault is in the product, never in its judge.
  const file = path.join(programRoot, "test/faults/referee/network.ts");
  const network = spawn(process.execPath, [file, JSON.stringify(options)], { stdio: ["pipe", "pipe", "inherit"] });
  await once(network.stdout, "data");
  return network;
}

function keepFiles(from: string, to: string, names: readonly string[]): void {
  mkdirSync(to, { recursive: true });
  for (const name of names) {
    const file = path.join(from, name);
    if (existsSync(file)) copyFileSync(file, path.join(to, name));
  }
}
