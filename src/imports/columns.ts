/** What is learnt of a file's columns while its rows pass by: names, samples, what their cells look like. */
import { unreadable } from "./unreadable.ts";
import type { AttributeType } from "#domain/contact/import.ts";
import { plainName } from "#domain/plain-name.ts";
import { cellText } from "./cells.ts";
import { looksLikeEmail, looksLikeName, phoneLook } from "./evidence.ts";
import { limits } from "./formats/limits.ts";
import { isBlank } from "./formats/scan.ts";
import { settled, TypeEvidence } from "./type-evidence.ts";

/** Rows that are looked at; what a column is shows early. */
const EVIDENCE_ROWS = 1_000;
/** Cells that are looked at in all, at about five microseconds each: in a wide file, of fewer rows. */
const EVIDENCE_BUDGET = 100_000;
/** In a column that is mostly empty, cells of later rows are looked at until there are so many. */
const EVIDENCE_CELLS = 20;
const SAMPLES = 3;
const SAMPLE_CHARACTERS = 80;
const LOOKED_AT_CHARACTERS = 400;
const NAME_CHARACTERS = 200;

/** Of the cells that were looked at and not empty. */
export interface ColumnEvidence {
  filled: number;
  /** Cells by how much they look like a telephone number, from 0 to 3. */
  phones: [number, number, number, number];
  emails: number;
  names: number;
}

export interface SurveyedColumn {
  name: string;
  /** What the file's header says, or null where it says nothing. */
  header: string | null;
  samples: string[];
  /** Rows with something in this column. */
  filled: number;
  /** What the cells look like, where the column is an attribute. */
  type: AttributeType;
  /** Why, in a sentence; null where there is nothing to say. */
  typeReason: string | null;
  evidence: ColumnEvidence;
}

interface Column extends Pick<SurveyedColumn, "samples" | "filled" | "evidence"> {
  types: TypeEvidence;
}

/** Looks at rows as they pass. Rows wider than the header make further columns. */
export class ColumnSurvey {
  readonly #header: readonly string[] | null;
  readonly #columns: Column[] = [];
  #rows = 0;
  #looked = 0;

  constructor(header: readonly string[] | null) {
    this.#header = header;
    this.#widen(widthOf(header ?? []));
  }

  get rows(): number {
    return this.#rows;
  }

  add(rows: readonly (readonly string[])[]): void {
    const columns = this.#columns;
    for (const row of rows) {
      if (row.length > columns.length) this.#widen(widthOf(row));
      const looking = this.#rows++ < EVIDENCE_ROWS && this.#looked < EVIDENCE_BUDGET;
      const width = Math.min(row.length, columns.length);
      for (let index = 0; index < width; index++) {
        const cell = row[index]!;
        if (isBlank(cell)) continue;
        const column = columns[index]!;
        column.filled++;
        if (!looking && column.evidence.filled >= EVIDENCE_CELLS) continue;
        this.#looked++;
        look(column, cell);
      }
    }
  }

  columns(): SurveyedColumn[] {
    const titles = this.#columns.map((_, index) => title(this.#header?.[index] ?? ""));
    const names = uniqueNames(titles);
    const readings = settled(
      this.#columns.map(({ types, evidence: { phones } }, index) =>
        types.reading(titles[index] || null, phones[2] + phones[3]),
      ),
    );
    return this.#columns.map(({ samples, filled, evidence }, index) => ({
      name: names[index]!,
      header: titles[index] || null,
      samples,
      filled,
      type: readings[index]!.type,
      typeReason: readings[index]!.reason,
      evidence,
    }));
  }

  #widen(width: number): void {
    if (width > limits.columns) throw unreadable("The file has more than 2,000 columns; remove those not needed.");
    while (this.#columns.length < width) {
      const evidence = { filled: 0, phones: zeros(), emails: 0, names: 0 };
      this.#columns.push({ samples: [], filled: 0, evidence, types: new TypeEvidence() });
    }
  }
}

const zeros = (): ColumnEvidence["phones"] => [0, 0, 0, 0];

function look({ samples, evidence, types }: Column, cell: string): void {
  // A copy: a piece of a string keeps all of it in memory, here a piece of the file.
  const value = Buffer.from(beginning(cell.trim(), LOOKED_AT_CHARACTERS)).toString();
  const sample = beginning(value, SAMPLE_CHARACTERS);
  if (samples.length < SAMPLES && !samples.includes(sample)) samples.push(sample);
  evidence.filled++;
  evidence.phones[phoneLook(value.slice(0, 100))]++;
  if (looksLikeEmail(value)) evidence.emails++;
  if (looksLikeName(value.slice(0, 200))) evidence.names++;
  types.add(value);
}

/** Without the blank cells that spreadsheets write after the last filled one. */
function widthOf(row: readonly string[]): number {
  let width = row.length;
  while (width > 0 && row[width - 1]!.trim() === "") width--;
  return width;
}

/** A header cell on one line, without marks nobody sees, its accents as people type them. */
function title(cell: string): string {
  const line = plainName(
    cellText(cell)
      .normalize("NFC")
      .replaceAll(/[\u200b-\u200f\u2060-\u2064\ufeff]/g, "")
      .replaceAll(/\s+/g, " "),
  );
  return beginning(line, NAME_CHARACTERS);
}

/** Not cut within a character: half of one is no text to the database. */
function beginning(text: string, characters: number): string {
  return text.slice(0, characters).replace(/[\ud800-\udbff]$/, "");
}

/** `Column 2` where there is no title, `name (2)` where it was used before. Names are keys of JSON, which refuses one. */
export function uniqueNames(titles: readonly string[]): string[] {
  const given = new Set(titles);
  const used = new Set<string>(["__proto__"]);
  return titles.map((wanted, index) => {
    const base = wanted || `Column ${index + 1}`;
    let name = base;
    // A name the file itself uses elsewhere is left to that column.
    for (let n = 2; used.has(name) || (name !== wanted && given.has(name)); n++) name = `${base} (${n})`;
    used.add(name);
    return name;
  });
}
