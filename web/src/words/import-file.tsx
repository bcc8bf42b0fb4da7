/** The words of a file's first steps: how it is sent, how it was read, and what its columns are. */
import type { ReactNode } from "react";
import { grouped } from "../lib/format.ts";
import { rowCount } from "./imports.tsx";

export const stepWords = {
  label: "Steps of the import",
  names: ["Upload", "Match columns", "Check rows", "Confirm"],
  done: "Done:",
  back: "Back",
} as const;

const megabytes = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

export const uploadWords = {
  title: "Upload a file",
  about: "Each person needs a phone number. Any other column can go into what is said.",
  choose: "Choose a CSV or Excel file",
  drop: "Drop your file here, or click to choose",
  kinds: "CSV or Excel (.xlsx). Comma, semicolon, tab and any encoding work.",
  needs: "What the file needs",
  needed: {
    head: ["phone", "first_name", "last_name", "anything else"],
    body: [
      ["+44 7700 900142", "Amelia", "Hartley", "Heat pump"],
      ["07700 900377", "Owen", "Pritchard", "Solar panels"],
    ],
  },
  template: (icon: ReactNode): ReactNode => <>{icon} Template</>,
  sample: "Use 25 sample contacts",
  checked: "Checked for you",
  checks: [
    "Numbers, written any way, get their country",
    "The same number twice is one contact",
    "Numbers on the do-not-call list are left out",
    "You see every row before anything is stored",
  ],
  refused: (file: string) => `${file} was not taken`,
  bar: (file: string) => `Upload of ${file}`,
  sent: (sent: number, size: number, percent: number) =>
    `${megabytes(sent)} of ${megabytes(size)} uploaded, ${percent}%`,
  reading: "Reading the file",
  brokeOff: "The upload broke off, and nothing was imported. Send the file again.",
};

const delimiterNames: Record<string, string> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" };

export const howReadWords = {
  rows: rowCount,
  columns: (count: number) => `${grouped(count)} ${count === 1 ? "column" : "columns"}`,
  separated: (delimiter: string) => `${delimiterNames[delimiter] ?? `“${delimiter}”`} separated`,
  singleQuotes: "single quotation marks",
  noQuotes: "no quotation marks",
  sheet: (name: string) => `sheet “${name}”`,
  header: "first row names the columns",
  noHeader: "no header row",
  replace: "Replace file",
};

export const readOtherwiseWords = {
  open: "Read otherwise",
  title: "Read the file otherwise",
  again: "Read the file again",
  choose: "Choose the file again",
  encoding: "Encoding",
  delimiter: "Between cells",
  delimiters: { ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Pipe" },
  otherDelimiter: "Another character",
  delimiterField: "The character between cells",
  quotes: "Quotation marks",
  quote: { '"': 'Double (")', "'": "Single (')", none: "None: they are text" },
  sheet: "Sheet",
  header: "First row",
  headers: { names: "Names the columns", contact: "Is a contact" },
};

const FIRST_VARIABLES = 4;

export const matchWords = {
  title: "Match the columns",
  about: (matched: number, all: number) =>
    `${grouped(matched)} of ${grouped(all)} columns were recognised. Check the ones you care about.`,
  next: (rows: number) => `Check ${rowCount(rows)}`,
  noPhone: "Choose the column with the phone numbers.",
  twice: "Two columns are the same field. Keep one.",
  clash: (other: string) => `Also chosen for ${other}. Keep one.`,
  country: "Country of local numbers",
  countryBefore: "Local numbers",
  noCountry: "None: all have one",
  variables: (names: readonly string[]): ReactNode => (
    <>
      New variables can be used in what is said as{" "}
      {names.slice(0, FIRST_VARIABLES).map((name, index) => (
        <span key={name}>
          {index > 0 && ", "}
          <code>{`{{${name}}}`}</code>
        </span>
      ))}
      {names.length > FIRST_VARIABLES && ` and ${grouped(names.length - FIRST_VARIABLES)} more`}.
    </>
  ),
  table: "Columns of the file",
  column: "Column in your file",
  values: "First values",
  becomes: "becomes",
  field: "Field in Campanile",
  required: "Required",
  filled: "Filled",
  filledOf: (filled: number, rows: number) => `${grouped(filled)} of ${rowCount(rows)}`,
  empty: "(empty)",
};

export const fieldSelectWords = {
  label: (column: string) => `Field for ${column}`,
  variable: (name: string) => `New variable: ${name}`,
  leaveOut: "Do not import",
  readAs: (type: string) => `Read as ${type}.`,
  as: (type: string) => `As ${type}`,
  change: "Change",
  changeOf: (column: string) => `Change how ${column} is read`,
  rename: "Rename",
  renameOf: (column: string) => `Rename the variable of ${column}`,
  nameOf: (column: string) => `Name of the variable for ${column}`,
};
