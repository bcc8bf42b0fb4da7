import { truncateSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { upload } from "./upload.ts";

let folder: string;
let server: Server | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "campanile-"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
});

async function listen(listener: RequestListener): Promise<URL> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  return new URL(`http://127.0.0.1:${(started.address() as AddressInfo).port}/imports`);
}

test("a file arrives byte for byte, under its name, in a part named file", async () => {
  const file = path.join(folder, "a.csv");
  const bytes = Buffer.from([0xff, 0xfe, 0, 13, 10, 45, 45, 200]);
  writeFileSync(file, bytes);
  let received = Buffer.alloc(0);
  const address = await listen((request, response) => {
    void buffer(request).then((body) => {
      received = body;
      response.writeHead(201).end('{"id":"i1"}');
    });
  });
  expect(await upload(address, "Bearer k", file, 'Grüße "neu".csv')).toEqual({ status: 201, body: { id: "i1" } });
  const head = received.subarray(0, received.indexOf("\r\n\r\n"));
  const [boundary, disposition] = head.toString().split("\r\n");
  expect(disposition).toBe('Content-Disposition: form-data; name="file"; filename="Grüße %22neu%22.csv"');
  expect(received.subarray(head.length + 4)).toEqual(Buffer.concat([bytes, Buffer.from(`\r\n${boundary}--\r\n`)]));
});

test("a refusal that comes while the file is still being sent is heard", async () => {
  const file = path.join(folder, "large.csv");
  writeFileSync(file, "");
  truncateSync(file, 200_000_000);
  const address = await listen((request, response) => {
    request.once("data", () => {
      response.writeHead(413, { connection: "close" }).end('{"detail":"Too large."}');
    });
  });
  expect(await upload(address, "Bearer k", file, "large.csv")).toEqual({ status: 413, body: { detail: "Too large." } });
});

test("a file that cannot be read is told as what it is", async () => {
  const address = await listen((request) => void request.resume());
  await expect(upload(address, "Bearer k", path.join(folder, "gone.csv"), "gone.csv")).rejects.toThrow(
    "gone.csv cannot be read (ENOENT)",
  );
});

test("a server that is gone is told", async () => {
  const file = path.join(folder, "a.csv");
  writeFileSync(file, "phone\n");
  const address = await listen((request) => request.socket.destroy());
  await expect(upload(address, "Bearer k", file, "a.csv")).rejects.toThrow("socket hang up");
});
