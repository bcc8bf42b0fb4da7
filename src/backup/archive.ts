/**
 * The file of a backup: a gzipped tar. Its first entry says what it is; the others are the database's files, the
 * recordings and the generated secret, under the names that they have in a data folder.
 */
import { open } from "node:fs/promises";
import { create, extract, list, type ReadEntry } from "tar";

export const manifestName = "campanile-backup.json";
export const databaseName = "database";
export const recordingsName = "recordings";
export const secretName = "secret";

/** Of the way a backup is laid out. A change that an older program cannot read counts it up. */
const FORMAT = 1;

export interface Manifest {
  format: number;
  /** The program that wrote it. */
  version: string;
  /** ISO 8601, by the clock of the machine. */
  at: string;
  /** Major version of the embedded PostgreSQL, as its file PG_VERSION has it. */
  postgres: string;
  recordings: number;
  /** Whether the secret is in the file, or with whoever set CAMPANILE_SECRET. */
  secret: "included" | "environment";
}

/** The file is no backup, or not all of one. The message is a sentence for people. */
export class BadBackup extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "BadBackup";
  }
}

export function newManifest(facts: Omit<Manifest, "format">): Manifest {
  return { format: FORMAT, ...facts };
}

/** Packs what has these names in a folder, the manifest first, as a stream of the file's bytes. */
export function pack(folder: string, names: readonly string[]): AsyncIterable<Buffer> {
  return create({ cwd: folder, gzip: true, portable: true, strict: true }, [manifestName, ...names]);
}

/**
 * Reads all of a backup, and so finds one that was cut short or changed.
 * @throws BadBackup
 */
export async function readBackup(file: string): Promise<Manifest> {
  const paths: string[] = [];
  const first: Buffer[] = [];
  let foreign = false;
  const onReadEntry = (entry: ReadEntry) => {
    if (paths.length === 0) entry.on("data", (chunk: Buffer) => first.push(chunk));
    paths.push(entry.path);
    foreign ||= !isOurs(entry);
  };
  try {
    await list({ file, strict: true, maxDecompressionRatio: Infinity, onReadEntry });
  } catch (cause) {
    throw broken(file, paths[0] === manifestName || (await isGzipped(file)), cause);
  }
  const manifest = paths[0] === manifestName ? readManifest(Buffer.concat(first).toString()) : undefined;
  if (manifest === undefined || foreign) throw broken(file, false);
  if (manifest.format !== FORMAT) {
    throw new BadBackup(`${file} was written by Campanile ${manifest.version}; restore it with that version or later.`);
  }
  if (!paths.includes(`${databaseName}/PG_VERSION`)) throw broken(file, true);
  return manifest;
}

/** Puts what is in a backup that was read whole into an empty folder. */
export async function unpack(file: string, folder: string): Promise<void> {
  await extract({ file, cwd: folder, strict: true, maxDecompressionRatio: Infinity, preserveOwner: false });
}

const kinds = new Set(["File", "Directory"]);

/** Nothing but files and folders, in the places that a backup has. */
function isOurs({ path, type }: ReadEntry): boolean {
  const [top = "", ...below] = path.replace(/\/$/, "").split("/");
  if (!kinds.has(type) || below.includes("..")) return false;
  if (top === manifestName || top === secretName) return type === "File" && below.length === 0;
  return top === databaseName || top === recordingsName;
}

/** By its first two bytes (RFC 1952, section 2.3.1). */
async function isGzipped(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return buffer.readUInt16BE() === 0x1f8b;
  } finally {
    await handle.close();
  }
}

function readManifest(text: string): Manifest | undefined {
  try {
    const { format, version } = JSON.parse(text) as Partial<Manifest>;
    return Number.isInteger(format) && typeof version === "string" ? (JSON.parse(text) as Manifest) : undefined;
  } catch {
    return undefined;
  }
}

function broken(file: string, begun: boolean, cause?: unknown): BadBackup {
  return begun
    ? new BadBackup(`${file} is damaged or cut short, and nothing was restored; take another backup.`, cause)
    : new BadBackup(`${file} is no backup of Campanile's embedded database; name a file that \`backup\` wrote.`, cause);
}
