/** How a file was read, where a person may have thought otherwise. */
import type { ContactImport } from "./client.ts";

const countryNames = new Intl.DisplayNames("en", { type: "region" });

/** Delimiters that cannot be seen. */
const unseen: Readonly<Record<string, string>> = { "\t": "tab", " ": "blank" };

/**
 * A line for each thing that is not as in most files, with its reason; none for UTF-8 with commas and a header.
 *
 * @param country what was said with --country; else the suggested one is taken, and told
 */
export function howRead(
  { format, suggestedCountry, countryReason }: Pick<ContactImport, "format" | "suggestedCountry" | "countryReason">,
  country: string | undefined,
): string[] {
  const { encoding, delimiter, header, sheet, sheets, reasons } = format;
  const lines: string[] = [];
  const tell = (what: string, reason: string | null | undefined) => lines.push(reason ? `${what} ${reason}` : what);
  if (encoding !== null && encoding !== "utf-8") tell(`Encoding: ${encoding}.`, reasons.encoding);
  if (delimiter !== null && delimiter !== ",")
    tell(`Delimiter: ${unseen[delimiter] ?? `"${delimiter}"`}.`, reasons.delimiter);
  if (sheet !== null && sheets.length > 1) tell(`Sheet: "${sheet}", one of ${sheets.length}.`, reasons.sheet);
  if (!header) tell("Header: none.", reasons.header);
  if (country === undefined && suggestedCountry !== null) {
    const name = countryNames.of(suggestedCountry) ?? suggestedCountry;
    tell(
      `Country: ${name} (${suggestedCountry}), for numbers without one; name another with --country.`,
      countryReason,
    );
  }
  return lines;
}
