import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { inPieces, type SheetPlan, textRows, workbook } from "#harness/workbook.ts";
import type { ReadingChoices } from "./table.ts";
import { readXlsx } from "./xlsx.ts";

const folder = path.join(import.meta.dirname, "../../../test/fixtures/workbooks");

async function readAll(bytes: Buffer, choices: ReadingChoices = {}) {
  const { header, chunks, format } = await readXlsx(inPieces(bytes), choices);
  const rows: string[][] = [];
  for await (const chunk of chunks) rows.push(...chunk);
  return { header, rows, format: format() };
}

const contacts = textRows([
  ["name", "phone"],
  ["Ada", "+14155550123"],
]);
const sheet = (name: string, data: string, state?: SheetPlan["state"]): SheetPlan => ({ name, data, state });

describe("workbooks of other programs", () => {
  test.each<[file: string, sheet: string, header: string[], rows: string[][]]>([
    [
      "exceljs.xlsx",
      "Kunden",
      ["Name", "Telefon", "Geburtstag", "Termin", "Umsatz", "Aktiv", "E-Mail"],
      [
        ["Jörg Müller", "+49 30 1234567", "1980-05-17", "2026-11-03 14:30", "1,234.50 €", "TRUE", "joerg@example.com"],
        ["Ada Lovelace", "4915112345678", "1990-01-02", "", "2,469.00 €", "FALSE", "ada@example.com"],
        ["Zoë 😀", "0301234567", "", "", "#N/A"],
        ["Stand: November"],
      ],
    ],
    [
      "openpyxl.xlsx",
      "Leads 2026",
      ["company", "contact", "mobile", "since", "amount", "next call"],
      [
        ["Acme, Inc.", "Ada Lovelace", "415-555-0123", "2026-11-03", "1,234.50", "2026-11-03 14:30:00"],
        ["Bits & Bytes <GmbH>", "Grace Hopper", "+1 415 555 0124", "1900-01-01", "-5.00", "9:05:00"],
        ["\r literal", "Alan\nTuring", "(415) 555-0125"],
      ],
    ],
    [
      "sheetjs.xlsx",
      "Export & list",
      ["first name", "last name", "phone", "joined", "vip"],
      [
        ["Grace", "Hopper", "14155550123", "2026-11-03", "TRUE"],
        ["Alan", "Turing", "+44 20 7946 0018", "2026-12-24", "FALSE"],
        ["Line\nbreak", "Tab\there", "1.41556E+16"],
      ],
    ],
    [
      "xlsxwriter.xlsx",
      "Numbers",
      ["name", "phone", "date", "slot", "total"],
      [
        ["Ada", "+14155550123", "2026-11-03", "2026-11-03 14:30", "#DIV/0!"],
        ["  Grace ", "+442079460018", "", "TRUE", "ab"],
      ],
    ],
  ])("%s", async (file, name, header, rows) => {
    const found = await readAll(readFileSync(path.join(folder, file)));
    expect(found).toMatchObject({ header, rows, format: { kind: "xlsx", sheet: name, header: true } });
  });
});

describe("the sheet", () => {
  test("is the first that is seen and has rows, and its reason is said", async () => {
    const { header, rows, format } = await readAll(
      workbook({
        sheets: [
          sheet("Notes", textRows([["Only a title"]])),
          sheet("Hidden", contacts, "hidden"),
          sheet("Empty", `<row r="1"><c r="A1" s="0"/></row>`),
          sheet("Friends", contacts),
          sheet("Others", contacts),
        ],
      }),
    );
    expect({ header, rows }).toEqual({ header: ["name", "phone"], rows: [["Ada", "+14155550123"]] });
    expect(format).toEqual({
      kind: "xlsx",
      encoding: null,
      delimiter: null,
      quote: null,
      header: true,
      sheet: "Friends",
      sheets: ["Notes", "Empty", "Friends", "Others"],
      reasons: {
        sheet: "The first sheet with rows in it.",
        header: expect.stringMatching(/^The first line/) as string,
      },
    });
  });

  test("is the chosen one", async () => {
    const two = workbook({ sheets: [sheet("A", contacts), sheet("B &amp; C", textRows([["x"], ["y"]]))] });
    const { rows, format } = await readAll(two, { sheet: "B & C", header: false });
    expect(rows).toEqual([["x"], ["y"]]);
    expect(format).toMatchObject({
      sheet: "B & C",
      header: false,
      reasons: { sheet: "Chosen by you.", header: "Chosen by you." },
    });
  });

  test.each<[what: string, sheets: SheetPlan[], chosen: string | undefined, sentence: RegExp]>([
    [
      "a name that no sheet has",
      [sheet("A", contacts), sheet("B", contacts)],
      "C",
      /^There is no sheet "C" in the workbook; choose one of "A", "B"\.$/,
    ],
    ["a hidden one", [sheet("A", contacts), sheet("B", contacts, "hidden")], "B", /choose one of "A"\.$/],
    [
      "a chosen one without rows",
      [sheet("A", ""), sheet("B", contacts)],
      "A",
      /^The sheet "A" has no rows; choose another: "B"\.$/,
    ],
    [
      "a chosen one with only a header",
      [sheet("A", textRows([["name", "phone"]])), sheet("B", contacts)],
      "A",
      /^The sheet "A" has only a header and no rows under it; choose another: "B"\.$/,
    ],
    ["none with rows", [sheet("A", "<row/>")], undefined, /^The workbook has no rows; choose the file/],
    ["only a header", [sheet("A", textRows([["name", "phone"]]))], undefined, /^The sheet "A" has only a header/],
    ["rows that are hidden", [sheet("A", ""), sheet("B", contacts, "veryHidden")], undefined, /unhide the one/],
  ])("refused: %s", async (_what, sheets, chosen, sentence) => {
    await expect(readAll(workbook({ sheets }), { sheet: chosen })).rejects.toThrow(sentence);
  });

  test("that charts have is no sheet to choose", async () => {
    const { format } = await readAll(workbook({ sheets: [sheet("A", contacts)], charts: ["Turnover"] }));
    expect(format.sheets).toEqual(["A"]);
  });
});

test("a strict workbook with its parts elsewhere reads the same", async () => {
  const data =
    `<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>born</t></is></c></row>` +
    `<row><c t="inlineStr"><is><t>+14155550123</t></is></c><c s="1" t="d"><v>1980-05-17T00:00:00</v></c></row>`;
  const plan = { sheets: data, strings: ["<t>phone</t>"], formats: ["m/d/yyyy"] };
  const expected = { header: ["phone", "born"], rows: [["+14155550123", "1980-05-17"]] };
  expect(await readAll(workbook({ ...plan, strict: true }))).toMatchObject(expected);
  expect(await readAll(workbook(plan))).toMatchObject(expected);
});

test("chunks have at most a thousand rows, or about a million characters", async () => {
  const many = textRows(Array.from({ length: 2_500 }, (_, index) => [`+1415555${index}`]));
  const long = textRows(Array.from({ length: 5 }, () => ["x".repeat(400_000)]));
  const sizes = async (data: string) => {
    const { chunks } = await readXlsx(inPieces(workbook({ sheets: data })), { header: false });
    const found: number[] = [];
    for await (const chunk of chunks) found.push(chunk.length);
    return found;
  };
  expect(await sizes(many)).toEqual([1_000, 1_000, 500]);
  expect(await sizes(long)).toEqual([3, 2]);
});
