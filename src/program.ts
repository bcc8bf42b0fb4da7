/** What the program's own package says of it. */
import { readFileSync } from "node:fs";

interface PackageFile {
  version: string;
  dependencies: { node: string };
}

const file = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as PackageFile;

export const programVersion = file.version;

/** The major version of Node that the program is made for, and brings along. */
export const nodeMajor = Number.parseInt(file.dependencies.node, 10);
