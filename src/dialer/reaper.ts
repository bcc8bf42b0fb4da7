/**
 * Takes over the calls of callers that died: what was only claimed goes back at no cost, what was dialled is looked up at
 * the carrier and settled by what it says; if nobody knows, the call was interrupted. Nothing is ever dialled again blindly.
 */
import { type CallingRules, defaultSettings } from "#domain/campaign/settings.ts";
import { lineLimits } from "#domain/line.ts";
import { readEmployee } from "#store/engine-view.ts";
import { releaseClaims } from "#store/progress.ts";
import { adoptOrphans, type Astray, type Orphan } from "#store/orphans.ts";
import { readRules } from "#store/rules.ts";
import type { Sql } from "#store/db.ts";
import type { Line } from "#telephony/port.ts";
import { type LiveCall, untouched } from "./live-call.ts";
import { endingOfLost, lookUp } from "./look-up.ts";
import type { LineBook } from "./ports.ts";

const MOST_AT_ONCE = 200;

/** A test call that nobody took up for so long is no longer waited for. */
const TEST_CALL_MILLISECONDS = 60_000;

export interface Reaped {
  /** How many had only been claimed, and went back. */
  released: number;
  /** Their end is known now. */
  ended: LiveCall[];
  /** The network has them still, or did not say: to be hung up and waited for. */
  perhapsLive: LiveCall[];
  /** Test calls that no process had taken up: to be dialled. */
  fresh: LiveCall[];
  /** Why lines could not be opened. Their calls end as those of which nobody knows, and hold up no other. */
  faults: unknown[];
  /** Whether there may be more. */
  more: boolean;
}

export async function reap(
  db: Sql,
  owner: string,
  lines: LineBook,
  zones: (zoneSet: number) => Promise<readonly string[]>,
  now: number,
  astray: Astray | null,
): Promise<Reaped> {
  const orphans = await adoptOrphans(db, owner, MOST_AT_ONCE, astray);
  const isFresh = (orphan: Orphan) =>
    orphan.state === "claimed" && orphan.campaignId === null && now - orphan.queuedAt < TEST_CALL_MILLISECONDS;
  const claimed = orphans.filter((orphan) => orphan.state === "claimed" && !isFresh(orphan));
  if (claimed.length > 0) {
    await releaseClaims(
      db,
      owner,
      claimed.map((orphan) => orphan.id),
    );
  }
  const rules = new Map<string, CallingRules>();
  const reaped: Reaped = {
    released: claimed.length,
    ended: [],
    perhapsLive: [],
    fresh: [],
    faults: [],
    more: orphans.length === MOST_AT_ONCE,
  };
  const openLine = (orphan: Orphan): Line | null => {
    try {
      return lines.line(orphan.line);
    } catch (fault) {
      reaped.faults.push(fault);
      return null;
    }
  };
  const dialed: LiveCall[] = [];
  for (const orphan of orphans) {
    if (claimed.includes(orphan)) continue;
    const { organisationId } = orphan;
    if (!rules.has(organisationId)) rules.set(organisationId, await readRules(db, organisationId));
    const call = takeOver(orphan, openLine(orphan), await zones(orphan.zoneSet), rules.get(organisationId)!);
    const employee = call.line && isFresh(orphan) ? await readEmployee(db, orphan.employeeId) : null;
    if (employee) reaped.fresh.push({ ...call, script: { employee, settings: defaultSettings, variables: {} } });
    else dialed.push(call);
  }
  // At once: a network that cannot be reached lets each wait for its answer.
  const found = await Promise.all(dialed.map(lookUp));
  for (const [index, call] of dialed.entries()) {
    const known = found[index] ?? null;
    if (call.line && (known === null || known.state === "live")) reaped.perhapsLive.push(call);
    else
      reaped.ended.push({ ...call, ending: { at: now, how: endingOfLost(known, { hungUp: false, answered: false }) } });
  }
  return reaped;
}

function takeOver(orphan: Orphan, line: Line | null, zones: readonly string[], rules: CallingRules): LiveCall {
  return {
    id: orphan.id,
    organisationId: orphan.organisationId,
    campaignId: orphan.campaignId,
    campaignContactId: orphan.campaignContactId,
    phone: orphan.phone,
    attempt: orphan.attempt,
    simulated: orphan.simulated,
    callerId: orphan.callerId,
    lineId: orphan.line.id,
    line,
    bindsRules: lineLimits(orphan.line.kind, orphan.line.settings).bindsRules,
    rules,
    schedule: null,
    zones,
    retriesUsed: orphan.retriesUsed,
    before: orphan.before,
    script: null,
    state: orphan.state,
    ...untouched,
    ringingAt: orphan.ringingAt,
    answeredAt: orphan.answeredAt,
  };
}
