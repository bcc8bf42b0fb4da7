/**
 * Gives contacts the zones of their numbers anew where the table of zones is another than the one they have: a mistake in
 * it that was put right would otherwise stay in every database. Runs before anybody is called.
 */
import { zonesOf, zonesVersion } from "#numbering/zones.ts";
import type { Sql } from "#store/db.ts";
import { lockOrganisation } from "#store/engine-view.ts";
import {
  contactsByNumber,
  forgetDraftedZones,
  moveAllToZones,
  numberZonesVersion,
  organisationsWithContacts,
  writeNumberZonesVersion,
} from "#store/number-zones.ts";
import { zoneSetId } from "#store/zone-sets.ts";

/** So many contacts at once hold their organisation's lock for some hundredths of a second. */
const STEP = 2_000;

/** The number of each set of zones; `zonesOf` gives one array for all numbers with the same zones. */
type ZoneSetIds = Map<readonly string[], number>;

/** Two processes may do it at once: each finds what the other has left. @returns how many contacts have other zones now */
export async function refreshNumberZones(db: Sql): Promise<number> {
  const version = zonesVersion();
  if ((await numberZonesVersion(db)) === version) return 0;
  const ids: ZoneSetIds = new Map();
  let moved = 0;
  for (const organisationId of await organisationsWithContacts(db)) {
    for (let after: number | null = 0; after !== null;) {
      const step = await refreshStep(db, { organisationId, after, ids });
      moved += step.moved;
      after = step.last;
    }
  }
  await forgetDraftedZones(db);
  await writeNumberZonesVersion(db, version);
  return moved;
}

/** `last`: the contact to go on after; null at the end. */
interface Step {
  last: number | null;
  moved: number;
}

async function refreshStep(
  db: Sql,
  { organisationId, after, ids }: { organisationId: string; after: number; ids: ZoneSetIds },
): Promise<Step> {
  return db.transaction().execute(async (transaction) => {
    await lockOrganisation(transaction, organisationId);
    const contacts = await contactsByNumber(transaction, organisationId, { after, limit: STEP });
    const moved: Array<{ id: number; zoneSet: number }> = [];
    for (const { id, phone, zoneSet } of contacts) {
      const zones = zonesOf(phone);
      const right = ids.get(zones) ?? (await zoneSetId(transaction, zones));
      ids.set(zones, right);
      if (right !== zoneSet) moved.push({ id, zoneSet: right });
    }
    if (moved.length > 0) await moveAllToZones(transaction, moved);
    return { last: contacts.length < STEP ? null : (contacts.at(-1)?.id ?? null), moved: moved.length };
  });
}
