import { Refusal } from "#domain/errors.ts";
import { contactZones } from "#numbering/zones.ts";
import type { Sql } from "#store/db.ts";
import { zoneSetId } from "#store/zone-sets.ts";

/**
 * The number of the set of zones a contact may be in: the one named, else those of the number.
 *
 * @throws Refusal `invalid` for a zone that does not exist, at the path `timezone`
 */
export function zoneSetOf(db: Sql, { phone, timezone }: { phone: string; timezone: string | null }): Promise<number> {
  return zoneSetId(db, candidateZones(phone, timezone));
}

function candidateZones(phone: string, timezone: string | null): readonly string[] {
  try {
    return contactZones(phone, timezone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refusal("invalid", error.message, [{ path: "timezone", message: error.message }]);
  }
}
