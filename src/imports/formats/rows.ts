/** Handing rows on, whatever format they come from. */

/** Chunks have at most this many rows, or about as many characters, whichever comes first. */
const CHUNK_ROWS = 1_000;
const CHUNK_CHARACTERS = 1_048_576;

/**
 * Hands blocks of rows on in chunks, and calls `close` after the last one. Ending early ends `rest` too and calls
 * `close`, even before the first chunk was asked for.
 *
 * @param close may be called twice
 */
export function inChunks(
  first: string[][],
  rest: AsyncGenerator<string[][], undefined>,
  close: () => Promise<void>,
): AsyncIterable<string[][]> {
  const chunks = gather(first, rest, close);
  const iterator: AsyncIterator<string[][]> = {
    next: () => chunks.next(),
    // A generator that was never started runs no `finally`.
    async return() {
      await chunks.return(undefined);
      await rest.return(undefined);
      await close();
      return { done: true, value: undefined };
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}

async function* gather(
  first: string[][],
  rest: AsyncGenerator<string[][], undefined>,
  close: () => Promise<void>,
): AsyncGenerator<string[][], undefined> {
  try {
    let chunk: string[][] = [];
    let characters = 0;
    for (let block: string[][] | undefined = first; block; block = (await rest.next()).value) {
      for (const row of block) {
        chunk.push(row);
        for (const cell of row) characters += cell.length;
        if (chunk.length < CHUNK_ROWS && characters < CHUNK_CHARACTERS) continue;
        yield chunk;
        chunk = [];
        characters = 0;
      }
    }
    if (chunk.length > 0) yield chunk;
  } finally {
    await rest.return(undefined);
    await close();
  }
}
