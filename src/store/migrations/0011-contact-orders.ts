/** Contacts in the order of their last call, and those of an import in the order in which they were added. */
import type { Migration } from "./index.ts";

export const contactOrders: Migration = {
  name: "0011-contact-orders",
  statements: [
    `create index contact_last_call_by_time on contact_last_call (organisation_id, called_at, contact_id)
       where called_at is not null`,
    `create index contact_of_import_in_order on contact (import_id, id) where import_id is not null`,
  ],
};
