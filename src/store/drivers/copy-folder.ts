import { constants } from "node:fs";
import { cp } from "node:fs/promises";

/** Copies a folder; where the file system can share the bytes until one side changes them, nothing is copied. */
export async function copyFolder(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE, errorOnExist: true });
}
