/** A file on its way in: one part named `file`, streamed. */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { Refusal } from "#domain/errors.ts";
import { plainName } from "#domain/plain-name.ts";
import type { FastifyRequest } from "fastify";
import { tookTooLong } from "./limits.ts";

export interface Upload {
  /** As the sender calls it; never a path on this machine. */
  fileName: string;
  /** The bytes as they arrive. Ends with the refusal `too_large` where the file is larger than the server takes. */
  stream: Readable;
}

/** A file, and what tells it from another one. */
interface HashedUpload {
  upload: Upload;
  /** Reads what is left of it; a hash of its name and bytes. */
  readHash: () => Promise<string>;
}

/** What must come within a pause: a sender of a byte now and then holds a connection and a transaction for ever. */
const LEAST_BYTES = 16_384;

/**
 * Counts the waiting for a sender, and not the time that we take ourselves.
 *
 * @returns waits for the next of something; refuses with `timeout` when too little came for too long
 */
function patience(milliseconds: number) {
  let waited = 0;
  let arrived = 0;
  return async <T>(next: Promise<T>, bytesOf: (value: T) => number): Promise<T> => {
    const before = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      // What came while this process was busy elsewhere is read first.
      timer = setTimeout(() => setImmediate(() => reject(tookTooLong())), Math.max(0, milliseconds - waited));
    });
    try {
      const value = await Promise.race([next, tooLate]);
      waited += performance.now() - before;
      arrived += bytesOf(value);
      if (arrived >= LEAST_BYTES) waited = arrived = 0;
      return value;
    } finally {
      clearTimeout(timer);
    }
  };
}

/** @throws Refusal `unsupported_media_type` when no multipart body was sent, `malformed` when it has no file */
export async function uploadOf(request: FastifyRequest, pauseMilliseconds: number): Promise<HashedUpload> {
  if (!request.isMultipart()) {
    throw new Refusal("unsupported_media_type", "Send the file as multipart/form-data, in a part named file.");
  }
  const arrives = patience(pauseMilliseconds);
  const part = await arrives(request.file(), () => 0);
  if (part?.fieldname !== "file") {
    const sentence = "No file was sent; put it in a part named file, with a file name.";
    throw new Refusal("malformed", sentence, [{ path: "file", message: sentence }]);
  }
  const { file } = part;
  const name = plainName((part.filename.split(/[/\\]/).at(-1) ?? "").replaceAll("\0", ""))
    .slice(0, 255)
    .toWellFormed();
  const hash = createHash("sha256").update(`${name}\0`);
  async function* bytes() {
    const chunks = file[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    try {
      for (;;) {
        const next = await arrives(chunks.next(), ({ value }) => (value as Buffer | undefined)?.length ?? 0);
        if (next.done) break;
        hash.update(next.value);
        yield next.value;
      }
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new Refusal("malformed", "The upload ended before the file did; send it again.");
    } finally {
      // Nobody waits for the rest of what is not read to its end.
      if (!file.readableEnded) file.destroy();
    }
    if (file.truncated) throw new Refusal("too_large", "The file is larger than this server takes; split it.");
  }
  const stream = Readable.from(bytes(), { objectMode: false });
  return {
    upload: { fileName: name === "" ? "file" : name, stream },
    readHash: async () => {
      if (!stream.destroyed) await finished(stream.resume());
      return hash.digest("hex");
    },
  };
}
