/** `rotate-secret`: another secret, or the one that is set by now, becomes the database's. */
import type { Config } from "#src/config.ts";
import { exitCodes, type ExitCode } from "./failure.ts";
import { writeLine } from "./screen.ts";

export async function rotateSecret(config: Config): Promise<ExitCode> {
  const { useNewSecret } = await import("#src/app.ts");
  const { made } = await useNewSecret(config);
  const what = made
    ? `A new secret is in ${config.dataFolder}/secret`
    : "CAMPANILE_SECRET is the database's secret now";
  const rest = "Everybody has to sign in again; API keys stay as they are. Start every process with it.";
  writeLine(process.stdout, `${what}. ${rest}`);
  return exitCodes.done;
}
