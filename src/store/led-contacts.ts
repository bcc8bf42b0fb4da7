/** Which contacts the rows of imports led to. */
import { type RawBuilder, sql } from "kysely";

export interface LedContact {
  import_id: number;
  row: number;
  contact_id: number;
  /** Whether the row made the contact; else it met a stored one. */
  added: boolean;
  /** The campaign that the row let a stored contact join. */
  joined: number | null;
}

/** A contact that an import added says so itself; one that was stored before has a note for each row that met it. */
export const ledContacts: RawBuilder<LedContact> = sql`(
  select import_id, import_row as row, id as contact_id, true as added, null::bigint as joined
    from contact where import_id is not null
   union all
  select import_id, row, contact_id, false, joined from import_contact)`;
