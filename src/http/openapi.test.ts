import { readFile } from "node:fs/promises";
import { endpoints } from "#contract/index.ts";
import { describe, expect, test } from "vitest";
import packageFile from "../../package.json" with { type: "json" };
import { docsPage } from "./docs-page.ts";
import { openApiDocument, openApiText } from "./openapi.ts";
import { testServer } from "./test-server.ts";

const api = openApiDocument("1.2.3");
const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.values(methods).map((operation) => ({ path, operation })),
);

/** Every value under the key `$ref`, wherever it stands. */
function references(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" && typeof inner === "string" ? [inner] : references(inner),
  );
}

function resolve(reference: string): unknown {
  const steps = reference.replace(/^#\//, "").split("/");
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], api);
}

describe("the OpenAPI document", () => {
  test("is the one that is committed; else run `node scripts/generate-openapi.ts`", async () => {
    const committed = await readFile(new URL("../../openapi.json", import.meta.url), "utf8");
    expect(committed).toBe(openApiText(packageFile.version));
  });

  test("has references that all lead somewhere, and no shape that nothing leads to", () => {
    const used = new Set(references(api));
    expect([...used].filter((reference) => typeof resolve(reference) !== "object")).toEqual([]);
    for (const name of Object.keys(api.components.schemas)) expect(used).toContain(`#/components/schemas/${name}`);
  });

  test("has every endpoint under its name, once", () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(names.toSorted()).toEqual(Object.keys(endpoints).toSorted());
  });

  test("declares the parameters of every path, and no parameter twice", () => {
    for (const { path, operation } of operations) {
      const { parameters = [] } = operation;
      const inPath = parameters.filter((parameter) => parameter.in === "path");
      expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
      expect(inPath.every(({ required }) => required)).toBe(true);
      expect(new Set(parameters.map(({ in: where, name }) => `${where} ${name}`)).size).toBe(parameters.length);
    }
  });

  test("says for every operation what it answers, and what it refuses", () => {
    for (const { operation } of operations) {
      const statuses = Object.keys(operation.responses);
      // A file can be answered in parts.
      expect(statuses.filter((status) => status < "300" && status !== "206")).toHaveLength(1);
      expect(statuses).toContain("400");
      for (const answer of Object.values(operation.responses)) {
        const found = "$ref" in answer ? resolve(answer.$ref) : answer;
        expect(found).toHaveProperty("description", expect.stringMatching(/./));
      }
    }
  });

  test("lets strangers see only the health", () => {
    const open = operations.filter(({ operation }) => operation.security?.length === 0);
    expect(open.map(({ path }) => path)).toEqual(["/health"]);
  });

  test("offers an Idempotency-Key with every POST", () => {
    const without = Object.entries(api.paths).filter(
      ([, { post }]) => post && !post.parameters?.some(({ name }) => name === "Idempotency-Key"),
    );
    expect(without).toEqual([]);
  });

  test("gives the nouns of the API their names", () => {
    expect(Object.keys(api.components.schemas)).toEqual(
      expect.arrayContaining([
        "Campaign",
        "CampaignContact",
        "Contact",
        "Call",
        "Conversation",
        "Import",
        "AiEmployee",
        "Line",
        "Problem",
      ]),
    );
  });

  test("is served", async () => {
    const server = await testServer();
    const answer = await server.inject("/api/openapi.json");
    expect(answer.json().info.version).toBe("0.0.0-test");
    await server.close();
  });
});

describe("the page of the API", () => {
  const html = docsPage(api);

  test("has every endpoint, and links that all lead somewhere on it", () => {
    const anchors = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
    for (const name of Object.keys(endpoints)) expect(anchors).toContain(name);
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(anchors).toContain(target);
  });

  test("runs nothing and loads nothing", () => {
    expect(html).not.toMatch(/<script|<img|<link rel="stylesheet"|url\(|\son\w+=|\sstyle=/);
  });

  test("escapes what it shows", () => {
    const evil = structuredClone(api);
    evil.info.title = "<b>&";
    expect(docsPage(evil)).toContain("&lt;b&gt;&amp;");
    expect(docsPage(evil)).not.toContain("<b>");
  });
});

describe("the first page", () => {
  test("says what this is and leads to the documentation", async () => {
    const server = await testServer();
    const answer = await server.inject("/");
    expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(answer.body).toContain('href="/api/docs"');
    expect(answer.body).toContain("0.0.0-test");
    await server.close();
  });
});
