import { describe, expect, test } from "vitest";
import { inPieces, workbook, type WorkbookPlan, workbookParts, zipParts } from "#harness/workbook.ts";
import { readXlsx } from "../xlsx.ts";

async function rowsOf(bytes: Buffer): Promise<string[][]> {
  const { chunks } = await readXlsx(inPieces(bytes), { header: false });
  const rows: string[][] = [];
  for await (const chunk of chunks) rows.push(...chunk);
  return rows;
}

const cells = async (markup: string, plan: Omit<WorkbookPlan, "sheets"> = {}) =>
  (await rowsOf(workbook({ ...plan, sheets: `<row>${markup}</row>` })))[0];

const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;

describe("a cell is read by its type:", () => {
  test.each<[what: string, markup: string, seen: string]>([
    ["a text of its own", inline("Ada"), "Ada"],
    ["a rich text", `<c t="inlineStr"><is><r><rPr><b/></rPr><t>Ada </t></r><r><t>L.</t></r></is></c>`, "Ada L."],
    ["a shared text", `<c t="s"><v>0</v></c>`, "山田"],
    ["a shared rich text", `<c t="s"><v>1</v></c>`, "Grace Hopper"],
    ["a number", `<c><v>14155550123</v></c>`, "14155550123"],
    ["a number written with an exponent", `<c t="n"><v>1.4155550123E10</v></c>`, "14155550123"],
    ["a number with blanks around", `<c><v> 5\n</v></c>`, "5"],
    ["true", `<c t="b"><v>1</v></c>`, "TRUE"],
    ["false", `<c t="b"><v>0</v></c>`, "FALSE"],
    ["an error", `<c t="e"><v>#N/A</v></c>`, "#N/A"],
    ["the text a formula came to", `<c t="str"><f>A1&amp;"x"</f><v>Ada x</v></c>`, "Ada x"],
    ["the number a formula came to", `<c><f>1+1</f><v>2</v></c>`, "2"],
    ["a number that is none", `<c><v>tomorrow</v></c>`, "tomorrow"],
    ["a text with lines", inline("a\r\nb&#10;c"), "a\nb\nc"],
    ["an escaped character", inline("a_x000D_\nb_x0041_"), "a\r\nbA"],
    ["a text that looks escaped and is not", inline("_x005F_x000D_"), "_x000D_"],
    ["characters no database holds", inline("a_x0000_b_xD83D_c"), "ab\ufffdc"],
    ["blanks that are kept", `<c t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>`, " a "],
    ["a text outside of the usual letters", inline("😀 ש &amp; &lt;"), "😀 ש & <"],
    ["a section that is no markup", `<c t="str"><v><![CDATA[<Ada>]]></v></c>`, "<Ada>"],
  ])("%s", async (_what, markup, seen) => {
    const strings = [
      `<t>山田</t><rPh sb="0" eb="2"><t>ヤマダ</t></rPh><phoneticPr fontId="1"/>`,
      `<r><t xml:space="preserve">Grace </t></r><r><t>Hopper</t></r>`,
    ];
    expect(await cells(markup, { strings })).toEqual([seen]);
  });

  test("a formula that was never calculated, and cells with only a look, are blank", async () => {
    expect(await cells(`<c><f>A2</f></c><c t="str"><f>B2</f><v></v></c><c s="0"/>${inline("x")}`)).toEqual([
      "",
      "",
      "",
      "x",
    ]);
  });

  test("formats come from the style of the cell", async () => {
    const styled = `<c s="0"><v>46329</v></c><c s="1"><v>4155550123</v></c><c s="2"><v>46329</v></c><c s="99"><v>7</v></c>`;
    expect(await cells(styled, { formats: ["000-000-0000"], formatIds: [14] })).toEqual([
      "46329",
      "415-555-0123",
      "2026-11-03",
      "7",
    ]);
  });

  test.each([14, 15, 22, 27, 31, 36, 50, 57])("the built-in format %d is a date", async (id) => {
    const [cell] = (await cells(`<c s="1"><v>46329</v></c>`, { formatIds: [id] }))!;
    expect(cell).toMatch(/^2026-11-03/);
  });

  test("days are counted from 1904 where the workbook says so", async () => {
    const plan = { formatIds: [14], from1904: true };
    expect(await cells(`<c s="1"><v>44867</v></c>`, plan)).toEqual(["2026-11-03"]);
  });
});

