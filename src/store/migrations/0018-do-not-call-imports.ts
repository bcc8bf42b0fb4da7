/** Files of people who must not be called: what came of each, and the rows that come back. */
import type { Migration } from "./index.ts";

export const doNotCallImports: Migration = {
  name: "0018-do-not-call-imports",
  statements: [
    `create table do_not_call_import (
       id bigint generated always as identity primary key,
       organisation_id text not null references organisation (id) on delete cascade,
       file_name text not null, created_by text, created_at timestamptz not null,
       columns jsonb not null, format jsonb not null)`,
    `create index do_not_call_import_of_organisation on do_not_call_import (organisation_id, created_at)`,
    // Cells as the file has them, so that people can correct the file; kept for a month (src/jobs/retention.ts).
    `create table do_not_call_refused (
       import_id bigint not null references do_not_call_import (id) on delete cascade,
       row integer not null, cells jsonb not null, reason text not null, primary key (import_id, row))`,
  ],
};
