/** The files a command reads and writes: looked at before anything is done, so that nothing fails at the end of the work. */
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";
import { badInput } from "./failure.ts";

/** The absolute path of a file that can be read and has something in it; `needs` says what, in a sentence about an empty one. */
export async function readableFile(
  file: string,
  startedIn: string,
  needs = "it needs a header and at least one row",
): Promise<string> {
  const absolute = path.resolve(startedIn, file);
  const facts = await stat(absolute).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT" || cause.code === "ENOTDIR") {
      throw badInput(`There is no file ${file} in ${startedIn}; check the name.`);
    }
    throw badInput(`${file} cannot be read (${cause.code}); check its permissions.`);
  });
  if (facts.isDirectory()) throw badInput(`${file} is a folder; name a file in it.`);
  if (facts.isFile() && facts.size === 0) throw badInput(`${file} is empty; ${needs}.`);
  await access(absolute, constants.R_OK).catch(() => {
    throw badInput(`${file} cannot be read by this user; change its permissions.`);
  });
  return absolute;
}

/** The absolute path of a file that may be written, and may stand there already. */
export async function writableFile(file: string, startedIn: string, option: string): Promise<string> {
  const absolute = path.resolve(startedIn, file);
  const folder = path.dirname(absolute);
  const folderFacts = await stat(folder).catch(() => undefined);
  if (!folderFacts?.isDirectory()) throw badInput(`${option}: there is no folder ${folder}; make it first.`);
  const facts = await stat(absolute).catch(() => undefined);
  if (facts?.isDirectory()) throw badInput(`${option}: ${file} is a folder; name a file in it.`);
  await access(facts ? absolute : folder, constants.W_OK).catch(() => {
    throw badInput(`${option}: this user may not write ${file}; choose another place.`);
  });
  return absolute;
}

/** `results.csv`, or `results-2.csv` and so on where that stands already: what nobody asked to replace is kept. */
export async function freeFile(name: string, folder: string): Promise<string> {
  const { name: stem, ext } = path.parse(name);
  for (let number = 1; ; number += 1) {
    const file = path.join(folder, number === 1 ? name : `${stem}-${number}${ext}`);
    if (!(await stat(file).catch(() => undefined))) return file;
  }
}
