/** Checking an import: chunk after chunk, each row is judged by its cells, then by the rows and lists around it. */
import { neededVariables } from "#actions/needed-variables.ts";
import type { ImportMapping } from "#domain/contact/import.ts";
import type { Sql } from "#store/db.ts";
import { readRows, type Stretch } from "#store/import-rows.ts";
import { countVerdicts, nextPhones, type OwnVerdict, settlePhones, writeVerdicts } from "#store/import-verdicts.ts";
import { type ImportState, type ImportWork, lockAtWork, updateImport } from "#store/imports.ts";
import { planRowByRow } from "#store/statistics.ts";
import { Ahead } from "./ahead.ts";
import type { JudgeThread } from "./judge-thread.ts";

/** Of about a thousand rows, a chunk of the work. */
const BLOCKS = 4;
/** Rows that are compared with the lists at once. */
const COMPARED = 20_000;

interface Judged extends Stretch {
  rows: OwnVerdict[];
}

/** The step `checking` of one import. Positions are kept with what was done, so that a crash repeats and loses nothing. */
export class ImportCheck {
  readonly #db: Sql;
  readonly #thread: JudgeThread;
  readonly #ahead = new Ahead<Judged | undefined>();

  constructor(db: Sql, thread: JudgeThread) {
    this.#db = db;
    this.#thread = thread;
  }

  /**
   * Judges the next rows, or compares the next numbers once all rows are judged; in the end the import goes to `preview`.
   *
   * @param seen the import as it was found at work
   * @returns whether something was done: not when another process has it in hand, or it has moved on
   */
  async chunk(seen: ImportState, now: Date): Promise<boolean> {
    const { rows: judgedRows } = seen.counts as ImportWork;
    if (judgedRows >= seen.rows) return this.#compare(seen, now);
    // The statements of an embedded database wait for the transaction under way, so that nothing is read inside it.
    const judged = await this.#ahead.take(keyOf(seen, judgedRows), () => this.#judge(seen, judgedRows));
    if (!judged) throw new Error(`The rows after ${judgedRows} of import ${seen.id} are missing.`);
    if (judged.until < seen.rows) {
      this.#ahead.begin(keyOf(seen, judged.until), () => this.#judge(seen, judged.until));
    }
    return this.#db.transaction().execute(async (transaction) => {
      const state = await this.#lock(transaction, seen);
      if (!state) return false;
      await planRowByRow(transaction);
      await writeVerdicts(transaction, seen.id, judged, judged.rows);
      const counts = { ...(state.counts as ImportWork), rows: judged.until };
      for (const { verdict } of judged.rows) counts[verdict]++;
      await updateImport(transaction, state, { counts });
      return true;
    });
  }

  async #judge(seen: ImportState, after: number): Promise<Judged | undefined> {
    const found = await readRows(this.#db, seen.id, { after, blocks: BLOCKS });
    if (!found) return undefined;
    const { first, last, cells } = found;
    const mapping = seen.mapping as ImportMapping;
    const required = await neededVariables(this.#db, seen.organisationId, mapping);
    const rows = await this.#thread.judge({ columnNames: seen.columnNames, mapping, required, first, cells });
    return { after, until: last, rows };
  }

  async #compare(seen: ImportState, now: Date): Promise<boolean> {
    return this.#db.transaction().execute(async (transaction) => {
      const state = await this.#lock(transaction, seen);
      if (!state) return false;
      const { id: importId, organisationId, rows } = state;
      const counts = state.counts as ImportWork;
      await planRowByRow(transaction);
      const range = await nextPhones(transaction, importId, counts.comparedTo, COMPARED);
      if (!range) {
        const done = { ...counts, ...(await countVerdicts(transaction, importId, rows)) };
        await updateImport(transaction, state, { status: "preview", counts: done });
        return true;
      }
      const { onDuplicate } = state.mapping as ImportMapping;
      await settlePhones(transaction, { importId, organisationId, skipsStored: onDuplicate === "skip", now }, range);
      await updateImport(transaction, state, { counts: { ...counts, comparedTo: range.until } });
      return true;
    });
  }

  /** The import, locked, when it still is as it was seen: a person may have mapped it anew meanwhile. */
  async #lock(transaction: Parameters<typeof lockAtWork>[0], seen: ImportState): Promise<ImportState | undefined> {
    const state = await lockAtWork(transaction, seen.id, "checking");
    return state && keyOf(state, state.counts?.rows ?? 0) === keyOf(seen, seen.counts?.rows ?? 0) ? state : undefined;
  }
}

const keyOf = ({ mapping }: ImportState, after: number) => `${after} ${JSON.stringify(mapping)}`;
