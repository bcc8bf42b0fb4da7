/**
 * The embedded database's file system: PGlite's, with two differences.
 *
 * Each file is its owner's alone. PostgreSQL asks for the mode 0666 for some, and it is set after the file was made: the
 * process's umask does not count. (Seen with PGlite 0.5.16.)
 *
 * Where there is no room for a file of PostgreSQL's own accounts (write-ahead log, commit log), a reserve is given up and
 * the write tried again: PostgreSQL would end there. No room for a table's file is an ordinary error, and stays one, but for
 * what is written although the disk is full (write-anyway.ts).
 */
import type { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import type { Reserve } from "./disk-room.ts";

type Options = Parameters<NodeFS["init"]>[1];

/** Emscripten's, of which there are no types. */
interface Stream {
  node: unknown;
}
interface NodeFileSystem {
  realPath(node: unknown): string;
  node_ops: {
    mknod(parent: unknown, name: string, mode: number, device: unknown): unknown;
    setattr(node: unknown, attributes: { mode?: number }): void;
  };
  stream_ops: {
    setattr(stream: unknown, attributes: { mode?: number }): void;
    write(stream: Stream, buffer: unknown, offset: number, length: number, position: number): number;
  };
}

const OTHERS = 0o077;
/** WASI's numbers (its header wasi/api.h): EDQUOT, ENOSPC. */
const NO_ROOM = new Set([19, 51]);

export class DatabaseDisk extends NodeFS {
  readonly #makeRoom: (reserve: Reserve) => boolean;

  /** @param makeRoom gives up a reserve; whether there was one */
  constructor(folder: string, makeRoom: (reserve: Reserve) => boolean) {
    super(folder);
    this.#makeRoom = makeRoom;
  }

  override async init(pglite: PGlite, options: Options): ReturnType<NodeFS["init"]> {
    const { emscriptenOpts } = await super.init(pglite, options);
    const change = ({ NODEFS }: { NODEFS: unknown }) => this.#change(NODEFS as NodeFileSystem);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), change] } };
  }

  #change(files: NodeFileSystem): void {
    const { node_ops, stream_ops } = files;
    const { mknod, setattr } = node_ops;
    const { setattr: setOfStream, write } = stream_ops;
    node_ops.mknod = (parent, name, mode, device) => mknod(parent, name, mode & ~OTHERS, device);
    node_ops.setattr = (node, attributes) => setattr(node, ownersOnly(attributes));
    stream_ops.setattr = (stream, attributes) => setOfStream(stream, ownersOnly(attributes));
    stream_ops.write = (stream, ...what) => {
      try {
        return write(stream, ...what);
      } catch (fault) {
        const isTable = /\/base\/[^/]+\/[^/]+$/.test(files.realPath(stream.node));
        const isForRoom = NO_ROOM.has((fault as { errno?: number }).errno ?? 0);
        if (!isForRoom || !this.#makeRoom(isTable ? "calls" : "log")) throw fault;
        return write(stream, ...what);
      }
    };
  }
}

function ownersOnly<T extends { mode?: number }>(attributes: T): T {
  return attributes.mode === undefined ? attributes : { ...attributes, mode: attributes.mode & ~OTHERS };
}
