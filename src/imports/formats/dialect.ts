/** How the cells of a CSV file are told apart: its delimiter and quotation marks, told from its beginning. */
import { looksLikeEmail, readsAsPhone } from "../evidence.ts";
import { unreadable } from "../unreadable.ts";
import { type Dialect, isBlank, scan } from "./scan.ts";
import type { Quote, ReadingChoices } from "./table.ts";

const candidates = [",", ";", "\t", "|"] as const;

/** Enough to be certain; a sample has far more. */
const SAMPLE_RECORDS = 200;

export interface DetectedDialect {
  dialect: Dialect;
  /** A first line `sep=;`, of so many characters, is no record. */
  skip: number;
  /** The first records, none of them cut. */
  records: string[][];
  reasons: { delimiter: string; quote: string };
}

/**
 * The delimiter under which most records have the same number of cells, at least two. Where several do equally well, the
 * one that leaves whole telephone numbers and email addresses in the cells, then the one with more cells. A file in which
 * none separates anything has one column; a comma is then as good as any.
 *
 * @param sample the beginning of the file
 * @param complete whether it is the whole file; else its last record, which may be cut, is not looked at
 * @throws Refusal `unreadable_file` for a choice that cannot be
 */
export function detectDialect(sample: string, complete: boolean, choices: ReadingChoices): DetectedDialect {
  refuseImpossible(choices);
  const said = /^"?sep=([^\r\n"])"?(\r\n|\n|\r|$)/i.exec(sample);
  const skip = said?.[0].length ?? 0;
  const text = sample.slice(skip);
  const known = choices.delimiter ?? said?.[1];
  const delimiters = known === undefined ? candidates : [known];
  const seen = bestOf(text, delimiters, complete, choices.quote);
  const best = inside(seen, delimiters, choices.quote) ?? seen;
  const delimiter =
    choices.delimiter === undefined
      ? said
        ? `The first line says sep=${nameOf(said[1]!, "")}.`
        : delimiterReason(best)
      : "Chosen by you.";
  return {
    dialect: best.dialect,
    skip,
    records: best.records,
    reasons: { delimiter, quote: choices.quote === undefined ? quoteReason(best) : "Chosen by you." },
  };
}

function bestOf(text: string, delimiters: readonly string[], complete: boolean, quote: Quote | undefined): Judgement {
  return delimiters
    .map((delimiter) => judge(text, quoting(text, delimiter, complete, quote), complete))
    .reduce((a, b) => (better(b, a) > 0 ? b : a));
}

/**
 * What spreadsheets make of a CSV file that they opened as one column and saved again: every row in quotation marks as a
 * whole. Only telephone numbers or addresses inside tell such rows from cells with commas in them.
 */
function inside(seen: Judgement, delimiters: readonly string[], quote: Quote | undefined): Judgement | null {
  const { records, quoted } = seen;
  if (seen.cells > 1 || quoted < records.length || records.length === 0) return null;
  const text = records.map(([cell]) => cell).join("\n");
  const found = bestOf(text, delimiters, true, quote);
  if (found.cells < 2 || found.records.length !== records.length || found.recognised < records.length / 2) return null;
  return { ...found, dialect: { ...found.dialect, wrapped: true } };
}

function refuseImpossible({ delimiter, quote }: ReadingChoices): void {
  if (delimiter === undefined) return;
  if (delimiter.length !== 1 || /[\r\n\0\ufeff]/.test(delimiter)) {
    throw unreadable("The delimiter must be one character, and no line end; choose another.");
  }
  if (delimiter === (quote ?? '"')) {
    throw unreadable(`The delimiter and the quotation mark are both ${delimiter}; choose another for one of them.`);
  }
}

interface Judgement {
  dialect: Dialect;
  records: string[][];
  /** The number of cells that most records have. */
  cells: number;
  /** Records of that number. */
  alike: number;
  /** Their share in hundredths, so that one odd row decides nothing. */
  regular: number;
  recognised: number;
  quoted: number;
  stray: number;
  open: boolean;
}

function judge(text: string, dialect: Dialect, complete: boolean): Judgement {
  const found = scan(text, dialect, complete);
  // A mark that is opened early and not closed hides the rest: lines then tell more, split without regard to marks.
  const open = found.fault !== null || (found.rest < text.length / 2 && found.records.length < SAMPLE_RECORDS);
  const all = open ? scan(text, { ...dialect, quote: "none" }, complete).records : found.records;
  const records = all.slice(0, SAMPLE_RECORDS);
  const { cells, alike } = [records, records.map(withoutTrailingBlanks)]
    .map(usualWidth)
    .reduce((a, b) => (b.alike > a.alike ? b : a));
  return {
    dialect,
    records,
    cells,
    alike,
    regular: Math.round((100 * alike) / Math.max(1, records.length)),
    recognised: records.flat().filter((cell) => readsAsPhone(cell) || looksLikeEmail(cell)).length,
    quoted: found.quoted,
    stray: found.stray,
    open,
  };
}

