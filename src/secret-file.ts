/** The secret of a copy that was given none: a file of the data folder, made once, readable by its owner alone. */
import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { secretCharacters } from "./config.ts";

class UnusableSecret extends Error {
  constructor(file: string, length: number) {
    super(
      `The file ${file} has ${length === 0 ? "nothing in it" : `${length} characters`} and must have at least ` +
        `${secretCharacters}: it signs sessions. Put it back from a backup; if it is lost, make another with: ` +
        "npm run campanile -- rotate-secret.",
    );
    this.name = "UnusableSecret";
  }
}

/** @throws {UnusableSecret} when the file is empty or was cut short */
export function generatedSecret(folder: string): string {
  const file = join(folder, "secret");
  try {
    writeFileSync(file, newSecret(), { flag: "wx", mode: 0o600 });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause;
  }
  return readSecretFile(folder)!;
}

/** Null where there is none yet. @throws {UnusableSecret} */
export function readSecretFile(folder: string): string | null {
  const file = join(folder, "secret");
  let secret: string;
  try {
    secret = readFileSync(file, "utf8").trim();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw cause;
  }
  if (secret.length < secretCharacters) throw new UnusableSecret(file, secret.length);
  return secret;
}

/** Writes another one, whole or not at all. */
export function writeNewSecret(folder: string): string {
  const secret = newSecret();
  const file = join(folder, "secret");
  writeFileSync(`${file}.new`, secret, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secret;
}

function newSecret(): string {
  return randomBytes(32).toString("base64url");
}
