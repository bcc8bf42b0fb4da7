import type { DatabaseLocation } from "../db.ts";
import type { Driver } from "./driver.ts";
import { openPglite } from "./pglite.ts";
import { openPostgres } from "./postgres.ts";

export function openDriver(location: DatabaseLocation, onNotice?: (sentence: string) => void): Promise<Driver> {
  if ("url" in location) return openPostgres(location.url, location.listenUrl, onNotice);
  return openPglite("folder" in location ? location.folder : undefined, onNotice);
}
