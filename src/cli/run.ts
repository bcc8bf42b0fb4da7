/** `run FILE`: from a file of contacts to the results of calling them, through the HTTP API alone. */
import path from "node:path";
import type { BodyFor } from "#contract/endpoint.ts";
import { alwaysOpen } from "#domain/campaign/settings.ts";
import type { Config } from "#src/config.ts";
import { chooseEmployee, employeeFile } from "./choose-employee.ts";
import { changeSpeed, checkSpeed, chooseLine, noSpeedChange } from "./choose-line.ts";
import type { EndpointOf } from "#contract/client.ts";
import type { AiEmployee, Campaign, Client, ContactImport, Line } from "./client.ts";
import { connect } from "./connection.ts";
import { badInput, exitCodes, type ExitCode } from "./failure.ts";
import { freeFile, readableFile, refuseSameFile, writableFile } from "./files.ts";
import { finish, leave } from "./finish.ts";
import { checkFile, joinCampaign, rejectedRows } from "./import-file.ts";
import { onInterrupt } from "./interrupts.ts";
import { grouped } from "./progress.ts";
import { readRunOptions, type RunOptions, type RunOptionTexts } from "./run-options.ts";
import { type Screen, screenOn } from "./screen.ts";
import { paintOn, watchCampaign } from "./watch.ts";

/** Everything that can be wrong without asking anybody is looked at before the server is started. */
export async function run(file: string, texts: RunOptionTexts, config: Config): Promise<ExitCode> {
  const options = readRunOptions(texts);
  const { startedIn } = config;
  const contacts = await readableFile(file, startedIn);
  const report = options.report && (await writableFile(options.report, startedIn, "--report"));
  const rejected = options.rejected && (await writableFile(options.rejected, startedIn, "--rejected"));
  await refuseSameFile(
    [
      { name: "FILE", file: contacts },
      { name: "--employee", file: await employeeFile(options.employee, startedIn) },
    ],
    [
      { name: "--report", file: report },
      { name: "--rejected", file: rejected },
    ],
  );
  const stream = options.json ? process.stderr : process.stdout;
  const view = { screen: screenOn(stream), paint: paintOn(stream) };

  const connection = await connect(config);
  let letCallsEnd = false;
  let change = noSpeedChange;
  try {
    if (!connection.own) view.screen.say(`Working through the server at ${connection.url}.`);
    const { client } = connection;
    const prepared = await prepare(client, { ...options, report, rejected, contacts, startedIn }, view.screen);
    const { speed } = options;
    const begin = async () => {
      if (speed !== undefined) change = await changeSpeed(client, prepared.line, speed, view.screen);
      return start(client, prepared, view.screen);
    };
    const work = { begin, speed, putBack: () => change.undo() };
    const watched = await watchCampaign(connection, prepared.draft, view, work);
    letCallsEnd = !watched.left;
    return await finish(connection, watched, { ...view, report, json: options.json, speed, startedIn });
  } finally {
    await change.undo();
    await leave(connection, view.screen, letCallsEnd);
  }
}

interface Launch extends RunOptions {
  /** Absolute. */
  contacts: string;
  startedIn: string;
}

interface Prepared {
  draft: Campaign;
  checked: ContactImport;
  employee: AiEmployee;
  line: Line;
}

/** Imports, creates and checks. Nobody is called by it; a campaign that cannot be started leaves nothing behind. */
async function prepare(client: Client, options: Launch, screen: Screen): Promise<Prepared> {
  const stopListening = onInterrupt(["SIGINT", "SIGTERM", "SIGHUP"], () => {
    screen.settle();
    screen.say("Stopped before the campaign was started; nobody was called.");
    process.exit(exitCodes.failed);
  });
  const line = await chooseLine(client, options.line);
  const simulated = line.kind === "simulator";
  checkSpeed(line, options.speed);
  const employee = await chooseEmployee(client, options.employee, { startedIn: options.startedIn, simulated });
  const { contacts: file, country, map } = options;
  const checked = await checkFile(client, { file, country, map }, screen);
  await saveRejected(client, checked, options, screen);

  const draft = await client.call("createCampaign", { body: describeCampaign(options, line, employee) });
  try {
    await joinCampaign(client, checked, draft.id, screen);
    await checkBeforeStart(client, draft, screen);
    return { draft, checked, employee, line };
  } catch (error) {
    await takeBack(client, draft, checked);
    throw error;
  } finally {
    stopListening();
  }
}

