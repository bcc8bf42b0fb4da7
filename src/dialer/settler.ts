/**
 * Writes ends down in groups: whatever has ended while the last group was being written is the next group, so that no
 * timer adds latency and a busy engine makes large groups by itself.
 */
import type { Clock } from "#domain/clock.ts";
import type { ConversationRecord } from "#domain/conversation.ts";
import { afterInterruption } from "#domain/call/interruption.ts";
import { type CallResult, type Outcome, resultFacts } from "#domain/call/outcomes.ts";
import { settle } from "#domain/call/settle.ts";
import {
  type CampaignAtSettlement,
  completeFinished,
  lockCampaigns,
  type SettledCall,
  settleCalls,
} from "#store/settle.ts";
import { planByIndex } from "#store/engine-view.ts";
import { isLasting } from "#store/faults.ts";
import { writeAnyway } from "#store/write-anyway.ts";
import type { Sql } from "#store/db.ts";
import { type LiveCall, wasInterrupted } from "./live-call.ts";
import type { Schedules } from "./schedules.ts";

/** The most ends in one transaction: their rows stay locked for a few tens of milliseconds at most. */
const MOST_AT_ONCE = 400;
const RETRY_MILLISECONDS = 250;

export interface SettlerOptions {
  db: Sql;
  clock: Clock;
  schedules: Schedules;
  owner: () => string;
  /** Whether this process writes at all: false once it has stopped. */
  writing: () => boolean;
  /** Whether the database has room to write anything new. */
  mayWrite: () => boolean;
  /** A group was written, or was found to be somebody else's by now: these calls are over for this process. */
  onSettled: (calls: readonly LiveCall[]) => void;
  onFault: (fault: unknown) => void;
}

/** What came of a call, put together from the line's ending and the conversation's record. */
export interface Verdict {
  /** Null when we ended it before anybody answered: nothing is known of the contact. */
  outcome: Outcome | null;
  result: CallResult | null;
}

export class Settler {
  readonly #options: SettlerOptions;
  #waiting: LiveCall[] = [];
  #writing: Promise<void> | undefined;

  constructor(options: SettlerOptions) {
    this.#options = options;
  }

  /** Whether anything is waiting or being written. */
  get idle(): boolean {
    return this.#writing === undefined;
  }

  /** Takes a call whose ending is known. */
  add(call: LiveCall): void {
    this.#waiting.push(call);
    this.#writing ??= this.#write();
  }

  /** The lease is lost: what waits is somebody else's to write. */
  abandon(): void {
    this.#waiting = [];
  }

