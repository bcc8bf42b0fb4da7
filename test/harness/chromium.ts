/** The machine's Chromium: the tests and the screenshots drive it, and do not bring one. */
import { accessSync, constants } from "node:fs";
import path from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

export const howToGetChromium =
  "The browser tests need Chromium and found none: install it, on Debian or Ubuntu by `apt-get install -y chromium`.";

/** Where it lies, by PATH or at /usr/bin; undefined where there is none. */
export function findChromium(): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter).filter(Boolean), "/usr/bin"];
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
