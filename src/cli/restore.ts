/** `restore`: a backup into a data folder that has no database. */
import type { Config } from "#src/config.ts";
import { refuseServerDatabase } from "./backup.ts";
import { CommandFailure, exitCodes, type ExitCode } from "./failure.ts";
import { readableFile } from "./files.ts";
import { findServer } from "./server.ts";
import { writeLine } from "./screen.ts";

export async function restore(file: string, config: Config): Promise<ExitCode> {
  refuseServerDatabase(config, "restore");
  const source = await readableFile(file, config.startedIn, "name what `backup` wrote");
  const running = await findServer(config.dataFolder);
  if (running) {
    throw new CommandFailure(
      `Campanile runs on ${config.dataFolder}, at ${running.url}; nothing is restored over it. ` +
        "Name an empty folder with CAMPANILE_DATA.",
    );
  }
  const { restoreBackup } = await import("#src/app.ts");
  const { manifest, paused } = await restoreBackup(source, config.dataFolder);
  const lines = [
    `Restored into ${config.dataFolder}: the backup of ${manifest.at}, ${manifest.recordings} recordings.`,
  ];
  if (paused > 0) {
    const [campaigns, they] = paused === 1 ? ["1 campaign", "it"] : [`${paused} campaigns`, "each"];
    lines.push(
      `${campaigns} that called then: paused, as calls made since are not known here. Resume ${they} to go on.`,
    );
  }
  if (manifest.secret === "environment" && config.secret === null) {
    lines.push(
      "The backup was made with CAMPANILE_SECRET: set the same one before the start; if it is lost, run rotate-secret first.",
    );
  }
  writeLine(process.stdout, lines.join("\n"));
  return exitCodes.done;
}
