/** The program as people run it: a process of its own on a data folder, with what it writes. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { apiClient, type ApiClient } from "./api-client.ts";

export interface Served extends ApiClient {
  process: ChildProcess;
  /** Everything that it wrote so far, on both streams. */
  written(): string;
  /** Sends a signal; resolves when it ended, with its exit code (null when a signal ended it) and how long that took. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; seconds: number }>;
}

const root = path.join(import.meta.dirname, "../..");

/** Starts `serve` without waiting for anything. */
export function spawnServe(folder: string, environment: Record<string, string> = {}) {
  const own = Object.entries(process.env).filter(([name]) => !/^(CAMPANILE_|DATABASE_URL|PORT|HOST)/.test(name));
  const child = spawn(process.execPath, [path.join(root, "src/main.ts"), "serve"], {
    cwd: folder,
    env: { ...Object.fromEntries(own), CAMPANILE_DATA: folder, PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let written = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (written += String(chunk)));
  return { process: child, written: () => written };
}

/** Starts `serve` and waits until it says where it is. */
export async function serve(folder: string, key: string): Promise<Served> {
  const { process: child, written } = spawnServe(folder, { CAMPANILE_BOOTSTRAP_API_KEY: key });
  const deadline = performance.now() + 45_000;
  let url: string | undefined;
  while (!url) {
    if (child.exitCode !== null || performance.now() > deadline) throw new Error(`It did not start: ${written()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    url = /Campanile is at (\S+)/.exec(written())?.[1];
  }
  return {
    ...apiClient(url, key),
    process: child,
    written,
    end: async (signal) => {
      const before = performance.now();
      const ended = child.exitCode === null ? once(child, "exit") : undefined;
      child.kill(signal);
      await ended;
      return { code: child.exitCode, seconds: (performance.now() - before) / 1_000 };
    },
  };
}
