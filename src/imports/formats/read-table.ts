/** The door to all formats: bytes in, a table out. The kind of file is told from its bytes, never from its name. */
import { readCsv } from "./csv.ts";
import type { ReadingChoices, Table } from "./table.ts";
import { readXlsx } from "./xlsx.ts";

/** The first entry of a ZIP archive: APPNOTE.TXT, 4.3.7. */
const zipSignature = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

/**
 * Reads a file. The source is not read further than needed; when reading stops early, it is destroyed.
 *
 * @throws Refusal `unreadable_file`, with a sentence, for what is empty, is no table, has only a header, or cannot be
 *   read as chosen
 */
export async function readTable(source: AsyncIterable<Buffer>, choices: ReadingChoices = {}): Promise<Table> {
  const bytes = source[Symbol.asyncIterator]();
  const head = await readHead(bytes);
  const whole = withHead(head, bytes);
  return head.subarray(0, zipSignature.length).equals(zipSignature)
    ? readXlsx(whole, choices)
    : readCsv(whole, choices);
}

async function readHead(bytes: AsyncIterator<Buffer>): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < zipSignature.length) {
    const next = await bytes.next();
    if (next.done) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return head;
}

/** The bytes with those put back that were looked at. Ending it ends the source, even before it was asked for anything. */
function withHead(head: Buffer, bytes: AsyncIterator<Buffer>): AsyncIterable<Buffer> {
  let handed = head.length === 0;
  const iterator: AsyncIterator<Buffer> = {
    async next() {
      if (handed) return bytes.next();
      handed = true;
      return { done: false, value: head };
    },
    async return() {
      await bytes.return?.();
      return { done: true, value: undefined };
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}
