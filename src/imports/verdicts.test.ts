import { describe, expect, test } from "vitest";
import type { DuplicatePolicy, ImportMapping } from "#domain/contact/import.ts";
import { readPhone } from "#numbering/read-phone.ts";
import { isZone } from "#numbering/zones.ts";
import { readLanguage } from "./languages.ts";
import { reasonColumn, rejectedHeader, rejectedLine } from "./rejected.ts";
import { rowJudge, splitName } from "./verdicts.ts";

const readers = { readPhone, isZone };
const names = ["phone", "name", "first", "email", "language", "zone", "tags", "plan", "constructor", "unmapped"];
const mapping: ImportMapping = {
  country: "US",
  columns: {
    phone: "phone",
    name: "full_name",
    first: "first_name",
    email: "email",
    language: "language",
    zone: "timezone",
    tags: "tags",
    plan: "attribute:plan",
    unmapped: null,
  },
  onDuplicate: "skip" satisfies DuplicatePolicy,
};

function judge(row: Partial<Record<string, string>>, country: string | null = "US") {
  return rowJudge(names, { ...mapping, country }, readers)(names.map((name) => row[name] ?? ""));
}

describe("a row", () => {
  test("gives a contact what its mapped cells hold, without the blanks around it", () => {
    expect(
      judge({
        phone: " (415) 555-0101 ",
        name: "Ada King Lovelace",
        email: "ada@example.com",
        language: "Spanish",
        zone: "Europe/London",
        tags: "vip; west ,vip",
        plan: " gold ",
        constructor: "x",
        unmapped: "y",
      }),
    ).toEqual({
      verdict: "ready",
      reason: null,
      warnings: [],
      phone: "+14155550101",
      fields: {
        first_name: "Ada",
        last_name: "King Lovelace",
        email: "ada@example.com",
        language: "es",
        timezone: "Europe/London",
        tags: ["vip", "west"],
        attributes: { plan: "gold" },
      },
    });
  });

  test("that is shorter than the header has empty cells at its end", () => {
    expect(rowJudge(names, mapping, readers)(["+14155550101"])).toMatchObject({ verdict: "ready", fields: {} });
    expect(rowJudge(names, mapping, readers)([])).toMatchObject({ verdict: "missing_number", phone: null });
  });

  test("takes a part of the name from its own column before the whole one", () => {
    expect(judge({ phone: "+14155550101", name: "Augusta Lovelace", first: "Ada" }).fields).toEqual({
      first_name: "Ada",
      last_name: "Lovelace",
    });
  });

  test("keeps its warnings and stays ready", () => {
    const { verdict, warnings, fields } = judge({ phone: "+14155550101", email: "ada at home", language: "Klingon?" });
    expect(verdict).toBe("ready");
    expect(warnings).toEqual([
      '"ada at home" is not an email address and is left out.',
      'The language "Klingon?" is not known and is left out; write it as en or pt-BR.',
    ]);
    expect(fields).toEqual({});
  });

  test.each([
    [{ zone: "CET+1" }, /^"CET\+1" is not a time zone/],
    [{ name: "x".repeat(501) }, /^The text in the column "name" is longer than 500 characters/],
    [{ plan: "x".repeat(5_001) }, /^The text in the column "plan" is longer than 5,000 characters/],
    [{ tags: "x".repeat(101) }, /^The text in the column "tags" is longer than 100 characters/],
    [{ tags: Array.from({ length: 101 }, (_, n) => n).join(",") }, /^The column "tags" has 101 tags; 100 are the most/],
  ])("with a cell that no contact may have is not ready: %j", (row, reason) => {
    const judged = judge({ phone: "+14155550101", ...row });
    expect(judged.verdict).toBe("other");
    expect(judged.reason).toMatch(reason);
  });

  test("without a country reads only international numbers, and says so of the others", () => {
    expect(judge({ phone: "+14155550101" }, null).verdict).toBe("ready");
    expect(judge({ phone: "415 555 0101" }, null)).toMatchObject({
      verdict: "invalid_number",
      reason: expect.stringMatching(/has no country code; write it with \+/),
    });
  });

  test("with a bad number and a bad zone has the number's verdict", () => {
    expect(judge({ phone: "12", zone: "x" }).verdict).toBe("invalid_number");
  });
});

test.each([
  ["Lovelace, Ada", { first_name: "Ada", last_name: "Lovelace" }],
  ["Ada", { first_name: "Ada" }],
  ["Ada  King\tLovelace", { first_name: "Ada", last_name: "King Lovelace" }],
])("the name %j is taken apart", (name, parts) => {
  expect(splitName(name)).toEqual(parts);
});

test.each([
  ["en", "en"],
  ["pt_br", "pt-BR"],
  ["Deutsch", "de"],
  ["العربية", "ar"],
  ["FRENCH", "fr"],
  ["x-y", null],
  ["no such", null],
])("the language %s is %s", (text, tag) => {
  expect(readLanguage(text)).toBe(tag);
});

describe("the file of rejected rows", () => {
  test("has the file's columns, then the reason, under a name of its own", () => {
    expect(rejectedHeader(["a", "b"])).toBe("\ufeffa,b,reason\r\n");
    expect(reasonColumn(["reason", "x"])).toBe("reason (2)");
  });

  test("runs nothing in a spreadsheet, and leaves telephone numbers as they are", () => {
    const line = rejectedLine(["=1+1", "+14155550123", "@x", "-cmd|", '+1 (415) "x"'], 6, "why");
    expect(line).toBe(`'=1+1,+14155550123,'@x,'-cmd|,"'+1 (415) ""x""",,why\r\n`);
  });

  test("quotes line ends inside a cell, so that it is read back as one", () => {
    expect(rejectedLine(["a\nb"], 1, "why")).toBe('"a\nb",why\r\n');
  });
});
