/** `resume ID`: goes on with a campaign that was paused, or watches one that runs. */
import type { Config } from "#src/config.ts";
import { changeSpeed, checkSpeed, noSpeedChange } from "./choose-line.ts";
import { connect } from "./connection.ts";
import type { ExitCode } from "./failure.ts";
import { writableFile } from "./files.ts";
import { finish, leave } from "./finish.ts";
import { readRunOptions, type RunOptionTexts } from "./run-options.ts";
import { screenOn } from "./screen.ts";
import { paintOn, watchCampaign } from "./watch.ts";

export type ResumeOptionTexts = Pick<RunOptionTexts, "report" | "json" | "speed">;

export async function resume(id: string, options: ResumeOptionTexts, config: Config): Promise<ExitCode> {
  const { startedIn } = config;
  const json = options.json ?? false;
  const { speed } = readRunOptions(options);
  const report = options.report && (await writableFile(options.report, startedIn, "--report"));
  const stream = json ? process.stderr : process.stdout;
  const view = { screen: screenOn(stream), paint: paintOn(stream) };

  const connection = await connect(config);
  let letCallsEnd = false;
  let change = noSpeedChange;
  try {
    const { client } = connection;
    const found = await client.call("getCampaign", { params: { id } });
    const line = found.line && speed !== undefined ? await client.call("getLine", { params: found.line }) : undefined;
    if (line) checkSpeed(line, speed);
    const begin = async () => {
      if (line && speed !== undefined) change = await changeSpeed(client, line, speed, view.screen);
      // One that its process left behind goes on by itself as soon as there is a process again.
      if (found.status === "running" || found.status === "queued" || found.status === "completed") return found;
      const campaign = await client.call("resumeCampaign", { params: { id } });
      view.screen.say(`Going on with "${campaign.name}". Ctrl-C pauses it.`);
      return campaign;
    };
    const work = { begin, speed, putBack: () => change.undo() };
    const watched = await watchCampaign(connection, found, view, work);
    letCallsEnd = !watched.left;
    return await finish(connection, watched, { ...view, report, json, speed, startedIn });
  } finally {
    await change.undo();
    await leave(connection, view.screen, letCallsEnd);
  }
}
