import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Dialect, scan } from "./scan.ts";

const usual: Dialect = { delimiter: ",", quote: '"', backslash: false, padded: false, wrapped: false };
const records = (text: string, dialect: Partial<Dialect> = {}) => scan(text, { ...usual, ...dialect }, true).records;

describe("RFC 4180 and beyond", () => {
  const cases: Array<[string, string, string[][], Partial<Dialect>?]> = [
    ["a doubled quotation mark is one", '"a""b",c\n', [['a"b', "c"]]],
    ["a cell of quotation marks alone", '"""","",x', [['"', "", "x"]]],
    ["delimiters and line ends between quotation marks", '"a,b","c\r\nd"\r\n', [["a,b", "c\r\nd"]]],
    ["the last line without an end", "a,b\nc,d", [["a", "b"], ["c", "d"]]], // prettier-ignore
    ["an empty cell at the very end", "a,b\nc,", [["a", "b"], ["c", ""]]], // prettier-ignore
    ["a delimiter at the end of every line", "a,b,\r\nc,d,\r\n", [["a", "b", ""], ["c", "d", ""]]], // prettier-ignore
    ["CR, LF and CRLF in one file", "a\rb\nc\r\nd", [["a"], ["b"], ["c"], ["d"]]],
    ["rows of any width", "a\nb,c,d\n,\n,e", [["a"], ["b", "c", "d"], ["", "e"]]],
    ["a quotation mark inside a cell is text", '5" pipe,7"x9"', [['5" pipe', '7"x9"']]],
    ["text after the closing mark is kept, with both marks", '"Ada" Lovelace,"B"x', [['"Ada" Lovelace', '"B"x']]],
    ["blanks after the closing mark are not", '"Ada"  ,"B" \nc', [["Ada", "B"], ["c"]]], // prettier-ignore
    ["blanks before a mark are text", ' "a", b', [[' "a"', " b"]]],
    ["blanks before a mark, where files are written so", ' "a, b", c', [["a, b", " c"]], { padded: true }],
    ["a blank as the delimiter", '"a b"  "c"', [["a b", "", "c"]], { delimiter: " ", padded: true }],
    ["single quotation marks", "'a';'b; c''d'", [["a", "b; c'd"]], { delimiter: ";", quote: "'" }],
    ["no quotation marks", '"a,b"\n"c', [['"a', 'b"'], ['"c']], { quote: "none" }], // prettier-ignore
    ["a backslash before a mark", String.raw`"a \"b\", c",d`, [['a "b", c', "d"]], { backslash: true }],
    ["a backslash before a backslash", String.raw`"C:\\","\\\"x"`, [["C:\\", '\\"x']], { backslash: true }],
    ["a doubled mark beside backslashes", String.raw`"a""b\c",d`, [['a"b\\c', "d"]], { backslash: true }],
    ["lines with nothing in them", "\n\r\n , \n\u00a0\na\n", [["a"]]],
  ];

  test.each(cases)("%s", (_, text, expected, dialect) => {
    expect(records(text, dialect)).toEqual(expected);
  });
});

test("it reads as csv-parse does", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", ",", ",", '"', '""', "\n", "\r\n", "\r", '",', '\n"', "é"), { maxLength: 40 })
    .map((parts) => parts.join(""));
  let agreed = 0;
  fc.assert(
    fc.property(text, (sample) => {
      const ours = scan(sample, usual, true);
      // Text after a closing mark: csv-parse keeps the first mark alone.
      if (ours.stray > 0) return;
      agreed++;
      const theirs = (): string[][] =>
        parse(sample, {
          relax_quotes: true,
          relax_column_count: true,
          skip_empty_lines: true,
          record_delimiter: ["\r\n", "\n", "\r"],
        });
      if (ours.fault) expect(theirs).toThrow(/Quote Not Closed/);
      else expect(ours.records).toEqual(theirs().filter((record) => record.some((cell) => cell.trim() !== "")));
    }),
    { numRuns: 5_000 },
  );
  expect(agreed).toBeGreaterThan(1_000);
});

test("what is read in two pieces is what is read in one", () => {
  const text = fc
    .array(fc.constantFrom("a", " ", ",", '"', '""', "\n", "\r\n", "\r", "\\", '",', "'"), { maxLength: 30 })
    .map((parts) => parts.join(""));
  const dialect = fc.record({
    delimiter: fc.constantFrom(",", " "),
    quote: fc.constantFrom('"', "'", "none" as const),
    backslash: fc.boolean(),
    padded: fc.boolean(),
    wrapped: fc.constant(false),
  });
  fc.assert(
    fc.property(text, fc.nat(60), dialect, (whole, cut, how) => {
      const first = scan(whole.slice(0, cut), how, false);
      const second = scan(whole.slice(Math.min(cut, first.rest)), how, true);
      const { records: expected, fault } = scan(whole, how, true);
      expect({ records: [...first.records, ...second.records], fault: second.fault }).toEqual({
        records: expected,
        fault,
      });
    }),
    { numRuns: 3_000 },
  );
});
