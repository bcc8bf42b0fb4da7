import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { inPieces, readAll } from "../../../test/harness/reading.ts";
import { encodings } from "./table.ts";

const scripts = {
  German: "Name;Telefon\r\nJörg Müller;030 1234567\r\nZoë;0151 2345678\r\n",
  Arabic: "الاسم;الهاتف\r\nفاطمة;0501234567\r\nأحمد;0507654321\r\n",
  Chinese: "姓名,电话\n一丁,13800138000\n李四,13900139000\n王一　山,13700137000\n",
  Greek: "Όνομα;Τηλέφωνο\nΑνδρέας;6912345678\n",
  Emoji: "name,phone\n🙂 Ada,+14155550123\nBob 🏳️‍🌈,+14155550124\n",
};

describe("UTF-16", () => {
  const written = Object.entries(scripts).flatMap(([script, text]) =>
    (["utf-16le", "utf-16be"] as const).flatMap((encoding) =>
      [true, false].map((addBOM) => ({ script, text, encoding, addBOM })),
    ),
  );

  test.each(written)("$script in $encoding, with a mark: $addBOM", async ({ text, encoding, addBOM }) => {
    const { format, rows, header } = await readAll(iconv.encode(text, encoding, { addBOM }));
    expect(format.encoding).toBe(encoding);
    expect(format.reasons.encoding).toMatch(
      addBOM
        ? /^The file begins with a byte order mark of UTF-16\.$/
        : /^Every other byte .* is zero, as UTF-16 writes/,
    );
    expect([header, ...rows]).toEqual(
      text
        .trim()
        .split(/\r?\n/)
        .map((line) => line.split(/[;,]/)),
    );
  });

  test("a list of digits alone is known without a mark", async () => {
    const { rows, format } = await readAll(iconv.encode("4155550123\n4155550124\n", "utf-16be", { addBOM: false }));
    expect(rows).toEqual([["4155550123"], ["4155550124"]]);
    expect(format.encoding).toBe("utf-16be");
  });

  test("one line is enough, though letters of it have their zero on the other side", async () => {
    const { rows, format } = await readAll(iconv.encode("一一一,13800138000", "utf-16be", { addBOM: false }));
    expect(rows).toEqual([["一一一", "13800138000"]]);
    expect(format.encoding).toBe("utf-16be");
  });

  test("a NUL after every name, as in cells of a fixed width, is no UTF-16", async () => {
    const { rows, format } = await readAll("Ada\0,5550\nBob\0,5551\nCid\0,5552\n", { header: false });
    expect(rows[1]).toEqual(["Bob", "5551"]);
    expect(format.encoding).toBe("utf-8");
  });

  test("a few NULs in plain text are no UTF-16, and left out, because the database cannot hold them", async () => {
    const { rows, format } = await readAll(`name,phone\n${"Ada\0,+14155550123\n".padEnd(200, "x")}\nBob\0\0,\0+1\n`);
    expect(rows[0]).toEqual(["Ada", "+14155550123"]);
    expect(rows.at(-1)).toEqual(["Bob", "+1"]);
    expect(format.encoding).toBe("utf-8");
  });
});

