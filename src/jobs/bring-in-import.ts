/** Bringing in an import: chunk after chunk, rows become contacts and join their campaign, each chunk whole or not at all. */
import { availableParallelism } from "node:os";
import { makeMove } from "#actions/campaign-change.ts";
import { canMove } from "#domain/campaign/lifecycle.ts";
import type { ImportMapping } from "#domain/contact/import.ts";
import { noteActivity } from "#store/campaign-moves.ts";
import { addContacts, type CampaignRow, lockCampaign } from "#store/campaign-writes.ts";
import {
  contactsOfRows,
  hasPendingContacts,
  importChunk,
  noteJoining,
  reserveContactIds,
} from "#store/contacts-import.ts";
import type { Database, Sql, SqlTransaction } from "#store/db.ts";
import { lockOrganisation } from "#store/engine-view.ts";
import {
  type DraftedBlock,
  hasBlocksLeft,
  markBroughtIn,
  readUndrafted,
  takeBlocks,
  type TakenBlock,
  writeDrafts,
} from "#store/import-drafts.ts";
import {
  addToResult,
  type ImportState,
  type ImportWork,
  joinImporting,
  lockAtWork,
  updateImport,
} from "#store/imports.ts";
import { planRowByRow } from "#store/statistics.ts";
import { draftedBlock, type JudgeThreads } from "./judge-threads.ts";

/** Of about a thousand rows, a chunk of the work. */
const BLOCKS = 2;
/** Chunks that are brought in at once. More would leave nothing to calls. */
const LANES = 2;
/** Chunks of each lane until other imports have their turn. */
const CHUNKS = 4;

const actor = { kind: "system", name: "Campanile" } as const;

/** The step `importing` of one import. */
export class ImportArrival {
  readonly #db: Sql;
  readonly #threads: JudgeThreads;
  readonly #lanes: number;
  /** Blocks up to this row were taken by this process, or by others. */
  #taken = 0;
  /** Blocks are taken one after the other, so that the ids of contacts follow the rows. */
  #taking: Promise<unknown> = Promise.resolve();
  /** Whether a number was found that is stored already. */
  #meetsStored = false;

  constructor(db: Sql, threads: JudgeThreads, kind: Database["kind"]) {
    this.#db = db;
    this.#threads = threads;
    // The embedded database has one connection.
    this.#lanes = kind === "embedded" ? 1 : Math.min(LANES, availableParallelism());
  }

  /**
   * Brings in the next chunks. When no row is left, the import is `done`.
   *
   * @param seen the import as it was found at work; its mapping and campaign no longer change
   * @returns whether something was done: not when another process has it in hand, or it has moved on
   */
  async chunk(seen: ImportState, now: Date): Promise<boolean> {
    if ((seen.counts as ImportWork).broughtIn >= seen.rows) return this.#finish(seen, now);
    // A campaign's contacts are called in the order in which they join it.
    const lanes = seen.campaignId === null ? this.#lanes : 1;
    const worked = await Promise.allSettled(Array.from({ length: lanes }, () => this.#lane(seen, now)));
    for (const one of worked) if (one.status === "rejected") throw one.reason;
    if (worked.some((one) => one.status === "fulfilled" && one.value)) return true;
    return this.#finish(seen, now);
  }

  async #lane(seen: ImportState, now: Date): Promise<boolean> {
    for (let done = 0; done < CHUNKS; done++) if (!(await this.#bringIn(seen, now))) return done > 0;
    return true;
  }

  async #bringIn(seen: ImportState, now: Date): Promise<boolean> {
    return this.#db.transaction().execute(async (transaction) => {
      const campaign = await lockJoined(transaction, seen);
      const state = await joinImporting(transaction, seen.id);
      const took = state && (await this.#take(transaction, state));
      if (!took) return false;
      const { id: importId, organisationId } = state;
      const { after, until, firstId } = took;
      await this.#draft(transaction, state, took.blocks);
      const { onDuplicate } = state.mapping as ImportMapping;
      const expectsNew = !this.#meetsStored && (state.counts as ImportWork).duplicate_in_contacts === 0;
      const chunk = { importId, organisationId, onDuplicate, after, until, firstId, now };
      const came = await importChunk(transaction, chunk, expectsNew);
      if (came.stored > 0) this.#meetsStored = true;
      if (campaign && isOpen(campaign) && came.added + came.stored > 0) {
        await planRowByRow(transaction);
        if (came.stored > 0) await noteJoining(transaction, importId, took, campaign.id);
        await addContacts(transaction, organisationId, campaign.id, contactsOfRows(importId, took), now);
      }
      await markBroughtIn(transaction, importId, took);
      await addToResult(transaction, state, { broughtIn: until - after, added: came.added, changed: came.changed });
      return true;
    });
  }

  /** The next blocks, with an id for the contact of each of their rows. Undefined when there are none. */
  #take(transaction: SqlTransaction, state: ImportState) {
    const take = async () => {
      const ask = { most: BLOCKS, waits: state.campaignId !== null };
      let blocks = await takeBlocks(transaction, state.id, { ...ask, after: this.#taken });
      // What a fault or another process left behind.
      if (blocks.length === 0) blocks = await takeBlocks(transaction, state.id, { ...ask, after: 0 });
      const [head, tail] = [blocks[0], blocks.at(-1)];
      if (!head || !tail) return undefined;
      this.#taken = tail.last;
      const firstId = await reserveContactIds(transaction, tail.last - head.first + 1);
      return { blocks, after: head.first - 1, until: tail.last, firstId };
    };
    const taken = this.#taking.then(take);
    this.#taking = taken.catch(() => {});
    return taken;
  }

  /** Makes the drafts that are missing: a person corrected a row since, or was forgotten. */
  async #draft(
    transaction: SqlTransaction,
    { id, columnNames, mapping }: ImportState,
    taken: readonly TakenBlock[],
  ): Promise<void> {
    const firsts = taken.flatMap(({ first, undrafted }) => (undrafted ? [first] : []));
    if (firsts.length === 0) return;
    const blocks = await readUndrafted(transaction, id, firsts);
    const judging = { columnNames, mapping: mapping as ImportMapping, required: [] };
    // One by one: between them there may be others.
    for (const block of await this.#threads.judge({ ...judging, blocks })) {
      const drafted: DraftedBlock = await draftedBlock(transaction, block);
      await writeDrafts(transaction, id, [drafted]);
    }
  }

  async #finish(seen: ImportState, now: Date): Promise<boolean> {
    return this.#db.transaction().execute(async (transaction) => {
      const campaign = await lockJoined(transaction, seen);
      const state = await lockAtWork(transaction, seen.id, "importing");
      if (!state || (await hasBlocksLeft(transaction, state.id))) return false;
      const { broughtIn } = state.counts as ImportWork;
      if (broughtIn < state.rows) throw new Error(`Rows of import ${state.id} are missing; it has ${broughtIn}.`);
      await finish(transaction, state, campaign, now);
      return true;
    });
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
