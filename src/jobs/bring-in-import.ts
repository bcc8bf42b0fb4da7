/** Bringing in an import: chunk after chunk, rows become contacts and join their campaign, each chunk whole or not at all. */
import { makeMove } from "#actions/campaign-change.ts";
import { canMove } from "#domain/campaign/lifecycle.ts";
import type { ImportMapping } from "#domain/contact/import.ts";
import { isZoneName } from "#domain/dialing/local-time.ts";
import { fieldReader } from "#imports/row-fields.ts";
import { contactZones } from "#numbering/zones.ts";
import { noteActivity } from "#store/campaign-moves.ts";
import { addContacts, type CampaignRow, lockCampaign } from "#store/campaign-writes.ts";
import {
  comingRows,
  type ContactRow,
  contactsOfRows,
  hasPendingContacts,
  importChunk,
  noteJoining,
} from "#store/contacts-import.ts";
import type { Sql, SqlTransaction } from "#store/db.ts";
import { lockOrganisation } from "#store/engine-view.ts";
import type { Stretch } from "#store/import-rows.ts";
import { type ImportState, type ImportWork, lockAtWork, updateImport } from "#store/imports.ts";
import { zoneSetId } from "#store/zone-sets.ts";
import { Ahead } from "./ahead.ts";

/** Of about a thousand rows, a chunk of the work. */
const BLOCKS = 2;

const actor = { kind: "system", name: "Campanile" } as const;

interface Prepared extends Stretch {
  rows: ContactRow[];
}

/** The step `importing` of one import. */
export class ImportArrival {
  readonly #db: Sql;
  readonly #ahead = new Ahead<Prepared>();
  /** Of the sets of zones met: numbers of one area share one frozen array. */
  readonly #zoneSets = new Map<readonly string[], number>();
  #fieldsOf: ReturnType<typeof fieldReader> | undefined;

  constructor(db: Sql) {
    this.#db = db;
  }

  /**
   * Brings in the next chunk. When no row is left, the import is `done`.
   *
   * @param seen the import as it was found at work; its mapping and campaign no longer change
   * @returns whether something was done: not when another process has it in hand, or it has moved on
   */
  async chunk(seen: ImportState, now: Date): Promise<boolean> {
    const { broughtIn } = seen.counts as ImportWork;
    const key = String(broughtIn);
    // Rows do not change any more. They are read outside the transaction, and the next ones while this is written.
    const prepared = await this.#ahead.take(key, () => this.#prepare(seen, broughtIn));
    return this.#db.transaction().execute(async (transaction) => {
      const campaign = await lockJoined(transaction, seen);
      const state = await lockAtWork(transaction, seen.id, "importing");
      const work = state?.counts as ImportWork | undefined;
      if (!state || !work || work.broughtIn !== broughtIn) return false;
      if (broughtIn >= state.rows) {
        await finish(transaction, state, campaign, now);
        return true;
      }
      const { id: importId, organisationId } = state;
      const { onDuplicate } = state.mapping as ImportMapping;
      const { rows } = prepared;
      // Not before: the database would wait while this thread makes them ready.
      if (prepared.until < seen.rows) {
        this.#ahead.begin(String(prepared.until), () => this.#prepare(seen, prepared.until));
      }
      const came = await importChunk(transaction, { importId, organisationId, onDuplicate, rows, now });
      if (campaign && isOpen(campaign) && rows.length > 0) {
        if (came.stored > 0) await noteJoining(transaction, importId, prepared, campaign.id);
        await addContacts(transaction, organisationId, campaign.id, contactsOfRows(importId, prepared), now);
      }
      const counts = {
        ...work,
        broughtIn: prepared.until,
        added: work.added + came.added,
        changed: work.changed + came.changed,
      };
      await updateImport(transaction, state, { counts });
      return true;
    });
  }

  async #prepare({ id, columnNames, mapping, rows: all }: ImportState, after: number): Promise<Prepared> {
    this.#fieldsOf ??= fieldReader(columnNames, mapping as ImportMapping, { isZone: isZoneName });
    const coming = await comingRows(this.#db, id, { after, blocks: BLOCKS });
    if (coming.until === after && after < all) throw new Error(`The rows after ${after} of import ${id} are missing.`);
    const rows: ContactRow[] = [];
    for (const { row, phone, cells } of coming.rows) {
      const fields = this.#fieldsOf(cells);
      const zones = contactZones(phone, fields.timezone ?? null);
      const known = this.#zoneSets.get(zones);
      rows.push({ row, phone, fields, zoneSet: known ?? (await this.#zoneSet(zones, fields.timezone !== undefined)) });
    }
    return { after, until: coming.until, rows };
  }

  async #zoneSet(zones: readonly string[], own: boolean): Promise<number> {
    const id = await zoneSetId(this.#db, zones);
    // An array for a zone named in a row is made for that row.
    if (!own) this.#zoneSets.set(zones, id);
    return id;
  }
}

/** That contacts may join was decided when the import was confirmed; a start since then loses none of them. */
function isOpen({ status }: CampaignRow): boolean {
  return status !== "canceled";
}

/** The campaign that the contacts join, locked in the engine's order: organisation, campaign, then contacts. */
async function lockJoined(
  transaction: SqlTransaction,
  { organisationId, campaignId }: ImportState,
): Promise<CampaignRow | undefined> {
  if (campaignId === null) return undefined;
  await lockOrganisation(transaction, organisationId);
  return lockCampaign(transaction, organisationId, campaignId);
}

async function finish(
  transaction: SqlTransaction,
  state: ImportState,
  campaign: CampaignRow | undefined,
  now: Date,
): Promise<void> {
  const lost = state.campaignId !== null && !(campaign && isOpen(campaign));
  await updateImport(transaction, state, {
    status: "done",
    error: lost ? "The campaign was stopped or deleted before all of these contacts had joined it." : null,
    finishedAt: now,
  });
  if (!campaign || lost) return;

  const { organisationId, fileName } = state;
  const text = `The contacts of ${fileName} were added.`;
  if (canMove("reopen", campaign.status)) {
    if (!(await hasPendingContacts(transaction, campaign.id))) return;
    const request = { db: transaction, organisationId, campaignId: campaign.id, actor, now: now.getTime() };
    const set = { scheduled_at: null, finished_at: null };
    await makeMove(transaction, request, { name: "reopen", to: "queued", text: `Reopened: ${text}`, set });
    return;
  }
  const kind = "contacts_added";
  await noteActivity(transaction, { organisationId, campaignIds: [campaign.id], kind, text, actor, now });
}
