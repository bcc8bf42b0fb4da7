/**
 * Once an hour: what was said on calls goes when it is as old as its organisation's rules let it become (`retentionDays`).
 * In small steps, each a transaction, so that any number of processes may do it and none is held up.
 */
import type { Sql } from "#store/db.ts";
import { forgetConversations, organisationsThatForget } from "#store/retention.ts";

const EVERY_MILLISECONDS = 60 * 60_000;
const AT_ONCE = 500;
const DAY_MILLISECONDS = 24 * 60 * 60_000;

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

/** One round over all organisations; gives how many conversations lost what was said. */
export async function forgetOnce(
  { sql, now }: Omit<RetentionOptions, "onFault">,
  isStopped: () => boolean = () => false,
): Promise<number> {
  let sum = 0;
  for (const { organisationId, days } of await organisationsThatForget(sql)) {
    const at = now();
    const before = new Date(at - days * DAY_MILLISECONDS);
    for (let more = true; more && !isStopped();) {
      const step = await forgetConversations(sql, organisationId, before, new Date(at), AT_ONCE);
      sum += step.forgotten;
      more = step.more;
    }
  }
  return sum;
}
