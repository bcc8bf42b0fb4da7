/**
 * One campaign that somebody follows: what was announced of it is read here, once for all readers, the campaign at most
 * twice a second and calls in groups. Announcements say what to read, never what to tell: what is told was committed.
 */
import { campaignEventsPerSecond } from "#contract/events.ts";
import { type Call, readCalls } from "#store/calls.ts";
import { type CampaignRecord, readCampaigns } from "#store/campaigns.ts";
import { type Conversation, readConversationsOfCalls } from "#store/conversations.ts";
import type { Sql } from "#store/db.ts";

const CAMPAIGN_PAUSE_MILLISECONDS = 1000 / campaignEventsPerSecond;
const CALLS_AT_ONCE = 500;
/** Calls whose last told state is remembered, so that one that was announced twice is told once. */
const STATES_KEPT = 5_000;

export interface Told {
  /** Is to call `note` when it tells it. */
  campaign(record: CampaignRecord): Promise<void>;
  calls(calls: readonly Call[]): void;
  conversations(conversations: readonly Conversation[]): void;
  /** The campaign was deleted; it is told once. */
  gone(): void;
  fault(what: string, fault: unknown): void;
}

export class FollowedCampaign {
  readonly id: number;
  readonly organisationId: string;
  readonly #sql: Sql;
  readonly #told: Told;
  #dirty = false;
  /** Monotonic instant of the last reading of the campaign. */
  #readAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #announced = new Set<number>();
  #readingCalls = false;
  readonly #states = new Map<string, Call["state"]>();
  /** The state that was told last, and how many were told. */
  latest: CampaignRecord | undefined;
  tellings = 0;

  constructor(sql: Sql, organisationId: string, id: number, told: Told) {
    this.#sql = sql;
    this.organisationId = organisationId;
    this.id = id;
    this.#told = told;
  }

  /** Something about the campaign changed. */
  touch(): void {
    this.#dirty = true;
    if (this.#timer || this.#stopped) return;
    const wait = Math.max(0, this.#readAt + CAMPAIGN_PAUSE_MILLISECONDS - performance.now());
    this.#timer = setTimeout(() => void this.#readCampaign(), wait);
  }

  /** These calls changed their state. */
  announce(callIds: readonly number[]): void {
    if (this.#stopped) return;
    for (const id of callIds) this.#announced.add(id);
    this.touch();
    if (!this.#readingCalls && this.#announced.size > 0) void this.#readCalls();
  }

  /** The campaign is told to its readers at this moment. */
  note(record: CampaignRecord): void {
    this.latest = record;
    this.tellings += 1;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#announced.clear();
  }

  async #readCampaign(): Promise<void> {
    this.#dirty = false;
    this.#readAt = performance.now();
    try {
      const [record] = await readCampaigns(this.#sql, this.organisationId, [this.id]);
      if (record) {
        await this.#told.campaign(record);
      } else {
        // Its contacts are deleted in steps, and each is announced.
        this.stop();
        this.#told.gone();
      }
    } catch (fault) {
      this.#told.fault("live campaign", fault);
      this.#dirty = true;
    }
    this.#timer = undefined;
    if (this.#dirty) this.touch();
    if (this.#announced.size > 0 && !this.#readingCalls) void this.#readCalls();
  }

  async #readCalls(): Promise<void> {
    this.#readingCalls = true;
    // One turn of the event loop: calls announced together are read together.
    await new Promise<void>((resolve) => setImmediate(resolve));
    let ids: number[] = [];
    try {
      while (this.#announced.size > 0) {
        ids = [...this.#announced].slice(0, CALLS_AT_ONCE);
        for (const id of ids) this.#announced.delete(id);
        const read = await readCalls(this.#sql, this.organisationId, ids);
        const calls = read.filter((call) => this.#states.get(call.id) !== call.state);
        const talked = calls.filter((call) => call.state === "ended" && call.conversationId !== null);
        const conversations = await readConversationsOfCalls(
          this.#sql,
          this.organisationId,
          talked.map((call) => Number(call.id)),
        );
        this.#told.calls(calls);
        this.#told.conversations(conversations);
        for (const call of calls) this.#remember(call);
      }
    } catch (fault) {
      // The next reading of the campaign, half a second on, takes them along.
      for (const id of ids) this.#announced.add(id);
      this.touch();
      this.#told.fault("live calls", fault);
    }
    this.#readingCalls = false;
  }

  #remember({ id, state }: Call): void {
    this.#states.delete(id);
    this.#states.set(id, state);
    if (this.#states.size <= STATES_KEPT) return;
    const [oldest] = this.#states.keys();
    this.#states.delete(oldest!);
  }
}
