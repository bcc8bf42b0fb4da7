/** Finding the server that runs on a data folder, by the note it leaves there while it runs. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { apiBase, endpoints } from "#contract/index.ts";

/** In the data folder, readable by its owner alone. */
export const serverNote = "server.json";

export interface RunningServer {
  url: string;
  /** Of an owner of the first organisation; it ends with the server. */
  key: string;
  pid: number;
}

/** A busy server may take its time; a dead one refuses at once. */
const patienceMilliseconds = 10_000;

/** The server that runs on this folder; undefined when there is none. A note that a killed server left behind is none. */
export async function findServer(dataFolder: string): Promise<RunningServer | undefined> {
  const note = await readNote(path.join(dataFolder, serverNote));
  return note && (await answersTo(note)) ? note : undefined;
}

async function readNote(file: string): Promise<RunningServer | undefined> {
  try {
    const { url, key, pid } = JSON.parse(await readFile(file, "utf8")) as Partial<RunningServer>;
    return url && key && pid && URL.canParse(url) ? { url, key, pid } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the one that left the note is there: another program on its port, another Campanile even, knows not the key. */
async function answersTo({ url, key }: RunningServer): Promise<boolean> {
  try {
    const response = await fetch(new URL(apiBase + endpoints.getMe.path, url), {
      headers: { authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(patienceMilliseconds),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
