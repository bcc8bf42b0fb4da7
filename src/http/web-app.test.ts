import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compressFiles } from "../../scripts/compress-files.ts";
import { readConfig } from "#src/config.ts";
import { serverAddress } from "./server-address.ts";
import { testServer } from "./test-server.ts";
import { appPages } from "./web-app.ts";

const script = `console.log(${JSON.stringify("bell ".repeat(2_000))});`;
const font = Buffer.from("not to be compressed");
let folder: string;
let server: FastifyInstance;

/** A build as Vite leaves it, and what the script makes of it. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "campanile-web-"));
  const assets = path.join(folder, "assets");
  mkdirSync(assets);
  writeFileSync(
    path.join(folder, "index.html"),
    '<meta name="campanile-nonce" content="%NONCE%" /><meta name="campanile-base" content="%BASE%" />' +
      '<script src="./assets/index-a1b2c3.js"></script>',
  );
  writeFileSync(path.join(folder, "icon.svg"), "<svg/>");
  writeFileSync(path.join(assets, "index-a1b2c3.js"), script);
  writeFileSync(path.join(assets, "tiny-a1b2c3.js"), "0;");
  writeFileSync(path.join(assets, "inter-a1b2c3.woff2"), font);
  await compressFiles(assets);
  server = await testServer({ webApp: folder });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (url: string, encoding = "") => server.inject({ url, headers: { "accept-encoding": encoding } });

describe("a file of the web app", () => {
  test.each([
    ["br", "gzip, deflate, br, zstd", brotliDecompressSync],
    ["gzip", "gzip, deflate", gunzipSync],
    ["gzip", "br;q=0, gzip", gunzipSync],
  ])("travels as %s to who takes %s", async (encoding, accepted, decompress) => {
    const answer = await get("/assets/index-a1b2c3.js", accepted);
    expect(answer.headers["content-encoding"]).toBe(encoding);
    expect(answer.headers["content-type"]).toMatch(/^application\/javascript/);
    expect(answer.headers["content-length"]).toBe(String(answer.rawPayload.length));
    expect(answer.rawPayload.length).toBeLessThan(script.length / 10);
    expect(decompress(answer.rawPayload).toString()).toBe(script);
  });

  test("travels as it is to who takes nothing else, and caches are told that this differs", async () => {
    const plain = await get("/assets/index-a1b2c3.js", "identity");
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(plain.headers["content-length"]).toBe(String(script.length));
    expect(plain.body).toBe(script);
    for (const answer of [plain, await get("/assets/index-a1b2c3.js", "br")])
      expect(answer.headers.vary).toMatch(/accept-encoding/i);
  });

  test.each(["tiny-a1b2c3.js", "inter-a1b2c3.woff2"])("is left alone where nothing is saved: %s", async (name) => {
    const answer = await get(`/assets/${name}`, "br, gzip");
    expect(answer.headers["content-encoding"]).toBeUndefined();
    expect(answer.rawPayload).toEqual(readFileSync(path.join(folder, "assets", name)));
  });

  test("is kept for good in any encoding: its name changes with what is in it", async () => {
    for (const accepted of ["br", "gzip", "identity"]) {
      const answer = await get("/assets/index-a1b2c3.js", accepted);
      expect(answer.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    }
  });

  test("is not found after a new version has taken its place", async () => {
    expect((await get("/assets/index-000000.js", "br")).statusCode).toBe(404);
  });
});

describe("a page of the web app", () => {
  test("is asked for anew each time, with another word for its styles", async () => {
    const [one, other] = await Promise.all([get("/campaigns/1"), get("/campaigns/1")]);
    expect(one.headers["cache-control"]).toBe("no-cache");
    const [, nonce] = /content="([^"]+)"/.exec(one.body)!;
    expect(one.headers["content-security-policy"]).toContain(`'nonce-${nonce}'`);
    expect(other.body).not.toContain(nonce);
  });
});

describe("a page below a path of its host", () => {
  test("names its files and itself by that path, whether the proxy hands it on or not", async () => {
    const below = await testServer({ webApp: folder, address: serverAddress("https://x.example/campanile") });
    for (const url of ["/campanile/campaigns/1", "/campaigns/1", "/campanile", "/campanile?tab=x"]) {
      const answer = await below.inject(url);
      expect(answer.body).toContain('<meta name="campanile-base" content="/campanile" />');
      expect(answer.body).toContain('src="/campanile/assets/index-a1b2c3.js"');
    }
    expect((await below.inject("/campanile/assets/tiny-a1b2c3.js")).body).toBe("0;");
    expect((await below.inject("/campanilex/campaigns")).statusCode).toBe(404);
    await below.close();
  });

  test.each([...appPages, "/api/x", "/assets/x", "/problems/x", "/healthz", "/metrics", "/proxyz", "/local/x"])(
    "is never one of the server's own paths: %s",
    (page) => {
      const environment = { CAMPANILE_PUBLIC_URL: `https://x.example${page.replace("*", "x")}` };
      expect(() => readConfig(environment, null)).toThrow("is one of the server's own");
    },
  );
});
