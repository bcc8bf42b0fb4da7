/** The campaigns of a world, made over the API, and what its books say in the end. */
import type { LabApi } from "./api.ts";
import type { BookedCall, BookedCampaign, BookedContact, Deed, Facts, LabCampaign, Limits } from "./laws/facts.ts";
import { ringsOf } from "./referee/record.ts";
import type { World } from "./world.ts";

export interface CampaignPlan {
  people: number;
  lineId: string;
  employeeId: string;
  maxConcurrentCalls?: number;
  callsPerSecond?: number | null;
  maxRetries?: number;
  /** Minutes of each hour in which calls may start; absent: any. */
  minutes?: readonly number[];
  /** Numbers of another campaign that are called here too. */
  alsoCalls?: readonly string[];
}

export type RunningCampaign = LabCampaign & { phones: string[] };

const zone = "Asia/Kathmandu";
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

export class Town {
  readonly world: World;
  readonly campaigns: RunningCampaign[] = [];
  readonly deeds: Deed[] = [];
  readonly lines = new Map<string, Limits>();
  readonly employees = new Map<string, Pick<Limits, "maxConcurrentCalls">>();
  #numbers = 0;

  constructor(world: World) {
    this.world = world;
  }

  get #api(): LabApi {
    return this.world.api;
  }

  async addLine(limits: Limits): Promise<string> {
    const id = await this.world.addLine(limits);
    this.lines.set(id, limits);
    return id;
  }

  async addEmployee(maxConcurrentCalls: number): Promise<string> {
    const name = `Robin ${this.employees.size + 1}`;
    const { id } = await this.#api.insist("POST", "/ai-employees", {
      name,
      role: "Referee's guest",
      kind: "conversation",
      language: "en",
      greeting: "Hello, this is Robin.",
      instructions: "Be brief.",
      maxConcurrentCalls,
    });
    this.employees.set(id, { maxConcurrentCalls });
    return id;
  }

  /** A draft with its people on it. */
  async addCampaign(plan: CampaignPlan): Promise<RunningCampaign> {
    const { lineId, employeeId, maxConcurrentCalls = 4, callsPerSecond = null, maxRetries = 1, minutes } = plan;
    const { id } = await this.#api.insist("POST", "/campaigns", {
      name: `Campaign ${this.campaigns.length + 1}`,
      aiEmployeeId: employeeId,
      lineId,
      settings: {
        windows: minutes ? nextHours(minutes) : [{ days, from: "00:00", to: "24:00" }],
        timezone: { mode: "fixed", zone },
        maxConcurrentCalls,
        callsPerSecond,
        ringTimeoutSeconds: 5,
        maxCallSeconds: 20,
        retry: { maxRetries, delaySeconds: 1, backoff: "fixed", on: ["no_answer", "busy", "failed"] },
      },
    });
    const phones = [...(plan.alsoCalls ?? [])];
    while (phones.length < plan.people) phones.push(`+1415${String(2_000_100 + this.#numbers++)}`);
    const contactIds = [];
    for (const phone of phones) contactIds.push(await this.#contact(phone));
    await this.#api.insist("POST", `/campaigns/${id}/contacts`, { contactIds });
    const hours = minutes ? { zone, minutes } : null;
    const campaign = { id, lineId, employeeId, maxConcurrentCalls, callsPerSecond, maxRetries, hours, phones };
    this.campaigns.push(campaign);
    return campaign;
  }

  async #contact(phone: string): Promise<string> {
    const made = await this.#api.once("POST", "/contacts", { phone, firstName: "Ada" });
    if (made?.status === 201) return made.body.id;
    // It is there already, or the answer was lost.
    const { items } = await this.#api.insist("GET", `/contacts?search=${encodeURIComponent(phone)}`);
    return items.length > 0 ? items[0].id : this.#contact(phone);
  }

  /** Presses a button of a campaign, once; whether it was answered with a yes. */
  async press(kind: Exclude<Deed["kind"], "list" | "unlist">, campaignId: string, body: object = {}): Promise<boolean> {
    const path = `/campaigns/${campaignId}/${kind.replace(" ", "-")}`;
    return this.#do({ kind, campaignId, phone: null }, () => this.#api.once("POST", path, body));
  }

  /** Puts a number on the do-not-call list. */
  async list(phone: string): Promise<boolean> {
    return this.#do({ kind: "list", campaignId: null, phone }, () => this.#api.once("POST", "/do-not-call", { phone }));
  }

  async unlist(phone: string): Promise<boolean> {
    const path = `/do-not-call/${encodeURIComponent(phone)}`;
    return this.#do({ kind: "unlist", campaignId: null, phone }, () => this.#api.once("DELETE", path));
  }

  async #do(
    what: Pick<Deed, "kind" | "campaignId" | "phone">,
    ask: () => ReturnType<LabApi["once"]>,
  ): Promise<boolean> {
    const deed: Deed = { ...what, askedAt: Date.now(), answeredAt: null, done: false };
    this.deeds.push(deed);
    const answer = await ask();
    // A fault of the server's own may come after the deed was done.
    if (answer === null || answer.status >= 500) return false;
    deed.answeredAt = Date.now();
    deed.done = answer.status < 300;
    return deed.done;
  }

  async status(campaignId: string): Promise<string> {
    return (await this.#api.insist("GET", `/campaigns/${campaignId}`)).status;
  }

  /** Waits until every campaign is over, resuming what is paused; gives up after so long, and the laws then say so. */
  async end(patienceMilliseconds: number): Promise<void> {
    const deadline = performance.now() + patienceMilliseconds;
    const open = new Set(this.campaigns.map(({ id }) => id));
    while (open.size > 0 && performance.now() < deadline) {
      for (const id of open) {
        const status = await this.status(id);
        if (status === "completed" || status === "canceled") open.delete(id);
        if (status === "draft") await this.press("start", id);
        if (status === "paused") await this.press("resume", id);
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    // A canceled campaign has calls in flight that may finish, and the network may have some that are its own matter.
    while (performance.now() < deadline) {
      const metrics = await this.#api.insist("GET", "/campaigns/metrics");
      if (metrics.callsLive === 0 && ringsOf(this.world.record()).every((ring) => ring.endedAt !== null)) return;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  async facts(): Promise<Facts> {
    const entries = this.world.record();
    const facts: Facts & { calls: BookedCall[]; contacts: BookedContact[]; books: BookedCampaign[] } = {
      entries,
      rings: ringsOf(entries),
      deeds: this.deeds,
      campaigns: this.campaigns,
      lines: this.lines,
      employees: this.employees,
      calls: [],
      contacts: [],
      books: [],
    };
    for (const { id } of this.campaigns) {
      const { counts, status, calls } = await this.#api.insist("GET", `/campaigns/${id}`);
      facts.books.push({ id, status, counts, total: counts.total, attempts: calls.attempts });
      for (const call of await this.#api.all(`/campaigns/${id}/calls`))
        facts.calls.push({
          key: `campanile-${call.id}`,
          campaignId: id,
          contactId: call.contactId,
          phone: call.to,
          attempt: call.attempt,
          outcome: call.outcome,
          result: call.result,
          dialed: call.dialedAt !== null,
          ended: call.state === "ended",
        });
      for (const one of await this.#api.all(`/campaigns/${id}/contacts`))
        facts.contacts.push({
          campaignId: id,
          contactId: one.contact.id,
          phone: one.contact.phone,
          status: one.status,
          attempts: one.attempts,
          planned: one.nextAttemptAt !== null,
        });
    }
    return facts;
  }
}

/** These minutes of this hour and the next two: a campaign may have a hundred windows, and a trial is over by then. */
function nextHours(minutes: readonly number[]) {
  const two = (n: number) => String(n).padStart(2, "0");
  const now = Number(new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", hourCycle: "h23" }).format());
  return [now, (now + 1) % 24, (now + 2) % 24].flatMap((hour) =>
    minutes.map((minute) => {
      const next = minute + 1;
      const to = next < 60 ? `${two(hour)}:${two(next)}` : `${two(hour + 1)}:00`;
      return { days, from: `${two(hour)}:${two(minute)}`, to };
    }),
  );
}
