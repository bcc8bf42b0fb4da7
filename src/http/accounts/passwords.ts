/**
 * What a password may be. Asked when one is set, never at signing in: who has an older one still gets in. NIST SP 800-63B-4,
 * section 3.1.1.2, asks for length and a list of common ones, and for no rules about digits and signs.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { fieldName } from "#contract/sentences.ts";
import { text } from "#contract/values.ts";
import { Refusal } from "#domain/errors.ts";
import { passwordLength } from "#domain/password.ts";

/** A password as somebody shows it. */
export const passwordInput = text({ max: passwordLength.max });

/** A password that somebody chooses. */
export const newPasswordInput = passwordInput.refine((value) => Array.from(value).length >= passwordLength.min, {
  error: (issue) => `${fieldName(issue.path)} must have at least ${passwordLength.min} characters.`,
});

/**
 * @param path of the field, for the sentence to stand at it
 * @throws Refusal `invalid` for the account's own e-mail address, and for one of the 100,000 commonest passwords
 */
export async function refuseWeakPassword(password: string, email: string, field: string): Promise<void> {
  const lower = password.trim().toLowerCase();
  const [name] = email.toLowerCase().split("@");
  if (lower === email.toLowerCase() || lower === name) {
    throw weak(field, "This password is your e-mail address, which everybody tries first. Choose another.");
  }
  if ((await commonPasswords()).includes(`\n${lower}\n`)) {
    throw weak(field, "This password is one of the 100,000 commonest, which are tried first. Choose another.");
  }
}

function weak(field: string, message: string): Refusal {
  return new Refusal("invalid", message, [{ path: field, message }]);
}

/** Read anew each time: passwords are set seldom, and the text is a megabyte. scripts/generate-common-passwords.ts writes it. */
async function commonPasswords(): Promise<string> {
  const compressed = await readFile(path.join(import.meta.dirname, "common-passwords.txt.br"));
  return `\n${(await promisify(brotliDecompress)(compressed)).toString("utf8")}`;
}
