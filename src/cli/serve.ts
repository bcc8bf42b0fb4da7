/** `serve`: the server, until it is told to end. */
import type { Config } from "#src/config.ts";
import { CommandFailure, exitCodes, type ExitCode } from "./failure.ts";
import { onInterrupt } from "./interrupts.ts";
import { findServer } from "./server.ts";

export async function serve(config: Config): Promise<ExitCode> {
  const { startApp } = await import("#src/app.ts");
  const app = await startApp(config, { log: true }).catch(async (error: unknown) => {
    const running = config.databaseUrl === null ? await findServer(config.dataFolder) : undefined;
    if (!running) throw error;
    throw new CommandFailure(
      `Campanile already runs on ${config.dataFolder}, at ${running.url}; use that one, or choose another CAMPANILE_DATA.`,
      exitCodes.failed,
      error,
    );
  });
  const at = app.url === "" ? `Campanile runs as ${[...config.roles].join(", ")}` : `Campanile is at ${app.url}`;
  process.stdout.write(`${at} (Ctrl-C ends it)\n`);
  if (app.statusUrl !== "") process.stdout.write(`It tells how it is at ${app.statusUrl}/readyz\n`);
  const told = new Promise<void>((resolve) => {
    onInterrupt(["SIGINT", "SIGTERM", "SIGHUP"], (_, times) => {
      if (times > 1) process.exit(exitCodes.failed);
      process.stdout.write("Ending: calls in flight may finish. A second signal ends at once; nothing is lost.\n");
      resolve();
    });
  });
  const fault = await Promise.race([told, app.ended]);
  await app.close();
  if (fault) throw fault;
  return exitCodes.done;
}
