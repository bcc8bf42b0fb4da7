import { describe, expect, test } from "vitest";
import type { DuplicatePolicy, ImportMapping } from "#domain/contact/import.ts";
import { readPhone } from "#numbering/read-phone.ts";
import { readLanguage } from "./languages.ts";
import { fieldReader } from "./row-fields.ts";
import { rowJudge } from "./verdicts.ts";

const readers = { readPhone };
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
      column: null,
      warnings: [],
      phone: "+14155550101",
      lacks: null,
      lacksColumn: null,
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
    const turned = rowJudge(
      ["first", "name"],
      { ...mapping, columns: { first: "first_name", name: "full_name" } },
      readers,
    );
    expect(turned(["Ada", "Augusta Lovelace"]).fields).toEqual({ first_name: "Ada", last_name: "Lovelace" });
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
  ])("with a cell that no contact may have is not ready, and says which: %j", (row, reason) => {
    const judged = judge({ phone: "+14155550101", ...row });
    expect(judged.verdict).toBe("other");
    expect(judged.reason).toMatch(reason);
    expect(judged.column).toBe(Object.keys(row)[0]);
  });

  test("with more in its attributes than a contact may have is not ready, and gives none of them", () => {
    const wide = ["phone", ...Array.from({ length: 3 }, (_, n) => `note ${n}`)];
    const columns = Object.fromEntries(wide.map((name, n) => [name, n === 0 ? "phone" : `attribute:${name}`]));
    const judgeWide = rowJudge(wide, { country: null, onDuplicate: "skip", columns }, { readPhone });
    const cells = (length: number) => ["+14155550101", ...Array.from({ length: 3 }, () => "x".repeat(length))];
    expect(judgeWide(cells(2_700)).verdict).toBe("ready");
    const { verdict, reason, fields } = judgeWide(cells(2_800));
    expect(verdict).toBe("other");
    expect(reason).toBe(
      "The row's attributes have 8,418 characters together; 8,192 are the most; map fewer columns, or shorten their cells.",
    );
    expect(fields.attributes).toBeUndefined();
  });

  test("without a country reads only international numbers, and says so of the others", () => {
    expect(judge({ phone: "+14155550101" }, null).verdict).toBe("ready");
    expect(judge({ phone: "415 555 0101" }, null)).toMatchObject({
      verdict: "invalid_number",
      reason: expect.stringMatching(/has no country code; write it with \+/),
    });
  });

  test.each(["n/a", "-", "NULL", " – ", "#N/A", "unknown"])("goes by its number where its zone is %j", (zone) => {
    const judged = judge({ phone: "+14155550101", zone });
    expect(judged).toMatchObject({ verdict: "ready", warnings: [] });
    expect(judged.fields).not.toHaveProperty("timezone");
  });

  test("takes the zone out of a label", () => {
    const label = "(GMT-05:00) Eastern Standard Time (America/New_York)";
    expect(judge({ phone: "+14155550101", zone: label }).fields).toMatchObject({ timezone: "America/New_York" });
  });

  test("with a bad number and a bad zone has the number's verdict", () => {
    expect(judge({ phone: "12", zone: "x" })).toMatchObject({ verdict: "invalid_number", column: "phone" });
  });

  test("without a number says in which column it is missing", () => {
    expect(judge({ name: "Ada" })).toMatchObject({
      verdict: "missing_number",
      column: "phone",
      reason: "There is no number in this cell; enter one.",
    });
  });

  test.each(["=A1+B1", "=cmd|' /C calc'!A0", "@SUM(A1:A9)", '="0170"&"1234567"'])(
    "does not take the formula %s for a number",
    (phone) => {
      expect(judge({ phone })).toMatchObject({
        verdict: "invalid_number",
        reason: expect.stringMatching(/^This is a formula: .*; enter the number that it shows\.$/),
        column: "phone",
      });
    },
  );

  test("is read without what a spreadsheet put around its cells to keep them text", () => {
    const judged = judge({ phone: '="(415) 555-0101"', first: "'t Hooft", plan: '="say ""007"""' });
    expect(judged).toMatchObject({
      phone: "+14155550101",
      fields: { first_name: "'t Hooft", attributes: { plan: 'say "007"' } },
    });
    expect(judge({ phone: "'4155550101", plan: "'=1+1" })).toMatchObject({
      phone: "+14155550101",
      fields: { attributes: { plan: "=1+1" } },
    });
    expect(judge({ phone: "4155550101", plan: "'007" }).fields).toEqual({ attributes: { plan: "007" } });
  });

  test("reads attributes by their types, and keeps with a warning what cannot be read so", () => {
    const typed: ImportMapping = { ...mapping, types: { plan: "number" } };
    const read = (plan: string) =>
      rowJudge(
        names,
        typed,
        readers,
      )(names.map((name) => (name === "phone" ? "4155550101" : name === "plan" ? plan : "")));
    expect(read("1,234.50")).toMatchObject({ warnings: [], fields: { attributes: { plan: "1234.5" } } });
    expect(read("a dozen")).toMatchObject({
      verdict: "ready",
      warnings: ['"a dozen" in the column "plan" cannot be read as a number and is kept as it is.'],
      fields: { attributes: { plan: "a dozen" } },
    });
  });

  test("may have an attribute of any name", () => {
    const named: ImportMapping = { ...mapping, columns: { phone: "phone", plan: "attribute:__proto__" } };
    const { fields } = rowJudge(names, named, readers)(names.map((name) => (name === "plan" ? "gold" : "4155550101")));
    expect(Object.entries(fields.attributes ?? {})).toEqual([["__proto__", "gold"]]);
  });
});

