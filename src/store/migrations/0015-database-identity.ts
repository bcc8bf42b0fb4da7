/** A database knows where it was made, so that a copy of it does not call by itself. */
import type { Migration } from "./index.ts";

export const databaseIdentity: Migration = {
  name: "0015-database-identity",
  statements: [
    // "system_identifier": of the PostgreSQL cluster; null where the server does not tell it. At most one row.
    `create table database_identity (
       single boolean primary key default true check (single),
       system_identifier text,
       database_name text not null,
       database_oid bigint not null,
       recorded_at timestamptz not null default now())`,
  ],
};
