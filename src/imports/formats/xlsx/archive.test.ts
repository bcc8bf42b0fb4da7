import { describe, expect, test } from "vitest";
import { type EntryLies, inPieces, textRows, workbookParts, zip, type ZipEntry, zipParts } from "#harness/workbook.ts";
import { readXlsx } from "../xlsx.ts";

const sheetPart = "xl/sheets/page1.xml";
const contacts = [
  ["name", "phone"],
  ["Ada", "+14155550123"],
];
const plan = { sheets: textRows(contacts) };

async function refusal(bytes: Buffer): Promise<string> {
  try {
    const { chunks } = await readXlsx(inPieces(bytes), {});
    for await (const _ of chunks);
  } catch (error) {
    expect(error).toMatchObject({ code: "unreadable_file" });
    return (error as Error).message;
  }
  throw new Error("was not refused");
}

/** A workbook whose sheet is not as the directory says. */
function lying(lies: EntryLies, change: Partial<ZipEntry> = {}): Buffer {
  const parts = [...workbookParts(plan)].map(([name, bytes]): ZipEntry => ({ name, bytes }));
  return zip(parts.map((part) => (part.name === sheetPart ? { ...part, lies, ...change } : part)));
}

const gibibyte = 1_073_741_824;

describe("a workbook that lies is refused:", () => {
  test.each<[what: string, bytes: Buffer, sentence: RegExp]>([
    ["smaller than it is", lying({ unpackedBytes: 100 }), /its part "xl\/sheets\/page1.xml" is larger than it says/],
    ["larger than it is", lying({ unpackedBytes: 5_000 }), /is not what was saved/],
    ["stored, and smaller than it is", lying({ unpackedBytes: 100 }, { stored: true }), /is larger than it says/],
    ["another sum", lying({ crc32: 1 }), /is not what was saved/],
    ["packed into less", lying({ packedBytes: 20 }), /cannot be unpacked/],
    ["packed into more than the file has", lying({ packedBytes: 100_000 }), /cannot be unpacked/],
    ["more than a sheet may have", lying({ unpackedBytes: 1.5 * gibibyte, packedBytes: gibibyte / 2 }), /too large/],
    ["unpacks to a thousand times its size", lying({ unpackedBytes: gibibyte / 4 }), /more than 250 times its size/],
    ["packed in a way of its own", lying({ method: 14 }), /packed in an unknown way/],
    ["protected", lying({ flags: 1 }), /^The workbook is protected by a password/],
    ["strongly protected", lying({ flags: 0x40 }), /its directory of parts cannot be read/],
    ["a place that no file has", lying({ offset: 2n ** 64n - 1n }), /cannot be unpacked/],
    ["a place behind the end", lying({ offset: 2n ** 40n }), /cannot be unpacked/],
  ])("%s", async (_what, bytes, sentence) => {
    expect(await refusal(bytes)).toMatch(sentence);
  });

  test("a bomb, while it is unpacked no further than it says", async () => {
    const rows = `<worksheet><sheetData>${"<row/>".repeat(10_000_000)}</sheetData></worksheet>`;
    const bomb = lying({ unpackedBytes: 15_000_000 }, { bytes: rows });
    expect(await refusal(bomb)).toMatch(/larger than it says/);
    const honest = lying({}, { bytes: rows });
    expect(await refusal(honest)).toMatch(/more than 250 times its size/);
  });

  test("two parts of one name, whatever their case", async () => {
    const parts = [...workbookParts(plan)].map(([name, bytes]): ZipEntry => ({ name, bytes }));
    const twice = [...parts, { name: sheetPart.toUpperCase(), bytes: "<worksheet/>" }];
    expect(await refusal(zip(twice))).toMatch(/two parts named "XL\/SHEETS\/PAGE1.XML"/);
  });

  test("too many parts", async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => ({ name: `x${index}`, bytes: "", stored: true }));
    expect(await refusal(zip(many))).toMatch(/consists of too many parts/);
  });

  test("a name as long as a page", async () => {
    expect(await refusal(zip([{ name: "x".repeat(5_000), bytes: "" }]))).toMatch(/directory is too large/);
  });

  test("a name that leads out of the archive", async () => {
    expect(await refusal(zip([{ name: "../../etc/passwd", bytes: "" }]))).toMatch(/directory of parts cannot be read/);
  });

  test("a directory that stands where no file has bytes", async () => {
    const bytes = zipParts(workbookParts(plan));
    const end = bytes.subarray(-22);
    const record = Buffer.alloc(56);
    record.write("PK\x06\x06", "latin1");
    record.writeBigUInt64LE(7n, 32);
    record.writeBigUInt64LE(2n ** 64n - 1n, 48);
    const locator = Buffer.alloc(20);
    locator.write("PK\x06\x07", "latin1");
    locator.writeBigUInt64LE(BigInt(bytes.length - 22), 8);
    const moved = Buffer.concat([bytes.subarray(0, -22), record, locator, end]);
    expect(await refusal(moved)).toMatch(/directory of parts cannot be read/);
    locator.writeBigUInt64LE(2n ** 63n, 8);
    expect(await refusal(Buffer.concat([bytes.subarray(0, -22), record, locator, end]))).toMatch(/its end is missing/);
  });
});

describe("what is no workbook is refused with what it is:", () => {
  const named = (...names: string[]) => zip(names.map((name) => ({ name, bytes: "x" })));
  const without = (part: string) => {
    const parts = workbookParts(plan);
    parts.delete(part);
    return zipParts(parts);
  };
  const rootOf = (target: string, bytes: string) =>
    zip([
      {
        name: "_rels/.rels",
        bytes: `<Relationships><Relationship Id="r" Type="urn:x/officeDocument" Target="${target}"/></Relationships>`,
      },
      { name: target, bytes },
    ]);
  test.each<[what: string, bytes: Buffer, sentence: RegExp]>([
    ["a ZIP", named("contacts.csv"), /^The file is a ZIP archive; unpack it and upload the CSV or XLSX file inside\.$/],
    ["OpenDocument", named("mimetype", "content.xml"), /^The file is an OpenDocument file \(ODS\)/],
    ["Numbers", named("Index/Document.iwa", "preview.jpg"), /^The file is a Numbers or Pages document of Apple/],
    ["XLSB", rootOf("xl/workbook.bin", "\x83\x01"), /^The file is a binary workbook \(XLSB\)/],
    ["Word", rootOf("word/document.xml", "<w:document/>"), /^The file is a text document/],
    ["PowerPoint", rootOf("ppt/presentation.xml", "<p:presentation/>"), /^The file is a presentation/],
    ["a workbook without its list of parts", without("_rels/.rels"), /damaged: the list of its parts is missing/],
    ["a workbook without its sheet", without(sheetPart), /its part "xl\/sheets\/page1.xml" is missing/],
    ["a workbook without its workbook", without("xl/workbook.xml"), /its part "xl\/workbook.xml" is missing/],
    ["a workbook without its relations", without("xl/_rels/workbook.xml.rels"), /is missing/],
    ["half of a download", zipParts(workbookParts(plan)).subarray(0, 900), /^The workbook is damaged: its end is/],
    ["an archive's first four bytes", Buffer.from("PK\x03\x04"), /its end is missing/],
  ])("%s", async (_what, bytes, sentence) => {
    expect(await refusal(bytes)).toMatch(sentence);
  });
});
