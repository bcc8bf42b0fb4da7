/** What a row comes to by its own cells. What it shares with other rows and lists is in among-others.ts. */
import type { ContactFields, ImportMapping } from "#domain/contact/import.ts";
import { lackFinder } from "./needed-variables.ts";
import { numberReader, type ReadPhone } from "./phone-columns.ts";
import { mappedColumns, rowReader } from "./row-fields.ts";

/** What is asked of the numbering room. */
export interface Readers {
  readPhone: ReadPhone;
}

export interface JudgedRow {
  verdict: "ready" | "missing_number" | "invalid_number" | "other";
  /** Why it is not ready, in a sentence. */
  reason: string | null;
  /** The column whose cell is at fault; null when none is. */
  column: string | null;
  warnings: string[];
  phone: string | null;
  /** Of a ready row: what the campaign's AI employee needs to know and the row does not say, in a sentence. */
  lacks: string | null;
  /** The column that would give it; null when none is mapped to it. */
  lacksColumn: string | null;
  /** What the row gives its contact; the same as fieldReader's. */
  fields: ContactFields;
}

/**
 * A judge for the rows of one file. Cells beyond the row's end count as empty; a cell that is only blanks is empty.
 *
 * @param columnNames of the file, in its order
 * @param required names of variables that the campaign's AI employee says and that have no fallback
 */
export function rowJudge(
  columnNames: readonly string[],
  mapping: ImportMapping,
  readers: Readers,
  required: readonly string[] = [],
): (cells: readonly string[]) => JudgedRow {
  const columns = mappedColumns(columnNames, mapping);
  const phones = columns.filter(({ meaning }) => meaning.kind === "field" && meaning.field === "phone");
  const readNumber = numberReader(phones, mapping.country, readers.readPhone);
  const readFields = rowReader(columns, mapping);
  const findLack = lackFinder(required, columns);

  return (cells) => {
    const number = readNumber(cells);
    const { fields, warnings, fault, column } = readFields(cells);
    if (!number.ok) {
      const { verdict, reason } = number;
      return { verdict, reason, column: number.column, warnings, phone: null, lacks: null, lacksColumn: null, fields };
    }
    const { phone } = number;
    const all = number.warnings.length > 0 ? [...number.warnings, ...warnings] : warnings;
    if (fault !== null) {
      return { verdict: "other", reason: fault, column, warnings: all, phone, lacks: null, lacksColumn: null, fields };
    }
    const { lacks, lacksColumn } = findLack(fields);
    return { verdict: "ready", reason: null, column: null, warnings: all, phone, lacks, lacksColumn, fields };
  };
}
