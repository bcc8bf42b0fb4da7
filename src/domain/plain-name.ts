/**
 * Characters that show nothing and do something: on a terminal ESC and the other control characters move the cursor, change
 * colours and set titles (ECMA-48), in a page or a table the bidirectional controls turn the order of what stands beside
 * them around (Unicode TR36 "Bidirectional Text Spoofing", CVE-2021-42574). Left-to-right marks, joiners and the like stay:
 * names in Hebrew, Persian or Hindi need them.
 */

/** Where a line or a column ends; within a name a blank. */
const breaks = /[\t-\r\u0085\u2028\u2029]+/g;
/** C0 without NUL, DEL, C1, and the bidirectional embeddings, overrides and isolates. */
// oxlint-disable-next-line no-control-regex -- these are meant
const controls = /[\x01-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;
/** The same, but tab, line feed and carriage return. */
// oxlint-disable-next-line no-control-regex -- these are meant
const controlsInText = /[\x01-\x08\v\f\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

/** A name as it is kept: on one line, without control characters. NUL stays, for the schema refuses it with a sentence. */
export function plainName(name: string): string {
  return name.replaceAll(breaks, " ").replaceAll(controls, "").trim();
}

/** The same for text that may have lines. */
export function plainLines(text: string): string {
  return text.replaceAll(controlsInText, "");
}
