/**
 * A campaign as a file: one row for each contact in calling order, with the columns of the file it came from, and what
 * became of it. Read and written in short steps, so that a million rows hold nobody up and need no memory.
 */
import { stringify } from "csv-stringify/sync";
import { neutraliseCell } from "#domain/spreadsheet.ts";
import { exportRows, type ExportRow, importsOfCampaign } from "#store/campaign-contacts.ts";
import type { Database } from "#store/db.ts";

const STEP = 1_000;

const results = {
  status: (row: ExportRow) => row.status,
  result: (row: ExportRow) => row.skipReason ?? row.result,
  attempts: (row: ExportRow) => row.attempts,
  first_called_at: (row: ExportRow) => row.firstCalledAt,
  last_called_at: (row: ExportRow) => row.lastCalledAt,
  last_ended_at: (row: ExportRow) => row.lastEndedAt,
  next_attempt_at: (row: ExportRow) => (row.attempts > 0 ? row.nextAttemptAt : null),
  talk_seconds: (row: ExportRow) => (row.talkSeconds === null ? null : Math.round(row.talkSeconds)),
  summary: (row: ExportRow) => row.summary,
  collected: (row: ExportRow) =>
    row.collected && Object.keys(row.collected).length > 0 ? JSON.stringify(row.collected) : null,
} satisfies Record<string, (row: ExportRow) => string | number | Date | null>;

/** Columns of contacts that came from no file. */
const fields = {
  phone: (row: ExportRow) => row.phone,
  first_name: (row: ExportRow) => row.firstName,
  last_name: (row: ExportRow) => row.lastName,
};

type Column = (row: ExportRow) => string | number | Date | null;

/** The lines of the file, a step at a time. */
export async function* exportCampaign(
  sql: Database["sql"],
  organisationId: string,
  campaignId: number,
): AsyncGenerator<string> {
  const imports = await importsOfCampaign(sql, organisationId, campaignId);
  const columns = columnsOf(imports);
  yield "\uFEFF" + line(columns.map(([name]) => name));
  let after = 0;
  for (;;) {
    const rows = await exportRows(
      sql,
      campaignId,
      imports.map((one) => one.id),
      after,
      STEP,
    );
    if (rows.length > 0) yield rows.map((row) => line(columns.map(([, read]) => textOf(read(row))))).join("");
    if (rows.length < STEP) return;
    after = rows.at(-1)!.id;
  }
}

/** The files' own columns first, each name once; then the results, renamed where a file has such a column itself. */
function columnsOf(
  imports: ReadonlyArray<{ id: number; columns: ReadonlyArray<{ name: string }> }>,
): Array<[string, Column]> {
  const names = [...new Set(imports.flatMap((one) => one.columns.map((column) => column.name)))];
  const places = new Map(imports.map((one) => [one.id, new Map(one.columns.map((column, n) => [column.name, n]))]));
  const original = names.map((name): [string, Column] => [
    name,
    (row) => {
      const place = row.importId === null ? undefined : places.get(row.importId)?.get(name);
      return place === undefined ? null : (row.cells?.[place] ?? null);
    },
  ]);
  const taken = new Set(names);
  const own = imports.length === 0 ? { ...fields, ...results } : results;
  const added = Object.entries<Column>(own).map(([name, read]): [string, Column] => [free(name, taken), read]);
  if (imports.length > 0) added.unshift([free("campanile_phone", taken), fields.phone]);
  return [...original, ...added];
}

function free(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let n = 2; ; n++) if (!taken.has(`${name} (${n})`)) return `${name} (${n})`;
}

function textOf(value: string | number | Date | null): string {
  if (value === null) return "";
  if (value instanceof Date) return value.toISOString();
  return typeof value === "number" ? String(value) : value;
}

function line(cells: readonly string[]): string {
  return stringify([cells.map(neutraliseCell)], { record_delimiter: "windows", quoted_match: /[\r\n]/ });
}
