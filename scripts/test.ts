/**
 * `npm test`: the static checks, then every test; one after the other, for two cores are enough to be busy with one.
 * Ends with a line `N passed, N failed`, in which each static check counts as one. Everything runs even when something
 * failed before it, so that one run shows all there is to mend.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findChromium, howToGetChromium } from "../test/harness/chromium.ts";
import { findNginx, howToGetNginx } from "../test/harness/nginx.ts";
import { addCounts, countTests, summaryLine, type Counts, type VitestReport } from "./summary.ts";

const checks: readonly { name: string; command: readonly [string, ...string[]] }[] = [
  { name: "format (mend it with `npm run format`)", command: ["oxfmt", "--check"] },
  { name: "lint", command: ["oxlint", "--type-aware"] },
  { name: "types", command: ["tsc", "--noEmit", "-p", "."] },
  { name: "types of the web app", command: ["tsc", "--noEmit", "-p", "web"] },
  { name: "dead code and unused packages", command: ["knip"] },
];

const root = path.dirname(import.meta.dirname);
const binaries = path.join(root, "node_modules", ".bin");

async function main(): Promise<void> {
  installPrograms();
  const missing = whatIsMissing();
  if (missing) {
    console.error(missing);
    process.exitCode = 1;
    return;
  }
  const counts: Counts[] = [];
  for (const { name, command } of checks) counts.push(await check(name, command));
  const tests = await runTests();
  if (tests.passed + tests.failed === 0) {
    console.error("No test ran: vitest found none.");
    process.exitCode = 1;
  }
  const total = addCounts([...counts, tests]);
  if (total.failed > 0) process.exitCode = 1;
  console.log(`\n${summaryLine(total)}`);
}

/** One sentence about the first thing this run cannot do without, or undefined. */
function whatIsMissing(): string | undefined {
  const { dependencies } = read("package.json") as { dependencies: { node: string } };
  const [wanted = "26"] = /\d+/.exec(dependencies.node) ?? [];
  if (process.versions.node.split(".")[0] !== wanted) {
    return `The tests need Node ${wanted} and this is ${process.version}: run \`npm ci\`, then \`npm test\`, which takes Node from node_modules.`;
  }
  const tools = [...checks.map(({ command }) => command[0]), "vitest"];
  const absent = tools.filter((tool) => !existsSync(path.join(binaries, tool)));
  return absent.length > 0
    ? `Not installed: ${absent.join(", ")}. Run \`npm ci\` with development packages.`
    : findChromium() === undefined
      ? howToGetChromium
      : findNginx() === undefined
        ? howToGetNginx
        : !existsSync(path.join(root, "web", "dist", "index.html"))
          ? "The web app is not built: run `node scripts/build-web.ts`."
          : undefined;
}

/** Where it is missing, and this may: as root on Debian and its kin, as test containers are. */
function installPrograms(): void {
  const wanted = [
    ...(findChromium() === undefined ? ["chromium"] : []),
    ...(findNginx() === undefined ? ["nginx-light", "openssl"] : []),
  ];
  if (wanted.length === 0 || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  console.log(`\n── ${wanted.join(", ")} for the tests, by apt-get`);
  // The services that come with packages are not to be started: each test starts its own.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  spawnSync("apt-get", ["update", "-q"], { stdio: "inherit", env });
  spawnSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...wanted], { stdio: "inherit", env });
}

async function check(name: string, command: readonly [string, ...string[]]): Promise<Counts> {
  console.log(`\n── ${name}`);
  const passed = (await run(command)) === 0;
  console.log(passed ? "✓ passed" : `✗ failed: ${name}`);
  return { passed: Number(passed), failed: Number(!passed), skipped: 0 };
}

async function runTests(): Promise<Counts> {
  console.log("\n── tests");
  const folder = mkdtempSync(path.join(tmpdir(), "campanile-test-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const report = path.join(folder, "report.json");
  const exitCode = await run(["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]);
  return countTests(existsSync(report) ? (read(report) as VitestReport) : undefined, exitCode);
}

/** The exit code; null for a tool that did not start or was killed. */
async function run([tool, ...flags]: readonly [string, ...string[]]): Promise<number | null> {
  // The settings of whoever runs this are not the tests' settings.
  const environment = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("CAMPANILE_") && name !== "DATABASE_URL",
  );
  const child = spawn(path.join(binaries, tool), flags, {
    cwd: root,
    stdio: "inherit",
    env: { ...Object.fromEntries(environment), PATH: `${binaries}${path.delimiter}${process.env.PATH ?? ""}` },
  });
  const interrupt = (signal: NodeJS.Signals) => {
    child.kill(signal);
    process.exit(1);
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  try {
    const [exitCode] = (await once(child, "exit")) as [number | null];
    return exitCode;
  } catch (error) {
    console.error(`${tool} did not start: ${String(error)}`);
    return null;
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(path.resolve(root, file), "utf8"));
}

await main();
