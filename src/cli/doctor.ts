/** `doctor`: looks at everything a server needs, changes nothing, and says how to mend what is not well. */
import { constants } from "node:fs";
import { access, statfs } from "node:fs/promises";
import path from "node:path";
import { type Config, databaseLocation } from "#src/config.ts";
import { addressAdvice } from "./address-advice.ts";
import { type Client, createClient, listAll } from "./client.ts";
import { describeFailure, exitCodes, type ExitCode } from "./failure.ts";
import {
  databaseFindings,
  type Finding,
  type FolderFacts,
  folderFindings,
  lineFindings,
  nodeFinding,
  proxyFindings,
  type ProxySight,
  secretFinding,
  writeFinding,
} from "./findings.ts";
import { nodeMajor } from "#src/program.ts";
import { findServer } from "./server.ts";
import { writeLine } from "./screen.ts";

export async function doctor(config: Config): Promise<ExitCode> {
  let failed = false;
  const say = (findings: readonly Finding[]) => {
    failed ||= findings.some(({ level }) => level === "fail");
    for (const finding of findings) writeLine(process.stdout, writeFinding(finding));
  };
  say([nodeFinding(process.version, nodeMajor)]);
  say(folderFindings(await folderFacts(config.dataFolder)));
  say(addressAdvice(config).map((text): Finding => ({ level: "warn", subject: "Address", text })));
  const running = config.databaseUrl === null ? await findServer(config.dataFolder) : undefined;
  if (running) {
    say([{ level: "ok", subject: "Server", text: `runs at ${running.url}, on the embedded database` }]);
    say(await guarded("Secret", async () => [secretFinding(await ownCheckValue(config), null)]));
    say(await guarded("Lines", () => askServer(createClient(running.url, running.key))));
  } else {
    say(await guarded("Database", () => lookAtDatabase(config)));
  }
  if (config.publicUrl !== null && (running || config.databaseUrl !== null))
    say(await lookThroughProxy(config.publicUrl));
  return failed ? exitCodes.failed : exitCodes.done;
}

/** A fault is a finding too. */
async function guarded(subject: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    return [{ level: "fail", subject, text: describeFailure(error).message }];
  }
}

async function lookAtDatabase(config: Config): Promise<Finding[]> {
  const { checkLines, inspectDatabase, oldestServerVersion } = await import("#src/app.ts");
  const facts = await inspectDatabase(databaseLocation(config));
  const findings: Finding[] = facts
    ? databaseFindings(facts, oldestServerVersion)
    : [{ level: "ok", subject: "Database", text: "the embedded one is made at the first start" }];
  const stored = facts?.secretCheck ?? null;
  findings.push(...(await guarded("Secret", async () => [secretFinding(await ownCheckValue(config), stored)])));
  if (facts?.lines) return [...findings, ...lineFindings(await checkLines(facts.lines))];
  const text = "are checked once a start has brought the database up to date.";
  return [...findings, { level: "ok", subject: "Lines", text }];
}

async function ownCheckValue({ secret, dataFolder }: Config): Promise<string | null> {
  const { checkValue, readSecretFile } = await import("#src/app.ts");
  const own = secret ?? readSecretFile(dataFolder);
  return own === null ? null : checkValue(own);
}

const proxyPatienceMilliseconds = 5_000;

/** Asks the public address how a request through it arrives. */
async function lookThroughProxy(publicUrl: string): Promise<Finding[]> {
  let response: Response;
  try {
    response = await fetch(`${publicUrl}/proxyz`, {
      signal: AbortSignal.timeout(proxyPatienceMilliseconds),
      redirect: "manual",
    });
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    const why = cause?.code ?? (error as Error).name;
    const text = `${publicUrl} cannot be asked from here (${why}); look whether its proxy runs and its name leads here.`;
    return [{ level: "warn", subject: "Proxy", text }];
  }
  const seen = (await response.json().catch(() => null)) as ProxySight | null;
  return proxyFindings(publicUrl, typeof seen?.hostKnown === "boolean" ? seen : null);
}

async function askServer(client: Client): Promise<Finding[]> {
  const lines = await listAll((query) => client.call("listLines", { query }));
  const checked = [];
  for (const { id } of lines) checked.push(await client.call("checkLine", { params: { id } }));
  return lineFindings(checked);
}

async function folderFacts(folder: string): Promise<FolderFacts> {
  const exists = await isThere(folder);
  let present = folder;
  while (!(await isThere(present)) && path.dirname(present) !== present) present = path.dirname(present);
  const [writable, { bavail, bsize }] = await Promise.all([
    access(present, constants.W_OK).then(
      () => true,
      () => false,
    ),
    statfs(present),
  ]);
  return { folder, exists, writable, freeBytes: bavail * bsize, unsafe: exists ? await whyUnsafe(folder) : null };
}

async function whyUnsafe(folder: string): Promise<string | null> {
  const { refuseUnsafe } = await import("#src/app.ts");
  try {
    refuseUnsafe(folder);
    return null;
  } catch (error) {
    return describeFailure(error).message;
  }
}

function isThere(folder: string): Promise<boolean> {
  return access(folder).then(
    () => true,
    () => false,
  );
}
