/** What a caller does, by itself and in the database, and what befalls it. */
import type { Rules, Setting, Take } from "./protocol.ts";
import { type Caller, freeKey, LEASE_TICKS, leaseOf, nameOf, type World } from "./world.ts";

const HALF_LEASE_TICKS = 2;

export function callerSteps(world: World, caller: Caller, setting: Setting, step: Take): void {
  const who = `caller ${caller.number}`;
  const mine = (to: World) => to.callers[caller.number]!;
  if (world.faults > 0 && caller.life === "awake") {
    for (const life of ["asleep", "cut"] as const) {
      step(`${who} is ${life}`, (to) => {
        to.faults -= 1;
        mine(to).life = life;
      });
    }
  }
  if (world.faults > 0 && caller.life !== "dead") {
    step(`${who} dies`, (to) => {
      to.faults -= 1;
      Object.assign(mine(to), { life: "dead", beat: null, held: [] });
    });
  }
  if (caller.life === "dead") step(`${who} starts again`, (to) => enrol(to, mine(to)));
  if (caller.life === "asleep" || caller.life === "cut") {
    step(`${who} is back`, (to) => (mine(to).life = "awake"));
  }
  if (caller.life === "dead" || caller.life === "asleep") return;
  inProcess(world, caller, setting, step);
  if (caller.life === "awake") inDatabase(world, caller, setting, step);
}

/** src/dialer/lease.ts: a new name, and a lease for it. */
function enrol(world: World, caller: Caller): void {
  caller.life = "awake";
  caller.names += 1;
  caller.sinceBeat = 0;
  caller.beat = null;
  world.leases[nameOf(caller)] = LEASE_TICKS;
}

const holdsLease = ({ sinceBeat }: Caller, { stopsAtHalfLease }: Rules): boolean =>
  !stopsAtHalfLease || sinceBeat < HALF_LEASE_TICKS;

/** What a caller does by itself, database or not. */
function inProcess(world: World, caller: Caller, { rules }: Setting, step: Take): void {
  const who = `caller ${caller.number}`;
  const mine = (to: World) => to.callers[caller.number]!;
  for (const [index, { key, step: at, owner }] of caller.held.entries()) {
    const mayDial = holdsLease(caller, rules) && owner === nameOf(caller);
    // src/dialer/dial.ts: both looks at the lease, before the step to dialing and after it.
    if (at === "claimed" && mayDial) {
      step(`${who} asks to dial call ${key}`, (to) => Object.assign(mine(to).held[index]!, { step: "asking", age: 0 }));
    }
    if (at === "allowed") {
      step(`${who} hears that it may dial call ${key}`, (to) => {
        const call = mine(to).held[index]!;
        if (mayDial) to.requests.push({ key, contact: call.contact, by: caller.number, age: call.age! });
        Object.assign(call, { step: mayDial ? "placed" : "unrung", age: null });
      });
    }
    // src/dialer/look-up.ts: what still rings is hung up, and waited for.
    if (at === "adopted" && !(rules.looksUp && world.rings.some((ring) => ring.key === key))) {
      step(`${who} finds that call ${key} is over`, (to) => (mine(to).held[index]!.step = "ended"));
    }
  }
}

/** src/dialer/call-keeper.ts, `abandon`: hung up, and nothing is written. */
function abandon(world: World, caller: Caller): void {
  const keys = caller.held.map((call) => call.key);
  world.rings = world.rings.filter((ring) => !(ring.by === caller.number && keys.includes(ring.key)));
  caller.held = [];
}