describe("a cell stands in its column", () => {
  test("by its reference, or after the one before", async () => {
    const named = (reference: string, text: string) => `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const data =
      `<row r="2">${named("B2", "b")}${inline("c")}${named("AA2", "aa")}</row><row/>` +
      `<row r="9" hidden="1">${inline("a")}<c r="XFD9" s="0"/></row>`;
    expect(await rowsOf(workbook({ sheets: data }))).toEqual([
      ["", "b", "c", ...Array.from({ length: 23 }, () => ""), "aa"],
      ["a"],
    ]);
  });

  test("whatever prefix the markup has, and whatever stands around it", async () => {
    const parts = workbookParts({ sheets: "" });
    parts.set(
      "xl/sheets/page1.xml",
      `<x:worksheet xmlns:x="urn:x"><x:sheetViews><x:row><x:c><x:v>9</x:v></x:c></x:row></x:sheetViews><x:sheetData>` +
        `<x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData><x:extLst><x:row><x:c><x:v>9</x:v></x:c></x:row></x:extLst>` +
        `</x:worksheet>`,
    );
    expect(await rowsOf(zipParts(parts))).toEqual([["1"]]);
  });

  test("in UTF-16 as well", async () => {
    const parts = new Map<string, string | Buffer>(workbookParts({ sheets: `<row>${inline("Zoë")}</row>` }));
    const text = String(parts.get("xl/sheets/page1.xml")).replace("UTF-8", "UTF-16");
    const little = Buffer.from(`\ufeff${text}`, "utf16le");
    for (const bytes of [little, Buffer.from(little).swap16()]) {
      parts.set("xl/sheets/page1.xml", bytes);
      expect(await rowsOf(zipParts(parts))).toEqual([["Zoë"]]);
    }
  });
});

describe("refused, with a sentence:", () => {
  const deep = `${"<a>".repeat(70)}${"</a>".repeat(70)}`;
  test.each<[what: string, data: string, sentence: RegExp]>([
    ["a column too far", `<row r="3"><c r="BXY3"><v>1</v></c></row>`, /more than 2,000 columns in row 3 of the sheet/],
    ["a column that no sheet has", `<row><c r="${"Z".repeat(400)}1"><v>1</v></c></row>`, /2,000 columns in row 1/],
    ["a cell of 1.5 MB", `<row>${inline("x".repeat(1_500_000))}</row>`, /^A cell of the workbook has more than 1 MB/],
    [
      "a cell of many pieces",
      `<row><c t="str"><v>${`${"x".repeat(999)}<a/>`.repeat(1_100)}</v></c></row>`,
      /^A cell of the workbook has more than 1 MB/,
    ],
    ["a row of 1.5 MB", `<row r="7">${inline("x".repeat(500_000)).repeat(3)}</row>`, /^Row 7 of the sheet is longer/],
    ["a text that never ends", `<row><c><v>${"9".repeat(3_000_000)}`, /a text in its part .* is longer than 2 MB/],
    ["a text that is not there", `<row><c t="s"><v>1</v></c></row>`, /a cell points to a text that is not there/],
    [
      "a text by a number that is none",
      `<row><c t="s"><v>x</v></c></row>`,
      /a cell points to a text that is not there/,
    ],
    ["nested elements", `<row><c><v>${deep}</v></c></row>`, /nested too deeply/],
    ["broken markup", `<row><c></row>`, /^The workbook is damaged: its part "xl\/sheets\/page1.xml" is not XML/],
    ["an entity nobody defined", `<row>${inline("&lol;")}</row>`, /is not XML/],
  ])("%s", async (_what, data, sentence) => {
    await expect(rowsOf(workbook({ sheets: data, strings: ["<t>a</t>"] }))).rejects.toThrow(sentence);
  });

  test.each<[what: string, part: string | Buffer, sentence: RegExp]>([
    [
      "entities that grow",
      `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet><sheetData>&b;</sheetData></worksheet>`,
      /defines entities of its own/,
    ],
    ["a part of another kind", `<styleSheet/>`, /a sheet is not where it should be/],
    ["broken letters", Buffer.from("<worksheet>\xff</worksheet>", "latin1"), /has broken letters/],
    ["nothing", "", /is not XML/],
  ])("%s", async (_what, part, sentence) => {
    const parts = new Map<string, string | Buffer>(workbookParts({ sheets: "" }));
    parts.set("xl/sheets/page1.xml", part);
    await expect(rowsOf(zipParts(parts))).rejects.toThrow(sentence);
  });
});
