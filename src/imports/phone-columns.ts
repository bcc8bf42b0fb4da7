/** Which number a row is called by, when people have given it several. */
import { cellText } from "./cells.ts";

/** What is asked of the numbering room. */
export type ReadPhone = (
  cell: string,
  defaultCountry: string | null,
) =>
  | { ok: true; phone: string; warnings: readonly string[] }
  | { ok: false; verdict: "missing_number" | "invalid_number"; reason: string };

export type RowNumber =
  | { ok: true; phone: string; warnings: readonly string[] }
  | { ok: false; verdict: "missing_number" | "invalid_number"; reason: string; column: string | null };

/**
 * Reads a row's number: of several columns the first in the file's order that holds one that can be called, with a
 * warning when another stood before it. When none can be called, the first that is filled has the reason.
 *
 * @param country of numbers written without one, ISO 3166-1 alpha-2, or null
 */
export function numberReader(
  columns: ReadonlyArray<{ name: string; index: number }>,
  country: string | null,
  readPhone: ReadPhone,
): (cells: readonly string[]) => RowNumber {
  return (cells) => {
    let first: { column: string; reason: string } | null = null;
    let refused = 0;
    for (const { name, index } of columns) {
      const cell = cells[index];
      if (cell === undefined || cell === "") continue;
      const number = readPhone(cellText(cell), country);
      if (number.ok)
        return first === null ? number : { ...number, warnings: [passedOver(first, name), ...number.warnings] };
      if (number.verdict === "missing_number") continue;
      refused++;
      first ??= { column: name, reason: number.reason };
    }
    if (first === null) {
      const column = columns[0]?.name ?? null;
      const missing = readPhone("", country);
      if (missing.ok) throw new TypeError("An empty cell was read as a telephone number.");
      const reason = columns.length > 1 ? severalEmpty : missing.reason;
      return { ok: false, verdict: "missing_number", reason, column };
    }
    const reason = refused > 1 ? `${first.reason} ${noneOf(refused)}` : first.reason;
    return { ok: false, verdict: "invalid_number", reason, column: first.column };
  };
}

const severalEmpty = "There is no number in any of the telephone columns; enter one.";

const noneOf = (count: number) =>
  count === 2 ? "Neither of the row's two numbers can be called." : `None of the row's ${count} numbers can be called.`;

/** Of the reason its first half, which says what is wrong; what to do needs no saying here. */
function passedOver({ column, reason }: { column: string; reason: string }, taken: string): string {
  const wrong = reason.split(/[;.](?:\s|$)/u, 1)[0]!;
  const why = wrong.charAt(0).toLowerCase() + wrong.slice(1);
  return `The number in "${column}" cannot be called: ${why}. The one in "${taken}" was taken.`;
}
