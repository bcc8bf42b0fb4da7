/** How a file of contacts is written, and what a person may choose instead of what was detected. */

/** By their WHATWG names: https://encoding.spec.whatwg.org/#names-and-labels. Detected are the first four. */
export const encodings = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "windows-1253",
  "windows-1254",
  "windows-1255",
  "windows-1256",
  "iso-8859-2",
  "iso-8859-15",
  "koi8-r",
  "macintosh",
  "shift_jis",
  "euc-jp",
  "gb18030",
  "big5",
  "euc-kr",
] as const;
export type Encoding = (typeof encodings)[number];

/** `none`: quotation marks are text like any other. */
export const quotes = ['"', "'", "none"] as const;
export type Quote = (typeof quotes)[number];

/** A person's word on how a file is to be read; what is absent is detected. */
export interface ReadingChoices {
  encoding?: Encoding | undefined;
  /** One character. */
  delimiter?: string | undefined;
  quote?: Quote | undefined;
  /** Whether the first record names the columns. */
  header?: boolean | undefined;
  /** The sheet of a workbook, by its name. */
  sheet?: string | undefined;
}

/** How a file was read. What its kind does not have is null. */
export interface FileFormat {
  kind: "csv" | "xlsx";
  encoding: Encoding | null;
  delimiter: string | null;
  quote: Quote | null;
  header: boolean;
  sheet: string | null;
  /** The names of all sheets that can be chosen. */
  sheets: string[];
  /** Why it was read so, a sentence for each thing that was detected or chosen. */
  reasons: Partial<Record<keyof ReadingChoices, string>>;
}
