/** `resume ID`: goes on with a campaign that was paused, or watches one that runs. */
import type { Config } from "#src/config.ts";
import { connect } from "./connection.ts";
import type { ExitCode } from "./failure.ts";
import { writableFile } from "./files.ts";
import { finish, leave } from "./finish.ts";
import { screenOn } from "./screen.ts";
import { paintOn, watchCampaign } from "./watch.ts";

export async function resume(
  id: string,
  options: { report?: string; json?: boolean },
  config: Config,
): Promise<ExitCode> {
  const { startedIn } = config;
  const json = options.json ?? false;
  const report = options.report && (await writableFile(options.report, startedIn, "--report"));
  const stream = json ? process.stderr : process.stdout;
  const view = { screen: screenOn(stream), paint: paintOn(stream) };

  const connection = await connect(config);
  let letCallsEnd = false;
  try {
    const { client } = connection;
    const found = await client.call("getCampaign", { params: { id } });
    const watched = await watchCampaign(connection, found, view, async () => {
      // One that its process left behind goes on by itself as soon as there is a process again.
      if (found.status === "running" || found.status === "queued" || found.status === "completed") return found;
      const campaign = await client.call("resumeCampaign", { params: { id } });
      view.screen.say(`Going on with "${campaign.name}". Ctrl-C pauses it.`);
      return campaign;
    });
    letCallsEnd = !watched.left;
    return await finish(connection, watched, { ...view, report, json, startedIn });
  } finally {
    await leave(connection, view.screen, letCallsEnd);
  }
}
