/** People who were erased, until the slow part of it is done. */
import type { Migration } from "./index.ts";

export const erasures: Migration = {
  name: "0021-erasures",
  statements: [
    // By what a person is known again, and the imports that had a row of theirs; gone when nothing is left to be done.
    `create table erasure (
       id bigint generated always as identity primary key,
       organisation_id text not null references organisation (id) on delete cascade,
       phone text not null, email text, first_name text, last_name text, import_ids bigint[] not null)`,
  ],
};
