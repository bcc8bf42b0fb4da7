import { describe, expect, test } from "vitest";
import { inPieces, readAll, refusalOf } from "../../../test/harness/reading.ts";

describe("what is too much is refused, with the row named", () => {
  const cases: Array<[string, string, RegExp]> = [
    ["20,000 columns", `${"a,".repeat(20_000)}b\n1\n`, /^There are 20,001 columns in row 1/],
    ["a row of 3,000 columns", `name,phone\nAda,1\n\n${"a,".repeat(2_999)}b\n`, /^There are 3,000 columns in row 3/],
    ["a line of 2 MB", `name,phone\nAda,${"1".repeat(2_000_000)}\n`, /^The line at row 2 .* longer than 1 MB/],
    ["a cell of 10 MB", `name,phone\nAda,1\n"${"1".repeat(10_000_000)}",2\nAlan,3\n`, /^The line at row 3 .* longer/],
    ["a row of one character too many", `name\n${"1".repeat(1_048_577)}\nAlan\n`, /^The line at row 2 .* longer/],
  ];

  test.each(cases)("%s", async (_, text, sentence) => {
    expect(await refusalOf(text)).toMatch(sentence);
  });

  test("a row may have a whole megabyte", async () => {
    const { rows } = await readAll(`name,phone\n${"1".repeat(1_048_573)},+1\nAlan,2\n`);
    expect(rows.map((row) => row.length)).toEqual([2, 2]);
  });
});

describe("a quotation mark that nothing closes", () => {
  test("is refused, with the row and what would read the file", async () => {
    const text = 'name,phone\nAda,1\n"Grace,2\nAlan,3\n';
    expect(await refusalOf(text)).toBe(
      'A quotation mark (") is opened in row 3 of the file (the header counted, blank lines not) and never closed, or the ' +
        'file was cut off; close or remove it and upload the file again, or choose "no quotation marks", which reads it.',
    );
    expect((await readAll(text, { quote: "none" })).rows).toEqual([
      ["Ada", "1"],
      ['"Grace', "2"],
      ["Alan", "3"],
    ]);
  });

  test("is not said to be readable without marks where other rows need theirs", async () => {
    const needed = await refusalOf('name,phone\n"Lovelace, Ada",1\n"Grace,2\nAlan,3\n');
    expect(needed).toMatch(/in row 3 .* upload the file again\.$/);
    const ragged = await refusalOf('name,phone\nAda,1\n"Grace,2,3\nAlan,3\n');
    expect(ragged).toMatch(/in row 3 .* upload the file again\.$/);
  });

  test("is found as well where it swallows megabytes", async () => {
    const text = `name,phone\nAda,1\n"Grace,2\n${"Alan,3\n".repeat(300_000)}`;
    expect(await refusalOf(text)).toMatch(/^The line at row 3 .* choose "no quotation marks", which reads it\.$/);
    expect((await readAll(text, { quote: "none" })).rows).toHaveLength(300_002);
  });

  test("is the same in pieces", async () => {
    const text = 'name,phone\nAda,1\n"Grace,2\nAlan,3\n';
    expect(await refusalOf(inPieces(Buffer.from(text), 1))).toBe(await refusalOf(text));
  });
});
