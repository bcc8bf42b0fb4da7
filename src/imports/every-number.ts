/** Every number of a row: for lists of people who must not be called, where one number of several is not enough. */
import { cellText } from "./cells.ts";
import type { ReadPhone } from "./phone-columns.ts";

export interface RowNumbers {
  /** E.164, each once. */
  phones: string[];
  /** Filled cells that are no number that can be called, with the sentence that says why. */
  refused: Array<{ column: string; reason: string }>;
}

/** @param country of numbers written without one, ISO 3166-1 alpha-2, or null */
export function everyNumberReader(
  columns: ReadonlyArray<{ name: string; index: number }>,
  country: string | null,
  readPhone: ReadPhone,
): (cells: readonly string[]) => RowNumbers {
  return (cells) => {
    const phones: string[] = [];
    const refused: RowNumbers["refused"] = [];
    for (const { name, index } of columns) {
      const read = readPhone(cellText(cells[index] ?? ""), country);
      if (read.ok) {
        if (!phones.includes(read.phone)) phones.push(read.phone);
      } else if (read.verdict === "invalid_number") {
        refused.push({ column: name, reason: read.reason });
      }
    }
    return { phones, refused };
  };
}
