/** `backup`: everything of the embedded database's copy in one file, while the server works or while none runs. */
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import type { Config } from "#src/config.ts";
import { badInput, CommandFailure, exitCodes, type ExitCode } from "./failure.ts";
import { writableFile, writeWhole } from "./files.ts";
import { findServer, type RunningServer } from "./server.ts";
import { writeLine } from "./screen.ts";

export async function backup(file: string, config: Config): Promise<ExitCode> {
  refuseServerDatabase(config, "backup");
  const target = await writableFile(file, config.startedIn, "backup");
  if (await stat(target).catch(() => undefined)) {
    throw badInput(`There is a file ${file} already; give the backup another name, or remove that one first.`);
  }
  const { readBackup, writeFolderBackup } = await import("#src/app.ts");
  const running = await findServer(config.dataFolder);
  const bytes = running ? await ask(running) : writeFolderBackup(config);
  const manifest = await writeWhole(target, bytes, readBackup);
  const { size } = await stat(target);
  const secret = manifest.secret === "included" ? "its secret" : "without CAMPANILE_SECRET, which you keep apart";
  writeLine(
    process.stdout,
    `Backed up to ${target} (${megabytes(size)}): the database, ${manifest.recordings} recordings, ${secret}. ` +
      "Keep it where only you can read it.",
  );
  return exitCodes.done;
}

/** What a backup of a server's database is, these commands do not know. */
export function refuseServerDatabase(config: Config, command: string): void {
  if (config.databaseUrl === null) return;
  throw badInput(
    `${command} is for the embedded database, and DATABASE_URL names a server; ` +
      "use pg_dump, pg_restore or your server's own backups: docs/how-to/back-up.md says how.",
  );
}

async function ask({ url, key }: RunningServer): Promise<Readable> {
  const gone = (cause: unknown) =>
    new CommandFailure(`The server at ${url} stopped before the backup was whole; try again.`, exitCodes.failed, cause);
  const response = await fetch(new URL("/local/backup", url), { headers: { authorization: `Bearer ${key}` } }).catch(
    (cause: unknown) => {
      throw gone(cause);
    },
  );
  if (!response.ok || response.body === null) {
    const { detail } = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new CommandFailure(detail ?? `The server at ${url} gave no backup (${response.status}); look into its log.`);
  }
  const body = Readable.fromWeb(response.body);
  return Readable.from(
    (async function* () {
      try {
        yield* body;
      } catch (cause) {
        throw gone(cause);
      }
    })(),
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