test("a row brought in has the fields that were judged", () => {
  const read = fieldReader(names, mapping);
  const rows = [
    { phone: "12", name: "Dr. Ada Lovelace", email: "nobody", zone: "europe/london", tags: "a;b", plan: "gold" },
    { phone: "+14155550101", zone: "CET", language: "fr" },
    {},
  ];
  for (const row of rows as Array<Partial<Record<string, string>>>) {
    expect(read(names.map((name) => row[name] ?? ""))).toEqual(judge(row).fields);
  }
});

describe("a row with several telephone columns", () => {
  const columns = ["Home", "Mobile", "Work"];
  const several: ImportMapping = {
    country: "US",
    columns: { Home: "phone", Mobile: "phone", Work: "phone" },
    onDuplicate: "skip",
  };
  const judgeNumbers = (...cells: string[]) => rowJudge(columns, several, readers)(cells);

  test("has the number of the first, when that can be called", () => {
    expect(judgeNumbers("415 555 0101", "415 555 0102")).toMatchObject({ phone: "+14155550101", warnings: [] });
  });

  test("passes over empty cells without a word", () => {
    expect(judgeNumbers("", "n/a", "415 555 0103")).toMatchObject({ phone: "+14155550103", warnings: [] });
  });

  test("says which number was taken when one before it cannot be called", () => {
    const { verdict, phone, warnings } = judgeNumbers("12", "", "415 555 0103");
    expect({ verdict, phone }).toEqual({ verdict: "ready", phone: "+14155550103" });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^The number in "Home" cannot be called: [a-z][^;]+\. The one in "Work" was taken\.$/);
  });

  test("has the reason and the cell of the first filled one when none can be called", () => {
    expect(judgeNumbers("", "+1 415 555 01", "=A1")).toMatchObject({
      verdict: "invalid_number",
      column: "Mobile",
      reason: expect.stringMatching(/\. Neither of the row's two numbers can be called\.$/),
    });
    expect(judgeNumbers("1", "2", "3").reason).toMatch(/\. None of the row's 3 numbers can be called\.$/);
    expect(judgeNumbers("1", "", "").reason).not.toMatch(/None|Neither/);
  });

  test("is missing its number when all are empty", () => {
    expect(judgeNumbers("", "-", " ")).toMatchObject({
      verdict: "missing_number",
      column: "Home",
      reason: "There is no number in any of the telephone columns; enter one.",
    });
  });
});

describe("a row that the AI employee needs more of", () => {
  const judgeFor = (required: string[], row: Partial<Record<string, string>>) =>
    rowJudge(names, mapping, readers, required)(names.map((name) => row[name] ?? ""));

  test("stays ready and says what is lacking, and in which column", () => {
    expect(judgeFor(["Plan"], { phone: "+14155550101", name: "Ada" })).toMatchObject({
      verdict: "ready",
      lacks:
        "The AI employee says {{Plan}}, and this row has nothing for it; fill the cell or give the variable a fallback.",
      lacksColumn: "plan",
    });
  });

  test("lacks nothing that its cells give, by whatever capitals it is called", () => {
    const row = { phone: "+14155550101", name: "Ada Lovelace", plan: "gold" };
    expect(judgeFor([" PLAN ", "First_Name", "last_name", "full_name", "phone"], row).lacks).toBeNull();
  });

  test("lacks a last name when the whole name is one word, and looks to the column of names for it", () => {
    expect(judgeFor(["full_name", "last_name"], { phone: "+14155550101", name: "Ada" })).toMatchObject({
      lacks: expect.stringMatching(/\{\{last_name\}\}/),
      lacksColumn: "name",
    });
  });

  test("lacks what could not be read", () => {
    expect(judgeFor(["email"], { phone: "+14155550101", email: "none" }).lacksColumn).toBe("email");
  });

  test("is told that no column gives it", () => {
    expect(judgeFor(["product"], { phone: "+14155550101" })).toMatchObject({
      lacks:
        "The AI employee says {{product}}, and no column of the list is mapped to it; map one or give the variable a fallback.",
      lacksColumn: null,
    });
  });

  test("is not asked for more when it is not ready", () => {
    expect(judgeFor(["product"], { phone: "12" }).lacks).toBeNull();
  });
});

test.each([
  ["en", "en"],
  ["pt_br", "pt-BR"],
  ["Deutsch", "de"],
  ["العربية", "ar"],
  ["FRENCH", "fr"],
  ["inglese", "en"],
  ["Engels", "en"],
  ["英语", "en"],
  ["中文", "zh"],
  ["x-y", null],
  ["no such", null],
])("the language %s is %s", (text, tag) => {
  expect(readLanguage(text)).toBe(tag);
});
