/** The program's processes, kept running as a service manager would: whatever ends is started again, unless it was told. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import type { Janitor } from "./janitor.ts";
import type { Proxy } from "./proxy.ts";

const AGAIN_MILLISECONDS = 250;

export interface LabProcess {
  name: string;
  proxy: Proxy;
  /** Sends a signal to the process that runs now. */
  signal(signal: NodeJS.Signals): void;
  /** Whether it was stopped (SIGSTOP) and not continued. */
  readonly stopped: boolean;
  /** Resolves when the process that runs now has said that it is ready. */
  ready(): Promise<void>;
  /** Ends it for good. */
  end(): Promise<void>;
  /** Exit codes and signals so far. */
  exits: string[];
}

export interface ProcessOptions {
  name: string;
  /** Folder with `src` and `test/faults` of the program that runs. */
  root: string;
  folder: string;
  environment: Readonly<Record<string, string>>;
  /** Milliseconds by which its clock is wrong; asked at each start. */
  clockShift: () => number;
  proxy: Proxy;
  janitor: Janitor;
}

export function startLabProcess(options: ProcessOptions): LabProcess {
  const { name, root, proxy, janitor } = options;
  const folder = path.join(options.folder, name);
  mkdirSync(folder, { recursive: true });
  const log = path.join(options.folder, `${name}.log`);
  const own = Object.entries(process.env).filter(([key]) => !/^(CAMPANILE_|DATABASE_URL|PORT|HOST|VITEST)/.test(key));
  const env = {
    ...Object.fromEntries(own),
    CAMPANILE_DATA: folder,
    LAB_PROCESS: name,
    ...options.environment,
  };
  const install = path.join(root, "test/faults/referee/install.ts");
  let child: ChildProcess;
  let wanted = true;
  let stopped = false;
  const state = { ready: false };
  let exited: Promise<void> = Promise.resolve();
  const exits: string[] = [];

  const start = () => {
    stopped = false;
    state.ready = false;
    const begun = spawn(process.execPath, ["--import", install, path.join(root, "src/main.ts"), "serve"], {
      cwd: folder,
      env: { ...env, LAB_CLOCK_SHIFT: String(options.clockShift()) },
      stdio: ["pipe", "pipe", "pipe"],
    });
    child = begun;
    const { pid } = begun;
    if (pid !== undefined) janitor.began(pid);
    for (const stream of [begun.stdout, begun.stderr])
      stream.on("data", (chunk: Buffer) => {
        appendFileSync(log, chunk);
        if (child === begun && /Campanile (is at|runs as)/.test(chunk.toString())) state.ready = true;
      });
    exited = once(begun, "exit").then(([code, signal]) => {
      if (pid !== undefined) janitor.ended(pid);
      exits.push(String(code ?? signal));
      state.ready = false;
      if (wanted) setTimeout(() => wanted && start(), AGAIN_MILLISECONDS);
    });
  };
  start();

  return {
    name,
    proxy,
    exits,
    get stopped() {
      return stopped;
    },
    signal: (signal) => {
      if (signal === "SIGSTOP") stopped = true;
      if (signal === "SIGCONT") stopped = false;
      child.kill(signal);
    },
    ready: async () => {
      const deadline = performance.now() + 90_000;
      while (!state.ready) {
        if (performance.now() > deadline) throw new Error(`${name} is not ready after 90 s (${exits.join(", ")}).`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    end: async () => {
      wanted = false;
      child.kill("SIGKILL");
      await exited;
      proxy.close();
    },
  };
}