  async #write(): Promise<void> {
    // One turn of the event loop lets calls that end together be written together.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0 && this.#options.writing())
      await this.#writeNext(this.#waiting.splice(0, MOST_AT_ONCE));
    // In the same breath as the last look: a call that ends a moment later must find nobody writing.
    this.#writing = undefined;
  }

  async #writeNext(group: readonly LiveCall[]): Promise<void> {
    try {
      await this.#writeGroup(group);
      this.#options.onSettled(group);
    } catch (fault) {
      this.#options.onFault(fault);
      if (isLasting(fault)) {
        for (const call of group) await this.#writeAlone(call);
        return;
      }
      // The database is away: nothing is lost, the group is written when it is back or the lease is gone.
      this.#waiting.unshift(...group);
      await new Promise<void>((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
    }
  }

  /**
   * One call of a group that the database refused: the others must not wait for it. If it is this one that cannot be
   * written (a transcript with a character that PostgreSQL does not take, say), it ends as it did, without its words.
   */
  async #writeAlone(call: LiveCall): Promise<void> {
    for (const attempt of [call, withoutWords(call)]) {
      try {
        await this.#writeGroup([attempt]);
        break;
      } catch (fault) {
        this.#options.onFault(fault);
        if (isLasting(fault)) continue;
        this.#waiting.push(call);
        return;
      }
    }
    this.#options.onSettled([call]);
  }

  async #writeGroup(group: readonly LiveCall[]): Promise<void> {
    const { db, clock, owner, mayWrite } = this.#options;
    const campaignIds = [...new Set(group.flatMap((call) => (call.campaignId === null ? [] : [call.campaignId])))];
    await db.transaction().execute(async (transaction) => {
      if (!mayWrite()) await writeAnyway(transaction);
      await planByIndex(transaction);
      const campaigns = await lockCampaigns(transaction, campaignIds);
      const rows = group.map((call) => this.#rowOf(call, campaigns)).toSorted((a, b) => a.id - b.id);
      await settleCalls(transaction, owner(), rows);
      if (campaignIds.length > 0) await completeFinished(transaction, campaignIds, new Date(clock.now()));
    });
  }

  #rowOf(call: LiveCall, campaigns: ReadonlyMap<number, CampaignAtSettlement>): SettledCall {
    const { outcome, result } = verdictOf(call);
    const endedAt = call.ending!.at;
    const campaign = call.campaignId === null ? undefined : campaigns.get(call.campaignId);
    const { record } = call;
    return {
      id: call.id,
      outcome,
      result,
      cause: call.ending!.how.cause,
      ringingAt: instant(call.ringingAt),
      answeredAt: instant(call.answeredAt),
      endedAt: new Date(endedAt).toISOString(),
      talkSeconds: call.answeredAt === null ? null : Math.max(0, endedAt - call.answeredAt) / 1000,
      personSpoke: record?.personSpoke ?? false,
      contact: campaign ? this.#contactOf(call, campaign, outcome, result) : null,
      conversation: record && conversationOf(record),
    };
  }

  #contactOf(
    call: LiveCall,
    campaign: CampaignAtSettlement,
    outcome: Outcome | null,
    result: CallResult | null,
  ): SettledCall["contact"] {
    const { retriesUsed } = call;
    const goesOn = campaign.status !== "canceled";
    if (outcome === null) {
      const { status, due, waiting } = call.before;
      return goesOn
        ? { status, nextAttemptAt: instant(due), waitingFor: waiting, retriesUsed, result: null }
        : {
            status: status === "pending" ? "canceled" : status,
            nextAttemptAt: null,
            waitingFor: null,
            retriesUsed,
            result: null,
          };
    }
    const { how } = call.ending!;
    const retryAfter = how.kind === "unanswered" ? how.retryAfterSeconds : undefined;
    const settlement = settle(
      {
        outcome,
        result,
        endedAt: call.ending!.at,
        callbackAt: call.record?.callbackAt ?? null,
        notBefore: retryAfter === undefined ? null : call.ending!.at + retryAfter * 1000,
      },
      {
        retry: campaign.settings.retry,
        retriesUsed,
        schedule: this.#options.schedules.of(
          campaign.id,
          campaign.version,
          campaign.settings,
          call.rules,
          call.bindsRules,
        ),
        zones: call.zones,
        seed: call.campaignContactId ?? call.id,
        goesOn,
      },
    );
    return {
      status: settlement.contactStatus,
      nextAttemptAt: instant(settlement.nextAttemptAt),
      waitingFor: settlement.waitingFor,
      retriesUsed: settlement.retriesUsed,
      result,
    };
  }
}

/** What the line and the conversation say together. */
export function verdictOf(call: LiveCall): Verdict {
  const { how } = call.ending!;
  switch (how.kind) {
    case "unanswered":
      return { outcome: how.outcome, result: how.result };
    case "canceled":
      return { outcome: null, result: null };
    case "answered":
      if (how.result !== null) return { outcome: resultFacts[how.result].outcomes[0]!, result: how.result };
      if (wasInterrupted(call)) return afterInterruption(call.record);
      if (call.record) return { outcome: call.record.outcome, result: call.record.result };
      return afterInterruption(null);
  }
}

/** The outcome stays: a person who was talked to must not be called again for want of a transcript. */
function withoutWords(call: LiveCall): LiveCall {
  if (!call.record) return call;
  const summary = "What was said could not be stored.";
  return { ...call, record: { ...call.record, transcript: [], summary, collected: {} } };
}

function conversationOf(record: ConversationRecord): SettledCall["conversation"] {
  const { transcript, summary, collected, goalReached } = record;
  return { transcript, summary, collected, goalReached };
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
