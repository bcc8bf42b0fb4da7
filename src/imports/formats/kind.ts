/** What kind of file it is, told from its first bytes and never from its name. */
import { unreadable } from "../unreadable.ts";
import { isUtf32 } from "./byte-order.ts";

const saveAsCsv = "open it in the program it comes from and save it as CSV";

/**
 * Files that begin with known bytes: https://en.wikipedia.org/wiki/List_of_file_signatures. What begins as a ZIP archive is
 * taken for a workbook (read-table.ts), whose reader says what else it is.
 */
const signatures: ReadonlyArray<{ bytes: readonly number[]; is: string; todo: string }> = [
  { bytes: [0x89, 0x50, 0x4e, 0x47], is: "a PNG picture", todo: "upload the list itself as CSV" },
  { bytes: [0xff, 0xd8, 0xff], is: "a JPEG picture", todo: "upload the list itself as CSV" },
  { bytes: [0x47, 0x49, 0x46, 0x38], is: "a GIF picture", todo: "upload the list itself as CSV" },
  { bytes: [0x25, 0x50, 0x44, 0x46], is: "a PDF document", todo: "export the list as CSV where it was made" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], is: "an old Excel or Word file", todo: saveAsCsv },
  { bytes: [0x1f, 0x8b], is: "a gzip archive", todo: "unpack it and upload the CSV file inside" },
  { bytes: [0x52, 0x61, 0x72, 0x21], is: "a RAR archive", todo: "unpack it and upload the CSV file inside" },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], is: "a 7-Zip archive", todo: "unpack it and upload the CSV file inside" },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], is: "an RTF document", todo: "export the list as CSV" },
];

/** Text that is no table, by how it begins. */
const documents: ReadonlyArray<{ begins: RegExp; is: string; todo: string }> = [
  {
    begins: /^\s*(<!--[\s\S]{0,500}?-->\s*)?<(!doctype\s+html|html|head|body|table|script|meta)\b/i,
    is: "a web page (HTML)",
    todo: "the download may have asked for a sign-in; export the list as CSV",
  },
  { begins: /^\s*<\?xml\b/i, is: "an XML file", todo: saveAsCsv },
  { begins: /^\s*(\{\s*"|\[\s*[{["\]])/, is: "a JSON file", todo: "export the list as CSV" },
  { begins: /^\s*BEGIN:VCARD\b/i, is: "a vCard file", todo: "export the contacts as CSV" },
];

/** More control characters than this share of the bytes, and it is no text. Random bytes have a tenth. */
const BINARY_SHARE = 0.02;

/** @throws Refusal `unreadable_file` when the first bytes are those of something else than text */
export function refuseOtherBytes(head: Buffer): void {
  if (head.length === 0) throw unreadable("The file is empty; choose the file with the contacts in it.");
  const found = signatures.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  if (found) throw unreadable(`The file is ${found.is}, not a list of contacts; ${found.todo}.`);
  if (isUtf32(head)) {
    throw unreadable("The file is written in UTF-32, which few programs read; save it as CSV in UTF-8.");
  }
}

/** @throws Refusal `unreadable_file` when the bytes of anything but UTF-16 hold too much that is no text */
export function refuseBinary(head: Buffer): void {
  let controls = 0;
  let nuls = 0;
  for (const byte of head) {
    // Old programs fill cells of a fixed width with them; in a text there are fewer than letters.
    if (byte === 0) nuls++;
    else if (isControl(byte)) controls++;
  }
  if (controls > head.length * BINARY_SHARE || nuls > head.length / 2) throw notText();
}

/** @throws Refusal `unreadable_file` when what was decoded holds too much that is no text */
export function refuseBinaryText(text: string): void {
  let controls = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isControl(code) || code === 0xfffd) controls++;
  }
  if (controls > text.length * BINARY_SHARE) throw notText();
}

const isControl = (code: number) => code < 9 || (code > 13 && code < 32 && code !== 27);

const notText = () =>
  unreadable("The file is not a text file, or it is damaged; export the list as CSV and upload that file.");

/** @throws Refusal `unreadable_file` when the text is a document of another kind */
export function refuseOtherText(text: string): void {
  const found = documents.find(({ begins }) => begins.test(text));
  if (found) throw unreadable(`The file is ${found.is}, not a CSV file; ${found.todo}.`);
}
