/** The embedded database: PostgreSQL 18 in this process, its files in the data folder (or in memory for tests). */
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PGliteDialect } from "kysely";
import { codec } from "./codec.ts";
import type { Driver } from "./driver.ts";
import { lockDataFolder } from "./lock.ts";

/** @param folder the data folder; undefined = in memory. Throws `DataFolderInUse` when another process has it. */
export async function openPglite(folder: string | undefined): Promise<Driver> {
  const unlock = folder === undefined ? () => {} : lockDataFolder(folder);
  try {
    const pglite = await PGlite.create({
      ...(folder === undefined ? {} : { dataDir: join(folder, "database") }),
      parsers: codec,
    });
    return {
      kind: "embedded",
      dialect: new PGliteDialect({ pglite }),
      listen: (channel, hear) => pglite.listen(channel, hear),
      close: async () => {
        if (!pglite.closed) await pglite.close();
        unlock();
      },
    };
  } catch (cause) {
    unlock();
    throw cause;
  }
}
