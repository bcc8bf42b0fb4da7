import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findServer, serverNote } from "./server.ts";

let folder: string;
let server: Server;
let url: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "campanile-"));
  server = createServer((request, response) => {
    response.writeHead(request.headers.authorization === "Bearer right" ? 200 : 401).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const leave = (note: string) => writeFileSync(path.join(folder, serverNote), note);

describe("the server of a data folder", () => {
  test("is found by the note it left", async () => {
    leave(JSON.stringify({ url, key: "right", pid: 1, startedAt: "2026-11-23T09:00:00Z" }));
    expect(await findServer(folder)).toEqual({ url, key: "right", pid: 1 });
  });

  test.each([
    ["there is no note", () => rmSync(path.join(folder, serverNote), { force: true })],
    ["the note is half written", () => leave('{"url":"http:')],
    ["the note lacks the key", () => leave(JSON.stringify({ url, pid: 1 }))],
    ["another program has its port now", () => leave(JSON.stringify({ url, key: "old", pid: 1 }))],
    ["nobody answers any more", () => leave(JSON.stringify({ url: "http://127.0.0.1:1", key: "right", pid: 1 }))],
  ])("is not there when %s", async (_what, prepare) => {
    prepare();
    expect(await findServer(folder)).toBeUndefined();
  });
});
