import type { DatabaseLocation } from "../db.ts";
import type { Driver } from "./driver.ts";
import { openPglite } from "./pglite.ts";
import { openPostgres } from "./postgres.ts";

export function openDriver(location: DatabaseLocation): Promise<Driver> {
  if ("url" in location) return openPostgres(location.url, location.listenUrl);
  return openPglite("folder" in location ? location.folder : undefined);
}
