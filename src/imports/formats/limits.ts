/** What a file may have, whatever its format, so that memory stays bounded. */
export const limits = {
  /** Of one record, its delimiters and quotation marks counted. */
  recordCharacters: 1_048_576,
  columns: 2_000,
} as const;
