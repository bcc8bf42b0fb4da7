/**
 * Carries what the database announces (LISTEN/NOTIFY) to the event streams of this process. Nothing is read for what
 * nobody follows; a campaign is read at most twice a second however many changes and readers it has.
 */
import { randomBytes } from "node:crypto";
import { campaignEventsPerSecond, pingSeconds } from "#contract/events.ts";
import type { Clock } from "#domain/clock.ts";
import type { Permission } from "#domain/roles.ts";
import { readCalls } from "#store/calls.ts";
import { readCampaigns, type CampaignRecord } from "#store/campaigns.ts";
import { readConversationsOfCalls } from "#store/conversations.ts";
import type { Database } from "#store/db.ts";
import { readZoneSets } from "#store/engine-view.ts";
import { readRules } from "#store/rules.ts";
import { type AnswerContext, campaignAnswer } from "../campaign-answer.ts";
import { Outbox } from "./outbox.ts";
import { type LiveEvent, Topic } from "./topic.ts";

const CAMPAIGN_PAUSE_MILLISECONDS = 1000 / campaignEventsPerSecond;
/** How long a topic listens on after its last reader left: long enough for one who comes back. */
const LINGER_MILLISECONDS = 60_000;

export interface Following {
  organisationId: string;
  /** Null: the `campaign` events of all. */
  campaignIds: readonly number[] | null;
  permissions: ReadonlySet<Permission>;
  /** `Last-Event-ID`, as the client sent it. */
  lastEventId: string | null;
}

interface Reader extends Following {
  outbox: Outbox;
}

interface Followed {
  topic: Topic;
  organisationId: string;
  dirty: boolean;
  /** Monotonic instant of the last reading of the campaign. */
  readAt: number;
  timer: NodeJS.Timeout | undefined;
  lingering: NodeJS.Timeout | undefined;
  calls: Set<number>;
  readingCalls: boolean;
}

export class LiveHub {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #onFault: (what: string, fault: unknown) => void;
  /** Tells this process's numbers from another's, and from its own before a restart. */
  readonly #epoch = randomBytes(6).toString("base64url");
  readonly #readers = new Set<Reader>();
  readonly #followed = new Map<number, Followed>();
  #sequence = 0;
  #stopListening: (() => Promise<void>) | undefined;
  #ping: NodeJS.Timeout | undefined;

  constructor(database: Database, clock: Clock, onFault: (what: string, fault: unknown) => void) {
    this.#database = database;
    this.#clock = clock;
    this.#onFault = onFault;
  }

