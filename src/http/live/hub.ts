/**
 * Carries what the database announces (LISTEN/NOTIFY) to the event streams of this process. Nothing is read for what
 * nobody follows, and what is read is read once, however many follow it.
 */
import { randomBytes } from "node:crypto";
import { pingSeconds } from "#contract/events.ts";
import type { Clock } from "#domain/clock.ts";
import type { Permission } from "#domain/roles.ts";
import { campaignIdsOf, type CampaignRecord, readCampaigns } from "#store/campaigns.ts";
import type { Database } from "#store/db.ts";
import { readZoneSets } from "#store/engine-view.ts";
import { type ContactImport, importIdsAtWork } from "#store/imports.ts";
import { readRules } from "#store/rules.ts";
import { type AnswerContext, campaignAnswer } from "../campaign-answer.ts";
import { FollowedCampaign } from "./followed-campaign.ts";
import { FollowedImports } from "./followed-imports.ts";
import { Outbox } from "./outbox.ts";
import { type LiveEvent, Topic } from "./topic.ts";

/** How long a campaign is listened to after its last reader left: long enough for one who comes back. */
const LINGER_MILLISECONDS = 60_000;
/** Campaigns that a reader of all is told of at once: a page of the list. */
const LISTED_AT_ONCE = 200;

export interface Following {
  organisationId: string;
  /** Null: the `campaign` events of all. */
  campaignIds: readonly number[] | null;
  /** Whether the imports of the organisation are told as well. */
  imports: boolean;
  permissions: ReadonlySet<Permission>;
  /** `Last-Event-ID`, as the client sent it. */
  lastEventId: string | null;
  /** Asked now and then: what the reader may do by now; null when they may no longer read. */
  renew(): Promise<ReadonlySet<Permission> | null>;
}

interface Reader extends Following {
  outbox: Outbox;
}

interface Followed {
  campaign: FollowedCampaign;
  /** Its calls and conversations, where somebody follows it by its id or did so lately; readers of all need none. */
  topic: Topic | undefined;
  lingering: NodeJS.Timeout | undefined;
}

