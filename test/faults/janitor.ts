/**
 * Cleans up after the laboratory however it ends, by SIGKILL too: a shell that is told what was begun, and ends and
 * removes it when the pipe from this process closes.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";

export interface Janitor {
  /** A process that was begun. */
  began(pid: number): void;
  /** One that has ended. */
  ended(pid: number): void;
  /** A folder to be removed at the end. */
  folder(path: string): void;
  /** Ends and removes everything. */
  sweep(): Promise<void>;
}

const shell = `
  pids=" "
  folders=""
  while read -r what value; do
    case $what in
      began) pids="$pids$value " ;;
      ended) pids=$(printf %s "$pids" | sed "s/ $value / /g") ;;
      folder) folders="$folders $value" ;;
    esac
  done
  for pid in $pids; do kill -KILL $pid 2>/dev/null; done
  sleep 0.2
  for folder in $folders; do rm -rf "$folder"; done
`;

export function hireJanitor(): Janitor {
  const child = spawn("/bin/sh", ["-c", shell], { stdio: ["pipe", "ignore", "ignore"], cwd: "/", detached: true });
  const exited = once(child, "exit");
  child.unref();
  (child.stdin as Socket).unref();
  const say = (line: string) => void child.stdin.write(`${line}\n`);
  return {
    began: (pid) => say(`began ${pid}`),
    ended: (pid) => say(`ended ${pid}`),
    folder: (path) => say(`folder ${path}`),
    sweep: async () => {
      child.ref();
      child.stdin.end();
      await exited;
    },
  };
}
