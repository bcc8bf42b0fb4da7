/** What the rows of an import come to: by their own cells, then by the rows and lists around them. */
import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import { type ImportCounts, type ImportVerdict, importVerdicts } from "#domain/contact/import.ts";
import { rowsAsText, valuesOf } from "./row-text.ts";
import type { Stretch } from "./import-rows.ts";
import type { Tables } from "./tables.ts";

/** A row by its own cells. */
export interface OwnVerdict {
  row: number;
  verdict: ImportVerdict;
  /** The column whose cell is at fault. */
  column: string | null;
  reason: string | null;
  warnings: readonly string[];
  /** Only of rows whose cells are in order: they then depend on the rows and lists around them. */
  phone: string | null;
  /** What the campaign's AI employee needs to know and the cells do not say, in a sentence. */
  lacks: string | null;
  lacksColumn: string | null;
}

/** Keeps what rows come to by their own cells, in place of what they came to before. */
export async function writeVerdicts(
  db: Kysely<Tables>,
  importId: number,
  { after, until }: Stretch,
  rows: readonly OwnVerdict[],
): Promise<void> {
  await sql`delete from import_verdict where import_id = ${importId} and row > ${after} and row <= ${until}`.execute(
    db,
  );
  const lines = rows.map((one) => [
    one.row,
    one.verdict,
    one.phone,
    one.column,
    one.reason,
    one.warnings.length > 0 ? JSON.stringify(one.warnings) : null,
    one.lacks,
    one.lacksColumn,
  ]);
  await sql`
    insert into import_verdict (import_id, row, verdict, phone, column_name, reason, warnings, lacks, lacks_column)
    select ${importId}, v[1]::integer, v[2], v[3], v[4], v[5],
           case when v[6] is not null then array(select json_array_elements_text(v[6]::json)) end, v[7], v[8]
      from ${valuesOf(rowsAsText(lines))} given`.execute(db);
}

/** Where rows are looked at again: their import, and what decides about a row beside its cells. */
export interface VerdictScope {
  importId: number;
  organisationId: string;
  /** Whether rows of stored contacts are duplicates. */
  skipsStored: boolean;
  now: Date;
}

/** Numbers in the order of their text: those after one and up to another. */
export interface PhoneRange {
  after: string;
  until: string;
}

/** The range of about so many rows that begins after a number; undefined when there are none. */
export async function nextPhones(
  db: Kysely<Tables>,
  importId: number,
  after: string,
  rows: number,
): Promise<PhoneRange | undefined> {
  const { rows: found } = await sql<{ until: string | null }>`
    select max(phone) as until from (
      select phone from import_verdict where import_id = ${importId} and phone > ${after} order by phone limit ${rows}
    ) next`.execute(db);
  const until = found[0]?.until ?? null;
  return until === null ? undefined : { after, until };
}

/**
 * Finds for the rows with these numbers what they share with other rows, the contacts and the do-not-call list: the first
 * row of a number stands for it, the others are its duplicates. Under `planRowByRow` each row is looked up by its number
 * in each of the three, so that a few rows cost the same among a million contacts.
 */
export async function settlePhones(
  db: Kysely<Tables>,
  { importId, organisationId, skipsStored, now }: VerdictScope,
  phones: PhoneRange | readonly string[],
): Promise<void> {
  const among = (phone: RawBuilder<unknown>): RawBuilder<SqlBool> =>
    "after" in phones
      ? sql`${phone} > ${phones.after} and ${phone} <= ${phones.until}`
      : sql`${phone} = any(${sql.val([...phones])}::text[])`;
  await sql`
    with sound as (
      select v.row, v.phone, v.lacks, v.lacks_column, c.phone is not null as stored, d.added_at
        from (select * from import_verdict where import_id = ${importId} and ${among(sql`phone`)}) v
        left join (select phone from contact where organisation_id = ${organisationId} and ${among(sql`phone`)}) c
             on c.phone = v.phone
        left join (
          select phone, added_at from do_not_call where organisation_id = ${organisationId} and ${among(sql`phone`)}
             and source <> 'simulator' and (expires_at is null or expires_at > ${now})) d on d.phone = v.phone
    ), ranked as (
      select sound.*, lacks is not null and not stored as lacking,
             min(row) filter (where lacks is null or stored) over (partition by phone) as first from sound
    ), settled as (
      select row, lacking, lacks, lacks_column, first, added_at, case
               when lacking then 'other'
               when row <> first then 'duplicate_in_file'
               when added_at is not null then 'do_not_call'
               when stored and ${skipsStored} then 'duplicate_in_contacts'
               else 'ready' end as verdict
        from ranked
    ), said as (
      select row, verdict, case verdict
               when 'other' then lacks
               when 'duplicate_in_file' then 'Row ' || first || ' has the same number.'
               when 'do_not_call' then 'The number is on the do-not-call list since '
                 || to_char(added_at at time zone 'UTC', 'FMDD FMMonth YYYY') || '.'
               when 'duplicate_in_contacts'
                 then 'A contact with this number is stored already and is left as it is.' end as reason,
             case when verdict = 'other' then lacks_column end as column_name,
             case when verdict = 'duplicate_in_file' then first end as first_row
        from settled)
    update import_verdict v
       set verdict = s.verdict, reason = s.reason, column_name = s.column_name, first_row = s.first_row
      from said s
     where v.import_id = ${importId} and v.row = s.row
       and (v.verdict, v.reason, v.first_row) is distinct from (s.verdict, s.reason, s.first_row)`.execute(db);
}

/** Counts the rows by their verdicts, when each of the import's rows has one. */
export async function countVerdicts(db: Kysely<Tables>, importId: number, rows: number): Promise<ImportCounts> {
  const found = await sql<{ verdict: ImportVerdict; n: number }>`
    select verdict, count(*) as n from import_verdict where import_id = ${importId} and verdict <> 'ready'
     group by verdict`.execute(db);
  const warned = await sql<{ n: number }>`
    select count(*) as n from import_verdict
     where import_id = ${importId} and warnings is not null and verdict = 'ready'`.execute(db);
  const none = Object.fromEntries(importVerdicts.map((verdict) => [verdict, 0])) as Record<ImportVerdict, number>;
  const counts = { ...none, rows, ready: rows, warnings: warned.rows[0]?.n ?? 0 };
  for (const { verdict, n } of found.rows) {
    counts[verdict] = n;
    counts.ready -= n;
  }
  return counts;
}
