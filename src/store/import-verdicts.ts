/**
 * What the rows of an import come to. Numbers stand beside the cells, a block's in one array; a row that is plainly ready
 * has nothing else.
 */
import { type Kysely, sql } from "kysely";
import type { ImportVerdict } from "#domain/contact/import.ts";
import { rowsAsText, valuesOf } from "./row-text.ts";
import type { Stretch } from "./import-rows.ts";
import type { ImportWork } from "./imports.ts";
import type { Tables } from "./tables.ts";

/** What a row comes to. */
export interface RowVerdict {
  row: number;
  verdict: ImportVerdict;
  /** The column whose cell is at fault. */
  column: string | null;
  reason: string | null;
  warnings: readonly string[];
  /** The row that stands for this one's number. */
  firstRow: number | null;
  /** What the campaign's AI employee needs to know and the cells do not say, in a sentence; then it may depend on others. */
  lacks: string | null;
  lacksColumn: string | null;
}

/** Keeps what rows come to in place of what they came to before; those given are the ones that are not plainly ready. */
export async function writeVerdicts(
  db: Kysely<Tables>,
  importId: number,
  instead: Stretch | readonly number[],
  verdicts: readonly RowVerdict[],
): Promise<void> {
  const these =
    "after" in instead
      ? sql`row > ${instead.after} and row <= ${instead.until}`
      : sql`row = any(${sql.val([...instead])}::integer[])`;
  await sql`delete from import_verdict where import_id = ${importId} and ${these}`.execute(db);
  if (verdicts.length === 0) return;
  const lines = verdicts.map((one) => [
    one.row,
    one.verdict,
    one.column,
    one.reason,
    one.warnings.length > 0 ? JSON.stringify(one.warnings) : null,
    one.firstRow,
    one.lacks,
    one.lacksColumn,
  ]);
  await sql`
    insert into import_verdict (import_id, row, verdict, column_name, reason, warnings, first_row, lacks, lacks_column)
    select ${importId}, v[1]::integer, v[2], v[3], v[4],
           case when v[5] is not null then array(select json_array_elements_text(v[5]::json)) end, v[6]::integer, v[7], v[8]
      from ${valuesOf(rowsAsText(lines))} given`.execute(db);
}

/** Whether a row has anything to be kept of it beside its number. */
export function isNoted({ verdict, warnings, lacks }: Pick<RowVerdict, "verdict" | "warnings" | "lacks">): boolean {
  return verdict !== "ready" || warnings.length > 0 || lacks !== null;
}

/** The number of one row, after a person's correction; 0: it has none that can be called. */
export async function writePhone(db: Kysely<Tables>, importId: number, row: number, phone: number): Promise<void> {
  await sql`
    update import_block set phones[${row}::integer - first + 1] = ${phone}::bigint
     where import_id = ${importId} and first <= ${row} and last >= ${row}`.execute(db);
}

/** What decides about a row beside its cells. */
export interface KnownNumbers {
  /** Of the contacts of the organisation. */
  stored: Set<number>;
  /** Not to be called, with the instant at which they were noted. */
  suppressed: Map<number, Date>;
}

/** Which of these numbers are stored or not to be called now. Under `planRowByRow` each is looked up by itself. */
export async function knownNumbers(
  db: Kysely<Tables>,
  { organisationId, now }: { organisationId: string; now: Date },
  phones: Iterable<number>,
): Promise<KnownNumbers> {
  const asked = Float64Array.from(phones).toSorted();
  const stored = new Set<number>();
  const suppressed = new Map<number, Date>();
  if (asked.length === 0) return { stored, suppressed };
  // In the order of the index, a look-up finds the next one near.
  const numbers = sql`any(string_to_array(${`+${asked.join(",+")}`}, ','))`;
  const { rows } = await sql<{ phone: string; since: Date | null }>`
    select phone, null::timestamptz as since from contact where organisation_id = ${organisationId} and phone = ${numbers}
     union all
    select phone, added_at from do_not_call where organisation_id = ${organisationId} and phone = ${numbers}
       and source <> 'simulator' and (expires_at is null or expires_at > ${now})`.execute(db);
  for (const { phone, since } of rows) {
    if (since) suppressed.set(digitsOf(phone), since);
    else stored.add(digitsOf(phone));
  }
  return { stored, suppressed };
}

/** A number in E.164 as the number that its digits are. */
export const digitsOf = (phone: string): number => Number(phone.slice(1));

/** A row with a number. */
export interface NumberedRow extends RowVerdict {
  phone: number;
}

/** The rows of an import with these numbers, in their order. */
export async function rowsWithNumbers(
  db: Kysely<Tables>,
  importId: number,
  phones: readonly number[],
): Promise<NumberedRow[]> {
  const numbers = sql`${sql.val([...phones])}::bigint[]`;
  const { rows } = await sql<NumberedRow>`
    select found.row, found.phone, coalesce(v.verdict, 'ready') as verdict, v.column_name as "column", v.reason,
           coalesce(v.warnings, '{}') as warnings, v.first_row as "firstRow", v.lacks, v.lacks_column as "lacksColumn"
      from (select b.first + n::integer - 1 as row, phone
              from import_block b cross join lateral unnest(b.phones) with ordinality u(phone, n)
             where b.import_id = ${importId} and b.phones && ${numbers} and phone = any(${numbers})) found
      left join import_verdict v on v.import_id = ${importId} and v.row = found.row
     order by found.row`.execute(db);
  return rows;
}

/** How many rows are ready and have a warning. */
export async function countWarned(db: Kysely<Tables>, importId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from import_verdict
     where import_id = ${importId} and warnings is not null and verdict = 'ready'`.execute(db);
  return rows[0]?.n ?? 0;
}

/** The numbers of the rows of a stretch that may stand for others, row by row. The stretch is one of whole blocks. */
export async function readPhones(
  db: Kysely<Tables>,
  importId: number,
  { after, until }: Stretch,
  see: (row: number, phone: number) => void,
): Promise<void> {
  for (let done = after; done < until;) {
    const { rows } = await sql<{ first: number; last: number; phones: string; lacking: string | null }>`
      select first, last, array_to_string(phones, ',') as phones,
             (select string_agg(v.row::text, ',') from import_verdict v
               where v.import_id = b.import_id and v.row between b.first and b.last and v.verdict = 'other') as lacking
        from import_block b where import_id = ${importId} and first > ${done} and last <= ${until}
       order by first limit 16`.execute(db);
    for (const { first, phones, lacking } of rows) {
      const not = new Set(numbersIn(lacking));
      for (const [index, phone] of numbersIn(phones).entries()) {
        if (phone !== 0 && !not.has(first + index)) see(first + index, phone);
      }
    }
    done = rows.at(-1)?.last ?? until;
  }
}

/** The numbers of a text that the database wrote. */
const numbersIn = (text: string | null): number[] => (text ? text.split(",").map(Number) : []);

/** Counts a row's verdict in, or out again. */
export function count(counts: ImportWork, { verdict, warnings }: Pick<RowVerdict, "verdict" | "warnings">, by: 1 | -1) {
  counts[verdict] += by;
  if (verdict === "ready" && warnings.length > 0) counts.warnings += by;
}
