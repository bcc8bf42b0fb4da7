/** Workbooks for tests, put together by hand, so that they can also be wrong. */
import { crc32, deflateRawSync } from "node:zlib";

/** What the directory of the archive says of an entry, where it is not to be the truth. */
export interface EntryLies {
  unpackedBytes?: number;
  packedBytes?: number;
  crc32?: number;
  method?: number;
  flags?: number;
  /** Where the entry is said to stand, in 64 bits. */
  offset?: bigint;
}

export interface ZipEntry {
  name: string;
  bytes: string | Buffer;
  /** Not packed. */
  stored?: boolean;
  lies?: EntryLies;
}

/** A ZIP archive: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const bytes = Buffer.from(entry.bytes as string);
    const packed = entry.stored ? bytes : deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(entry.lies?.flags ?? 0, 2);
    fields.writeUInt16LE(entry.lies?.method ?? (entry.stored ? 0 : 8), 4);
    fields.writeUInt32LE(entry.lies?.crc32 ?? crc32(bytes), 10);
    fields.writeUInt32LE(entry.lies?.packedBytes ?? packed.length, 14);
    fields.writeUInt32LE(entry.lies?.unpackedBytes ?? bytes.length, 18);
    fields.writeUInt16LE(name.length, 22);
    files.push(Buffer.from("PK\x03\x04"), fields, name, packed);
    directory.push(...directoryRecord(fields, name, offset, entry.lies?.offset));
    offset += 30 + name.length + packed.length;
  }
  const records = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(records.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, records, end]);
}

function directoryRecord(fields: Buffer, name: Buffer, offset: number, lie: bigint | undefined): Buffer[] {
  const made = Buffer.from("PK\x01\x02\x14\x00", "latin1");
  const more = Buffer.alloc(14);
  if (lie === undefined) {
    more.writeUInt32LE(offset, 10);
    return [made, fields, more, name];
  }
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(lie, 4);
  more.writeUInt32LE(0xffff_ffff, 10);
  const withExtra = Buffer.from(fields);
  withExtra.writeUInt16LE(extra.length, 24);
  return [made, withExtra, more, name, extra];
}

export interface SheetPlan {
  name: string;
  /** The markup inside `<sheetData>`. */
  data: string;
  state?: "hidden" | "veryHidden" | undefined;
}

export interface WorkbookPlan {
  /** One sheet may be given by its data alone. */
  sheets: string | SheetPlan[];
  /** Names of sheets that hold a chart. */
  charts?: string[];
  /** The markup of each `<si>`. */
  strings?: string[];
  /** Format codes; the style of a cell counts from 1 for the first, 0 is General. */
  formats?: string[];
  /** Built-in formats by their id, styles after those of `formats`. */
  formatIds?: number[];
  from1904?: boolean;
  /** With the namespaces of strict workbooks, parts in other places, and prefixes. */
  strict?: boolean;
}

const families = {
  transitional: {
    main: "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    types: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
  },
  strict: {
    main: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    types: "http://purl.oclc.org/ooxml/officeDocument/relationships",
  },
};

/** The parts of a workbook by their names, to be changed or zipped with `zipParts`. */
export function workbookParts(plan: WorkbookPlan): Map<string, string> {
  const { main, types } = plan.strict ? families.strict : families.transitional;
  const sheets = typeof plan.sheets === "string" ? [{ name: "Contacts", data: plan.sheets }] : plan.sheets;
  const folder = plan.strict ? "book/" : "xl/";
  const xml = (text: string) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`;
  const related = [
    ...sheets.map((_, index) => ["worksheet", `sheets/page${index + 1}.xml`]),
    ...(plan.charts ?? []).map((_, index) => ["chartsheet", `charts/page${index + 1}.xml`]),
    ["styles", plan.strict ? `/${folder}look.xml` : "look.xml"],
    ...(plan.strings ? [["sharedStrings", "texts.xml"]] : []),
  ];
  const relationships = (all: string[][]) =>
    xml(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
        .map(
          ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${types}/${type}" Target="${target}"/>`,
        )
        .join("")}</Relationships>`,
    );
  const listed = [...sheets, ...(plan.charts ?? []).map((name): Omit<SheetPlan, "data"> => ({ name }))].map(
    ({ name, state }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}"${state ? ` state="${state}"` : ""} r:id="rId${index + 1}"/>`,
  );
  const parts = new Map([
    ["[Content_Types].xml", xml(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`)],
    ["_rels/.rels", relationships([["officeDocument", `${folder}workbook.xml`]])],
    [
      `${folder}workbook.xml`,
      xml(
        `<workbook xmlns="${main}" xmlns:r="${types}"><workbookPr${plan.from1904 ? ' date1904="1"' : ""}/>` +
          `<sheets>${listed.join("")}</sheets></workbook>`,
      ),
    ],
    [`${folder}_rels/workbook.xml.rels`, relationships(related)],
    [`${folder}look.xml`, xml(stylesMarkup(main, plan))],
  ]);
  for (const [index, { data }] of sheets.entries()) {
    parts.set(`${folder}sheets/page${index + 1}.xml`, xml(worksheet(main, data)));
  }
  if (plan.strings) {
    const items = plan.strings.map((item) => `<si>${item}</si>`).join("");
    parts.set(`${folder}texts.xml`, xml(`<sst xmlns="${main}">${items}</sst>`));
  }
  return parts;
}

function worksheet(namespace: string, data: string): string {
  return `<worksheet xmlns="${namespace}"><sheetData>${data}</sheetData></worksheet>`;
}

function stylesMarkup(namespace: string, { formats = [], formatIds = [] }: WorkbookPlan): string {
  const escaped = (code: string) => code.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const custom = formats.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${escaped(code)}"/>`);
  const ids = [0, ...formats.map((_, index) => 164 + index), ...formatIds];
  return (
    `<styleSheet xmlns="${namespace}"><numFmts>${custom.join("")}</numFmts>` +
    `<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>` +
    `<cellXfs>${ids.map((id) => `<xf numFmtId="${id}"/>`).join("")}</cellXfs></styleSheet>`
  );
}

export function zipParts(parts: ReadonlyMap<string, string | Buffer>): Buffer {
  return zip([...parts].map(([name, bytes]) => ({ name, bytes })));
}

export function workbook(plan: WorkbookPlan): Buffer {
  return zipParts(workbookParts(plan));
}

/** Rows of texts, as cells that hold their own text. */
export function textRows(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) => `<row>${row.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join("")}</row>`)
    .join("");
}

/** In pieces as an upload comes. */
export async function* inPieces(bytes: Buffer, size = 65_536): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
