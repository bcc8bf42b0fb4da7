import { describe, expect, test } from "vitest";
import { mapColumns } from "./import-file.ts";

const column = (name: string, suggested: string | null) => ({
  name,
  samples: [] as string[],
  filled: 1,
  suggested,
  type: "text" as const,
  reason: null,
});
const columns = [
  column("Mobile", "phone"),
  column("First", "first_name"),
  column("Plan", null),
  column("x".repeat(65), null),
];

describe("what the columns are", () => {
  test("is what was suggested; the rest become attributes of their own names", () => {
    expect(mapColumns(columns, [], "a.csv")).toEqual({
      Mobile: "phone",
      First: "first_name",
      Plan: "attribute:Plan",
      ["x".repeat(65)]: null,
    });
  });

  test("is as chosen before it is as suggested, and each field once", () => {
    expect(mapColumns(columns, [{ field: "first_name", column: "plan" }], "a.csv")).toMatchObject({
      Mobile: "phone",
      First: "attribute:First",
      Plan: "first_name",
    });
  });

  test("is nothing for the last columns of a file with more than a contact can know", () => {
    const wide = [column("Mobile", "phone"), ...Array.from({ length: 250 }, (_, n) => column(`c${n}`, null))];
    const meanings = Object.values(mapColumns(wide, [], "a.csv"));
    expect(meanings.filter((meaning) => meaning?.startsWith("attribute:"))).toHaveLength(200);
    expect(meanings[0]).toBe("phone");
  });

  test("is an attribute once: a column whose header says so goes before one of that name", () => {
    const twice = [column("phone", "phone"), column("plan", null), column("attribute:plan", "attribute:plan")];
    expect(mapColumns(twice, [], "a.csv")).toEqual({
      phone: "phone",
      plan: null,
      "attribute:plan": "attribute:plan",
    });
  });

  test("takes several columns of numbers, as an import does", () => {
    const two = [column("Mobile", "phone"), column("Home", null)];
    const choices = [
      { field: "phone", column: "Mobile" },
      { field: "phone", column: "Home" },
    ];
    expect(mapColumns(two, choices, "a.csv")).toEqual({ Mobile: "phone", Home: "phone" });
  });

  test("finds a chosen column however its accents are written", () => {
    const choice = [{ field: "company" as const, column: "socie\u0301te\u0301" }];
    expect(mapColumns([...columns, column("Société", null)], choice, "a.csv")).toMatchObject({ Société: "company" });
  });

  test("leaves a field out that was given no column", () => {
    expect(mapColumns(columns, [{ field: "first_name", column: "" }], "a.csv")).toMatchObject({
      First: "attribute:First",
    });
  });

  test("refuses a column that is not there, and names those that are", () => {
    const choice = [{ field: "phone", column: "Tel" }];
    expect(() => mapColumns(columns, choice, "a.csv")).toThrow('a.csv has no column "Tel"; it has "Mobile", "First"');
  });

  test("refuses a file without telephone numbers, and says how to name them", () => {
    expect(() => mapColumns(columns.slice(1, 3), [], "a.csv")).toThrow(
      'No column of a.csv looks like telephone numbers; name it with --map "phone=COLUMN". Its columns are "First", "Plan".',
    );
  });
});
