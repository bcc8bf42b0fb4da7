import { describe, expect, test } from "vitest";
import { readAll, refusalOf } from "../../../test/harness/reading.ts";

describe("the delimiter", () => {
  const cases: Array<[string, string, string]> = [
    ["a decimal comma is none", "Name;Betrag;Telefon\nA;1,50;030 1234567\nB;2,75;030 1234568\n", ";"],
    ["what leaves the numbers whole", "Lovelace, Ada;+14155550123\nHopper, Grace;+14155550124\n", ";"],
    ["a comma in every row, and rows whose last cell is mostly empty", "a;b;c\n1,5;2;\n2,5;3;x\n3,5;4;\n4,5;1;\n", ";"],
    ["a title above the header", "Contacts of May\n\nName;Phone;City\nA;1;x\nB;2;y\n", ";"],
    ["a header wider than sparse rows", "name;phone;note\nAda\nBob\nCid\nDot;1;x\n", ";"],
    ["rows with blank cells after them, more or fewer", "a;b;;\n1,5;2\n2,5;3;\n3,5;4;;;\n", ";"],
    ["spaces within cells", "Name Tel\tCity\nAda L\tParis 1, Rue\nBob M\tLyon 2, Rue\n", "\t"],
    ["the larger part of a file that changes it half way", "n;p\na;1\nb;2\nc;3\nd,4\ne,5\n", ";"],
  ];

  test.each(cases)("%s", async (_, text, delimiter) => {
    expect((await readAll(text)).format.delimiter).toBe(delimiter);
  });

  test("rows after a change of the delimiter are rows, with all that is in them", async () => {
    const { rows } = await readAll("n;p\na;1\nb;2\nc;3\nd,4\ne,5\n");
    expect(rows).toEqual([["a", "1"], ["b", "2"], ["c", "3"], ["d,4"], ["e,5"]]);
  });

  test.each([
    ["name;phone;x\na;1;2\nb;2;3\nc;3\n", "3 of the 4 rows have 3 cells when split at semicolons."],
    [`name|phone\n${"a|1\n".repeat(500)}`, "All first 200 rows have 2 cells when split at pipes."],
    [
      "+14155550123\n+14155550124\n",
      "No comma, semicolon, tab or pipe parts the rows into cells; there is one column.",
    ],
    ["Ada,+14155550123\n", "The only row has 2 cells when split at commas."],
    ["sep=;\na,b;1\nc,d;2\n", "The first line says sep=;."],
    ["sep=\t\na,b\t1\nc,d\t2\n", "The first line says sep=tab."],
  ])("%j: %s", async (text, reason) => {
    expect((await readAll(text)).format.reasons.delimiter).toBe(reason);
  });

  test("one that cannot be is refused", async () => {
    const text = "name;phone\na;1\n";
    expect(await refusalOf(text, { delimiter: ";;" })).toMatch(/^The delimiter must be one character/);
    expect(await refusalOf(text, { delimiter: "" })).toMatch(/^The delimiter must be one character/);
    expect(await refusalOf(text, { delimiter: "\n" })).toMatch(/and no line end/);
    expect(await refusalOf(text, { delimiter: '"' })).toMatch(/are both ";/);
    expect(await refusalOf(text, { delimiter: "'", quote: "'" })).toMatch(/are both ';/);
    expect((await readAll("a'b\n1'2\n", { delimiter: "'" })).rows).toEqual([["1", "2"]]);
    expect((await readAll('a"b\n1"2\n', { delimiter: '"', quote: "none" })).rows).toEqual([["1", "2"]]);
  });
});

describe("quotation marks", () => {
  const first = async (text: string) => {
    const { rows, format } = await readAll(text);
    return { row: rows[0], quote: format.quote };
  };

  test("single ones count where cells stand between them", async () => {
    expect(await first("'name';'note'\n'Ada';'b; c'\n'Bob';'it''s'\n")).toEqual({ row: ["Ada", "b; c"], quote: "'" });
    expect(await first("id,name,phone\n1,'Lovelace, Ada',NULL\n2,'Bob','1'\n")).toEqual({
      row: ["1", "Lovelace, Ada", "NULL"],
      quote: "'",
    });
  });

  test("apostrophes of names and of text cells are none", async () => {
    expect(await first("name,phone\n't Hart,1\n'Bob',2\nO'Neil,3\n'n Dier,4\n")).toEqual({
      row: ["'t Hart", "1"],
      quote: '"',
    });
    expect(await first("phone,name\n'+4930123,'x\n'+4930124,'y\n")).toEqual({ row: ["'+4930123", "'x"], quote: '"' });
  });

  test("one cell between single ones among others is text", async () => {
    expect((await readAll("name,phone\n'Bob',2\nCid,3\nDot,4\n")).rows[0]).toEqual(["'Bob'", "2"]);
  });

  test("around whole rows are taken off", async () => {
    const text = '"name,note,phone"\n"Ada,""a, b"",+14155550123"\n"Bob,""say """"hi"""""",+14155550124"\n';
    const { header, rows, format } = await readAll(text);
    expect([header, ...rows]).toEqual([
      ["name", "note", "phone"],
      ["Ada", "a, b", "+14155550123"],
      ["Bob", 'say "hi"', "+14155550124"],
    ]);
    expect(format.reasons.quote).toBe("Every row stands in double quotation marks as a whole; they are taken off.");
    expect((await readAll('"Lovelace, Ada"\n"Hopper, Grace"\n', { header: false })).rows).toEqual([
      ["Lovelace, Ada"],
      ["Hopper, Grace"],
    ]);
  });

  test("blanks before them are no part of a cell in a file that is written so", async () => {
    expect((await first('"name", "note"\n"Ada", "b, c"\n"Bob", "d"\n')).row).toEqual(["Ada", "b, c"]);
    expect((await first("'name', 'note'\n'Ada', 'b, c'\n'Bob', 'd'\n")).row).toEqual(["Ada", "b, c"]);
  });

  test("a backslash before them counts in a file that is written so", async () => {
    const text = String.raw`"name","note"` + "\n" + String.raw`"Ada","says \"hi, you\", twice"` + '\n"Bob","x"\n';
    const { rows, format } = await readAll(text);
    expect(rows[0]).toEqual(["Ada", 'says "hi, you", twice']);
    expect(format.reasons.quote).toBe(
      "Cells stand in double quotation marks; those inside them have a backslash before them.",
    );
  });

  test("a backslash at the end of a cell is text in any other", async () => {
    const { rows } = await readAll(`"name","path"\n"Ada","C:\\"\n"Bob","D:\\"\n`);
    expect(rows).toEqual([
      ["Ada", "C:\\"],
      ["Bob", "D:\\"],
    ]);
  });

  test("none are read when none is chosen, and the reason says what was found", async () => {
    const text = '"Ada, L",1\n"Bob",2\n';
    expect((await readAll(text, { quote: "none" })).rows[0]).toEqual(['"Ada', ' L"', "1"]);
    expect((await readAll(text)).format.reasons.quote).toBe("Cells stand in double quotation marks.");
    expect((await readAll("a,1\n")).format.reasons.quote).toMatch(/^No cell of the first rows/);
  });
});
