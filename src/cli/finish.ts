/** What a person gets when a campaign is over: counts, rates, files, and the exit code. */
import path from "node:path";
import type { Campaign } from "./client.ts";
import type { Connection } from "./connection.ts";
import { exitCodes, type ExitCode } from "./failure.ts";
import { freeFile } from "./files.ts";
import type { Paint } from "./progress.ts";
import { showResults } from "./results.ts";
import type { Speed } from "./run-options.ts";
import { type Screen, writeJson } from "./screen.ts";
import { resumeCommand, type Watched } from "./watch.ts";

export interface Ending {
  screen: Screen;
  paint: Paint;
  /** Absolute; undefined: a free name in `startedIn`, unless the output is for a program. */
  report: string | undefined;
  json: boolean;
  /** That the line ran at for this command, where it was chosen. */
  speed: Speed | undefined;
  startedIn: string;
}

/** Prints the end of a campaign and writes its report. The exit code is 0 only when it was completed. */
export async function finish(connection: Connection, { campaign, left }: Watched, ending: Ending): Promise<ExitCode> {
  const { screen, paint, json } = ending;
  for (const line of showResults(campaign, paint)) screen.say(line);
  screen.say("");
  const over = campaign.status === "completed" || campaign.status === "canceled";
  if (over) {
    const report = ending.report ?? (json ? undefined : await freeFile("results.csv", ending.startedIn));
    if (report !== undefined) {
      await connection.client.download("exportCampaign", { params: { id: campaign.id } }, report);
      screen.say(`Report: ${path.relative(ending.startedIn, report) || report}`);
    }
  } else {
    screen.say(howItGoesOn(campaign, left, ending.speed));
  }
  if (json) writeJson(process.stdout, campaign);
  return campaign.status === "completed" ? exitCodes.done : exitCodes.failed;
}

function howItGoesOn(campaign: Campaign, left: boolean, speed: Speed | undefined): string {
  const reason = campaign.statusReason === null || left ? "" : ` ${campaign.statusReason}`;
  return `The campaign is ${left ? "not over" : "paused"}.${reason} Go on with: ${resumeCommand(campaign.id, speed)}`;
}

/** A campaign's end leaves none of its own calls live; what is live then belongs to other campaigns on this server. */
const silentMilliseconds = 2_000;

/** Ends the connection, and says what keeps it where that takes a while. */
export async function leave(connection: Connection, screen: Screen, letCallsEnd: boolean): Promise<void> {
  screen.settle();
  const timer = setTimeout(() => {
    screen.say("Waiting for the calls of other campaigns to end. Ctrl-C leaves at once.");
  }, silentMilliseconds);
  await connection.close({ letCallsEnd });
  clearTimeout(timer);
}
