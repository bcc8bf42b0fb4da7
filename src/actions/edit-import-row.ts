/** A person corrects cells of a row and sees at once what it comes to. */
import type { ImportMapping } from "#domain/contact/import.ts";
import { Refusal } from "#domain/errors.ts";
import { standingOf } from "#imports/among-others.ts";
import { FirstRows } from "#imports/first-rows.ts";
import { rowJudge } from "#imports/verdicts.ts";
import { readPhone } from "#numbering/read-phone.ts";
import { findRow } from "#store/import-preview.ts";
import { writeCells } from "#store/import-rows.ts";
import {
  count,
  countWarned,
  digitsOf,
  isNoted,
  knownNumbers,
  rowsWithNumbers,
  writePhone,
  writeVerdicts,
} from "#store/import-verdicts.ts";
import { findImport, type ImportWork, lockImportFor, updateImport } from "#store/imports.ts";
import type { Sql, SqlTransaction } from "#store/db.ts";
import { rowView, type ShownRow } from "./list-import-rows.ts";
import { neededVariables } from "./needed-variables.ts";

export interface RowEdit {
  organisationId: string;
  importId: number;
  row: number;
  /** By column name; cells of other columns stay. */
  values: Readonly<Record<string, string>>;
  now: Date;
}

/**
 * The rows that had the old number, and those that have the new one, are looked at again with it. Refuses `not_found`,
 * `import_wrong_state`, and `invalid` for a column the file does not have.
 */
export async function editImportRow(db: Sql, edit: RowEdit): Promise<ShownRow> {
  const { organisationId, importId, row, values, now } = edit;
  return db.transaction().execute(async (transaction) => {
    const state = await lockImportFor(transaction, organisationId, importId, "edit");
    const { columnNames, rows } = state;
    const mapping = state.mapping as ImportMapping;
    const scope: Scope = { importId, organisationId, skipsStored: mapping.onDuplicate === "skip", now };
    const before = row <= rows ? await findRow(transaction, scope, row) : undefined;
    if (!before) throw new Refusal("not_found", `The import has no row ${row}; its rows are 1 to ${rows}.`);

    const cells = editedCells(before.cells, columnNames, values);
    const required = await neededVariables(transaction, organisationId, mapping);
    const { fields: _, ...judged } = rowJudge(columnNames, mapping, { readPhone }, required)(cells);
    const phone = judged.verdict === "ready" && judged.phone !== null ? digitsOf(judged.phone) : 0;
    await writeCells(transaction, importId, { row, cells });
    await writePhone(transaction, importId, row, phone);
    const own = { ...judged, row, phone, firstRow: null };
    const counts = { ...(state.counts as ImportWork) };
    count(counts, before, -1);
    count(counts, own, 1);
    await writeVerdicts(transaction, importId, [row], isNoted(own) ? [own] : []);
    const phones = [before.phone === null ? 0 : digitsOf(before.phone), phone].filter((one) => one !== 0);
    await settleNumbers(transaction, scope, phones, counts);
    counts.warnings = await countWarned(transaction, importId);
    await updateImport(transaction, state, { counts });
    const show = rowView(await findImport(transaction, organisationId, importId));
    return show((await findRow(transaction, scope, row))!);
  });
}

interface Scope {
  importId: number;
  organisationId: string;
  /** Whether rows of stored contacts are duplicates. */
  skipsStored: boolean;
  now: Date;
}

/** Looks again at all rows with these numbers, and keeps and counts what they come to now. */
async function settleNumbers(
  transaction: SqlTransaction,
  { importId, organisationId, skipsStored, now }: Scope,
  phones: readonly number[],
  counts: ImportWork,
): Promise<void> {
  const rows = await rowsWithNumbers(transaction, importId, phones);
  const known = await knownNumbers(transaction, { organisationId, now }, new Set(phones));
  const firsts = new FirstRows(rows.length);
  const around = { ...known, skipsStored, claim: (phone: number, row: number) => firsts.claim(phone, row) };
  const verdicts = rows.map((one) => ({ ...one, ...standingOf(one, around) }));
  for (const one of rows) count(counts, one, -1);
  for (const one of verdicts) count(counts, one, 1);
  await writeVerdicts(
    transaction,
    importId,
    rows.map(({ row }) => row),
    verdicts.filter(isNoted),
  );
}

function editedCells(cells: readonly string[], columnNames: readonly string[], values: RowEdit["values"]): string[] {
  const edited = columnNames.map((_, index) => cells[index] ?? "");
  for (const [name, value] of Object.entries(values)) {
    const index = columnNames.indexOf(name);
    if (index < 0) {
      const message = `The file has no column "${name}"; its columns are ${columnNames.slice(0, 20).join(", ")}.`;
      throw new Refusal("invalid", message, [{ path: `values.${name}`, message }]);
    }
    edited[index] = value;
  }
  return edited;
}
