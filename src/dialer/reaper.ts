/**
 * Takes over the calls of callers that died: what was only claimed goes back at no cost, what was dialled is looked up at
 * the carrier and settled by what it says; if nobody knows, the call was interrupted. Nothing is ever dialled again blindly.
 */
import type { Kysely } from "kysely";
import type { CallingRules } from "#domain/campaign/settings.ts";
import { lineLimits } from "#domain/line.ts";
import { releaseClaims } from "#store/progress.ts";
import { adoptOrphans, type Orphan } from "#store/orphans.ts";
import { readRules } from "#store/rules.ts";
import type { Tables } from "#store/tables.ts";
import type { Ending } from "#telephony/port.ts";
import { callKey, type LiveCall } from "./live-call.ts";
import type { LineBook } from "./ports.ts";

const MOST_AT_ONCE = 200;

/** Gives the taken-over calls whose end is known now, to be settled. */
export async function reap(
  db: Kysely<Tables>,
  owner: string,
  lines: LineBook,
  zones: (zoneSet: number) => Promise<readonly string[]>,
  now: number,
): Promise<LiveCall[]> {
  const orphans = await adoptOrphans(db, owner, MOST_AT_ONCE);
  const claimed = orphans.filter((orphan) => orphan.state === "claimed");
  if (claimed.length > 0) {
    await releaseClaims(
      db,
      owner,
      claimed.map((orphan) => orphan.id),
    );
  }
  const rules = new Map<string, CallingRules>();
  const calls: LiveCall[] = [];
  for (const orphan of orphans) {
    if (orphan.state === "claimed") continue;
    const { organisationId } = orphan;
    if (!rules.has(organisationId)) rules.set(organisationId, await readRules(db, organisationId));
    calls.push(await takeOver(orphan, lines, await zones(orphan.zoneSet), rules.get(organisationId)!, now));
  }
  return calls;
}

async function takeOver(
  orphan: Orphan,
  lines: LineBook,
  zones: readonly string[],
  rules: CallingRules,
  now: number,
): Promise<LiveCall> {
  const line = lines.line(orphan.line);
  return {
    id: orphan.id,
    organisationId: orphan.organisationId,
    campaignId: orphan.campaignId,
    campaignContactId: orphan.campaignContactId,
    phone: orphan.phone,
    attempt: orphan.attempt,
    simulated: orphan.simulated,
    callerId: null,
    lineId: orphan.line.id,
    line,
    bindsRules: lineLimits(orphan.line.kind, orphan.line.settings).bindsRules,
    rules,
    zones,
    retriesUsed: orphan.retriesUsed,
    before: orphan.before,
    script: null,
    state: orphan.state,
    ringingAt: orphan.ringingAt,
    answeredAt: orphan.answeredAt,
    tellEnded: null,
    ending: { at: now, how: await endingOf(orphan, line) },
    record: null,
  };
}

async function endingOf(orphan: Orphan, line: LiveCall["line"]): Promise<Ending> {
  const found = await line.lookUp(callKey(orphan)).catch(() => ({ state: "unknown" }) as const);
  if (found.state === "ended") return found.ending;
  // Alive, but with nobody to speak: a silent line is worse than a short one.
  if (found.state === "live") line.hangUp(callKey(orphan));
  return {
    kind: "unanswered",
    outcome: "failed",
    result: "interrupted",
    cause: { sip: null, q850: null, text: "The process that made this call stopped before it ended." },
  };
}
