/** The number format of every cell style of a workbook. */
import { getFormatFromId } from "numfmt";
import { type Archive, partLimits } from "./archive.ts";
import { readXml } from "./xml.ts";

/** Ids that mean a date in the language of the machine, which is not in the file (ECMA-376 part 1, 18.8.30). */
const isLocalDate = (id: number) => (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58);

/**
 * Format codes by the number that a cell has as its style.
 *
 * @param part its name, or null where the workbook has none
 */
export async function readFormatCodes(archive: Archive, part: string | null): Promise<string[]> {
  const custom = new Map<number, string>();
  const styles: number[] = [];
  let inCellStyles = false;
  if (part === null) return [];
  await readXml(archive.read(part, partLimits.other), part, {
    open(name, attributes, depth) {
      if (depth === 2) inCellStyles = name === "cellXfs";
      if (depth !== 3) return;
      if (name === "numFmt") custom.set(Number(attributes["numFmtId"]), attributes["formatCode"] ?? "General");
      if (name === "xf" && inCellStyles) styles.push(Number(attributes["numFmtId"] ?? 0));
    },
  });
  return styles.map((id) => custom.get(id) ?? (isLocalDate(id) ? "yyyy-mm-dd" : getFormatFromId(id, "en-US")));
}
