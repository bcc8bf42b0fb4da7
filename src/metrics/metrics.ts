/**
 * What Prometheus reads. Some figures are of this process; the others are of the whole database, the same from every
 * process, and read only when somebody asks. Labels are ids of lines and campaigns, statuses, outcomes and routes: their
 * number is bounded, and none of them is of a person.
 */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import {
  callersByLease,
  campaignsByStatus,
  endedSince,
  liveCallsByLine,
  readDueLag,
  talliesOfDialled,
} from "#store/engine-figures.ts";
import type { Database } from "#store/db.ts";
import { listenForLag } from "./event-lag.ts";

/** What is asked of this process's dialer. */
export interface DialerFigures {
  readonly live: number;
  readonly leaseAgeMilliseconds: number;
  readonly mayDial: boolean;
}

export interface Metrics {
  readonly contentType: string;
  /** The text of all of them. */
  read(): Promise<string>;
  claimed(calls: number, milliseconds: number): void;
  answered(request: { method: string; route: string; status: number; milliseconds: number }): void;
  /** @param what the part that had it; what follows its first word is left out */
  fault(what: string): void;
  watch(dialer: DialerFigures): void;
  stop(): Promise<void>;
}

/** More campaigns that are dialled at once than this are summed up by nobody's eye. */
const MOST_CAMPAIGNS = 200;
/** Several who ask at once, and one who asks often, cost one reading. */
const KEPT_MILLISECONDS = 2_000;

const ofClaims = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5];
const ofAnswers = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

export async function createMetrics(database: Database, now: () => number): Promise<Metrics> {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `campanile_${name}`, help, labelNames, registers });
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name: `campanile_${name}`, help, labelNames, registers });

  const claims = counter("claimed_calls_total", "Calls that this process has claimed");
  const claimSeconds = new Histogram({
    name: "campanile_claim_seconds",
    help: "How long a claim's transaction took in this process",
    buckets: ofClaims,
    registers,
  });
  const requests = new Histogram({
    name: "campanile_http_request_seconds",
    help: "How long this process took to answer, by route and status",
    labelNames: ["method", "route", "status"],
    buckets: ofAnswers,
    registers,
  });
  const faults = counter("faults_total", "Faults that this process has logged, by the part that had them", ["part"]);
  const full = gauge("disk_full", "1 while the database's disk has no room: nothing is written or dialled");
  const held = gauge("process_live_calls", "Calls in this process's hands");
  const leaseAge = gauge("lease_age_seconds", "Since the database took this process's last heartbeat");
  const mayDial = gauge(
    "may_dial",
    "1 while this process may place calls, 0 while its lease is in doubt, the disk is full or it ends",
  );
  const eventLag = gauge("event_lag_seconds", "From an announcement in the database to this process hearing it");
  const live = gauge("live_calls", "Live calls of all processes, by line", ["line"]);
  const dueLag = gauge(
    "due_lag_seconds",
    "How long the contact waits that is due longest where hours are open: for its first call, or a promised one",
    ["call"],
  );
  const ended = counter("ended_calls_total", "Ended calls of all processes since this one started, by outcome", [
    "outcome",
  ]);
  const campaigns = gauge("campaigns", "Campaigns by status", ["status"]);
  const contacts = gauge(
    "campaign_contacts",
    "Contacts of campaigns that are dialled, by status; other tallies beside",
    ["campaign", "tally"],
  );
  const callers = gauge("callers", "Processes that dial, by whether their lease holds", ["lease"]);
  const read = gauge("database_up", "1 when the database answered this reading");

  const begun = new Date(now());
  // What is counted since the start is counted from here.
  const base = new Map((await endedSince(database.sql, begun)).map(({ outcome, n }) => [outcome, n]));
  const told = new Map<string, number>();
  const lag = await listenForLag(database);
  let dialer: DialerFigures | undefined;

  async function ask(): Promise<void> {
    const { sql } = database;
    const byOutcome = new Map((await endedSince(sql, begun)).map(({ outcome, n }) => [outcome, n]));
    for (const [outcome, n] of byOutcome) {
      const grown = n - (base.get(outcome) ?? 0);
      ended.inc({ outcome }, Math.max(0, grown - (told.get(outcome) ?? 0)));
      told.set(outcome, Math.max(grown, told.get(outcome) ?? 0));
    }
    live.reset();
    for (const { lineId, n } of await liveCallsByLine(sql)) live.set({ line: String(lineId) }, n);
    campaigns.reset();
    for (const { status, n } of await campaignsByStatus(sql)) campaigns.set({ status }, n);
    contacts.reset();
    for (const { campaignId, tally, n } of await talliesOfDialled(sql, MOST_CAMPAIGNS)) {
      contacts.set({ campaign: String(campaignId), tally }, n);
    }
    const { alive, lost } = await callersByLease(sql);
    callers.set({ lease: "held" }, alive);
    callers.set({ lease: "lost" }, lost);
    const { first, promised } = await readDueLag(sql, now());
    dueLag.set({ call: "first" }, first);
    dueLag.set({ call: "promised" }, promised);
    eventLag.set((await lag.measure()) / 1_000);
  }

  let asked: { at: number; text: Promise<string> } | undefined;
  async function text(): Promise<string> {
    full.set(database.isFull() ? 1 : 0);
    held.set(dialer?.live ?? 0);
    mayDial.set(dialer?.mayDial ? 1 : 0);
    if (dialer) leaseAge.set(Math.min(dialer.leaseAgeMilliseconds, Number.MAX_SAFE_INTEGER) / 1_000);
    read.set(
      await ask().then(
        () => 1,
        () => 0,
      ),
    );
    return registry.metrics();
  }

  return {
    contentType: registry.contentType,
    read: () => {
      if (asked === undefined || performance.now() - asked.at > KEPT_MILLISECONDS) {
        asked = { at: performance.now(), text: text() };
      }
      return asked.text;
    },
    claimed: (calls, milliseconds) => {
      claims.inc(calls);
      claimSeconds.observe(milliseconds / 1_000);
    },
    answered: ({ method, route, status, milliseconds }) =>
      requests.observe({ method, route, status: String(status) }, milliseconds / 1_000),
    fault: (what) => faults.inc({ part: what.split(" ", 1)[0] ?? "" }),
    watch: (one) => {
      dialer = one;
    },
    stop: async () => {
      await lag.stop();
      registry.clear();
    },
  };
}
