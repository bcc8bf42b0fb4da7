/** Watching a campaign to its end: the display, and what Ctrl-C does. */
import { setTimeout as wait } from "node:timers/promises";
import { styleText } from "node:util";
import type { WriteStream } from "node:tty";
import type { Campaign } from "./client.ts";
import { ApiProblem } from "./client.ts";
import type { Connection } from "./connection.ts";
import { exitCodes } from "./failure.ts";
import { followCampaign } from "./follow.ts";
import { onInterrupt } from "./interrupts.ts";
import { addSample, drawProgress, type Paint, type Sample, writeProgress } from "./progress.ts";
import type { Speed } from "./run-options.ts";
import type { Screen } from "./screen.ts";

/** Between two lines where lines stay. */
const lineMilliseconds = 5_000;
/** For the line's own speed, at the second Ctrl-C. */
const putBackMilliseconds = 2_000;
/** The time left goes down while nothing else happens. */
const redrawMilliseconds = 1_000;

export const resumeCommand = (id: string, speed: Speed | undefined): string =>
  `npm run campanile -- resume ${id}${speed === undefined ? "" : ` --speed ${speed}`}`;

/** Colours where the stream takes them and nobody asked for none. */
export function paintOn(stream: WriteStream): Paint {
  return (colour, text) => styleText(colour, text, { stream });
}

export interface Watched {
  campaign: Campaign;
  /** Whether a signal ended the watching, and the campaign may go on elsewhere. */
  left: boolean;
}

/**
 * Begins the campaign and shows it until nothing happens to it any more: it is completed or canceled, or paused with no
 * call live. The first Ctrl-C pauses it, the second ends the process at once; a request to end leaves it as it is.
 *
 * @param work.begin gives the campaign as it stands then
 * @param work.speed that the line runs at meanwhile, where it was chosen; `work.putBack` ends that before the process ends
 */
export async function watchCampaign(
  connection: Connection,
  campaign: Campaign,
  { screen, paint }: { screen: Screen; paint: Paint },
  { begin, speed, putBack }: { begin: () => Promise<Campaign>; speed: Speed | undefined; putBack: () => Promise<void> },
): Promise<Watched> {
  const { id } = campaign;
  const over = new AbortController();
  const view = progressView(screen, paint);
  const begun = begin();
  let latest = campaign;
  let left = false;

  const stopListening = onInterrupt(["SIGINT", "SIGTERM", "SIGHUP"], (signal, times) => {
    if (signal !== "SIGINT") {
      left = true;
      over.abort();
    } else if (times === 1) {
      void pause().catch((error: unknown) => screen.say(`The campaign was not paused: ${(error as Error).message}`));
    } else {
      screen.settle();
      screen.say(`Left at once; nothing is lost. Go on with: ${resumeCommand(id, speed)}`);
      // A server that does not answer keeps nobody here.
      void Promise.race([putBack(), wait(putBackMilliseconds)]).finally(() => process.exit(exitCodes.failed));
    }
  });

  async function pause(): Promise<void> {
    screen.say(`Pausing: calls in flight finish. Ctrl-C again leaves at once; nothing is lost.`);
    // Between the answer to a start and this there is nothing to pause.
    await begun;
    try {
      await connection.client.call("pauseCampaign", { params: { id } });
    } catch (error) {
      // It came to its end, or was paused, in the same moment.
      if (!(error instanceof ApiProblem && error.code === "campaign_not_pausable")) throw error;
    }
  }

  try {
    latest = await begun;
    view.show(latest);
    for await (const next of followCampaign(connection, id, over.signal)) {
      latest = next;
      view.show(latest);
      if (isOver(latest)) break;
    }
    return { campaign: latest, left };
  } finally {
    stopListening();
    view.end();
  }
}

function isOver({ status, calls }: Campaign): boolean {
  return calls.live === 0 && (status === "completed" || status === "canceled" || status === "paused");
}

interface ProgressView {
  show(campaign: Campaign): void;
  end(): void;
}

function progressView(screen: Screen, paint: Paint): ProgressView {
  let samples: Sample[] = [];
  let latest: Campaign | undefined;
  let written = { at: Number.NEGATIVE_INFINITY, state: "" };

  function draw(): void {
    if (!latest) return;
    const now = Date.now();
    if (screen.live) {
      screen.show(drawProgress(latest, samples, { now, columns: screen.columns, paint }));
      return;
    }
    const state = JSON.stringify([latest.status, latest.counts, latest.calls]);
    if (state === written.state || (now - written.at < lineMilliseconds && !isOver(latest))) return;
    written = { at: now, state };
    screen.say(writeProgress(latest, samples, now));
  }

  const timer = setInterval(() => {
    if (latest) samples = addSample(samples, { at: Date.now(), attempts: latest.calls.attempts });
    draw();
  }, redrawMilliseconds);
  return {
    show(campaign) {
      latest = campaign;
      samples = addSample(samples, { at: Date.now(), attempts: campaign.calls.attempts });
      draw();
    },
    end() {
      clearInterval(timer);
      screen.settle();
    },
  };
}
