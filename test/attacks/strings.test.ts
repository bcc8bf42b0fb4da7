/** Door: every string of every endpoint. Whatever stands in it, the answer is one of ours and never a fault of the server. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { apiBase, type EndpointName, endpoints } from "#contract/index.ts";
import type { Endpoint } from "#contract/endpoint.ts";
import { problem } from "#contract/problem.ts";
import { openPostgresApp, type PostgresApp } from "#harness/app.ts";
import { rawRequest } from "#harness/raw-request.ts";
import type { JsonShape } from "#harness/json-shape.ts";
import { fuzzed, sampleOf } from "./fuzz.ts";

const names = Object.keys(endpoints) as EndpointName[];
const shapeOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonShape;

/** As it stands in an address: bytes that are no UTF-8 (half of a character), NUL, what paths and patterns mean something by. */
const inAddress = [
  "%ED%A0%BD",
  "%00",
  "%FF",
  "..%2F..%2Fx",
  "%25%5F%5C",
  "__proto__",
  "%E2%80%AE",
  "-1",
  "9".repeat(40),
];

let app: PostgresApp;
beforeAll(async () => {
  app = await openPostgresApp();
  // One of most things, so that what is written gets as far as the database.
  await app.get("createContact", { body: { phone: "+14155550171" } });
  await app.get("createCampaign", { body: { name: "One" } });
  await app.get("createImport", { file: "phone,name\n+14155550172,Ada\n" });
  await app.get("createFilter", { body: { name: "One", filter: { all: [] } } });
});
afterAll(() => app?.close());

/** What is wrong with the answer; null when it is a success or a problem document of ours. */
async function faultOf(response: Response, what: string): Promise<string | null> {
  if (response.status >= 500) return `${what}: ${response.status} ${(await response.text()).slice(0, 200)}`;
  if (response.status < 400) {
    // An event stream goes on until it is let go.
    await response.body?.cancel();
    return null;
  }
  const told = problem.strict().safeParse(await response.json().catch(() => null));
  return told.success ? null : `${what}: ${response.status} without a problem document`;
}

function pathOf(endpoint: Endpoint, value = "1"): string {
  return apiBase + endpoint.path.replaceAll(/:\w+/g, value);
}

function sent(endpoint: Endpoint, path: string, body?: string): Promise<Response> {
  const { method } = endpoint;
  if (endpoint.bodyType === "multipart") {
    const form = new FormData();
    form.set("file", new Blob(["phone\n+14155550170\n"]), "people.csv");
    return app.raw(path, { method, body: form });
  }
  const headers: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  return app.raw(path, { method, headers, ...(body !== undefined && { body }) });
}

describe("a string in the body", () => {
  const withBody = names.filter((name) => (endpoints[name] as Endpoint).body !== undefined);

  test.each(withBody)("of %s", async (name) => {
    const endpoint: Endpoint = endpoints[name];
    const shape = shapeOf(endpoint.body!);
    const faults: string[] = [];
    let count = 0;
    for (const value of fuzzed(shape)) {
      count++;
      const body = JSON.stringify(value);
      const fault = await faultOf(await sent(endpoint, pathOf(endpoint), body), body.slice(0, 300));
      if (fault) faults.push(fault);
    }
    expect(faults).toEqual([]);
    // Bodies without a string are numbers and choices alone.
    if (JSON.stringify(shape).includes('"type":"string"')) expect(count).toBeGreaterThan(0);
  });

  test.each(withBody)("that is the name __proto__ or constructor in %s is refused with a sentence", async (name) => {
    const endpoint: Endpoint = endpoints[name];
    for (const poison of ['{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}']) {
      const response = await sent(endpoint, pathOf(endpoint), poison);
      expect(response.status).toBe(400);
      expect(problem.parse(await response.json()).detail).toMatch(/(__proto__|constructor).*\.$/);
    }
  });
});

describe("a string in the address", () => {
  test.each(names)("of %s", async (name) => {
    const endpoint: Endpoint = endpoints[name];
    const faults: string[] = [];
    const body = endpoint.body ? JSON.stringify(sampleOf(shapeOf(endpoint.body))) : undefined;
    const ask = async (path: string) => {
      const fault = await faultOf(await sent(endpoint, path, body), path);
      if (fault) faults.push(fault);
    };
    if (endpoint.path.includes(":")) for (const value of inAddress) await ask(pathOf(endpoint, value));
    const parameters = Object.keys(endpoint.query?.shape ?? {});
    for (const parameter of parameters) {
      for (const value of inAddress) await ask(`${pathOf(endpoint)}?${parameter}=${value}`);
      await ask(`${pathOf(endpoint)}?${parameter}=1&${parameter}=2`);
      await ask(`${pathOf(endpoint)}?${parameter}[]=1&${parameter}[a]=2&${parameter}`);
    }
    for (const strange of ["?%00=1", "?__proto__=1", "?%ED%A0%BD=1", "?=", "?&&&", "?%"])
      await ask(pathOf(endpoint) + strange);
    expect(faults).toEqual([]);
  });
});

test.each([
  "/assets/",
  "/assets/%00",
  "/assets/../x",
  "/assets/..%2f..%2fpackage.json",
  "/assets/%2e%2e/%2e%2e/package.json",
  "/assets/%ED%A0%BD.js",
  "/assets/x%00.js",
  "/%",
  "/%00",
  "//evil.example/x",
  "/api/v1/contacts/%",
  "/api/v1/%00",
  "/campaigns/%00",
  "/campaigns/../../etc/passwd",
])("the address %s has no file of ours, and no fault", async (path) => {
  const answer = await rawRequest(app.url, path);
  expect(answer.status).toBeLessThan(500);
  expect(answer.text).not.toContain('"devDependencies"');
  expect(answer.text).not.toContain("root:");
});
