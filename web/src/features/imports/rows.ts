/** The rows of an import, narrowed as one looks at them. */
import { importedVerdicts, importVerdicts, type ImportVerdict } from "#domain/contact/import.ts";
import { call } from "../../lib/api.ts";
import { usePages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";
import type { ContactImport, ImportRow } from "./import.ts";

/** What stands in the way of a row's becoming a contact. */
export const leftOut = importVerdicts.filter(
  (verdict) => !(importedVerdicts as readonly ImportVerdict[]).includes(verdict),
);

/** `left_out`: all verdicts that are; `warnings`: ready rows that have one. */
export type RowsShown = "all" | "left_out" | "warnings" | ImportVerdict;

export function countOf({ rows, counts, warnings }: ContactImport, shown: RowsShown): number {
  if (shown === "all") return rows;
  if (shown === "warnings") return warnings;
  if (shown === "left_out") return leftOut.reduce((sum, verdict) => sum + (counts?.[verdict] ?? 0), 0);
  return counts?.[shown] ?? 0;
}

export function useImportRows(id: string, shown: RowsShown, search: string) {
  const verdict =
    shown === "left_out" ? leftOut.join(",") : shown === "all" || shown === "warnings" ? undefined : shown;
  const query = { limit: 100, verdict, warned: shown === "warnings" ? ("true" as const) : undefined, search };
  return usePages<ImportRow>(keys.import(id, "rows", query), (cursor, signal) =>
    call("listImportRows", { params: { id }, query: { ...query, cursor } }, { signal }),
  );
}
