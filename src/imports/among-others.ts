/** What a row comes to among the rows, contacts and lists around it. What its own cells come to is in verdicts.ts. */
import type { ImportVerdict } from "#domain/contact/import.ts";

/** A row whose own cells are in order. */
export interface SoundRow {
  row: number;
  /** The digits of its number in E.164. */
  phone: number;
  /** What the campaign's AI employee needs to know and the cells do not say, in a sentence. */
  lacks: string | null;
  lacksColumn: string | null;
}

/** What is around the rows of an import at this moment. */
export interface Around {
  /** Numbers of stored contacts; others may be missing that no row has. */
  stored: ReadonlySet<number>;
  /** Numbers that are not to be called, with the day they were noted. */
  suppressed: ReadonlyMap<number, Date>;
  /** Whether rows of stored contacts are duplicates. */
  skipsStored: boolean;
  /** The row that stands for a number, which is this one when no earlier row claimed it (FirstRows). */
  claim(phone: number, row: number): number;
}

export interface Standing {
  verdict: Extract<ImportVerdict, "ready" | "other" | "duplicate_in_file" | "do_not_call" | "duplicate_in_contacts">;
  reason: string | null;
  /** The column whose cell is at fault. */
  column: string | null;
  /** The row that stands for this one's number. */
  firstRow: number | null;
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

const ready: Standing = { verdict: "ready", reason: null, column: null, firstRow: null };
const duplicateInContacts: Standing = {
  ...ready,
  verdict: "duplicate_in_contacts",
  reason: "A contact with this number is stored already and is left as it is.",
};

/**
 * To be asked of the rows of an import in their order: the first sound row of a number stands for it, the others are its
 * duplicates. A row that lacks what is needed is sound when the stored contact may have it.
 */
export function standingOf({ row, phone, lacks, lacksColumn }: SoundRow, around: Around): Standing {
  const stored = around.stored.has(phone);
  if (lacks !== null && !stored) return { verdict: "other", reason: lacks, column: lacksColumn, firstRow: null };
  const firstRow = around.claim(phone, row);
  if (firstRow !== row) {
    return { ...ready, verdict: "duplicate_in_file", reason: `Row ${firstRow} has the same number.`, firstRow };
  }
  const since = around.suppressed.get(phone);
  if (since) {
    const reason = `The number is on the do-not-call list since ${day.format(since)}.`;
    return { ...ready, verdict: "do_not_call", reason };
  }
  return stored && around.skipsStored ? duplicateInContacts : ready;
}
