/** What there is in the model: the database, the callers, the network, and what may still happen to them. */

export const LEASE_TICKS = 3;
export const REQUEST_TICKS = 1;

/** What a caller knows of a call. */
interface Held {
  key: number;
  contact: number;
  /** The name under which the caller got it. */
  owner: string;
  /**
   * asking: the step to dialing is sent, not yet done. allowed, refused: it is done, the answer is under way. unrung, ended: to
   * be written. adopted: taken over, not yet looked up.
   */
  step: "claimed" | "asking" | "allowed" | "refused" | "placed" | "unrung" | "ended" | "adopted";
  /** Ticks since the caller looked at the clock for this step; null where nobody counts. */
  age: number | null;
}

export interface Caller {
  number: number;
  life: "awake" | "asleep" | "dead" | "cut";
  names: number;
  /** Ticks since the last heartbeat that the database took. */
  sinceBeat: number;
  /** A heartbeat's answer that is under way. */
  beat: { age: number; taken: boolean } | null;
  held: Held[];
}

interface Ring {
  key: number;
  contact: number;
  by: number;
  age: number;
}

export interface World {
  contacts: Array<{ due: boolean; attempts: number; rings: number }>;
  /** The live calls of the number as the database has them; never two, the laws say. */
  rows: Array<{ key: number; contact: number; owner: string; dialing: boolean }>;
  /** Ticks that each lease has left. */
  leases: Record<string, number>;
  /** Ticks since the answer to "pause" and to "do not call this number"; null while neither is so. */
  paused: number | null;
  listed: number | null;
  callers: Caller[];
  /** On their way to the network, ringing there, and which have rung. */
  requests: Ring[];
  rings: Ring[];
  rung: number[];
  /** How many may still happen. */
  faults: number;
  presses: number;
  /** The law that was broken by the step to this state. */
  broken: string | null;
}

/** How much there is of everything. */
export interface Start {
  contacts: number;
  attempts: number;
  faults: number;
  presses: number;
}

export function firstWorld({ contacts, faults, presses }: Start): World {
  return {
    contacts: Array.from({ length: contacts }, () => ({ due: true, attempts: 0, rings: 0 })),
    rows: [],
    leases: { "0.1": LEASE_TICKS, "1.1": LEASE_TICKS },
    paused: null,
    listed: null,
    callers: [0, 1].map((number) => ({ number, life: "awake", names: 1, sinceBeat: 0, beat: null, held: [] })),
    requests: [],
    rings: [],
    rung: [],
    faults,
    presses,
    broken: null,
  };
}

/** Whether nothing is left to do, whoever is asked. */
export function isFinal(world: World): boolean {
  return (
    world.contacts.every((contact) => !contact.due) &&
    [world.rows, world.rings, world.requests, ...world.callers.map((caller) => caller.held)].every(
      (list) => list.length === 0,
    )
  );
}

export function copyOf(world: World): World {
  return {
    ...world,
    contacts: world.contacts.map((one) => ({ ...one })),
    rows: world.rows.map((one) => ({ ...one })),
    leases: { ...world.leases },
    callers: world.callers.map((one) => ({
      ...one,
      beat: one.beat && { ...one.beat },
      held: one.held.map((call) => ({ ...call })),
    })),
    requests: world.requests.map((one) => ({ ...one })),
    rings: world.rings.map((one) => ({ ...one })),
    rung: [...world.rung],
  };
}

export const nameOf = ({ number, names }: Caller): string => `${number}.${names}`;
export const leaseOf = (world: World, owner: string): number => world.leases[owner] ?? 0;

const keysIn = (world: World): number[] =>
  [world.rows, world.requests, world.rings, ...world.callers.map((caller) => caller.held)].flatMap((list) =>
    list.map(({ key }) => key),
  );

/** Calls have numbers for ever; the model takes one again once nobody speaks of it, so that there are finitely many states. */
export function freeKey(world: World): number {
  const used = new Set(keysIn(world));
  let key = 0;
  while (used.has(key)) key += 1;
  return key;
}

/** What nobody can ask for any more makes no difference: two states that differ by it alone are one. */
export function forget(world: World): void {
  const keys = new Set(keysIn(world));
  world.rung = world.rung.filter((key) => keys.has(key)).toSorted((a, b) => a - b);
  for (const [owner, left] of Object.entries(world.leases)) if (left <= 0) delete world.leases[owner];
  const names = world.callers.map(nameOf);
  // All names that are nobody's any more are one.
  for (const row of world.rows) if (!names.includes(row.owner) && leaseOf(world, row.owner) === 0) row.owner = LOST;
  for (const caller of world.callers) {
    const old = Object.keys(world.leases).some(
      (owner) => owner.startsWith(`${caller.number}.`) && owner !== nameOf(caller),
    );
    if (!old && caller.names > 1) rename(world, caller);
  }
  world.leases = inOrder(world.leases);
}

/** States are compared as texts. */
export function inOrder(leases: World["leases"]): World["leases"] {
  return Object.fromEntries(Object.entries(leases).toSorted(([one], [other]) => one.localeCompare(other)));
}

const LOST = "lost";

function rename(world: World, caller: Caller): void {
  const old = nameOf(caller);
  const lease = world.leases[old];
  delete world.leases[old];
  caller.names = 1;
  if (lease !== undefined) world.leases[nameOf(caller)] = lease;
  for (const one of [...world.rows, ...caller.held]) if (one.owner === old) one.owner = nameOf(caller);
}