async function start(client: Client, prepared: Prepared, screen: Screen): Promise<Campaign> {
  const { draft, checked, employee, line } = prepared;
  const campaign = await client.call("startCampaign", { params: { id: draft.id } }).catch(async (error: unknown) => {
    await takeBack(client, draft, checked);
    throw error;
  });
  const on = `"${employee.name}" on "${line.name}"${line.kind === "simulator" ? " (simulated: nobody is rung)" : ""}`;
  screen.say(`Calling ${grouped(campaign.counts.total)} contacts with ${on}. Campaign ${campaign.id}.`);
  screen.say("Ctrl-C pauses it.");
  return campaign;
}

function describeCampaign(options: Launch, line: Line, employee: AiEmployee): BodyFor<EndpointOf<"createCampaign">> {
  const { retries, retryDelaySeconds, retryOn, windows, timezone, concurrency } = options;
  // Nobody is rung on the simulator, at whatever hour; a real line keeps the contract's office hours.
  const simulatorHours = line.kind === "simulator" ? alwaysOpen : undefined;
  // Read by nobody where every hour is allowed: a contact whose zone is unknown is then called too.
  const simulatorZone =
    line.kind === "simulator" && windows === undefined ? ({ mode: "fixed", zone: "UTC" } as const) : undefined;
  return {
    name: options.name ?? campaignName(options.contacts),
    aiEmployeeId: employee.id,
    lineId: line.id,
    settings: {
      windows: windows ?? simulatorHours,
      timezone: timezone ?? simulatorZone,
      maxConcurrentCalls: concurrency,
      retry: { maxRetries: retries, delaySeconds: retryDelaySeconds, on: retryOn },
    },
  };
}

/** `contacts 2026-11-23 14:05` */
function campaignName(file: string): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, "0");
  const date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${path.parse(file).name.slice(0, 180).trim()} ${date} ${two(now.getHours())}:${two(now.getMinutes())}`.trim();
}

async function checkBeforeStart(client: Client, draft: Campaign, screen: Screen): Promise<void> {
  const preflight = await client.call("getCampaignPreflight", { params: { id: draft.id } });
  if (!preflight.ready) throw badInput(preflight.problems.map(({ message }) => message).join("\n"));
  for (const { message } of preflight.warnings) screen.say(`Note: ${message}`);
  const skipped = Object.entries(preflight.willSkip).filter(([, number]) => number > 0);
  if (skipped.length > 0) {
    const reasons = skipped.map(([reason, number]) => `${grouped(number)} for ${reason.replaceAll("_", " ")}`);
    screen.say(`Skipped: ${reasons.join(", ")}.`);
  }
  const wanted = draft.settings.maxConcurrentCalls;
  if (preflight.concurrency < wanted) {
    screen.say(`At most ${grouped(preflight.concurrency)} calls at once: the AI employee and the line allow no more.`);
  }
}

async function saveRejected(client: Client, checked: ContactImport, options: Launch, screen: Screen): Promise<void> {
  const { id, counts } = checked;
  const number = counts ? rejectedRows(counts) : 0;
  if (number === 0) return;
  const file =
    options.rejected ??
    (options.json ? undefined : await freeFile("rejected.csv", options.startedIn, [options.report]));
  if (file === undefined) return;
  await client.download("exportRejectedRows", { params: { id } }, file);
  const shown = path.relative(options.startedIn, file) || file;
  screen.say(`Rejected rows: ${shown} (${grouped(number)}, each with the reason)`);
}

/** What cannot be called is not kept: the next try would find it in its way. */
async function takeBack(client: Client, draft: Campaign, checked: ContactImport): Promise<void> {
  await client.call("deleteCampaign", { params: { id: draft.id } }).catch(() => {});
  await client.call("undoImport", { params: { id: checked.id } }).catch(() => {});
}
