/**
 * Imports. Cells stand in blocks of rows, and only what is said of a row beside them has a row of its own: a million rows
 * are written at the speed of a thousand (docs/decisions/import-tables.md).
 */
import type { Migration } from "./index.ts";

export const importsMigration: Migration = {
  name: "0004-imports",
  statements: [
    `create table import (
       id bigint generated always as identity primary key,
       organisation_id text not null references organisation (id) on delete cascade,
       file_name text not null, status text not null, rows integer not null default 0,
       format jsonb not null default '{}', columns jsonb not null default '[]', header_key text,
       country text, country_reason text, mapping jsonb, counts jsonb, error text, campaign_id bigint,
       created_by text, created_at timestamptz not null default now(), finished_at timestamptz)`,
    `create index import_of_organisation on import (organisation_id, id)`,
    // Rows as they stand in the file, a thousand or about a megabyte of them in a block: each a JSON array of strings on a
    // line of its own; may be fewer than the columns. "phones" has for each row the digits of its number, 0 where its own
    // cells are not in order, and is null before the rows are judged. Compressing them would take longer than writing them.
    `create table import_block (
       import_id bigint not null, first integer not null, last integer not null, cells text not null, phones bigint[],
       primary key (import_id, first))`,
    `alter table import_block alter column cells set storage external, alter column phones set storage external`,
    // Only of rows that are not plainly ready. "lacks" says what the campaign's AI employee needs and the cells do not give.
    `create table import_verdict (
       import_id bigint not null, row integer not null, verdict text not null, column_name text, reason text,
       first_row integer, warnings text[], lacks text, lacks_column text, primary key (import_id, row))`,
    `create index import_verdict_left_out on import_verdict (import_id, verdict, row) where verdict <> 'ready'`,
    `create index import_verdict_warned on import_verdict (import_id, row) where warnings is not null`,
    // A contact that an import added says itself where it came from.
    `alter table contact add column import_id bigint, add column import_row integer`,
    `create index contact_of_import on contact (import_id, import_row) where import_id is not null`,
    // The stored contacts that rows met. "before": what one was before the row changed it, and "changed_at" when; "joined":
    // the campaign that the row let it join.
    `create table import_contact (
       import_id bigint not null, row integer not null, contact_id bigint not null, joined bigint, before jsonb,
       changed_at timestamptz, primary key (import_id, row))`,
    `create index import_contact_of_contact on import_contact (contact_id)`,
    // How an organisation read files with these columns the last time.
    `create table import_mapping (
       organisation_id text not null references organisation (id) on delete cascade, header_key text not null,
       mapping jsonb not null, used_at timestamptz not null default now(), primary key (organisation_id, header_key))`,
  ],
};
