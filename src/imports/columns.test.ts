import { describe, expect, test } from "vitest";
import { ColumnSurvey, uniqueNames } from "./columns.ts";

function surveyed(header: string[] | null, ...rows: string[][]) {
  const survey = new ColumnSurvey(header);
  survey.add(rows);
  return survey.columns();
}

/** Columns of the cells given for each. */
function typed(columns: Record<string, string[]>) {
  const rows = Object.values(columns)[0]!.map((_, row) => Object.values(columns).map((cells) => cells[row] ?? ""));
  return surveyed(Object.keys(columns), ...rows).map(({ type, typeReason }) => [type, typeReason]);
}

describe("what is learnt of columns", () => {
  test("samples are the first different values", () => {
    const columns = surveyed(["a", "b"], ["x", "1"], ["x"], [" y ", ""], ["z", "2"], ["w", "3"]);
    expect(columns.map(({ samples }) => samples)).toEqual([
      ["x", "y", "z"],
      ["1", "2", "3"],
    ]);
  });

  test("filled cells are counted over all rows, blanks not", () => {
    const survey = new ColumnSurvey(["a", "b", "c"]);
    for (let chunk = 0; chunk < 5; chunk++) {
      survey.add(Array.from({ length: 1_000 }, (_, row) => [`x${row}`, row % 2 === 0 ? " \u00a0" : "y"]));
    }
    expect(survey.rows).toBe(5_000);
    expect(survey.columns().map(({ filled }) => filled)).toEqual([5_000, 2_500, 0]);
  });

  test("an accent that is a character of its own is part of its letter in a name", () => {
    expect(surveyed(["Te\u0301le\u0301phone", "Téléphone"], ["1", "2"]).map(({ name }) => name)).toEqual([
      "Téléphone",
      "Téléphone (2)",
    ]);
  });

  test("a column that begins late is looked at all the same", () => {
    const survey = new ColumnSurvey(["a", "b"]);
    survey.add(Array.from({ length: 2_000 }, () => ["x", ""]));
    survey.add([
      ["x", "+14155550123", "", " "],
      ["x", "+14155550124", "", "late"],
    ]);
    const columns = survey.columns();
    expect(columns[1]!.evidence.phones).toEqual([0, 0, 0, 2]);
    expect(columns.map(({ name }) => name)).toEqual(["a", "b", "Column 3", "Column 4"]);
    expect(columns[3]!.samples).toEqual(["late"]);
  });

  test("of a wide file fewer rows are looked at, and all are counted", () => {
    const columns = surveyed(null, ...Array.from({ length: 300 }, () => Array.from({ length: 2_000 }, () => "x")));
    const looked = columns.map(({ evidence }) => evidence.filled);
    expect(Math.min(...looked)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...looked)).toBeLessThanOrEqual(50);
    expect(columns.every(({ filled }) => filled === 300)).toBe(true);
  });

  test("a sample is not cut within a character", () => {
    const [column] = surveyed([`${"n".repeat(199)}🙂`], [`${"x".repeat(79)}🙂`]);
    expect(column).toMatchObject({ name: "n".repeat(199), samples: ["x".repeat(79)] });
  });

  test("more than 2,000 columns are refused", () => {
    expect(() =>
      surveyed(
        null,
        Array.from({ length: 2_001 }, () => "x"),
      ),
    ).toThrow(/more than 2,000 columns/);
  });
});

test("no column has the name that JSON refuses as a key", () => {
  expect(uniqueNames(["__proto__", "constructor", "prototype"])).toEqual(["__proto__ (2)", "constructor", "prototype"]);
});

describe("the type of a column", () => {
  test.each<[string, string[], string, string | null]>([
    ["Balance", ["1.234,56", "12", "-3,5", ""], "number", "Read as numbers, such as 1.234,56."],
    ["Balance", ["$5", "n/a", "-", "6"], "number", "Read as numbers, such as $5."],
    ["Visits", ["1", "0", "1"], "number", "Read as numbers, such as 1."],
    ["Year", ["2024", "2025"], "number", "Read as numbers, such as 2024."],
    ["Balance", ["1.234", "5", "7"], "text", "Kept as text: 1.234 can be a whole number or a decimal."],
    ["Code", ["01234", "10115"], "text", null],
    ["PLZ", ["80331", "10115"], "text", null],
    ["Kunden-Nr.", ["17", "18"], "text", null],
    ["Line", ["4155550123", "4155550124"], "text", null],
    ["Line", ["91 234 567", "91 234 568"], "text", null],
    ["Line", ["+4930123456", "+4930123457"], "text", null],
    ["Born", ["28/10/2026", "1/2/2026"], "date_dmy", "Read as day/month/year: 28/10/2026 can be nothing else."],
    ["Born", ["10/28/2026", "1/2/2026"], "date_mdy", "Read as month/day/year: 10/28/2026 can be nothing else."],
    [
      "Born",
      ["10/28/2026", "28/10/2026"],
      "text",
      "Kept as text: 28/10/2026 has the day first and 10/28/2026 the month.",
    ],
    [
      "Born",
      ["3/11/2026", "1/2/2026"],
      "text",
      "Kept as text: 3/11/2026 can have its day or its month first; choose which.",
    ],
    [
      "Born",
      ["3.11.2026", "1.2.2026"],
      "date_dmy",
      "Read as day.month.year, as dates with dots are written, such as 3.11.2026.",
    ],
    ["Born", ["2026-11-03", "2026-01-02 14:30"], "date_ymd", "Read as year, month, day, such as 2026-11-03."],
    ["Born", ["20261103", "20260102"], "date_ymd", "Read as year, month, day, such as 20261103."],
    ["Born", ["3 Nov 2026", "Nov 4, 2026"], "date_dmy", "Read as dates, such as 3 Nov 2026."],
    ["VIP", ["yes", "No", ""], "yes_no", "Read as yes or no: its cells say nothing else."],
    ["VIP", ["x", "", "x"], "yes_no", "Read as yes or no: its cells say nothing else."],
    ["Plan", ["gold", "silver", "yes"], "text", null],
    ["Plan", ["", ""], "text", null],
  ])("%s with %j is %s", (header, cells, type, reason) => {
    expect(typed({ [header]: cells })).toEqual([[type, reason]]);
  });

  test("one odd cell among many decides nothing", () => {
    const cells = [...Array.from({ length: 40 }, (_, index) => `${(index % 28) + 1}/10/2026`), "unknown"];
    expect(typed({ Born: cells })[0]![0]).toBe("date_dmy");
  });

  test("a date that can be either way round is as the other dates of its file", () => {
    expect(typed({ Born: ["3/11/2026", "1/2/2026"], Seen: ["28/10/2026", "1/2/2026"] })).toEqual([
      ["date_dmy", "Read with the day first, as in another column of the file: 3/11/2026."],
      ["date_dmy", "Read as day/month/year: 28/10/2026 can be nothing else."],
    ]);
    expect(typed({ Born: ["3/11/2026"], Seen: ["28/10/2026"], Left: ["10/28/2026"] })[0]![0]).toBe("text");
  });
});
