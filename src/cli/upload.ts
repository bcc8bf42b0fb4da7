/**
 * A file on its way to the server, streamed as multipart/form-data (RFC 7578).
 *
 * Not with fetch: the server may refuse a file while it still arrives, and fetch then reports the broken connection in
 * place of the answer.
 */
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type IncomingMessage, request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { CommandFailure, exitCodes } from "./failure.ts";

export interface UploadAnswer {
  status: number;
  /** Parsed; undefined where it is no JSON. */
  body: unknown;
}

/** @throws CommandFailure when the file cannot be read; the fault of the connection when the server is gone */
export async function upload(
  address: URL,
  authorization: string,
  file: string,
  fileName: string,
): Promise<UploadAnswer> {
  const boundary = `campanile-${randomUUID()}`;
  const request = (address.protocol === "https:" ? httpsRequest : httpRequest)(address, {
    method: "POST",
    headers: { authorization, "content-type": `multipart/form-data; boundary=${boundary}` },
  });
  const answered = new Promise<UploadAnswer>((resolve, reject) => {
    request.once("response", (response) => void readAnswer(response).then(resolve, reject));
    request.once("error", reject);
  });
  const sent = pipeline(parts(boundary, file, fileName), request);
  // An answer that comes early ends the sending; a file that cannot be read must be told all the same.
  const reading = sent.catch(async (cause: unknown) => {
    if (cause instanceof CommandFailure) throw cause;
    return answered;
  });
  try {
    return await Promise.race([answered, reading.then(() => answered)]);
  } finally {
    answered.catch(() => {});
    reading.catch(() => {});
    request.destroy();
  }
}

async function* parts(boundary: string, file: string, fileName: string): AsyncGenerator<Buffer> {
  const disposition = `form-data; name="file"; filename="${quoted(fileName)}"`;
  const head = `--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: application/octet-stream\r\n\r\n`;
  yield Buffer.from(head);
  try {
    for await (const chunk of createReadStream(file)) yield chunk as Buffer;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new CommandFailure(`${fileName} cannot be read (${code}); check the file.`, exitCodes.badInput, cause);
  }
  yield Buffer.from(`\r\n--${boundary}--\r\n`);
}

/** As browsers write it (WHATWG HTML, multipart/form-data encoding algorithm). */
function quoted(fileName: string): string {
  return fileName.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22");
}

async function readAnswer(response: IncomingMessage): Promise<UploadAnswer> {
  const body = await text(response);
  try {
    return { status: response.statusCode ?? 0, body: JSON.parse(body) };
  } catch {
    return { status: response.statusCode ?? 0, body: undefined };
  }
}
