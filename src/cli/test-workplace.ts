/** For tests: the real program, as a process of its own in a folder of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const main = path.resolve(import.meta.dirname, "../main.ts");

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  process: ChildProcess;
  /** What it has written so far, both streams. */
  output(): string;
  /** Waits until the output has this. Fails when the process ends before. */
  saw(text: string): Promise<void>;
  ended: Promise<Ended>;
}

export interface Workplace {
  /** Where files named on the command line are; the data folder is `data` in it. */
  folder: string;
  start(...args: string[]): Running;
  run(...args: string[]): Promise<Ended>;
  /** Ends whatever still runs, and leaves nothing behind. */
  remove(): Promise<void>;
}

export function makeWorkplace(environment: Readonly<Record<string, string>> = {}): Workplace {
  const folder = mkdtempSync(path.join(tmpdir(), "campanile-"));
  const started: Running[] = [];

  function start(...args: string[]): Running {
    const running = follow(
      spawn(process.execPath, [main, ...args], {
        cwd: folder,
        env: { PATH: path.dirname(process.execPath), PORT: "0", ...environment },
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
    started.push(running);
    return running;
  }

  return {
    folder,
    start,
    run: (...args) => start(...args).ended,
    async remove() {
      for (const { process: child, ended } of started) {
        if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function follow(child: ChildProcess): Running {
  const texts = { stdout: "", stderr: "" };
  const waiting = new Set<() => void>();
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      texts[name] += text;
      for (const look of waiting) look();
    });
  }
  const ended = once(child, "close").then(([code]): Ended => ({ code: code as number | null, ...texts }));
  const output = () => texts.stdout + texts.stderr;
  return {
    process: child,
    output,
    ended,
    saw: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!output().includes(text)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`It ended without writing "${text}":\n${output()}`)));
      }),
  };
}
