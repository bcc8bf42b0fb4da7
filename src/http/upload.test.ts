import { createHash } from "node:crypto";
import type { AddressInfo } from "node:net";
import { endpoints } from "#contract/index.ts";
import { Refusal } from "#domain/errors.ts";
import type { FastifyInstance } from "fastify";
import { afterEach, describe, expect, test } from "vitest";
import { bind } from "./bind.ts";
import { bearer, testServer } from "./test-server.ts";
import type { Upload } from "./upload.ts";

let server: FastifyInstance | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** Listens, and lets `take` have the file of the do-not-call import. */
async function serve(take: (file: Upload) => Promise<number>, uploadBytes = 64 * 1024 * 1024): Promise<string> {
  server = await testServer({ uploadBytes });
  bind(server, endpoints.importDoNotCall, async ({ body }) => answerOf(await take(body)));
  await server.listen({ host: "127.0.0.1", port: 0 });
  return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}/api/v1/do-not-call/import`;
}

/** The sum that a test asks for, in the shape of the contract. */
const answerOf = (added: number) => ({
  id: null,
  columns: [],
  numberColumns: [],
  country: null,
  countryReason: null,
  counts: { rows: 0, listed: 0, already: 0, partly: 0, invalid_number: 0, missing_number: 0 },
  added,
  already: 0,
  rejected: 0,
  examples: [],
});

function form(bytes: Uint8Array<ArrayBuffer>, name = "file", fileName = "../numbers.csv"): FormData {
  const data = new FormData();
  data.append("note", "comes before the file");
  data.append(name, new Blob([bytes]), fileName);
  return data;
}

async function sizeOf({ stream }: Upload): Promise<number> {
  let size = 0;
  for await (const chunk of stream) size += (chunk as Buffer).length;
  return size;
}

const post = (url: string, body: FormData | string, headers: Record<string, string> = {}) =>
  fetch(url, { method: "POST", headers: { ...bearer("manager"), ...headers }, body });

describe("a file", () => {
  test("arrives byte for byte, larger than a JSON body may be", async () => {
    const bytes = new Uint8Array(5_000_000).map((_, index) => (index * 7) % 251);
    const sums: string[] = [];
    const url = await serve(async ({ fileName, stream }) => {
      const sum = createHash("sha256");
      for await (const chunk of stream) sum.update(chunk as Buffer);
      sums.push(fileName, sum.digest("hex"));
      return 1;
    });
    expect((await post(url, form(bytes))).status).toBe(200);
    expect(sums).toEqual(["numbers.csv", createHash("sha256").update(bytes).digest("hex")]);
  });

  test("beyond the limit is refused, not cut off", async () => {
    const url = await serve(sizeOf, 1_000_000);
    const answer = await post(url, form(new Uint8Array(1_500_000)));
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([413, "too_large"]);
  });

  test("that the handler refuses at once gets its answer all the same", async () => {
    const url = await serve(() => Promise.reject(new Refusal("unreadable_file", "That is a picture.")));
    const answer = await post(url, form(new Uint8Array(20_000_000)));
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([422, "unreadable_file"]);
  });

  test.each<[string, FormData | string, Record<string, string>, number]>([
    ["JSON", "{}", { "content-type": "application/json" }, 415],
    ["a form without a file", new FormData(), {}, 400],
    ["a file in a part of another name", form(new Uint8Array(3), "upload"), {}, 400],
    [
      "a form cut off",
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
      { "content-type": "multipart/form-data; boundary=x" },
      400,
    ],
  ])("cannot be %s", async (_what, body, headers, status) => {
    const url = await serve(sizeOf);
    expect((await post(url, body, headers)).status).toBe(status);
  });
});
