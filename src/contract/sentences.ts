/**
 * What a bad request is told: one sentence per fault, naming the field and what would be right. A schema that knows
 * better says it by its own `error`; this map speaks for all others.
 */
import type { Problem } from "#domain/errors.ts";
import { z } from "zod";

type Issue = z.core.$ZodIssue;
type RawIssue = z.core.$ZodRawIssue;

export type Parsed<T> = { value: T } | { problems: Problem[] };

/**
 * Reads a value by its schema.
 *
 * @param whole what the value as a whole is called in a sentence, such as "The body"
 * @returns the value with defaults filled in, or every fault as `{path, message}`; `path` is dotted
 */
export function parse<S extends z.ZodType>(schema: S, value: unknown, whole = "The body"): Parsed<z.output<S>> {
  const result = schema.safeParse(value, { error: (issue) => sentence(issue, whole) });
  if (result.success) return { value: result.data };
  return { problems: result.error.issues.flatMap((issue) => problemsOf(issue, [])) };
}

/** The name of a field in a sentence: `from`, `blackoutDates[1]`. */
export function fieldName(path: readonly PropertyKey[] | undefined, whole = "The value"): string {
  const last = path?.findLastIndex((key) => typeof key === "string") ?? -1;
  if (!path || last < 0) return whole;
  const indexes = path.slice(last + 1).map((index) => `[${String(index)}]`);
  return String(path[last]) + indexes.join("");
}

const typeNames: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  date: "a date",
  null: "null",
};

const formats: Record<string, string> = {
  datetime: "an instant such as 2026-11-23T09:00:00Z",
  date: "a calendar date such as 2026-12-25",
  email: "an email address such as ada@example.com",
  url: "an address such as https://example.com",
};

const unknownShape = " has an unknown shape.";

function sentence(issue: RawIssue, whole: string): string {
  const name = fieldName(issue.path, whole);
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return `${name} is required.`;
      return `${name} must be ${typeNames[issue.expected] ?? issue.expected}.`;
    case "unrecognized_keys": {
      const unknown = issue.keys.map((key: string) => `"${key}"`).join(", ");
      const known = fieldsOf(issue.inst);
      const rest = known.length > 0 ? `the fields here are ${known.join(", ")}` : "nothing is expected here";
      return `${unknown} is not known${issue.path?.length ? ` in ${name}` : ""}; ${rest}.`;
    }
    case "invalid_value":
      return `${name} must be ${oneOf(issue.values)}.`;
    case "invalid_format":
      return `${name} must be ${formats[issue.format] ?? "written differently"}.`;
    case "too_small":
    case "too_big":
      return `${name} ${bound(issue)}.`;
    case "invalid_union":
      return Array.isArray(issue.options) ? `${name} must be ${oneOf(issue.options)}.` : name + unknownShape;
    case "invalid_key":
      return `${name} is not a possible name.`;
    default:
      return `${name} is not acceptable.`;
  }
}

function oneOf(values: readonly unknown[]): string {
  const shown = values.map((value) => (typeof value === "string" ? value : String(value)));
  return shown.length === 1 ? `"${shown[0]}"` : `one of ${shown.join(", ")}`;
}

function bound(issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig>): string {
  const small = issue.code === "too_small";
  const limit = small ? issue.minimum : issue.maximum;
  const word = small ? "at least" : "at most";
  switch (issue.origin) {
    case "string":
      return small && limit === 1 ? "must not be empty" : `must have ${word} ${limit} characters`;
    case "array":
    case "set":
      return small && limit === 1 ? "must not be empty" : `must have ${word} ${limit} entries`;
    default:
      return issue.inclusive === false
        ? `must be ${small ? "more" : "less"} than ${limit}`
        : `must be ${word} ${limit}`;
  }
}

function fieldsOf(schema: unknown): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/**
 * One entry per fault. Of a union's branches the one that came nearest speaks, unless nothing of it fits and the union
 * has a sentence of its own.
 */
function problemsOf(issue: Issue, prefix: readonly PropertyKey[]): Problem[] {
  const path = [...prefix, ...issue.path];
  const branches = issue.code === "invalid_union" ? issue.errors.filter((branch) => branch.length > 0) : [];
  const nearest = branches.toSorted((a, b) => faults(a) - faults(b))[0];
  const ownSentence = !issue.message.endsWith(unknownShape);
  if (!nearest || (ownSentence && nearest.some((fault) => fault.path.length < 2))) {
    return [{ path: path.map(String).join("."), message: issue.message }];
  }
  return nearest.flatMap((inner) => problemsOf(inner, path));
}

/** The keys that say which branch of a union is meant. */
const tellingKeys: readonly PropertyKey[] = ["field", "kind", "mode"];

/**
 * How far a value is from a branch. Faults near the top weigh more: `{any: [...one bad entry...]}` is an `any` with a
 * fault inside, not a bad `all`. A union inside is as far as its nearest branch.
 */
function faults(branch: readonly Issue[]): number {
  return branch.reduce((sum, issue) => sum + weight(issue) / 10 ** issue.path.length, 0);
}

function weight(issue: Issue): number {
  const branches = issue.code === "invalid_union" ? issue.errors.filter((branch) => branch.length > 0) : [];
  if (branches.length > 0) return Math.min(...branches.map(faults));
  return tellingKeys.includes(issue.path[0] ?? "") ? 10 : 1;
}
