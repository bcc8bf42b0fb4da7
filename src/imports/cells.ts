/** A cell's text, without what spreadsheets and our own exports put about it to keep it text. */
import { withoutApostrophe } from "#domain/spreadsheet.ts";

const protectedText = /^="((?:[^"]|"")*)"$/u;

/**
 * The text without blanks around it; of `="0170…"` and `'0170…` the text they protect. Other apostrophes stay: people are
 * called `'t Hooft`.
 */
export function cellText(cell: string): string {
  const text = cell.trim();
  if (text.startsWith("'")) return withoutApostrophe(text).trim();
  if (!text.startsWith("=")) return text;
  const inner = protectedText.exec(text)?.[1];
  return inner === undefined ? text : inner.replaceAll('""', '"').trim();
}

/** As much of a cell as a sentence can bear. */
export function shown(cell: string): string {
  return cell.length > 60 ? `${cell.slice(0, 60)}…` : cell;
}
