/** The small values every noun is made of. What comes in is strict and says what is wrong; what goes out is plain. */
import { weekdays } from "#domain/campaign/settings.ts";
import { namesPlace, readZoneName } from "#domain/dialing/zone-names.ts";
import { plainName } from "#domain/plain-name.ts";
import { roles } from "#domain/roles.ts";
import { z } from "zod";
import { fieldName } from "./sentences.ts";

type Range = { min: number; max: number };

/**
 * Every text of a request. The database holds neither the character NUL nor half of a character that takes two (a lone
 * surrogate), and somebody's names and keys are not changed without a word: such a text is refused.
 */
export const text = (range: { min?: number; max: number }) =>
  (range.min ? z.string().min(range.min) : z.string())
    .max(range.max)
    .refine((value) => !value.includes("\0"), {
      error: (issue) => `${fieldName(issue.path)} holds the character NUL; remove it.`,
    })
    .refine((value) => value.isWellFormed(), {
      error: (issue) => `${fieldName(issue.path)} holds half of a character, such as half an emoji; remove it.`,
    });

/** A map with names of its own, of a bounded number. */
export const mapOf = <K extends z.ZodType<string, string>, V extends z.ZodType>(key: K, value: V, most: number) =>
  z
    .record(key, value)
    .refine((map) => Object.keys(map).length <= most, {
      error: (issue) => `${fieldName(issue.path)} must have at most ${grouped(most)} entries.`,
    })
    // Zod has no such bound of its own; JSON Schema has the word.
    .meta({ maxProperties: most });

/** Longer than any way of writing an instant. */
const INSTANT_CHARACTERS = 40;

/** Text on one line, without spaces around it and control characters in it. */
export const lineInput = ({ min = 0, max }: { min?: number; max: number }) => {
  const line = text({ max }).overwrite(plainName);
  return min > 0 ? line.min(min) : line;
};

/** A name people give to things: not blank. */
export const nameInput = lineInput({ min: 1, max: 200 });

/** An opaque id in a request. Whether it names anything is the store's to say. */
export const idInput = text({ min: 1, max: 100 });

/** A whole number from `min` to `max`. */
export const wholeNumber = ({ min, max }: Range) =>
  z
    .number({
      error: (issue) => `${fieldName(issue.path)} must be a whole number from ${grouped(min)} to ${grouped(max)}.`,
    })
    .int()
    .min(min)
    .max(max);

/** A number above `above`, at most `max`. */
export const rate = ({ above, max }: { above: number; max: number }) =>
  z
    .number({ error: (issue) => `${fieldName(issue.path)} must be more than ${above} and at most ${grouped(max)}.` })
    .gt(above)
    .max(max);

function grouped(value: number): string {
  return value.toLocaleString("en-US");
}

/** The name of a zone, turned into its present one. Not by a transform: responses have it too, and OpenAPI knows none. */
export const zoneInput = z
  .string()
  .max(100)
  .overwrite((name) => {
    const read = readZoneName(name);
    return read.ok ? read.zone : name;
  })
  .refine(namesPlace, {
    error: ({ input, path }) => {
      const read = readZoneName(String(input));
      const plain = `${fieldName(path)} must be an IANA time zone such as "Europe/Berlin".`;
      return read.ok || !read.ambiguous ? plain : read.reason;
    },
  });

/** An instant in a response: ISO 8601 in UTC with Z. */
export const instant = z.iso.datetime();

/** An instant in a request; an offset is understood, and turned into UTC. */
export const instantInput = z.iso
  .datetime({ offset: true })
  .max(INSTANT_CHARACTERS)
  .transform((value) => new Date(value).toISOString());

/** A calendar date, `YYYY-MM-DD`, that exists. */
export const calendarDate = z.iso.date();

/** An instant, or a date which stands for its first instant in UTC; as it was written. */
export const since = z.union([z.iso.datetime({ offset: true }).max(INSTANT_CHARACTERS), z.iso.date()], {
  error: (issue) =>
    `${fieldName(issue.path)} must be a date such as 2026-11-23 or an instant such as 2026-11-23T09:00:00Z.`,
});

/** The same in a query, turned into an instant. */
export const sinceInput = since.transform((value) => new Date(value).toISOString());

/** A wall-clock minute. */
export const wallClock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: (issue) => `${fieldName(issue.path)} must be a time such as "09:00".`,
});

/** The end of a span of wall-clock minutes: midnight may be written "24:00". */
export const wallClockEnd = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, {
  error: (issue) => `${fieldName(issue.path)} must be a time such as "17:00", at the latest "24:00".`,
});

export const weekday = z.enum(weekdays);

/** A telephone number in a response: E.164. */
export const phone = z.string().describe("E.164, such as +14155550123");

/** A telephone number in a request, as people write it; the server normalises it to E.164 or refuses it with 422. */
export const phoneInput = text({ min: 1, max: 40 }).describe(
  "A telephone number with its country, such as +14155550123",
);

export const count = z.int().min(0);

export const role = z.enum(roles);

/** The name of whoever made it; null when that was Campanile itself. */
export const createdBy = z.string().nullable();

/** Who did it: a person, a program with an API key, or Campanile itself. */
export const actor = z
  .object({ kind: z.enum(["user", "key", "system"]), name: z.string() })
  .meta({ id: "Actor", description: "Who did it: a person, a program with an API key, or Campanile itself." });

/** What keeps a thing from being used, or is worth knowing about it. */
export const finding = z
  .object({ code: z.string(), message: z.string() })
  .meta({ id: "Finding", description: "What is wrong, and what to do about it." });

export const byId = z.strictObject({ id: idInput });

/** `?limit=&cursor=` of every list. */
export const pageQuery = z.strictObject({
  limit: z.coerce
    .number({ error: (issue) => `${fieldName(issue.path)} must be a whole number from 1 to 200.` })
    .int()
    .min(1)
    .max(200)
    .default(50)
    .describe("How many to answer at most."),
  cursor: text({ min: 1, max: 500 }).optional().describe("`nextCursor` of the page before."),
});

export const searchInput = text({ max: 200 });

/** One page of a list. */
export const listOf = <S extends z.ZodType>(item: S) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe("For the next page; null on the last."),
    total: count.describe("How many there are on all pages."),
  });

/** Several of a table's names in one query value: `?status=running,paused`. */
export const namesQuery = <const Name extends string>(names: readonly Name[]) =>
  z
    .string()
    .max(1_000)
    .transform((value, context): Name[] => {
      const given = value.split(",").filter((name) => name !== "");
      for (const name of given.filter((one) => !names.some((known) => known === one))) {
        const message = `"${name}" is not known; use ${names.join(", ")}, several with commas.`;
        context.addIssue({ code: "custom", message });
      }
      return names.filter((name) => given.includes(name));
    })
    .describe(`One or several, with commas, of ${names.join(", ")}.`);
