/** What is learnt of a file's columns while its rows pass by: names, samples, what their cells look like. */
import { unreadable } from "./unreadable.ts";
import { limits } from "./formats/limits.ts";
import { looksLikeEmail, looksLikeName, phoneLook } from "./evidence.ts";

/** Rows that are looked at; what a column is shows early. */
const EVIDENCE_ROWS = 1_000;
const SAMPLES = 3;
const SAMPLE_CHARACTERS = 80;
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
  evidence: ColumnEvidence;
}

/** Looks at rows as they pass. Rows wider than the header make further columns. */
export class ColumnSurvey {
  readonly #header: readonly string[] | null;
  readonly #columns: Array<Pick<SurveyedColumn, "samples" | "evidence">> = [];
  #rows = 0;

  constructor(header: readonly string[] | null) {
    this.#header = header;
    for (let index = 0; index < widthOf(header ?? []); index++) this.#column(index);
  }

  get rows(): number {
    return this.#rows;
  }

  add(rows: readonly (readonly string[])[]): void {
    for (const row of rows) {
      const width = row.length <= this.#columns.length ? row.length : widthOf(row);
      const looking = this.#rows++ < EVIDENCE_ROWS;
      for (let index = 0; index < width; index++) {
        const column = this.#column(index);
        if (looking || column.evidence.filled === 0) look(column, row[index] ?? "");
      }
    }
  }

  columns(): SurveyedColumn[] {
    const titles = this.#columns.map((_, index) => title(this.#header?.[index] ?? ""));
    const names = uniqueNames(titles);
    return this.#columns.map((column, index) => ({
      name: names[index]!,
      header: titles[index] || null,
      ...column,
    }));
  }

  #column(index: number) {
    if (index >= limits.columns) throw unreadable("The file has more than 2,000 columns; remove those not needed.");
    const empty = () => ({ samples: [], evidence: { filled: 0, phones: zeros(), emails: 0, names: 0 } });
    while (this.#columns.length <= index) this.#columns.push(empty());
    return this.#columns[index]!;
  }
}

const zeros = (): ColumnEvidence["phones"] => [0, 0, 0, 0];

function look({ samples, evidence }: Pick<SurveyedColumn, "samples" | "evidence">, cell: string): void {
  const value = cell.trim();
  if (value === "") return;
  const sample = value.slice(0, SAMPLE_CHARACTERS);
  if (samples.length < SAMPLES && !samples.includes(sample)) samples.push(sample);
  evidence.filled++;
  evidence.phones[phoneLook(value.slice(0, 100))]++;
  if (looksLikeEmail(value.slice(0, 400))) evidence.emails++;
  if (looksLikeName(value.slice(0, 200))) evidence.names++;
}

/** Without the blank cells that spreadsheets write after the last filled one. */
function widthOf(row: readonly string[]): number {
  let width = row.length;
  while (width > 0 && row[width - 1]!.trim() === "") width--;
  return width;
}

/** A header cell on one line, without marks nobody sees. */
function title(cell: string): string {
  return cell
    .replaceAll(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, NAME_CHARACTERS);
}

/** `Column 2` where there is no title, `name (2)` where it was used before. */
export function uniqueNames(titles: readonly string[]): string[] {
  const given = new Set(titles);
  const used = new Set<string>();
  return titles.map((wanted, index) => {
    const base = wanted || `Column ${index + 1}`;
    let name = base;
    // A name the file itself uses elsewhere is left to that column.
    for (let n = 2; used.has(name) || (name !== wanted && given.has(name)); n++) name = `${base} (${n})`;
    used.add(name);
    return name;
  });
}