  async start(): Promise<void> {
    this.#stopListening = await this.#database.listen(
      "campanile",
      (payload) => this.#hear(payload),
      () => this.#missed(),
    );
    this.#ping = setInterval(() => this.#sendPing(), pingSeconds * 1000);
  }

  async stop(): Promise<void> {
    clearInterval(this.#ping);
    for (const reader of this.#readers) reader.outbox.close();
    for (const followed of this.#followed.values()) {
      clearTimeout(followed.timer);
      clearTimeout(followed.lingering);
    }
    this.#followed.clear();
    await this.#stopListening?.();
  }

  /** The stream of a reader, beginning with what was missed or with a snapshot. */
  async follow(following: Following): Promise<Outbox> {
    const reader: Reader = { ...following, outbox: new Outbox(() => this.#leave(reader)) };
    this.#readers.add(reader);
    const ids = following.campaignIds;
    for (const id of ids ?? []) this.#follow(following.organisationId, id);
    const missed = this.#missedBy(reader);
    if (missed) for (const event of missed) this.#send(reader, event, await this.#context(reader.organisationId));
    else if (ids) await this.#snapshot(reader, ids);
    this.#write(reader, "ping", { at: new Date(this.#clock.now()).toISOString() }, this.#sequence, "ping");
    return reader.outbox;
  }

  #missedBy(reader: Reader): LiveEvent[] | null {
    const [epoch, number] = reader.lastEventId?.split(".") ?? [];
    if (epoch !== this.#epoch || !reader.campaignIds || !/^\d+$/.test(number ?? "")) return null;
    const found: LiveEvent[] = [];
    for (const id of reader.campaignIds) {
      const events = this.#followed.get(id)?.topic.since(Number(number));
      if (!events) return null;
      found.push(...events);
    }
    return found.toSorted((a, b) => a.sequence - b.sequence);
  }

  async #snapshot(reader: Reader, ids: readonly number[]): Promise<void> {
    const records = await readCampaigns(this.#database.sql, reader.organisationId, ids);
    const context = await this.#context(reader.organisationId);
    for (const record of records) {
      this.#send(reader, { sequence: this.#sequence, name: "campaign", data: record }, context);
    }
  }

  #follow(organisationId: string, id: number): Followed {
    let followed = this.#followed.get(id);
    if (!followed) {
      followed = {
        topic: new Topic(this.#sequence + 1),
        organisationId,
        dirty: false,
        readAt: -Infinity,
        timer: undefined,
        lingering: undefined,
        calls: new Set(),
        readingCalls: false,
      };
      this.#followed.set(id, followed);
    }
    clearTimeout(followed.lingering);
    followed.lingering = undefined;
    return followed;
  }

  #leave(reader: Reader): void {
    this.#readers.delete(reader);
    for (const [id, followed] of this.#followed) {
      if (followed.lingering || this.#readersOf(followed.organisationId, id).length > 0) continue;
      followed.lingering = setTimeout(() => {
        clearTimeout(followed.timer);
        this.#followed.delete(id);
      }, LINGER_MILLISECONDS);
      followed.lingering.unref();
    }
  }

  #readersOf(organisationId: string, campaignId: number): Reader[] {
    return [...this.#readers].filter(
      (reader) =>
        reader.organisationId === organisationId &&
        (reader.campaignIds === null || reader.campaignIds.includes(campaignId)),
    );
  }

  /** `campaign ORG ID`, `moved ORG ID`, `call ORG CAMPAIGN ID,ID,…`: written by the triggers and by store/progress.ts. */
  #hear(payload: string): void {
    const [kind, organisationId, campaign, calls] = payload.split(" ");
    const id = Number(campaign);
    if (!organisationId || !Number.isSafeInteger(id)) return;
    let followed = this.#followed.get(id);
    if (!followed) {
      if (this.#readersOf(organisationId, id).length === 0) return;
      followed = this.#follow(organisationId, id);
    }
    if (kind === "call") {
      for (const call of (calls ?? "").split(",")) if (call !== "") followed.calls.add(Number(call));
      if (!followed.readingCalls) void this.#readCalls(id, followed);
    }
    this.#touch(id, followed);
  }

  /** Notifications were lost: everything followed may have changed. */
  #missed(): void {
    for (const [id, followed] of this.#followed) this.#touch(id, followed);
  }

  #touch(id: number, followed: Followed): void {
    followed.dirty = true;
    if (followed.timer) return;
    const wait = Math.max(0, followed.readAt + CAMPAIGN_PAUSE_MILLISECONDS - performance.now());
    followed.timer = setTimeout(() => void this.#readCampaign(id, followed), wait);
  }

  async #readCampaign(id: number, followed: Followed): Promise<void> {
    followed.dirty = false;
    followed.readAt = performance.now();
    try {
      const [record] = await readCampaigns(this.#database.sql, followed.organisationId, [id]);
      if (record) await this.#publish(id, followed, "campaign", [record]);
    } catch (fault) {
      this.#onFault("live campaign", fault);
      followed.dirty = true;
    }
    followed.timer = undefined;
    if (followed.dirty && this.#followed.has(id)) this.#touch(id, followed);
  }

  async #readCalls(id: number, followed: Followed): Promise<void> {
    followed.readingCalls = true;
    // One turn of the event loop: calls announced together are read together.
    await new Promise<void>((resolve) => setImmediate(resolve));
    try {
      while (followed.calls.size > 0) {
        const ids = [...followed.calls].slice(0, 500);
        for (const call of ids) followed.calls.delete(call);
        const calls = await readCalls(this.#database.sql, followed.organisationId, ids);
        await this.#publish(id, followed, "call", calls);
        const talked = calls.filter((call) => call.state === "ended" && call.conversationId !== null);
        const conversations = await readConversationsOfCalls(
          this.#database.sql,
          followed.organisationId,
          talked.map((call) => Number(call.id)),
        );
        await this.#publish(id, followed, "conversation", conversations);
      }
    } catch (fault) {
      this.#onFault("live calls", fault);
    }
    followed.readingCalls = false;
  }

  async #publish(
    id: number,
    followed: Followed,
    name: LiveEvent["name"],
    all: readonly unknown[],
  ): Promise<void> {
    if (all.length === 0) return;
    const context = await this.#context(followed.organisationId);
    for (const data of all) {
      const event: LiveEvent = { sequence: ++this.#sequence, name, data };
      followed.topic.add(event);
      for (const reader of this.#readersOf(followed.organisationId, id)) {
        if (reader.campaignIds === null && name !== "campaign") continue;
        this.#send(reader, event, context);
      }
    }
  }

  async #context(organisationId: string): Promise<AnswerContext> {
    const { sql } = this.#database;
    return { rules: await readRules(sql, organisationId), zones: await readZoneSets(sql), now: this.#clock.now() };
  }

  #send(reader: Reader, event: LiveEvent, context: AnswerContext): void {
    if (event.name === "conversation" && !reader.permissions.has("conversations:read")) return;
    if (event.name !== "campaign") {
      this.#write(reader, event.name, event.data, event.sequence, null);
      return;
    }
    const record = event.data as CampaignRecord;
    const answer = campaignAnswer(record, reader.permissions, context);
    this.#write(reader, event.name, answer, event.sequence, `campaign ${record.id}`);
  }

  #write(reader: Reader, name: string, data: unknown, sequence: number, key: string | null): void {
    const text = `event: ${name}\nid: ${this.#epoch}.${sequence}\ndata: ${JSON.stringify(data)}\n\n`;
    reader.outbox.add(key, text);
  }

  #sendPing(): void {
    const ping = { at: new Date(this.#clock.now()).toISOString() };
    for (const reader of this.#readers) this.#write(reader, "ping", ping, this.#sequence, "ping");
  }
}