/** What a caller does in the database. */
function inDatabase(world: World, caller: Caller, setting: Setting, step: Take): void {
  const { rules } = setting;
  const who = `caller ${caller.number}`;
  const mine = (to: World) => to.callers[caller.number]!;
  const owner = nameOf(caller);
  heartbeat(world, caller, rules, step);
  claims(world, caller, setting, step);
  // src/store/orphans.ts: of callers without a lease, and its own that it does not know of.
  for (const [index, row] of world.rows.entries()) {
    const lost = row.owner !== owner && leaseOf(world, row.owner) === 0;
    const astray = row.owner === owner && !caller.held.some((call) => call.key === row.key);
    if (!(lost || astray) || leaseOf(world, owner) === 0) continue;
    step(`${who} takes call ${row.key} over`, (to) => {
      to.rows[index]!.owner = owner;
      const { key, contact, dialing } = row;
      mine(to).held.push({ key, contact, owner, step: dialing ? "adopted" : "refused", age: null });
    });
  }
  for (const [index, call] of caller.held.entries()) {
    const { key, step: at } = call;
    // src/store/progress.ts, `markDialing`.
    if (at === "asking") {
      step(`call ${key} is asked to be dialing`, (to) => {
        const row = to.rows.find((one) => one.key === key);
        const allowed =
          row !== undefined && row.owner === call.owner && !row.dialing && mayStillDial(to, call.owner, rules);
        if (allowed) row.dialing = true;
        const held = mine(to).held[index]!;
        held.step = allowed ? "allowed" : "refused";
        if (!allowed) held.age = null;
      });
    }
    // src/store/progress.ts, `releaseClaims`; and a call whose lease ran out before it was asked for.
    if (at === "refused" || (at === "claimed" && !holdsLease(caller, rules))) {
      step(`${who} puts call ${key} back`, (to) => {
        mine(to).held.splice(index, 1);
        const row = to.rows.find((one) => one.key === key);
        if (row && !row.dialing && row.owner === owner) release(to, key, setting);
      });
    }
    // src/store/settle.ts.
    if (at === "unrung" || at === "ended") {
      step(`${who} writes the end of call ${key}`, (to) => {
        mine(to).held.splice(index, 1);
        const row = to.rows.find((one) => one.key === key);
        if (row?.owner !== owner) return;
        if (at === "unrung") release(to, key, setting);
        else settle(to, key, setting);
      });
    }
    if (world.faults > 0 && ["claimed", "asking", "allowed", "refused"].includes(at)) {
      // src/dialer/dial.ts: whether it was committed is not known. It is put back, or ends without having rung.
      step(`the answer about call ${key} is lost`, (to) => {
        to.faults -= 1;
        const row = to.rows.find((one) => one.key === key);
        if (at === "claimed") mine(to).held.splice(index, 1);
        else mine(to).held[index]!.step = row?.dialing ? "unrung" : "refused";
      });
    }
  }
}

/** src/store/callers.ts, `prolongLease`; then its answer, by which a caller learns that it has lost everything. */
function heartbeat(world: World, caller: Caller, rules: Rules, step: Take): void {
  const who = `caller ${caller.number}`;
  const owner = nameOf(caller);
  const mine = (to: World) => to.callers[caller.number]!;
  if (caller.beat === null) {
    if (caller.sinceBeat === 0 && leaseOf(world, owner) === LEASE_TICKS) return;
    const taken = leaseOf(world, owner) > 0;
    const write = (to: World) => taken && (to.leases[owner] = LEASE_TICKS);
    step(`${who}'s heart beats`, (to) => {
      write(to);
      hearOfBeat(to, mine(to), { age: 0, taken }, rules);
    });
    if (world.faults === 0) return;
    step(`${who}'s heart beats, and the answer is late`, (to) => {
      to.faults -= 1;
      write(to);
      mine(to).beat = { age: 0, taken };
    });
    return;
  }
  const { beat } = caller;
  step(`${who} hears of its heartbeat`, (to) => hearOfBeat(to, mine(to), beat, rules));
}

function hearOfBeat(world: World, caller: Caller, beat: NonNullable<Caller["beat"]>, rules: Rules): void {
  caller.beat = null;
  if (beat.taken) {
    caller.sinceBeat = rules.beatsCountFromBefore ? beat.age : 0;
    return;
  }
  abandon(world, caller);
  enrol(world, caller);
}

/** src/dialer/claim-turn.ts and src/store/claim.ts, in one transaction. */
function claims(world: World, caller: Caller, { rules, attempts }: Setting, step: Take): void {
  const owner = nameOf(caller);
  if (!holdsLease(caller, rules) || world.paused !== null || world.listed !== null) return;
  if (rules.claimsUnderLock ? world.rows.length > 0 : world.rows.some((row) => row.dialing)) return;
  for (const [index, contact] of world.contacts.entries()) {
    if (!contact.due || contact.attempts >= attempts) continue;
    const key = freeKey(world);
    step(`caller ${caller.number} claims contact ${index} as call ${key}`, (to) => {
      Object.assign(to.contacts[index]!, { due: false, attempts: contact.attempts + 1 });
      to.rows.push({ key, contact: index, owner, dialing: false });
      to.callers[caller.number]!.held.push({ key, contact: index, owner, step: "claimed", age: null });
    });
  }
}

function mayStillDial(world: World, owner: string, { dialingLooksAgain }: Rules): boolean {
  return !dialingLooksAgain || (leaseOf(world, owner) > 0 && world.paused === null && world.listed === null);
}

/** The contact is as it was before the claim. */
function release(world: World, key: number, setting: Setting): void {
  const row = world.rows.find((one) => one.key === key)!;
  world.contacts[row.contact]!.attempts -= 1;
  settle(world, key, setting);
}

/** The contact has its next try, or none. */
function settle(world: World, key: number, { attempts }: Setting): void {
  const row = world.rows.find((one) => one.key === key)!;
  world.rows = world.rows.filter((one) => one !== row);
  const contact = world.contacts[row.contact]!;
  contact.due = contact.attempts < attempts && world.listed === null;
}
