/** A file put aside while it is read: the directory of a ZIP stands at its end. */
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

export interface Spooled {
  /** Open for reading. */
  file: FileHandle;
  close(): Promise<void>;
}

/**
 * Writes the source to a temporary file that only this user may read, and that loses its name before the first byte is
 * written: the system drops it with the process, however that ends.
 *
 * @throws what the source throws, or the system, for instance when the disk is full
 */
export async function spool(source: AsyncIterable<Buffer>): Promise<Spooled> {
  const folder = await mkdtemp(path.join(tmpdir(), "campanile-workbook-"));
  const forget = () => rm(folder, { recursive: true, force: true });
  try {
    const file = await open(path.join(folder, "upload"), "wx+", 0o600);
    // Where an open file keeps its name, it goes when it is closed.
    await forget().catch(() => {});
    const close = async () => {
      await file.close();
      await forget();
    };
    try {
      await file.writeFile(source);
    } catch (error) {
      await close();
      throw error;
    }
    return { file, close };
  } catch (error) {
    await forget();
    throw error;
  }
}
