/** The command line: which commands there are, and how each one's failure is told. */
import { Command, CommanderError } from "commander";
import { styleText } from "node:util";
import { roles } from "#domain/roles.ts";
import { type Config, readConfig } from "#src/config.ts";
import { adoptDatabase } from "./cli/adopt-database.ts";
import { createApiKey } from "./cli/api-key.ts";
import { backup } from "./cli/backup.ts";
import { doctor } from "./cli/doctor.ts";
import { describeFailure, exitCodes, type ExitCode } from "./cli/failure.ts";
import { migrate } from "./cli/migrate.ts";
import { programVersion } from "./program.ts";
import { resetPassword } from "./cli/reset-password.ts";
import { restore } from "./cli/restore.ts";
import { resume, type ResumeOptionTexts } from "./cli/resume.ts";
import { rotateSecret } from "./cli/rotate-secret.ts";
import { run } from "./cli/run.ts";
import type { RunOptionTexts } from "./cli/run-options.ts";
import { serve } from "./cli/serve.ts";
import { writeLine } from "./cli/screen.ts";

/**
 * Carries out a command line.
 *
 * @param args without the program's name
 * @returns the exit code: 0 done, 2 bad input, 1 anything else. Whatever failed was said on standard error
 */
export async function commandLine(args: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const program = describeCommands((command) => async (...given: unknown[]) => {
    exitCode = await command(readConfig(), ...(given as never[]));
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has said by itself what is wrong with the command line, or shown its help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.badInput;
    const failure = describeFailure(error);
    writeLine(process.stderr, failure.message);
    return failure.exitCode;
  }
}

type Action = (config: Config, ...given: never[]) => Promise<ExitCode>;

function describeCommands(carryOut: (action: Action) => (...given: unknown[]) => Promise<void>): Command {
  const program = new Command("campanile")
    .description("Call campaigns: an AI employee works through a list by telephone, inside the allowed hours.")
    .version(programVersion, "-V, --version", "show the version")
    .helpOption("-h, --help", "show this help")
    .helpCommand("help [command]", "show the help of a command")
    .configureHelp({ styleTitle: (title) => styleText("bold", title) })
    .configureOutput({ outputError: (text, write) => write(sentence(text)) })
    .exitOverride();

  program
    .command("run")
    .summary("call the people in a file, and show how it went")
    .description(
      "Imports FILE (CSV or XLSX), makes a campaign of it, calls everybody in it and shows the progress until it is completed.\n" +
        "Without options the calls are simulated: nobody is rung. How the file is written and what its columns are is detected.",
    )
    .argument("<file>", "the contacts, one per row")
    .option("--name <name>", "of the campaign (default: the file's name and the date)")
    .option("--employee <name|file.json>", "the AI employee: one there is, or one described in a file")
    .option("--line <name>", "the line to call over (default: the simulator)")
    .option("--concurrency <n>", "calls at once (default: 10)")
    .option("--country <cc>", "the country of numbers written without one, such as US")
    .option("--map <columns>", 'which column is what: "phone=Mobile,phone=Home,first_name=First"')
    .option("--retries <n>", "further calls to whoever was not reached (default: 0)")
    .option("--retry-delay <time>", "before each of them: 90s, 10m, 4h, 1d (default: 4h)")
    .option("--retry-on <outcomes>", "after which outcomes (default: no_answer,busy,failed)")
    .option(
      "--windows <hours>",
      '"mon-fri 09:00-17:00; sat 10:00-14:00" or always (default: always on the simulator,\nmon-fri 09:00-17:00 on a real line)',
    )
    .option(
      "--timezone <zone>",
      "contact (each contact's own), or one for all such as Europe/Berlin (default: contact)",
    )
    .option("--speed <n>", "of the simulator meanwhile: times faster than life, or max for no waiting")
    .option("--report <file>", "where the results go, a row for each contact (default: results.csv)")
    .option("--rejected <file>", "where the rows go that cannot be called (default: rejected.csv)")
    .option("--json", "print the final campaign object alone on standard output")
    .addHelpText("after", runExamples)
    .action(carryOut((config, file: string, options: RunOptionTexts) => run(file, options, config)));

  program
    .command("resume")
    .summary("go on with a campaign that was paused")
    .description(
      "Goes on with a paused campaign, or watches a running one, and shows the progress until it is completed.",
    )
    .argument("<id>", "the campaign's id")
    .option("--report <file>", "where the results go, a row for each contact (default: results.csv)")
    .option("--json", "print the final campaign object alone on standard output")
    .option("--speed <n>", "of the simulator meanwhile: times faster than life, or max for no waiting")
    .action(carryOut((config, id: string, options: ResumeOptionTexts) => resume(id, options, config)));

  program
    .command("serve")
    .summary("run the server: API, dialer, background work")
    .description("Runs the server until it is told to end: API, dialer, background work, and the embedded database.")
    .action(carryOut(serve));

  program
    .command("migrate")
    .summary("bring the database to this version's schema")
    .description("Brings the database to this version's schema, and says what was done. A start does so by itself.")
    .action(carryOut(migrate));

  program
    .command("doctor")
    .summary("check what a server needs, and say how to mend it")
    .description(
      "Checks Node, data folder, disk, database, clock and lines; changes nothing. Exit 1 if any check fails.",
    )
    .action(carryOut(doctor));

  program
    .command("backup")
    .summary("write the embedded database, recordings and secret into a file")
    .description(
      "Writes everything of the data folder into FILE: database, recordings, secret. The server may run meanwhile.\n" +
        "FILE must not be there yet. Keep it where only you can read it.",
    )
    .argument("<file>", "the backup, such as campanile-2026-11-23.tar.gz")
    .action(carryOut((config, file: string) => backup(file, config)));

  program
    .command("restore")
    .summary("put a backup into an empty data folder")
    .description(
      "Puts a backup into the data folder, which must have no database. Campaigns that called when it was made are paused.",
    )
    .argument("<file>", "what backup wrote")
    .action(carryOut((config, file: string) => restore(file, config)));

  program
    .command("adopt-database")
    .summary("say that a copied database is the one that calls now")
    .description(
      "A dump of a PostgreSQL database that is restored elsewhere starts with its running campaigns paused, so that nobody is\n" +
        "called from both. This says that the database of DATABASE_URL is the one that calls now; campaigns are resumed by you.",
    )
    .action(carryOut(adoptDatabase));

  program
    .command("rotate-secret")
    .summary("make another secret the database's")
    .description(
      "Makes a new secret for the data folder, or CAMPANILE_SECRET where it is set, the one that the database is used with.\n" +
        "End every process before, and start them with it: everybody has to sign in again.",
    )
    .action(carryOut(rotateSecret));

  program
    .command("reset-password")
    .summary("make a link with which somebody sets their password anew")
    .description(
      "Prints a link with which the person with this e-mail address sets a new password. It works once, for an hour, and voids\n" +
        "the link before. Give it to nobody else: whoever opens it can sign in as them.",
    )
    .argument("<email>", "the address they sign in with")
    .action(carryOut((config, email: string) => resetPassword(email, config)));

  program
    .command("api-key")
    .description("keys with which programs use the API")
    .command("create")
    .description("Makes an API key and prints it, this once.")
    .requiredOption("--name <name>", "to tell keys apart")
    .requiredOption("--role <role>", `what it may do: ${roles.join(", ")}`)
    .action(carryOut((config, options: { name: string; role: string }) => createApiKey(options, config)));

  return program;
}

const runExamples = `
Examples:
  campanile run contacts.csv
  campanile run contacts.csv --speed max --retries 2 --retry-delay 10m
  campanile run kunden.csv --country DE --map "phone=Mobil,first_name=Vorname" --report ergebnis.csv`;

/** Commander's `error: unknown option '--x'`, as a sentence. */
function sentence(text: string): string {
  const [, rest = text] = /^error: (.*)$/s.exec(text) ?? [];
  const upper = rest.charAt(0).toUpperCase() + rest.slice(1).trimEnd();
  const line = upper.replaceAll("\n", " ");
  return `${line}${/[.?)]$/.test(line) ? "" : "."} See --help.\n`;
}
