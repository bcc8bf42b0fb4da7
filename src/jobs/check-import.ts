/**
 * Checking an import: chunk after chunk in the order of the rows, each row is judged by its cells, then by the rows before
 * it, the contacts and the do-not-call list.
 */
import { neededVariables } from "#actions/needed-variables.ts";
import type { ImportMapping } from "#domain/contact/import.ts";
import { standingOf } from "#imports/among-others.ts";
import { FirstRows } from "#imports/first-rows.ts";
import type { Sql, SqlTransaction } from "#store/db.ts";
import { type DraftedBlock, writeDrafts } from "#store/import-drafts.ts";
import { holdAsRead, type ReadBlock, readBlocks, type Stretch } from "#store/import-rows.ts";
import { count, isNoted, knownNumbers, readPhones, type RowVerdict, writeVerdicts } from "#store/import-verdicts.ts";
import { type ImportState, type ImportWork, lockAtWork, updateImport } from "#store/imports.ts";
import { planRowByRow } from "#store/statistics.ts";
import { Ahead } from "./ahead.ts";
import { draftedBlock, type JudgeThreads } from "./judge-threads.ts";

/** Of about a thousand rows, a chunk of the work. */
const BLOCKS = 4;

interface Judged extends Stretch {
  read: Array<Pick<ReadBlock, "first" | "version">>;
  blocks: DraftedBlock[];
  /** The rows that are not plainly ready by their own cells. */
  noted: RowVerdict[];
}

/** The rows that stand for the numbers of the rows up to one. */
interface Firsts {
  check: string;
  until: number;
  rows: FirstRows;
}

/** The step `checking` of one import. Positions are kept with what was done, so that a crash repeats and loses nothing. */
export class ImportCheck {
  readonly #db: Sql;
  readonly #threads: JudgeThreads;
  readonly #ahead = new Ahead<Judged | undefined>();
  #firsts: Firsts | undefined;

  constructor(db: Sql, threads: JudgeThreads) {
    this.#db = db;
    this.#threads = threads;
  }

  /**
   * Judges the next rows; after the last of them the import goes to `preview`.
   *
   * @param seen the import as it was found at work
   * @returns whether something was done: not when another process has it in hand, or it has moved on
   */
  async chunk(seen: ImportState, now: Date): Promise<boolean> {
    const { rows: done } = seen.counts as ImportWork;
    if (done >= seen.rows) return this.#commit(seen, async () => ({}));
    // The statements of an embedded database wait for the transaction under way, so that nothing is read inside it.
    const judged = await this.#ahead.take(keyOf(seen, done), () => this.#judge(seen, done));
    if (!judged) throw new Error(`The rows after ${done} of import ${seen.id} are missing.`);
    const firsts = await this.#takeFirsts(seen, done);
    if (judged.until < seen.rows) {
      this.#ahead.begin(keyOf(seen, judged.until), () => this.#judge(seen, judged.until));
    }
    let isWritten = false;
    const committed = await this.#commit(seen, async (transaction) => {
      // Whoever was forgotten since the rows were read must not come back by what was made of them: they are read again.
      if (!(await holdAsRead(transaction, seen.id, judged.read))) return {};
      await planRowByRow(transaction);
      await writeDrafts(transaction, seen.id, judged.blocks);
      const verdicts = await this.#compare(transaction, seen, judged, firsts.rows, now);
      await writeVerdicts(transaction, seen.id, judged, verdicts);
      isWritten = true;
      return countsOf(seen, judged, verdicts);
    });
    // Not kept otherwise: it has rows that are not judged yet, or lacks those that are to be judged again.
    if (committed && isWritten) this.#firsts = { ...firsts, until: judged.until };
    return committed;
  }

  async #judge(seen: ImportState, after: number): Promise<Judged | undefined> {
    const found = await readBlocks(this.#db, seen.id, { after, blocks: BLOCKS });
    if (found.length === 0) return undefined;
    const mapping = seen.mapping as ImportMapping;
    const required = await neededVariables(this.#db, seen.organisationId, mapping);
    const judged = await this.#threads.judge({ columnNames: seen.columnNames, mapping, required, blocks: found });
    const blocks: DraftedBlock[] = [];
    for (const block of judged) blocks.push(await draftedBlock(this.#db, block));
    const read = found.map(({ first, version }) => ({ first, version }));
    return { after, until: found.at(-1)!.last, read, blocks, noted: judged.flatMap(({ noted }) => noted) };
  }

  /** The rows that stand for the numbers of all rows so far, as they are at hand or as they are stored. */
  async #takeFirsts(seen: ImportState, until: number): Promise<Firsts> {
    const { check } = seen.counts as ImportWork;
    const known = this.#firsts;
    this.#firsts = undefined;
    const firsts = known?.check === check && known.until <= until ? known : undefined;
    const rows = firsts?.rows ?? new FirstRows(seen.rows);
    const stretch = { after: firsts?.until ?? 0, until };
    await readPhones(this.#db, seen.id, stretch, (row, phone) => void rows.claim(phone, row));
    return { check, until, rows };
  }

  /** @returns what is to be kept of the rows */
  async #compare(
    transaction: SqlTransaction,
    { organisationId, mapping }: ImportState,
    { after, blocks, noted }: Judged,
    firsts: FirstRows,
    now: Date,
  ): Promise<RowVerdict[]> {
    const phones = blocks.flatMap((block) => [...block.phones]);
    const known = await knownNumbers(
      transaction,
      { organisationId, now },
      phones.filter((phone) => phone !== 0),
    );
    const skipsStored = (mapping as ImportMapping).onDuplicate === "skip";
    const around = { ...known, skipsStored, claim: (phone: number, row: number) => firsts.claim(phone, row) };
    const verdicts: RowVerdict[] = [];
    let next = 0;
    for (const [index, phone] of phones.entries()) {
      const row = after + 1 + index;
      const own = noted[next]?.row === row ? noted[next++] : undefined;
      if (phone === 0) {
        if (own) verdicts.push(own);
        continue;
      }
      const { warnings = [], lacks = null, lacksColumn = null } = own ?? {};
      const verdict = { row, warnings, lacks, lacksColumn, ...standingOf({ row, phone, lacks, lacksColumn }, around) };
      if (isNoted(verdict)) verdicts.push(verdict);
    }
    return verdicts;
  }

  /** Keeps what was done when the import still is as it was seen: a person may have mapped it anew meanwhile. */
  async #commit(
    seen: ImportState,
    work: (transaction: SqlTransaction) => Promise<Partial<ImportWork>>,
  ): Promise<boolean> {
    return this.#db.transaction().execute(async (transaction) => {
      const state = await lockAtWork(transaction, seen.id, "checking");
      const before = state?.counts;
      if (!state || !before || keyOf(state, before.rows) !== keyOf(seen, seen.counts?.rows ?? 0)) return false;
      const counts = { ...before, ...(await work(transaction)) };
      await updateImport(transaction, state, {
        counts,
        ...(counts.rows >= state.rows && { status: "preview" as const }),
      });
      return true;
    });
  }
}

function countsOf(seen: ImportState, { after, until }: Judged, verdicts: readonly RowVerdict[]): ImportWork {
  const counts = { ...(seen.counts as ImportWork), rows: until };
  counts.ready += until - after - verdicts.length;
  for (const verdict of verdicts) count(counts, verdict, 1);
  return counts;
}

const keyOf = ({ counts }: ImportState, after: number) => `${after} ${counts?.check}`;
