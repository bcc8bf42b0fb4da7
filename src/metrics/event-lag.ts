/** How long an announcement takes through the database, tried with one of our own. */
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { announce } from "#store/announce.ts";
import type { Database } from "#store/db.ts";

/** One that takes longer is given as this long: it may never come. */
const LONGEST_MILLISECONDS = 2_000;

export interface EventLag {
  /** Milliseconds, from before the announcement is sent until it is heard here. */
  measure(): Promise<number>;
  stop(): Promise<void>;
}

/** On a channel of this process's own, which no engine and no event stream hears. */
export async function listenForLag(database: Database): Promise<EventLag> {
  const channel = `campanile_lag_${randomBytes(6).toString("hex")}`;
  let heard: (() => void) | undefined;
  const deaf = await database.listen(
    channel,
    () => heard?.(),
    () => {},
  );
  return {
    measure: async () => {
      const begun = performance.now();
      const echo = new Promise<void>((resolve) => {
        heard = resolve;
      });
      const patience = new AbortController();
      const tooLong = wait(LONGEST_MILLISECONDS, undefined, { signal: patience.signal }).catch(() => {});
      await announce(database.sql, channel);
      await Promise.race([echo, tooLong]);
      patience.abort();
      return performance.now() - begun;
    },
    stop: deaf,
  };
}
