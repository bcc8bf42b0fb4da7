/** `migrate`: brings the database to this program's schema. */
import { type Config, databaseLocation } from "#src/config.ts";
import { exitCodes, type ExitCode } from "./failure.ts";
import { findServer } from "./server.ts";
import { writeLine } from "./screen.ts";

export async function migrate(config: Config): Promise<ExitCode> {
  const running = config.databaseUrl === null ? await findServer(config.dataFolder) : undefined;
  if (running) {
    writeLine(process.stdout, `The server at ${running.url} uses this database, and migrated it when it started.`);
    return exitCodes.done;
  }
  const { migrateDatabase } = await import("#src/app.ts");
  const ran = await migrateDatabase(databaseLocation(config));
  const sentence = ran.length > 0 ? `Migrated: ${ran.join(", ")}.` : "The database is up to date.";
  writeLine(process.stdout, sentence);
  return exitCodes.done;
}
