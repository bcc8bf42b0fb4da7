/** The door to all formats: bytes in, a table out. The kind of file is told from its bytes, never from its name. */
import { readCsv } from "./csv.ts";
import type { ReadingChoices, Table } from "./table.ts";

/**
 * Reads a file. The source is not read further than needed; when reading stops early, it is destroyed.
 *
 * @throws Refusal `unreadable_file`, with a sentence, for what is empty, is no table, has only a header, or cannot be
 *   read as chosen
 */
export async function readTable(source: AsyncIterable<Buffer>, _choices: ReadingChoices = {}): Promise<Table> {
  return readCsv(source);
}
