/** The words of a file's last steps: its rows with what becomes of each, and what will happen in sum. */
import type { ReactNode } from "react";
import { grouped } from "../lib/format.ts";
import { contactCount } from "./contact-fields.ts";
import { verdictWords } from "./imports.tsx";

export const checkWords = {
  title: "Check the rows",
  about: (ready: number, rows: number) =>
    ready === rows
      ? `All ${grouped(rows)} rows can be imported.`
      : `${grouped(ready)} of ${grouped(rows)} rows can be imported. Mend the rest here, or go on without them.`,
  tiles: "Rows by what became of them",
  shown: "Rows to show",
  tabs: { all: "All rows", ready: verdictWords.ready, left_out: "Left out", warnings: "Warnings" },
  search: "Search rows",
  what: "The rows",
  noun: ["row", "rows"],
  none: "No such rows.",
  noMatch: (search: string) => `No row has “${search}”.`,
  clear: "Show all rows",
  stored: (count: number) =>
    count === 0
      ? "Contacts that are already stored"
      : `${grouped(count)} ${count === 1 ? "is" : "are"} already in your contacts`,
  back: "Match columns",
  next: (ready: number) => `Go on with ${grouped(ready)}`,
  noneReady: "No row can be imported yet.",
  table: "Rows of the file",
  row: "Row",
  rowNumber: (row: number) => `Row ${grouped(row)}`,
  check: "Check",
  was: (value: string) => `was ${value}`,
  cell: (column: string, row: number) => `${column}, row ${row}`,
  edit: (cell: string) => `Edit ${cell}: `,
  blank: "(blank)",
  isBlank: (column: string) => `${column} is blank`,
} as const;

export const changeWords = {
  label: "Changes in the stored contact",
  adds: (field: string, to: string | null): ReactNode => (
    <>
      {field}: adds <b>{to}</b>
    </>
  ),
  becomes: (field: string, from: string, to: string | null): ReactNode => (
    <>
      {field}: <s>{from}</s> becomes <b>{to ?? "nothing"}</b>
    </>
  ),
  more: (count: number) => `and ${grouped(count)} more`,
};

export const confirmWords = {
  title: "Add these contacts",
  about: "They go into your contact database. The import can be undone.",
  aboutCampaign: "They go into this campaign and into your contact database. Nobody is called yet.",
  toImport: (count: number) => (count === 1 ? "contact to import" : "contacts to import"),
  toCall: (count: number) => (count === 1 ? "contact to call" : "contacts to call"),
  new: "New in your database",
  newOrKnown: "New, or already there and brought up to date",
  kept: "Already there, kept as they are",
  warned: "Ready with a warning",
  leftOut: (verdict: string) => `Left out: ${verdict.toLowerCase()}`,
  back: "Check rows",
  next: (count: number) => `Add ${contactCount(count)}`,
};
