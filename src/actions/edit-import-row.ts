/** A person corrects cells of a row and sees at once what it comes to. */
import { type ImportMapping, type ImportVerdict, soundVerdicts } from "#domain/contact/import.ts";
import { Refusal } from "#domain/errors.ts";
import { rowJudge } from "#imports/verdicts.ts";
import { readPhone } from "#numbering/read-phone.ts";
import { isZone } from "#numbering/zones.ts";
import {
  countVerdicts,
  findRow,
  type ImportRow,
  settleDuplicates,
  writeCells,
  writeVerdicts,
} from "#store/import-rows.ts";
import { lockImportFor, updateImport } from "#store/imports.ts";
import type { Sql } from "#store/db.ts";

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
export async function editImportRow(db: Sql, edit: RowEdit): Promise<ImportRow> {
  const { organisationId, importId, values, now } = edit;
  return db.transaction().execute(async (transaction) => {
    const state = await lockImportFor(transaction, organisationId, importId, "edit");
    const mapping = state.mapping as ImportMapping;
    const rows = { importId, columnNames: state.columnNames };
    const before = await findRow(transaction, rows, edit.row);
    if (!before)
      throw new Refusal("not_found", `The import has no row ${edit.row}; its rows are 1 to ${state.counts?.rows}.`);

    const cells = editedCells(before.cells, state.columnNames, values);
    const judged = rowJudge(state.columnNames, mapping, { readPhone, isZone })(cells);
    await writeCells(transaction, importId, { row: edit.row, cells });
    await writeVerdicts(transaction, importId, [{ row: edit.row, ...judged }]);
    const phones = [isSound(before.verdict) ? before.phone : null, judged.phone].filter((phone) => phone !== null);
    const scope = { importId, organisationId, skipsStored: mapping.onDuplicate === "skip", now };
    await settleDuplicates(transaction, scope, phones, state.counts?.rows ?? 0);
    await updateImport(transaction, state, { counts: await countVerdicts(transaction, importId) });
    const { cells: _, phone: __, ...after } = (await findRow(transaction, rows, edit.row))!;
    return after;
  });
}

const isSound = (verdict: ImportVerdict) => (soundVerdicts as readonly ImportVerdict[]).includes(verdict);

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
