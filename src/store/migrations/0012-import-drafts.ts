/** Rows are made ready for the table of contacts when they are judged, and blocks come in one by one. */
import type { Migration } from "./index.ts";

export const importDrafts: Migration = {
  name: "0012-import-drafts",
  statements: [
    // "drafts": what the rows give their contacts, until they are brought in; null where it is to be made from the cells.
    `alter table import_block add column drafts text, add column zone_sets integer[],
       add column brought_in boolean not null default false`,
    `alter table import_block alter column drafts set storage external`,
    `update import_block b set brought_in = true from import i
      where i.id = b.import_id and i.status = 'importing' and b.last <= (i.counts ->> 'broughtIn')::integer`,
    // An error that is caught is not written to the server's log, where the value that was taken would stand.
    `create function unless_taken(statement text) returns integer language plpgsql as $$
       declare
         done integer;
       begin
         execute statement;
         get diagnostics done = row_count;
         return done;
       exception
         when unique_violation then return null;
       end $$`,
  ],
};
