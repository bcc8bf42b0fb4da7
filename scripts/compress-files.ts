/** Files as they travel: each with a `.br` and a `.gz` beside it, made once so that no request waits for it. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const compressors = {
  br: (text: Buffer) =>
    promisify(brotliCompress)(text, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
      },
    }),
  gz: (text: Buffer) => promisify(gzip)(text, { level: constants.Z_BEST_COMPRESSION }),
};

/** The others, such as fonts, are compressed in themselves. */
const compressible = /\.(js|css|svg|json)$/;

/** Compresses what a folder holds; where that saves nothing, the file stands alone. */
export async function compressFiles(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((one) => compressible.test(one))) {
    const file = path.join(folder, name);
    const text = await readFile(file);
    await Promise.all(
      Object.entries(compressors).map(async ([ending, compress]) => {
        const small = await compress(text);
        if (small.length < text.length) await writeFile(`${file}.${ending}`, small);
      }),
    );
  }
}
