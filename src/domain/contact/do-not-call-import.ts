/** What a row of a file of people who must not be called is: exactly one of these, so that their counts sum to the rows. */
export const doNotCallVerdicts = ["listed", "already", "partly", "invalid_number", "missing_number"] as const;
export type DoNotCallVerdict = (typeof doNotCallVerdicts)[number];

/** Rows that come back as a file with the reason: something in them could not be listed. */
export const refusedVerdicts: readonly DoNotCallVerdict[] = ["partly", "invalid_number", "missing_number"];

/**
 * @param numbers of the row that can be read
 * @param refused cells with something in them that is no number
 * @param added numbers that were not on the list before the row
 */
export function doNotCallVerdict({
  numbers,
  refused,
  added,
}: {
  numbers: number;
  refused: number;
  added: number;
}): DoNotCallVerdict {
  if (numbers === 0) return refused === 0 ? "missing_number" : "invalid_number";
  if (refused > 0) return "partly";
  return added > 0 ? "listed" : "already";
}
