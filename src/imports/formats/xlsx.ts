/** Workbooks of Excel and of all who write its format (XLSX, XLSM): bytes in, the rows of one sheet out. */
import { unreadable } from "../unreadable.ts";
import { detectHeader } from "./header.ts";
import { inChunks } from "./rows.ts";
import type { ReadingChoices, Table } from "./table.ts";
import { type Archive, openArchive, partLimits } from "./xlsx/archive.ts";
import { CellFormats } from "./xlsx/numbers.ts";
import { readWorkbook, type Sheet, type Workbook } from "./xlsx/parts.ts";
import { listed, quoted } from "./xlsx/refusals.ts";
import { readSheet } from "./xlsx/sheet.ts";
import { spool } from "./xlsx/spool.ts";
import { readSharedStrings } from "./xlsx/strings.ts";
import { readFormatCodes } from "./xlsx/styles.ts";

/** What is looked at to tell whether the first row names the columns. */
const SAMPLE_ROWS = 50;

/**
 * Reads a sheet of a workbook: the chosen one, or the first visible one with rows. The source is read to its end first;
 * what it was put aside in is dropped when the chunks have ended, or are ended early.
 *
 * @throws Refusal `unreadable_file`, with a sentence, for what is no workbook, damaged, made to do harm, or without rows
 */
export async function readXlsx(source: AsyncIterable<Buffer>, choices: ReadingChoices): Promise<Table> {
  const spooled = await spool(source);
  try {
    const archive = await openArchive(spooled.file);
    const workbook = await readWorkbook(archive);
    const { sheet, start } = await chooseSheet(workbook, choices, await sheetReader(archive, workbook));
    const sheets = workbook.sheets.map(({ name }) => name);
    const reasons = {
      sheet: choices.sheet === undefined ? "The first sheet with rows in it." : "Chosen by you.",
      header: start.reason,
    };
    return {
      header: start.header,
      chunks: inChunks(start.first, start.rest, spooled.close),
      format: () => ({
        kind: "xlsx",
        encoding: null,
        delimiter: null,
        quote: null,
        header: start.header !== null,
        sheet: sheet.name,
        sheets,
        reasons,
      }),
    };
  } catch (error) {
    await spooled.close();
    throw error;
  }
}

type ReadRows = (sheet: Sheet) => AsyncGenerator<string[][], undefined>;

async function sheetReader(archive: Archive, workbook: Workbook): Promise<ReadRows> {
  const formats = new CellFormats(await readFormatCodes(archive, workbook.styles), workbook.from1904);
  const strings = await readSharedStrings(archive, workbook.sharedStrings);
  return ({ part }) => readSheet(archive.read(part, partLimits.sheet), { part, strings, formats });
}

interface Start {
  header: string[] | null;
  reason: string;
  first: string[][];
  rest: AsyncGenerator<string[][], undefined>;
}

async function chooseSheet(workbook: Workbook, choices: ReadingChoices, readRows: ReadRows) {
  const candidates = choices.sheet === undefined ? workbook.sheets : [named(choices.sheet, workbook)];
  const withHeader: Sheet[] = [];
  for (const sheet of candidates) {
    const start = await startOf(readRows(sheet), choices.header);
    if (typeof start === "object") return { sheet, start };
    if (start === "header only") withHeader.push(sheet);
  }
  throw withoutRows(workbook, choices.sheet, withHeader[0]);
}

async function startOf(
  rest: AsyncGenerator<string[][], undefined>,
  chosenHeader: boolean | undefined,
): Promise<Start | "empty" | "header only"> {
  const first: string[][] = [];
  while (first.length < SAMPLE_ROWS) {
    const next = await rest.next();
    if (next.done) break;
    first.push(...next.value);
  }
  if (first.length === 0) return "empty";
  const { header, titles, reason } = detectHeader(first.slice(0, SAMPLE_ROWS), chosenHeader);
  const rows = first.slice(titles + (header ? 1 : 0));
  if (rows.length === 0) return "header only";
  return { header: header ? first[titles]! : null, reason, first: rows, rest };
}

function named(name: string, { sheets }: Workbook): Sheet {
  const found = sheets.find((sheet) => sheet.name === name);
  if (found) return found;
  throw unreadable(
    `There is no sheet ${quoted(name)} in the workbook; choose one of ${listed(sheets.map((sheet) => sheet.name))}.`,
  );
}

function withoutRows({ sheets, hasHiddenSheets }: Workbook, chosen: string | undefined, withHeader?: Sheet): Error {
  const others = sheets.map(({ name }) => name).filter((name) => name !== chosen);
  const has = withHeader ? "has only a header and no rows under it" : "has no rows";
  if (chosen !== undefined && others.length > 0) {
    return unreadable(`The sheet ${quoted(chosen)} ${has}; choose another: ${listed(others)}.`);
  }
  if (hasHiddenSheets) {
    return unreadable(
      "No sheet that can be seen has rows; unhide the one with the contacts, save and upload the file again.",
    );
  }
  if (withHeader) {
    return unreadable(`The sheet ${quoted(withHeader.name)} ${has}; choose the file with the contacts in it.`);
  }
  return unreadable("The workbook has no rows; choose the file with the contacts in it.");
}
