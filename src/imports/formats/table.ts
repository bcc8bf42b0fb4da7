/** What every reader of a format answers with. */
import type { FileFormat } from "#domain/contact/file-format.ts";

export type { Encoding, FileFormat, Quote, ReadingChoices } from "#domain/contact/file-format.ts";
export { encodings } from "#domain/contact/file-format.ts";

/** A file that turned out to be a table. */
export interface Table {
  /** The cells of the first record, where it names the columns; as they stand in the file. */
  header: string[] | null;
  /** Can be walked once. Rows without anything in them are left out. Throws the refusal `unreadable_file`. */
  chunks: AsyncIterable<string[][]>;
  /** Final when the chunks have ended: the encoding may show late. */
  format(): FileFormat;
}
