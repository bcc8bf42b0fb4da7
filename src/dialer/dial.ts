/**
 * The step from a claimed call to a ringing one, and all that can come in between: the window closes, the process sleeps,
 * the lease runs out, the database goes away. A call is committed as dialing before anybody is rung; what is not rung goes
 * back at no cost.
 */
import type { Clock } from "#domain/clock.ts";
import { openness } from "#domain/dialing/windows.ts";
import { markDialing, releaseClaims } from "#store/progress.ts";
import type { Sql } from "#store/db.ts";
import type { CallKeeper } from "./call-keeper.ts";
import type { Lease } from "./lease.ts";
import type { LiveCall } from "./live-call.ts";
import type { Settler } from "./settler.ts";

export interface DialParts {
  db: Sql;
  clock: Clock;
  lease: Lease;
  keeper: CallKeeper;
  settler: Settler;
  /** Whether this process still starts calls. */
  running: () => boolean;
  /** Whether this process writes at all: false once it has stopped. */
  writing: () => boolean;
  onFault: (what: string, fault: unknown) => void;
}

/** How long after it was committed a call may still be sent: a process that slept in between must not dial on waking. */
const PLACE_WITHIN_MILLISECONDS = 1_000;
const RETRY_MILLISECONDS = 250;

/** Commits the calls as dialing, then rings; gives how many went back instead. */
export async function dial(parts: DialParts, calls: readonly LiveCall[]): Promise<number> {
  const { db, clock, lease, keeper, settler, running, onFault } = parts;
  const { owner } = lease;
  const mayDial = () => running() && lease.held && lease.owner === owner;
  const now = clock.now();
  const closing = new Map<number, number>();
  for (const call of calls) {
    const closes = closesAt(call, now);
    if (closes !== null) closing.set(call.id, closes);
  }
  let dialed: ReadonlySet<number> = new Set();
  try {
    if (mayDial() && closing.size > 0) dialed = await markDialing(db, owner, [...closing.keys()], new Date(now));
  } catch (fault) {
    onFault("dial", fault);
    // Whether it was committed is not known. What was not is put back, and the rest ends without having rung.
    if (!(await putBack(parts, owner, calls))) return 0;
    for (const call of calls) if (keeper.has(call)) settler.add(unrung(call, clock.now()));
    return calls.length;
  }
  for (const call of calls) {
    if (!dialed.has(call.id) || !keeper.has(call)) continue;
    if (mayDial()) keeper.place(call, Math.min(now + PLACE_WITHIN_MILLISECONDS, closing.get(call.id)! - 1));
    else settler.add(unrung(call, clock.now()));
  }
  const undialed = calls.filter((call) => !dialed.has(call.id));
  if (undialed.length > 0 && (await putBack(parts, owner, undialed))) {
    for (const call of undialed) keeper.letGo(call);
  }
  return undialed.length;
}

/** The instant from which the call may no longer start; null when that has come. */
function closesAt(call: LiveCall, now: number): number | null {
  const { schedule, script, zones } = call;
  if (!schedule || !script) return Infinity;
  const state = openness(schedule, zones, now);
  const { endsAt } = script.settings;
  const closes = Math.min(state.open ? state.until : now, endsAt === null ? Infinity : Date.parse(endsAt));
  return closes > now ? closes : null;
}

/** Puts calls back that are still claimed, however long the database is away; false when they are no longer ours. */
export async function putBack(
  { db, lease, writing, onFault }: Pick<DialParts, "db" | "lease" | "writing" | "onFault">,
  owner: string,
  calls: readonly { id: number }[],
): Promise<boolean> {
  const ids = calls.map((call) => call.id);
  while (writing() && lease.owner === owner) {
    try {
      await releaseClaims(db, owner, ids);
      return true;
    } catch (fault) {
      onFault("release", fault);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
    }
  }
  return false;
}

function unrung(call: LiveCall, at: number): LiveCall {
  call.ending = {
    at,
    how: { kind: "canceled", reason: "expired", cause: { sip: null, q850: null, text: "Never sent to the line." } },
  };
  return call;
}
