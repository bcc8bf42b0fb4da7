/** Kept answers belong to who asked; a database knows the secret it was first used with. */
import type { Migration } from "./index.ts";

export const doors: Migration = {
  name: "0014-doors",
  statements: [
    // Nobody knows any more who asked for those, and some hold a key.
    `delete from idempotency`,
    `alter table idempotency drop constraint idempotency_pkey, add column principal text not null,
       add column content_hash text, add primary key (organisation_id, principal, key)`,
    // One row: what only the right secret gives, and gives nothing away of it.
    `create table secret_check (only_row boolean primary key default true check (only_row), value text not null)`,
  ],
};
