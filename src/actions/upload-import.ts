/** A file of contacts arrives: it is read once, as it comes, straight into the import's rows. */
import type { ReadingChoices } from "#domain/contact/file-format.ts";
import type { ImportColumn, ImportMapping } from "#domain/contact/import.ts";
import { ColumnSurvey, type SurveyedColumn } from "#imports/columns.ts";
import { fitsCountry } from "#imports/country.ts";
import { readTable } from "#imports/formats/read-table.ts";
import type { Table } from "#imports/formats/table.ts";
import { suggestMapping } from "#imports/mapping.ts";
import { adoptMapping, headerKey } from "#imports/remembered.ts";
import { readPhone } from "#numbering/read-phone.ts";
import { rememberedMapping } from "#store/import-mappings.ts";
import { insertRows } from "#store/import-rows.ts";
import {
  type Arrived,
  type ContactImport,
  deleteImports,
  findImport,
  finishUpload,
  insertImport,
  lockImportFor,
} from "#store/imports.ts";
import type { Sql } from "#store/db.ts";
import { listCountry, phoneCells } from "./list-country.ts";

/** Rows whose numbers are looked at to tell their country. */
const COUNTRY_ROWS = 200;

export interface Upload {
  organisationId: string;
  /** As its sender calls it; nothing is told from it. */
  fileName: string;
  /** Read no further than needed, in whatever pieces it comes. */
  bytes: AsyncIterable<Buffer>;
  /** How it is to be read, where a person has said so. */
  choices: ReadingChoices;
  /** An import that this one takes the place of, once it is read: the same file, read better. */
  replaces: number | null;
  /** Who sends it, in words. */
  createdBy: string | null;
}

/**
 * Reads the file and suggests what its columns are; the import is then at the step `mapping`. Refuses `unreadable_file`
 * with a sentence, and whatever the source of the bytes refuses; nothing is left of a refused file. Refuses `not_found` and
 * `import_wrong_state` of an import that cannot be replaced.
 */
export async function uploadImport(db: Sql, upload: Upload): Promise<ContactImport> {
  const { organisationId, fileName, bytes, choices, createdBy } = upload;
  const table = await readTable(bytes, choices);
  const id = await insertImport(db, organisationId, { fileName, createdBy });
  try {
    const { survey, firstRows } = await storeRows(db, id, table);
    const arrived = await understand(db, organisationId, table, survey, firstRows);
    await finish(db, upload, id, arrived);
  } catch (error) {
    await deleteImports(db, [id]);
    throw error;
  }
  return findImport(db, organisationId, id);
}

/** The rows as they come, with what is learnt of them on the way. One chunk is written while the next is read. */
async function storeRows(db: Sql, id: number, table: Table): Promise<{ survey: ColumnSurvey; firstRows: string[][] }> {
  const survey = new ColumnSurvey(table.header);
  const firstRows: string[][] = [];
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const chunk of table.chunks) {
      const first = survey.rows + 1;
      survey.add(chunk);
      if (firstRows.length < COUNTRY_ROWS) firstRows.push(...chunk.slice(0, COUNTRY_ROWS - firstRows.length));
      await writing;
      writing = insertRows(db, id, first, chunk);
      writing.catch(() => {});
    }
  } finally {
    await writing;
  }
  return { survey, firstRows };
}

/** What the file seems to be, with the mapping that was used for such a file the last time. */
async function understand(
  db: Sql,
  organisationId: string,
  table: Table,
  survey: ColumnSurvey,
  firstRows: readonly string[][],
): Promise<Arrived> {
  const columns = survey.columns();
  // Without a header the names only say how many columns there are.
  const named = columns.some(({ header }) => header !== null);
  const key = named ? headerKey(columns.map(({ name }) => name)) : null;
  const remembered = key === null ? null : await rememberedMapping(db, organisationId, key);
  const suggested = suggest(columns, remembered);
  const { country, reason } = suggestedCountry(columns, suggested, firstRows, remembered);
  const format = table.format();
  return { rows: survey.rows, format, columns: suggested, headerKey: key, country, countryReason: reason };
}

/** The import is there for people, and the one that it replaces is not, at the same moment. */
async function finish(db: Sql, { organisationId, replaces }: Upload, id: number, arrived: Arrived): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    if (replaces !== null) {
      await lockImportFor(transaction, organisationId, replaces, "replace");
      await deleteImports(transaction, [replaces]);
    }
    await finishUpload(transaction, id, arrived);
  });
}

const asLastTime = "As in the last file with these columns.";

/** What each column is: as it was the last time, else by its header and its cells. */
function suggest(columns: readonly SurveyedColumn[], remembered: ImportMapping | null): ImportColumn[] {
  const names = columns.map(({ name }) => name);
  const before = remembered && adoptMapping(remembered, names);
  const found = suggestMapping(columns);
  const phone = names.find((name) => before?.columns[name] === "phone");
  return columns.map(({ name, samples, filled, type, typeReason }, index) => {
    const { suggested, reason } = found[index]!;
    const common = { name, samples, filled };
    if (!before) return { ...common, suggested, type, reason: reason ?? typeReason };
    const meaning = before.columns[name] ?? null;
    return {
      ...common,
      // Of several columns of numbers the first is suggested: each field stands once.
      suggested: meaning === "phone" && name !== phone ? null : meaning,
      type: before.types?.[name] ?? type,
      reason: asLastTime,
    };
  });
}

function suggestedCountry(
  columns: readonly SurveyedColumn[],
  suggested: readonly ImportColumn[],
  rows: readonly string[][],
  remembered: ImportMapping | null,
): { country: string | null; reason: string } {
  const meanings = suggested.map((column) => column.suggested);
  // Many lists have a header such as name and phone, and each may be of another country.
  const before = remembered?.country;
  if (before && fitsCountry(phoneCells(meanings, rows), before, readPhone)) {
    return { country: before, reason: asLastTime };
  }
  const found = listCountry(columns, meanings, rows);
  return before && found.country === null ? { country: before, reason: asLastTime } : found;
}
