/** A cell's text, without what spreadsheets and our own exports put about it to keep it text. */

const protectedText = /^="((?:[^"]|"")*)"$/u;
/** What neutraliseCell (src/domain/spreadsheet.ts) writes, and how people keep the zeros of a number. */
const apostrophe = /^'(?=[=+\-@\t\r]|[\d\s]+$)/u;

/**
 * The text without blanks around it; of `="0170…"` and `'0170…` the text they protect. Other apostrophes stay: people are
 * called `'t Hooft`.
 */
export function cellText(cell: string): string {
  const text = cell.trim();
  if (text.startsWith("'")) return text.replace(apostrophe, "").trim();
  if (!text.startsWith("=")) return text;
  const inner = protectedText.exec(text)?.[1];
  return inner === undefined ? text : inner.replaceAll('""', '"').trim();
}

/** As much of a cell as a sentence can bear. */
export function shown(cell: string): string {
  return cell.length > 60 ? `${cell.slice(0, 60)}…` : cell;
}
