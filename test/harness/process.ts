/** Other processes of the program, for tests of what several of them do to one database. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

const root = path.dirname(path.dirname(import.meta.dirname));

export interface OtherProcess {
  child: ChildProcess;
  /** The next line it writes, parsed as JSON; rejects with what it wrote to standard error when it ends before. */
  hear(): Promise<unknown>;
  /** Waits for its end; gives the exit code, or the signal. */
  ended(): Promise<number | NodeJS.Signals>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/**
 * Runs the text of an ES module in a new Node process of the same version; `#store/…` means what it means in a source
 * file. `tell(value)` writes a line for `hear`, `given` is the value passed along, and `wait()` resolves when the parent
 * writes to its standard input.
 *
 * @param wrapper a command to run Node under, such as a shell that sets a limit
 */
export function startProcess(module: string, given: unknown = null, wrapper: readonly string[] = []): OtherProcess {
  const preamble = `
    const given = ${JSON.stringify(given)};
    const tell = (value) => process.stdout.write(JSON.stringify(value) + "\\n");
    const wait = () => new Promise((resolve) => process.stdin.once("data", resolve));
  `;
  const node = [process.execPath, "--input-type=module", "--eval", preamble + module];
  const [command = "", ...args] = [...wrapper, ...node];
  const child = spawn(command, args, { cwd: root, stdio: ["pipe", "pipe", "pipe"] });
  let complaint = "";
  child.stderr.on("data", (chunk) => {
    complaint += String(chunk);
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  const ended = async () => {
    const [code, signal] = await exited;
    return code ?? signal ?? 0;
  };
  return {
    child,
    hear: async () => {
      const line = await lines.next();
      if (line.done) throw new Error(`The process ended before it said more (${await ended()}): ${complaint}`);
      return JSON.parse(line.value) as unknown;
    },
    ended,
    kill: async () => {
      child.kill("SIGKILL");
      await ended();
    },
  };
}
