/** A place to try the engine in: one database, emptied between tests; one line, one AI employee, a clock that stands still. */
import { type Kysely, sql } from "kysely";
import type { CampaignRequest } from "#actions/campaign-change.ts";
import type { DialerOptions } from "#dialer/dialer.ts";
import type { CallResult } from "#domain/call/outcomes.ts";
import { alwaysOpen, type CampaignSettings } from "#domain/campaign/settings.ts";
import type { ContactStatus, SkipReason, WaitingReason } from "#domain/contact/lifecycle.ts";
import type { SimulatorSettings } from "#domain/line.ts";
import { suppress } from "#store/suppress.ts";
import type { Tables } from "#store/tables.ts";
import type { EmptyDatabase } from "./databases.ts";
import { startEngine, type TestEngine } from "./engine.ts";
import { VirtualClock } from "./virtual-clock.ts";
import { addCampaign, addContacts, addEmployee, addLine, addOrganisation, openWorld, type World } from "./world.ts";

export interface StagedContact {
  phone: string;
  status: ContactStatus;
  skipReason: SkipReason | null;
  result: CallResult | null;
  attempts: number;
  retriesUsed: number;
  /** Milliseconds since 1970. */
  dueAt: number | null;
  waitingFor: WaitingReason | null;
}

export interface StagedCall {
  id: number;
  campaignId: number | null;
  phone: string;
  attempt: number;
  owner: string;
  state: string;
  outcome: string | null;
  result: CallResult | null;
  dialedAt: number | null;
  endedAt: number | null;
}

export interface Stage {
  world: World;
  clock: VirtualClock;
  lineId: number;
  employeeId: number;
  /** A campaign that is to be dialled, open at every hour, with no retries; settings given replace these. */
  campaign(phones: readonly string[], settings?: Partial<CampaignSettings>, parts?: CampaignParts): Promise<number>;
  /** Starts an engine, which is stopped when the test is over. */
  engine(options?: Partial<DialerOptions>): Promise<TestEngine>;
  contacts(campaignId: number): Promise<StagedContact[]>;
  contact(campaignId: number, phone: string): Promise<StagedContact>;
  calls(phone?: string): Promise<StagedCall[]>;
  /** A person's request about the campaign, now. */
  request(campaignId: number): CampaignRequest;
  /** A person puts the number on the do-not-call list. */
  list(phone: string): Promise<void>;
  status(campaignId: number): Promise<{ status: string; reason: string | null }>;
  /** Fails where the nine counts do not sum to the contacts, or are not what the rows say. */
  checkCounts(campaignId: number): Promise<void>;
}

export interface CampaignParts {
  lineId?: number;
  employeeId?: number;
  scheduledAt?: Date;
  zones?: readonly string[];
  firstName?: string;
  status?: "draft" | "queued";
}

export const noRetries = {
  maxRetries: 0,
  delaySeconds: 600,
  backoff: "fixed",
  on: [],
} satisfies CampaignSettings["retry"];
export const oneRetry = {
  maxRetries: 1,
  delaySeconds: 600,
  backoff: "fixed",
  on: ["no_answer", "busy", "failed"],
} satisfies CampaignSettings["retry"];