/** The most frequent number of cells; where that is one, the first record's, which may be a header of sparse rows. */
function usualWidth(records: readonly string[][]): { cells: number; alike: number } {
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  let cells = 1;
  for (const [length, count] of counts) if (count > (counts.get(cells) ?? 0)) cells = length;
  if (cells === 1) cells = records[0]?.length ?? 1;
  return { cells, alike: counts.get(cells) ?? 0 };
}

/** Spreadsheets write delimiters for cells that were never filled. */
function withoutTrailingBlanks(record: string[]): string[] {
  let { length } = record;
  while (length > 0 && isBlank(record[length - 1]!)) length--;
  return record.slice(0, length);
}

/** Above 0 when `a` is. */
function better(a: Judgement, b: Judgement): number {
  if (a.cells < 2 || b.cells < 2) return (a.cells < 2 ? 0 : 1) - (b.cells < 2 ? 0 : 1);
  return a.regular - b.regular || a.recognised - b.recognised || a.cells - b.cells;
}

/** The quotation marks of a delimiter; double ones, doubled inside, unless the sample shows others. */
function quoting(text: string, delimiter: string, complete: boolean, chosen: Quote | undefined): Dialect {
  const look = (dialect: Dialect) => judge(text, dialect, complete);
  const usual = {
    delimiter,
    quote: chosen ?? (delimiter === '"' ? "none" : '"'),
    backslash: false,
    padded: false,
    wrapped: false,
  } as const;
  if (usual.quote === "none") return usual;
  let best = look(usual);
  if (chosen === undefined && delimiter !== "'" && best.quoted === 0 && !best.open && text.includes("'")) {
    best = withSingle(best, look);
  }
  const mark = best.dialect.quote;
  if (text.includes(` ${mark}`)) {
    const padded = look({ ...best.dialect, padded: true });
    if (padded.quoted > best.quoted && padded.stray <= best.stray && !padded.open) best = padded;
  }
  if (text.includes(`\\${mark}`)) {
    const backslash = look({ ...best.dialect, backslash: true });
    if (backslash.stray < best.stray && !backslash.open) best = backslash;
  }
  return best.dialect;
}

/** Single marks count where about every record has a cell between them; names such as ’t Hart begin with one alone. */
function withSingle(double: Judgement, look: (dialect: Dialect) => Judgement): Judgement {
  const padded = double.dialect.delimiter !== " ";
  const single = look({ ...double.dialect, quote: "'", padded });
  const enough = Math.max(1, single.records.length - 1);
  return single.quoted >= enough && !single.open ? look({ ...double.dialect, quote: "'" }) : double;
}

const names: Readonly<Record<string, string>> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "pipe",
  " ": "space",
};

function nameOf(delimiter: string, plural: "s" | ""): string {
  if (plural === "" && delimiter.trim() !== "") return delimiter;
  const name = names[delimiter];
  return name === undefined ? `“${delimiter}”` : name + plural;
}

function delimiterReason({ dialect, cells, alike, records }: Judgement): string {
  if (cells < 2) return "No comma, semicolon, tab or pipe parts the rows into cells; there is one column.";
  const split = `${cells} cells when split at ${nameOf(dialect.delimiter, "s")}.`;
  if (records.length === 1) return `The only row has ${split}`;
  const rows = `${records.length === SAMPLE_RECORDS ? "first " : ""}${records.length} rows`;
  return alike === records.length ? `All ${rows} have ${split}` : `${alike} of the ${rows} have ${split}`;
}

function quoteReason({ dialect, quoted }: Judgement): string {
  if (dialect.quote === "none") return "The delimiter is a quotation mark, so no other is looked for.";
  const mark = dialect.quote === "'" ? "single" : "double";
  if (dialect.wrapped) return `Every row stands in ${mark} quotation marks as a whole; they are taken off.`;
  if (dialect.backslash)
    return `Cells stand in ${mark} quotation marks; those inside them have a backslash before them.`;
  return quoted > 0
    ? `Cells stand in ${mark} quotation marks.`
    : "No cell of the first rows stands in quotation marks; double ones are understood.";
}
