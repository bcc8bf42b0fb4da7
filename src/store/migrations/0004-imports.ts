/** Rows of one number are found together, chunk by chunk and when a cell is corrected. */
import type { Migration } from "./index.ts";

export const importsMigration: Migration = {
  name: "0004-imports",
  statements: [`create index import_row_by_phone on import_row (import_id, phone) where phone is not null`],
};
