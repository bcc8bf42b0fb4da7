/** A process notices when a newer version has changed the schema under it. */
import type { Database } from "./db.ts";
import { NewerSchema, SCHEMA_CHANNEL, unknownMigrations } from "./migrate.ts";

/** In case the announcement was missed. */
const LOOK_MILLISECONDS = 30_000;

/** Calls `onNewer` once, when the database has a migration that this program does not know. The answer ends the watch. */
export async function watchSchema(
  database: Database,
  onNewer: (fault: NewerSchema) => void,
): Promise<() => Promise<void>> {
  let told = false;
  const look = async () => {
    const unknown = await unknownMigrations(database.sql).catch(() => []);
    if (unknown.length === 0 || told) return;
    told = true;
    onNewer(new NewerSchema(unknown));
  };
  const deaf = await database.listen(
    SCHEMA_CHANNEL,
    () => void look(),
    () => void look(),
  );
  const timer = setInterval(() => void look(), LOOK_MILLISECONDS);
  return async () => {
    clearInterval(timer);
    await deaf();
  };
}
