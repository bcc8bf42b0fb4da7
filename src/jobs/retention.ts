/**
 * Once an hour: what was said on calls goes when it is as old as its organisation's rules let it become (`retentionDays`).
 * In small steps, each a transaction, so that any number of processes may do it and none is held up.
 */
import { retentionLimit } from "#domain/retention.ts";
import { noteAudit } from "#store/audit.ts";
import type { Sql } from "#store/db.ts";
import { deleteDoNotCallImports } from "#store/do-not-call-imports.ts";
import { deleteOldAnswers } from "#store/idempotency.ts";
import { forgetConversations, organisationsThatForget } from "#store/retention.ts";

const EVERY_MILLISECONDS = 60 * 60_000;
const AT_ONCE = 500;

export interface RetentionOptions {
  sql: Sql;
  /** Milliseconds since 1970, by the database's clock. */
  now(): number;
  onFault(fault: unknown): void;
}

/** Begins at once, then every hour. @returns how to stop it; resolves when nothing is under way any more */
export function keepRetention(options: RetentionOptions): () => Promise<void> {
  let stopped = false;
  let working: Promise<unknown> = Promise.resolve();
  const begin = () => {
    working = working.then(() => forgetOnce(options, () => stopped)).catch(options.onFault);
  };
  begin();
  const timer = setInterval(begin, EVERY_MILLISECONDS);
  return async () => {
    stopped = true;
    clearInterval(timer);
    await working;
  };
}

/** Rows that could not be listed hold people's data, and are there to be corrected soon. */
const REFUSED_ROWS_DAYS = 30;

/** One round over all organisations; gives how many conversations lost what was said. */
export async function forgetOnce(
  { sql, now }: Omit<RetentionOptions, "onFault">,
  isStopped: () => boolean = () => false,
): Promise<number> {
  let sum = 0;
  await deleteOldAnswers(sql);
  await deleteDoNotCallImports(sql, retentionLimit(REFUSED_ROWS_DAYS, now()));
  for (const { organisationId, days } of await organisationsThatForget(sql)) {
    const at = now();
    const before = retentionLimit(days, at);
    let removed = 0;
    for (let more = true; more && !isStopped();) {
      const step = await forgetConversations(sql, organisationId, before, new Date(at), AT_ONCE);
      removed += step.forgotten;
      more = step.more;
    }
    if (removed === 0) continue;
    sum += removed;
    await noteAudit(sql, {
      organisationId,
      actor: { kind: "system", id: null, name: "Campanile" },
      verb: "conversations.removed",
      subject: { kind: "organisation", id: organisationId },
      changes: { removedConversations: { before: 0, after: removed } },
      now: new Date(at),
      requestId: null,
    });
  }
  return sum;
}
