/** `npm start` as people and service managers use it: the signal goes to npm, and a shell may lie between. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { temporaryFolder } from "#harness/app.ts";

const root = path.join(import.meta.dirname, "../..");
const { folder, remove } = temporaryFolder();
let server: number | undefined;
afterEach(() => {
  if (server !== undefined && runs(server)) process.kill(server, "SIGKILL");
  remove();
});

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("SIGTERM to npm ends the server, though a shell that hands no signal on lies between", async () => {
  const own = Object.entries(process.env).filter(([name]) => !/^(CAMPANILE_|DATABASE_URL|PORT|HOST|npm_)/.test(name));
  const npm = spawn("npm", ["start", "--prefix", root], {
    env: { ...Object.fromEntries(own), CAMPANILE_DATA: folder, PORT: "0", npm_config_script_shell: "/bin/sh" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(npm, "exit");
  let written = "";
  for (const stream of [npm.stdout, npm.stderr]) stream.on("data", (chunk) => (written += String(chunk)));
  while (!written.includes("Campanile is at")) {
    if (npm.exitCode !== null) throw new Error(`It did not start: ${written}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { pid } = JSON.parse(readFileSync(path.join(folder, "server.json"), "utf8")) as { pid: number };
  server = pid;
  npm.kill("SIGTERM");
  await ended;
  // npm waits for what it started; with dash between, which hands no signal on, the server would run on without a parent.
  expect(runs(pid)).toBe(false);
  expect(written).toContain("Ending: calls in flight have 8 seconds");
}, 120_000);
