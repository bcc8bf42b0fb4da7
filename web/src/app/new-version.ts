/** A page that is open while a new version is set up asks for files that are no longer there. */

import { problemWords } from "../words/problems.ts";

const KEY = "campanile.reloaded-from";
let isLeaving = false;

/**
 * Loads the page anew when a part of it cannot be loaded: once for each build, so that a server that has lost a file, or
 * cannot be reached, does not set off a loop. The second time the part itself says that it is missing.
 *
 * @param build what is another with every version, such as the address of the page's first script
 */
export function reloadForNewVersion(build: string): void {
  addEventListener("vite:preloadError", () => {
    if (sessionStorage.getItem(KEY) === build) return;
    sessionStorage.setItem(KEY, build);
    isLeaving = true;
    location.reload();
  });
}

/**
 * Says that a page is missing where it should stand, or waits to be loaded anew; without it the router would do so a second
 * time.
 */
export async function loadedOrSaid<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    if (isLeaving) return new Promise(() => {});
    throw new Error(problemWords.partMissing, { cause });
  }
}