export interface Theatre {
  /** An empty stage. Closes the one before. */
  next(
    line?: Partial<SimulatorSettings>,
    employee?: { maxConcurrentCalls?: number; greeting?: string },
  ): Promise<Stage>;
  /** Stops what the last test left running and empties the tables. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** One database for the tests of a file. */
export async function openTheatre(open: () => Promise<EmptyDatabase>): Promise<Theatre> {
  const world = await openWorld(open);
  let engines: TestEngine[] = [];
  let clock = new VirtualClock();
  const clear = async () => {
    // Hanging up takes a moment of the lines' time, and that is the clock's.
    const stopping = Promise.all(engines.map((engine) => engine.stop()));
    const state = { stopped: false };
    void stopping.finally(() => (state.stopped = true));
    while (!state.stopped) {
      await new Promise((resolve) => setImmediate(resolve));
      clock.runDue();
    }
    await stopping;
    engines = [];
    await sql`truncate organisation, call, campaign_contact, conversation, activity, caller, campaign_tally, call_tally,
      campaign_zone, pace, line, ai_employee, campaign, contact cascade`.execute(world.database.sql);
  };
  return {
    clear,
    close: async () => {
      await clear();
      await world.close();
    },
    next: async (line = {}, employee = {}) => {
      await clear();
      clock = new VirtualClock();
      await addOrganisation(world.database, world.organisationId);
      const lineId = await addLine(world, { quietHours: false, ...line });
      const employeeId = await addEmployee(world, employee);
      return stageOf(world, clock, lineId, employeeId, (engine) => engines.push(engine));
    },
  };
}

function stageOf(
  world: World,
  clock: VirtualClock,
  lineId: number,
  employeeId: number,
  keep: (engine: TestEngine) => void,
): Stage {
  const db = world.database.sql;
  const stage: Stage = {
    world,
    clock,
    lineId,
    employeeId,
    campaign: async (phones, settings = {}, parts = {}) => {
      const { zones, firstName, ...rest } = parts;
      const id = await addCampaign(world, {
        lineId,
        employeeId,
        settings: { windows: alwaysOpen, retry: noRetries, ...settings },
        ...rest,
      });
      const contacts = phones.map((phone) => ({ phone, zones, firstName }));
      await addContacts(world, id, contacts, new Date(clock.now()));
      return id;
    },
    engine: async (options) => {
      const engine = await startEngine(world.database, clock, options);
      keep(engine);
      return engine;
    },
    contacts: (campaignId) => readContacts(db, campaignId),
    contact: async (campaignId, phone) => {
      const found = (await readContacts(db, campaignId)).find((contact) => contact.phone === phone);
      if (!found) throw new Error(`${phone} is not in campaign ${campaignId}.`);
      return found;
    },
    calls: async (phone) => (await readCalls(db)).filter((call) => phone === undefined || call.phone === phone),
    request: (campaignId) => ({
      db,
      organisationId: world.organisationId,
      campaignId,
      actor: { kind: "user", name: "Test" },
      now: clock.now(),
    }),
    list: async (phone) => {
      await suppress(db, {
        organisationId: world.organisationId,
        phones: [phone],
        source: "user",
        note: null,
        addedBy: null,
        expiresAt: null,
        now: new Date(clock.now()),
      });
    },
    status: async (campaignId) => {
      const row = await db
        .selectFrom("campaign")
        .select(["status", "status_reason as reason"])
        .where("id", "=", campaignId)
        .executeTakeFirstOrThrow();
      return row;
    },
    checkCounts: async (campaignId) => {
      const { rows } = await sql<{ tally: string; n: number; counted: number }>`
        select coalesce(t.tally, c.tally) as tally, coalesce(t.n, 0) as n, coalesce(c.n, 0) as counted
          from (select tally, n from campaign_tally where campaign_id = ${campaignId}
                   and tally not in ('attempts', 'live', 'human', 'conversations', 'retryable')) t
          full join (
            select status::text as tally, count(*) as n from campaign_contact where campaign_id = ${campaignId} group by 1
            union all
            select 'retrying', count(*) from campaign_contact
             where campaign_id = ${campaignId} and next_attempt_at is not null and status <> 'pending') c using (tally)`.execute(
        db,
      );
      const wrong = rows.filter((row) => row.n !== row.counted);
      if (wrong.length > 0) throw new Error(`The counts are not what the rows say: ${JSON.stringify(wrong)}`);
    },
  };
  return stage;
}

async function readContacts(db: Kysely<Tables>, campaignId: number): Promise<StagedContact[]> {
  const { rows } = await sql<Omit<StagedContact, "dueAt"> & { due: Date | null }>`
    select p.phone, cc.status, cc.skip_reason as "skipReason", cc.result, cc.attempts, cc.retries_used as "retriesUsed",
           cc.next_attempt_at as due, cc.waiting_for as "waitingFor"
      from campaign_contact cc join contact p on p.id = cc.contact_id
     where cc.campaign_id = ${campaignId} order by cc.id`.execute(db);
  return rows.map(({ due, ...row }) => ({ ...row, dueAt: due?.getTime() ?? null }));
}

async function readCalls(db: Kysely<Tables>): Promise<StagedCall[]> {
  const { rows } = await sql<Omit<StagedCall, "dialedAt" | "endedAt"> & { dialed: Date | null; ended: Date | null }>`
    select id, campaign_id as "campaignId", phone, attempt, owner, state, outcome, result, dialed_at as dialed,
           ended_at as ended from call order by id`.execute(db);
  return rows.map(({ dialed, ended, ...row }) => ({
    ...row,
    dialedAt: dialed?.getTime() ?? null,
    endedAt: ended?.getTime() ?? null,
  }));
}
