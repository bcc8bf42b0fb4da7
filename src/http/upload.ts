/** A file on its way in: one part named `file`, streamed. */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { Refusal } from "#domain/errors.ts";
import type { FastifyRequest } from "fastify";

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

/** @throws Refusal `unsupported_media_type` when no multipart body was sent, `malformed` when it has no file */
export async function uploadOf(request: FastifyRequest): Promise<HashedUpload> {
  if (!request.isMultipart()) {
    throw new Refusal("unsupported_media_type", "Send the file as multipart/form-data, in a part named file.");
  }
  const part = await request.file();
  if (part?.fieldname !== "file") {
    const sentence = "No file was sent; put it in a part named file, with a file name.";
    throw new Refusal("malformed", sentence, [{ path: "file", message: sentence }]);
  }
  const { file } = part;
  const name = part.filename.split(/[/\\]/).at(-1)?.slice(0, 255) ?? "";
  const hash = createHash("sha256").update(`${name}\0`);
  async function* bytes() {
    try {
      for await (const chunk of file) {
        hash.update(chunk as Buffer);
        yield chunk as Buffer;
      }
    } catch {
      throw new Refusal("malformed", "The upload ended before the file did; send it again.");
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
