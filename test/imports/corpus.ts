/** The files of test/fixtures/imports and what a person expects of each; its README.md says how a case is written. */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import type { FileFormat, ReadingChoices } from "#domain/contact/file-format.ts";
import type { ImportVerdict } from "#domain/contact/import.ts";

/** A ready row by its number; any other by verdict, column and a part of its sentence; null where nothing is said. */
export type ExpectedRow = string | [verdict: ImportVerdict, column: string | null, sentence: string] | null;

export interface ExpectedFile {
  /** What is peculiar about the file. */
  about: string;
  /** How a person says it is to be read. */
  choices?: ReadingChoices;
  /** The sentence with which it is refused; nothing else is then expected. */
  refused?: string;
  /** Where it differs from CSV in UTF-8 with commas, double quotation marks and a header. */
  format?: Partial<FileFormat>;
  /** By name, the field that each column is suggested as. */
  columns?: Record<string, string | null>;
  /** Suggested for numbers without one; null where absent. */
  country?: string | null;
  /** Named by a person in its place. */
  named?: string;
  /** What a person maps otherwise than suggested. */
  map?: Record<string, string | null>;
  doNotCall?: string[];
  /** Verdicts that are not there have no rows. Absent: nothing in the file is a telephone number. */
  counts?: Partial<Record<ImportVerdict, number>>;
  /** Of a file without `counts`. */
  records?: number;
  /** From the first one on. */
  rows?: ExpectedRow[];
  /** A person would call it fine: `run` needs no options for it. */
  fine?: true;
}

export interface CorpusCase {
  /** From the folder of the corpus, such as `locales/german.csv`. */
  name: string;
  bytes: Buffer;
  expected: ExpectedFile;
}

const corpusFolder = path.join(import.meta.dirname, "../fixtures/imports");

const expectations = "expected.json";
const other = new Set([expectations, "README.md", ".gitattributes"]);

/** Every file by folder and name. A file of another folder may be named, with the way there. */
export function readCorpus(): CorpusCase[] {
  return globSync(`*/${expectations}`, { cwd: corpusFolder })
    .toSorted()
    .flatMap((page) => {
      const folder = path.dirname(page);
      const cases = JSON.parse(readFileSync(path.join(corpusFolder, page), "utf8")) as Record<string, ExpectedFile>;
      return Object.entries(cases).map(([file, expected]) => {
        const name = path.join(folder, file);
        return { name, bytes: readFileSync(path.join(corpusFolder, name)), expected };
      });
    });
}

/** All files that lie in the corpus, expected or not. */
export function corpusFiles(): string[] {
  return globSync("**/*", { cwd: corpusFolder, withFileTypes: true })
    .filter((entry) => entry.isFile() && !other.has(entry.name))
    .map((entry) => path.relative(corpusFolder, path.join(entry.parentPath, entry.name)));
}

export const usualFormat = {
  csv: { kind: "csv", encoding: "utf-8", delimiter: ",", quote: '"', header: true, sheet: null, sheets: [] },
  xlsx: { kind: "xlsx", encoding: null, delimiter: null, quote: null, header: true },
} as const;
