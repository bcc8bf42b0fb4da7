/** Whatever comes in has a bound: no text, list or map of a request may be as long as its sender likes. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { JsonShape as Shape } from "#harness/json-shape.ts";
import type { Endpoint } from "./endpoint.ts";
import { endpoints } from "./index.ts";
import { mapOf, text } from "./values.ts";

/** Whether every text that the pattern allows is short: it holds both ends, and nothing in it is repeated without end. */
function isBoundedPattern(pattern: string): boolean {
  const plain = pattern.replaceAll(/\\./g, "x").replaceAll(/\[(?:[^\]\\]|\\.)*\]/g, "x");
  return plain.startsWith("^") && plain.endsWith("$") && !/[*+]|\{\d+,\}/.test(plain);
}

function boundless(shape: Shape, at: string): string[] {
  const found: string[] = [];
  const isText = shape.type === "string" && shape.enum === undefined && shape.const === undefined;
  if (isText && shape.maxLength === undefined && !(shape.pattern && isBoundedPattern(shape.pattern)))
    found.push(`${at}: a text`);
  if (shape.type === "array" && shape.maxItems === undefined && !shape.prefixItems) found.push(`${at}: a list`);
  const { additionalProperties: more } = shape;
  if (shape.type === "object" && more && shape.maxProperties === undefined) found.push(`${at}: a map`);
  if (Object.keys(shape).length === 0) found.push(`${at}: anything`);
  for (const [name, one] of Object.entries({ ...shape.properties, ...shape.$defs }))
    found.push(...boundless(one, `${at}.${name}`));
  for (const one of [shape.items, typeof more === "object" ? more : undefined, shape.propertyNames])
    if (one) found.push(...boundless(one, `${at}[]`));
  for (const one of [shape.anyOf, shape.oneOf, shape.allOf, shape.prefixItems].flatMap((several) => several ?? []))
    found.push(...boundless(one, at));
  return found;
}

const shapeOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Shape;

describe("every part of every request", () => {
  test.each(Object.entries(endpoints) as Array<[string, Endpoint]>)("%s has a bound", (_name, endpoint) => {
    const parts = { params: endpoint.params, query: endpoint.query, body: endpoint.body };
    const found = Object.entries(parts).flatMap(([part, schema]) => (schema ? boundless(shapeOf(schema), part) : []));
    expect(found).toEqual([]);
  });
});

describe("the check itself", () => {
  const short = text({ max: 10 });
  test.each<[string, z.ZodType, string[]]>([
    ["a text", z.strictObject({ name: z.string() }), ["x.name: a text"]],
    ["a text of a loose pattern", z.string().regex(/^a+$/), ["x: a text"]],
    ["a list", z.array(short), ["x: a list"]],
    ["a text in a list in a choice", z.union([z.number(), z.array(z.string()).max(2)]), ["x[]: a text"]],
    ["a map", z.record(short, z.number()), ["x: a map"]],
    ["the names of a map", mapOf(z.string(), z.number(), 5), ["x[]: a text"]],
    ["anything", z.strictObject({ settings: z.unknown() }), ["x.settings: anything"]],
  ])("finds %s without one", (_what, schema, expected) => {
    expect(boundless(shapeOf(schema), "x")).toEqual(expected);
  });

  test.each<[string, z.ZodType]>([
    ["a text", short],
    ["a pattern", z.string().regex(/^[a-z][a-z0-9_]{0,63}$/)],
    ["a choice", z.enum(["a", "b"])],
    ["a list", z.array(short).max(3)],
    ["a map", mapOf(short, z.boolean(), 5)],
  ])("passes %s with one", (_what, schema) => {
    expect(boundless(shapeOf(schema), "x")).toEqual([]);
  });
});
