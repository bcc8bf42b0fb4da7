/** `adopt-database`: a copy of a server's database is the one that calls now. */
import { type Config, databaseLocation } from "#src/config.ts";
import { badInput, CommandFailure, exitCodes, type ExitCode } from "./failure.ts";
import { writeLine } from "./screen.ts";

export async function adoptDatabase(config: Config): Promise<ExitCode> {
  if (config.databaseUrl === null) {
    throw badInput(
      "adopt-database is for a PostgreSQL server, and DATABASE_URL names none; an embedded database that was restored has its " +
        "campaigns paused, and nothing else to be done.",
    );
  }
  const { adoptDatabaseAt } = await import("#src/app.ts");
  const wasCopy = await adoptDatabaseAt(databaseLocation(config));
  if (wasCopy === null) {
    throw new CommandFailure(
      "The database has not this version's schema yet; run `npm run campanile -- migrate` first.",
    );
  }
  writeLine(
    process.stdout,
    wasCopy
      ? "This database is the one that calls now. Its campaigns stay paused until somebody resumes them; see that no process " +
          "calls from the original any more."
      : "This database is where it was made; there was nothing to adopt.",
  );
  return exitCodes.done;
}
