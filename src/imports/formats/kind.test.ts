import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { refusalOf } from "../../../test/harness/reading.ts";

const list = "name,phone\nAda,+14155550123\nGrace,+14155550124\n";

const cases: Array<[string, Buffer | string, RegExp]> = [
  ["an empty file", "", /^The file is empty; choose/],
  ["only a byte order mark", "\ufeff", /no rows|empty/],
  ["only blank lines", "\n\r\n , ,\n", /^The file has no rows, only blank lines/],
  ["only a header", "name,phone\r\n", /^The file has only a header and no rows/],
  ["only a header and blank cells", "name,phone\n,\n,\n", /^The file has only a header/],
  ["a PNG", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), /^The file is a PNG picture, not a list/],
  ["a PDF", "%PDF-1.7\nxref", /^The file is a PDF document/],
  ["an XLS", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /^The file is an old Excel/],
  ["HTML", "\n<!DOCTYPE html>\n<html><body>Sign in</body></html>", /^The file is a web page \(HTML\)/],
  ["HTML without a doctype", "<table><tr><td>name</td></tr></table>", /^The file is a web page/],
  ["JSON", '[{"phone": "+14155550123"}]', /^The file is a JSON file/],
  ["XML", '<?xml version="1.0"?><contacts/>', /^The file is an XML file/],
  ["a file of NULs", Buffer.alloc(100_000), /^The file is not a text file/],
  ["random bytes", Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7_919) % 256)), /^The file is not a text/],
  [
    "numbers of a program in 16 bits",
    Buffer.from(Uint16Array.from({ length: 5_000 }, (_, i) => i % 64).buffer),
    /^The file is not a text/,
  ],
  ["UTF-32 with its mark", iconv.encode(list, "utf-32le", { addBOM: true }), /^The file is written in UTF-32/],
  ["UTF-32 of big ends", iconv.encode(list, "utf-32be", { addBOM: true }), /^The file is written in UTF-32/],
  ["UTF-32 without a mark", iconv.encode(`${list}🙂`, "utf-32le", { addBOM: false }), /^The file is written in UTF-32/],
  [
    "UTF-32 of big ends without a mark",
    iconv.encode(list, "utf-32be", { addBOM: false }),
    /^The file is written in UTF-32/,
  ],
];

test.each(cases)("%s is refused with a sentence", async (_, bytes, sentence) => {
  expect(await refusalOf(bytes)).toMatch(sentence);
});
