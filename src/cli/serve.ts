/** `serve`: the server, until it is told to end. */
import type { Config } from "#src/config.ts";
import { addressAdvice } from "./address-advice.ts";
import { CommandFailure, exitCodes, type ExitCode } from "./failure.ts";
import { onInterrupt } from "./interrupts.ts";
import { findServer } from "./server.ts";
import { writeLine } from "./screen.ts";

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
  const behind = app.publicUrl === app.url ? "" : `, listening at ${app.url}`;
  const at =
    app.url === "" ? `Campanile runs as ${[...config.roles].join(", ")}` : `Campanile is at ${app.publicUrl}${behind}`;
  writeLine(process.stdout, `${at} (Ctrl-C ends it)`);
  if (app.notice !== null) writeLine(process.stdout, app.notice);
  if (app.url !== "") for (const advice of addressAdvice(config)) writeLine(process.stdout, advice);
  if (app.setupToken !== null) {
    const link = `${app.publicUrl}/sign-up?token=${app.setupToken}`;
    writeLine(
      process.stdout,
      `Nobody has signed up yet. Who comes from another machine needs this link, once: ${link}`,
    );
  }
  if (app.statusUrl !== "") writeLine(process.stdout, `It tells how it is at ${app.statusUrl}/readyz`);
  const told = new Promise<void>((resolve) => {
    onInterrupt(["SIGINT", "SIGTERM", "SIGHUP"], (_, times) => {
      if (times > 1) process.exit(exitCodes.failed);
      writeLine(process.stdout, `${ending(config.drainSeconds)} A second signal ends at once; nothing is lost.`);
      resolve();
    });
  });
  const drained = new Promise<void>((resolve) => {
    process.once("SIGUSR2", () => {
      writeLine(process.stdout, "Draining: no new calls; ends when the last call has ended. SIGTERM waits no longer.");
      void app.drain().then(resolve);
    });
  });
  const fault = await Promise.race([told, drained, app.ended]);
  await app.close();
  if (fault) throw fault;
  return exitCodes.done;
}

function ending(drainSeconds: number): string {
  if (drainSeconds === 0) return "Ending: calls in flight are interrupted and follow their retry rules.";
  const seconds = drainSeconds === 1 ? "1 second" : `${drainSeconds} seconds`;
  return `Ending: calls in flight have ${seconds}; the rest are interrupted and follow their retry rules.`;
}