export class LiveHub {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #onFault: (what: string, fault: unknown) => void;
  /** Tells this process's numbers from another's, and from its own before a restart. */
  readonly #epoch = randomBytes(6).toString("base64url");
  readonly #readers = new Set<Reader>();
  readonly #followed = new Map<number, Followed>();
  /** By organisation. */
  readonly #imports = new Map<string, FollowedImports>();
  #sequence = 0;
  #stopListening: (() => Promise<void>) | undefined;
  #ping: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(database: Database, clock: Clock, onFault: (what: string, fault: unknown) => void) {
    this.#database = database;
    this.#clock = clock;
    this.#onFault = onFault;
  }

  /** Streams that are open, and campaigns that are listened to. */
  get size(): { readers: number; campaigns: number } {
    return { readers: this.#readers.size, campaigns: this.#followed.size };
  }

  async start(): Promise<void> {
    this.#stopListening = await this.#database.listen(
      "campanile",
      (payload) => this.#hear(payload),
      () => this.#missed(),
    );
    this.#ping = setInterval(() => this.#sendPing(), pingSeconds * 1000);
  }

  /** Ends every stream, and those that are asked for from now on at once. */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    clearInterval(this.#ping);
    for (const reader of this.#readers) reader.outbox.close();
    for (const [id, followed] of this.#followed) this.#forget(id, followed);
    for (const imports of this.#imports.values()) imports.stop();
    await this.#stopListening?.();
  }

  /**
   * The stream of a reader: first the calls and conversations that it missed, as far as they are known, and the campaigns
   * as they are now; then whatever happens.
   */
  async follow(following: Following): Promise<Outbox> {
    const reader: Reader = { ...following, outbox: new Outbox(() => this.#leave(reader)) };
    const { organisationId, campaignIds } = reader;
    for (const id of campaignIds ?? []) this.#followClosely(organisationId, id);
    const tellings = new Map([...this.#followed].map(([id, { campaign }]) => [id, campaign.tellings]));
    try {
      const { sql } = this.#database;
      const ids = campaignIds ?? (await campaignIdsOf(sql, organisationId, LISTED_AT_ONCE));
      const records = await readCampaigns(sql, organisationId, ids);
      const context = await this.#context(organisationId);

      // From here to the end nothing is waited for: what happens meanwhile is either told here or comes by itself.
      this.#readers.add(reader);
      const missed = this.#missedBy(reader);
      for (const event of missed) this.#write(reader, event.name, event.sequence, JSON.stringify(event.data), null);
      for (const read of records) {
        const campaign = this.#followed.get(read.id)?.campaign;
        const newer = campaign && campaign.tellings !== (tellings.get(read.id) ?? 0) ? campaign.latest : undefined;
        const record = newer ?? read;
        this.#tellCampaign(reader, record, JSON.stringify(campaignAnswer(record, reader.permissions, context)));
      }
      this.#tellTime(reader);
      if (this.#stopped) reader.outbox.close();
      if (reader.imports && !this.#stopped) await this.#followImports(organisationId);
      return reader.outbox;
    } finally {
      this.#letGoUnread();
    }
  }

  /** What a reader that lost its connection was not told; nothing when that is not known (any more). */
  #missedBy({ lastEventId, campaignIds, permissions }: Reader): LiveEvent[] {
    const [epoch, number] = lastEventId?.split(".") ?? [];
    if (epoch !== this.#epoch || !/^\d{1,15}$/.test(number ?? "")) return [];
    const found: LiveEvent[] = [];
    for (const id of campaignIds ?? []) {
      const events = this.#followed.get(id)?.topic?.since(Number(number));
      if (!events) return [];
      found.push(...events.filter((event) => mayRead(permissions, event)));
    }
    return found.toSorted((a, b) => a.sequence - b.sequence);
  }

  #follow(organisationId: string, id: number): Followed {
    const known = this.#followed.get(id);
    if (known) return known;
    const campaign = new FollowedCampaign(this.#database.sql, organisationId, id, {
      campaign: (record) => this.#publishCampaign(campaign, record),
      calls: (calls) => this.#publish(campaign, "call", calls),
      conversations: (conversations) => this.#publish(campaign, "conversation", conversations),
      gone: () => this.#dismiss(campaign),
      fault: this.#onFault,
    });
    const followed: Followed = { campaign, topic: undefined, lingering: undefined };
    this.#followed.set(id, followed);
    return followed;
  }

  /** With its calls and conversations. */
  #followClosely(organisationId: string, id: number): Followed {
    const followed = this.#follow(organisationId, id);
    followed.topic ??= this.#newTopic();
    return followed;
  }

  /** Begins with a number that nobody was told: who was told the one before has not heard what happened since. */
  #newTopic(): Topic {
    this.#sequence += 1;
    return new Topic(this.#sequence + 1);
  }

  #leave(reader: Reader): void {
    this.#readers.delete(reader);
    this.#letGoUnread();
    const { organisationId } = reader;
    if (this.#importReaders(organisationId).length > 0) return;
    this.#imports.get(organisationId)?.stop();
    this.#imports.delete(organisationId);
  }

  #importReaders(organisationId: string): Reader[] {
    return [...this.#readers].filter((reader) => reader.imports && reader.organisationId === organisationId);
  }

  /** Those at work are told at once. */
  async #followImports(organisationId: string): Promise<void> {
    const { sql } = this.#database;
    if (!this.#imports.has(organisationId)) {
      const told = {
        imports: (found: readonly ContactImport[]) => this.#publishImports(organisationId, found),
        fault: this.#onFault,
      };
      this.#imports.set(organisationId, new FollowedImports(sql, organisationId, told));
    }
    for (const id of await importIdsAtWork(sql, organisationId)) this.#imports.get(organisationId)?.announce(id);
  }

  #publishImports(organisationId: string, found: readonly ContactImport[]): void {
    for (const one of found) {
      this.#sequence += 1;
      const text = JSON.stringify(one);
      for (const reader of this.#importReaders(organisationId)) {
        if (reader.permissions.has("contacts:read"))
          this.#write(reader, "import", this.#sequence, text, `import ${one.id}`);
      }
    }
  }

  /** Of campaigns that nobody follows closely the calls are soon no longer read, and what nobody follows is forgotten. */
  #letGoUnread(): void {
    for (const [id, followed] of this.#followed) {
      const readers = this.#readersOf(followed.campaign);
      if (readers.some(isClose)) {
        clearTimeout(followed.lingering);
        followed.lingering = undefined;
      } else if (followed.topic && !this.#stopped) {
        followed.lingering ??= setTimeout(() => {
          followed.topic = undefined;
          this.#letGoUnread();
        }, LINGER_MILLISECONDS).unref();
      } else if (readers.length === 0) {
        this.#forget(id, followed);
      }
    }
  }

  #forget(id: number, followed: Followed): void {
    clearTimeout(followed.lingering);
    followed.campaign.stop();
    this.#followed.delete(id);
  }

  #readersOf({ organisationId, id }: { organisationId: string; id: number }): Reader[] {
    return [...this.#readers].filter(
      (reader) =>
        reader.organisationId === organisationId && (reader.campaignIds === null || reader.campaignIds.includes(id)),
    );
  }

  /**
   * `campaign ORG ID`, `moved ORG ID`, `call ORG CAMPAIGN ID,ID,…`: written by the triggers and by store/progress.ts;
   * `import ORG ID` by store/imports.ts.
   */
  #hear(payload: string): void {
    const [kind, organisationId, subject, calls = ""] = payload.split(" ");
    const id = Number(subject);
    if (!organisationId || !(id > 0)) return;
    if (kind === "import") this.#imports.get(organisationId)?.announce(id);
    if (!["campaign", "moved", "call"].includes(kind ?? "")) return;
    const followed =
      this.#followed.get(id) ??
      (this.#readersOf({ organisationId, id }).length > 0 ? this.#follow(organisationId, id) : undefined);
    if (!followed || followed.campaign.organisationId !== organisationId) return;
    const announced = followed.topic && calls !== "" ? calls.split(",").map(Number) : [];
    followed.campaign.announce(announced);
  }

  /** Announcements were lost: everything followed may have changed, and nobody can be told what exactly was missed. */
  #missed(): void {
    for (const followed of this.#followed.values()) {
      if (followed.topic) followed.topic = this.#newTopic();
      followed.campaign.touch();
    }
    for (const organisationId of this.#imports.keys()) {
      void this.#followImports(organisationId).catch((fault: unknown) => this.#onFault("live imports", fault));
    }
  }

  /** The campaign is gone: who follows it alone is let go, and finds nothing on coming back. */
  #dismiss(campaign: FollowedCampaign): void {
    const { id } = campaign;
    this.#sequence += 1;
    for (const reader of this.#readersOf(campaign)) {
      // In the place of a state that was not sent yet.
      this.#write(reader, "campaign_deleted", this.#sequence, JSON.stringify({ id: String(id) }), `campaign ${id}`);
      if (reader.campaignIds?.every((one) => one === id)) reader.outbox.close();
    }
  }

  async #publishCampaign(campaign: FollowedCampaign, record: CampaignRecord): Promise<void> {
    const context = await this.#context(campaign.organisationId);
    this.#sequence += 1;
    campaign.note(record);
    const texts = new Map<ReadonlySet<Permission>, string>();
    for (const reader of this.#readersOf(campaign)) {
      const { permissions } = reader;
      if (!texts.has(permissions)) texts.set(permissions, JSON.stringify(campaignAnswer(record, permissions, context)));
      this.#tellCampaign(reader, record, texts.get(permissions)!);
    }
  }

  #publish(campaign: FollowedCampaign, name: LiveEvent["name"], all: readonly unknown[]): void {
    const topic = this.#followed.get(campaign.id)?.topic;
    const readers = this.#readersOf(campaign).filter(isClose);
    for (const data of all) {
      this.#sequence += 1;
      const event: LiveEvent = { sequence: this.#sequence, name, data };
      topic?.add(event);
      const text = JSON.stringify(data);
      for (const reader of readers) {
        if (mayRead(reader.permissions, event)) this.#write(reader, name, event.sequence, text, null);
      }
    }
  }

  async #context(organisationId: string): Promise<AnswerContext> {
    const { sql } = this.#database;
    return {
      rules: await readRules(sql, organisationId),
      zones: await readZoneSets(sql),
      now: this.#clock.now(),
      diskFull: this.#database.isFull(),
    };
  }

  #tellCampaign(reader: Reader, { id }: CampaignRecord, data: string): void {
    this.#write(reader, "campaign", this.#sequence, data, `campaign ${id}`);
  }

  #tellTime(reader: Reader): void {
    const at = new Date(this.#clock.now()).toISOString();
    this.#write(reader, "ping", this.#sequence, JSON.stringify({ at }), "ping");
  }

  #write(reader: Reader, name: string, sequence: number, data: string, key: string | null): void {
    reader.outbox.add(key, `event: ${name}\nid: ${this.#epoch}.${sequence}\ndata: ${data}\n\n`);
  }

  #sendPing(): void {
    for (const reader of this.#readers) {
      this.#tellTime(reader);
      void this.#renew(reader);
    }
  }

  /** A key that was taken back, or a member who was let go, follows nothing any more. */
  async #renew(reader: Reader): Promise<void> {
    try {
      const permissions = await reader.renew();
      if (permissions) reader.permissions = permissions;
      else reader.outbox.close();
    } catch (fault) {
      this.#onFault("live reader", fault);
    }
  }
}

function mayRead(permissions: ReadonlySet<Permission>, { name }: LiveEvent): boolean {
  return name !== "conversation" || permissions.has("conversations:read");
}

/** Whether the reader follows campaigns by their ids, with all that happens in them. */
function isClose({ campaignIds }: Reader): boolean {
  return campaignIds !== null;
}
