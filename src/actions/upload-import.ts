/** A file of contacts arrives: it is read once, as it comes, straight into the import's rows. */
import { ColumnSurvey, type SurveyedColumn } from "#imports/columns.ts";
import { readCsv } from "#imports/formats/csv.ts";
import { suggestMapping } from "#imports/mapping.ts";
import { insertRows } from "#store/import-rows.ts";
import { type ContactImport, deleteImport, findImport, finishUpload, insertImport } from "#store/imports.ts";
import { learnStatistics } from "#store/statistics.ts";
import type { Sql } from "#store/db.ts";

/** From here on a bad plan is felt; below, looking at all rows of the import for each chunk of it is nothing. */
const MANY_ROWS = 1_000;

export interface Upload {
  organisationId: string;
  /** As its sender calls it; nothing is told from it. */
  fileName: string;
  /** Read no further than needed, in whatever pieces it comes. */
  bytes: AsyncIterable<Buffer>;
  /** Who sends it, in words. */
  createdBy: string | null;
}

/**
 * Reads the file and suggests what its columns are; the import is then at the step `mapping`. Refuses `unreadable_file`
 * with a sentence, and whatever the source of the bytes refuses; nothing is left of a refused file.
 */
export async function uploadImport(db: Sql, upload: Upload): Promise<ContactImport> {
  const { organisationId, fileName, bytes, createdBy } = upload;
  const table = await readCsv(bytes);
  const id = await insertImport(db, organisationId, { fileName, createdBy });
  const survey = new ColumnSurvey(table.header);
  try {
    for await (const chunk of table.chunks) {
      const first = survey.rows + 1;
      survey.add(chunk);
      await insertRows(db, id, first, chunk);
    }
  } catch (error) {
    await deleteImport(db, id);
    throw error;
  }
  if (survey.rows >= MANY_ROWS) await learnStatistics(db, ["import_row"]);
  const format = { ...table.format(), rows: survey.rows };
  await finishUpload(db, id, { format, columns: suggested(survey.columns()) });
  return findImport(db, organisationId, id);
}

function suggested(columns: readonly SurveyedColumn[]) {
  const fields = suggestMapping(columns);
  return columns.map(({ name, samples }, index) => ({ name, samples, suggested: fields[index] ?? null }));
}
