/** Values for a JSON Schema: one that fits, and many in each of which one string is what nobody should send. */
import type { JsonShape as Shape } from "#harness/json-shape.ts";

/** Half of a character, NUL, marks that turn the direction of a line, names every object has, what SQL means something by. */
const nasty = ["\ud83d", "\udc00x", "a\0b", "\u202e\u200f\u2066", "__proto__", "constructor", "'\\%_\"", ""];
/** Longer than any bound; sent once for each string. */
const long = "x".repeat(60_000);

/** Filters hold filters; deeper ones are of the same shapes. */
const DEEPEST = 6;

/** Texts that a schema cannot tell, by the name of the property: without them a request is refused before its strings are used. */
const byName: Readonly<Record<string, string>> = { phone: "+14155550175", to: "+14155550175" };

const samples: ReadonlyArray<[RegExp, string]> = [
  [/date-time/, "2026-11-23T09:00:00Z"],
  [/^date$/, "2026-11-23"],
  [/email/, "ada@example.org"],
];

/** A value that fits, without what may be left out. */
export function sampleOf(shape: Shape, root: Shape = shape): unknown {
  const one = resolved(shape, root);
  if (one.const !== undefined) return one.const;
  if (one.enum) return one.enum[0];
  const branches = one.anyOf ?? one.oneOf;
  if (branches) return sampleOf(branches[0]!, root);
  switch (one.type) {
    case "object": {
      const wanted = Object.entries(one.properties ?? {}).filter(([name]) => one.required?.includes(name));
      return Object.fromEntries(
        wanted.map(([name, property]) => [
          name,
          property.type === "string" && byName[name] !== undefined && property.const === undefined && !property.enum
            ? byName[name]
            : sampleOf(property, root),
        ]),
      );
    }
    case "array":
      return one.prefixItems?.map((item) => sampleOf(item, root)) ?? [sampleOf(one.items ?? {}, root)];
    case "string":
      return samples.find(([format]) => format.test(one.format ?? ""))?.[1] ?? ofPattern(one.pattern);
    case "number":
    case "integer":
      return one.minimum ?? 1;
    case "boolean":
      return false;
    default:
      return null;
  }
}

/** Some text that fits the patterns of the contract. */
function ofPattern(pattern: string | undefined): string {
  if (pattern === undefined) return "1";
  return ["09:00", "US", "7", "abc", "attribute:plan"].find((text) => new RegExp(pattern).test(text)) ?? "1";
}

export function* fuzzed(shape: Shape, root: Shape = shape, depth = 0): Generator {
  const one = resolved(shape, root);
  if (depth > DEEPEST) return;
  for (const branch of one.anyOf ?? one.oneOf ?? []) yield* fuzzed(branch, root, depth + 1);
  switch (one.type) {
    case "string":
      if (one.const !== undefined) return;
      yield* nasty;
      yield long;
      return;
    case "object": {
      const whole = sampleOf(one, root) as Record<string, unknown>;
      for (const [name, property] of Object.entries(one.properties ?? {}))
        for (const value of fuzzed(property, root, depth + 1)) yield { ...whole, [name]: value };
      const { additionalProperties: more } = one;
      if (typeof more !== "object") return;
      for (const name of nasty) yield named(name, sampleOf(more, root));
      for (const value of fuzzed(more, root, depth + 1)) yield named("plan", value);
      return;
    }
    case "array":
      if (one.items) for (const value of fuzzed(one.items, root, depth + 1)) yield [value];
      return;
    default:
  }
}

/** To an ordinary object `__proto__` is no key like others. */
function named(name: string, value: unknown): object {
  return Object.defineProperty({}, name, { value, enumerable: true });
}

function resolved(shape: Shape, root: Shape): Shape {
  if (shape.$ref === undefined) return shape;
  const name = shape.$ref.replace("#/$defs/", "");
  return shape.$ref === "#" ? root : (root.$defs?.[name] ?? {});
}