describe("what the bytes show", () => {
  const reasonFor = async (bytes: Buffer) => (await readAll(bytes)).format.reasons.encoding;

  test("each kind of bytes has its reason", async () => {
    expect(await reasonFor(Buffer.from(`\ufeff${scripts.German}`))).toBe(
      "The file begins with a byte order mark of UTF-8.",
    );
    expect(await reasonFor(Buffer.from(scripts.German))).toBe("All its bytes are valid UTF-8.");
    expect(await reasonFor(Buffer.from("name,phone\nAda,1\n"))).toBe(
      "All its characters are plain ASCII, which UTF-8 writes alike.",
    );
    expect(await reasonFor(iconv.encode(scripts.German, "windows-1252"))).toBe(
      "Some bytes are not UTF-8; they are read as Windows-1252, as Excel writes in Western Europe.",
    );
  });

  test.each([
    ["windows-1251", "Имя;Телефон\nАндрей;+79161234567\n"],
    ["windows-1253", scripts.Greek],
    ["windows-1256", scripts.Arabic],
    ["shift_jis", "名前,電話\n山田太郎,09012345678\n"],
    ["euc-kr", "이름,전화\n김철수,01012345678\n"],
    ["gb18030", "姓名,电话\n张三,13800138000\n"],
  ] as const)(
    "bytes of %s are said to be hardly Western European, and read as what is chosen",
    async (encoding, text) => {
      const bytes = iconv.encode(text, encoding);
      expect(await reasonFor(bytes)).toMatch(
        /hardly Western European; choose another encoding if letters look wrong\.$/,
      );
      const { header, rows, format } = await readAll(inPieces(bytes, 3), { encoding });
      expect([header, ...rows]).toEqual(
        text
          .trim()
          .split(/\r?\n/)
          .map((line) => line.split(/[;,]/)),
      );
      expect(format).toMatchObject({ encoding, reasons: { encoding: "Chosen by you." } });
    },
  );

  test("a character of Windows-1252 that comes late in a long file is read as what it is", async () => {
    const lines = Buffer.from("name,phone\n" + "Ada,+14155550123\n".repeat(20_000));
    const { rows, format } = await readAll(Buffer.concat([lines, Buffer.from("Jörg,+491701234567\n", "latin1")]));
    expect(rows.at(-1)).toEqual(["Jörg", "+491701234567"]);
    expect(format.encoding).toBe("windows-1252");
    expect(format.reasons.encoding).toMatch(/as Excel writes in Western Europe/);
  });

  test("half a character at the end of an upload that was cut off is not lost", async () => {
    const lines = Buffer.from("name,phone\n" + "Zoë,+14155550123\n".repeat(20_000));
    const { rows } = await readAll(Buffer.concat([lines, Buffer.from("Zo\xc3", "latin1")]));
    expect(rows.at(-1)).toEqual(["ZoÃ"]);
  });

  test("two encodings glued together each keep their letters", async () => {
    const glued = Buffer.concat([
      Buffer.from("name,phone\nZoë,1\n"),
      Buffer.from("Jörg €,2\n".replace("€", "\x80"), "latin1"),
    ]);
    const { rows, format } = await readAll(glued);
    expect(rows.map((row) => row[0])).toEqual(["Zoë", "Jörg €"]);
    expect(format.reasons.encoding).toBe(
      "Its first letters are UTF-8. Some bytes are none of it and are read as Windows-1252.",
    );
  });

  test("UTF-8 chosen for a file that is not keeps every letter all the same", async () => {
    const { rows, format } = await readAll(Buffer.from("name,phone\nJörg,1\n", "latin1"), { encoding: "utf-8" });
    expect(rows).toEqual([["Jörg", "1"]]);
    expect(format.reasons.encoding).toMatch(/^Chosen by you\. Some bytes are none of it/);
  });

  test("a byte order mark is no part of the first cell, whatever is chosen", async () => {
    const { header } = await readAll("\ufeffname,phone\nAda,1\n", { encoding: "windows-1252" });
    expect(header).toEqual(["name", "phone"]);
  });
});

test.each(encodings)("%s can be chosen, and is read", async (encoding) => {
  const { rows } = await readAll(iconv.encode("name,phone\nAda,+14155550123\n", encoding), { encoding });
  expect(rows).toEqual([["Ada", "+14155550123"]]);
});

test("every byte of Windows-1252 is what the standard says", async () => {
  const bytes = Buffer.from(Array.from({ length: 128 }, (_, index) => 128 + index));
  const { rows } = await readAll(Buffer.concat([Buffer.from("letters,phone\n"), bytes, Buffer.from(",1\n")]));
  expect(rows[0]![0]).toBe(new TextDecoder("windows-1252").decode(bytes));
});
