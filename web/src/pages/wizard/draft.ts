/**
 * What a person changes in a campaign, saved a moment after each change.
 *
 *     saved ─ change ─▶ waiting ─ pause, blur, Next ─▶ saving ─▶ saved | refused | failed (tried again) | locked
 *
 * Every field is held to the contract before it is sent; those that are refused, there or by the server, stay with their
 * sentence while the others are saved.
 */
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { ApiProblem, call } from "../../lib/api.ts";
import { keys, queryClient } from "../../lib/query.ts";
import {
  type Campaign,
  type CampaignFields,
  type FieldName,
  type FieldsForm,
  fieldsOf,
  patchOf,
} from "../../features/settings-form/fields.ts";
import { keepCampaign } from "../../features/campaigns/kept.ts";
import { fieldLabels } from "../../words/campaign-settings.ts";

export interface DraftState {
  is: "saved" | "waiting" | "saving" | "refused" | "failed" | "locked";
  /** When something was last saved on this page, ms. */
  savedAt: number | null;
  /** Why it failed or is locked. */
  reason: string | null;
  /** Everything changed on this page: typed text stays as it was typed. */
  touched: Partial<CampaignFields>;
  problems: readonly Fault[];
  /** What was saved here and changed elsewhere since. */
  conflict: Conflict | null;
}

interface Conflict {
  fields: readonly FieldName[];
  /** Who changed it; null where that is not known. */
  by: string | null;
}

type Fault = { path: string; message: string };
type Fields = Partial<CampaignFields>;

const PAUSE_MILLISECONDS = 800;
const AGAIN_MILLISECONDS = 5_000;

class Draft {
  readonly #id: string;
  #state: DraftState = { is: "saved", savedAt: null, reason: null, touched: {}, problems: [], conflict: null };
  #unsaved: Fields = {};
  /** Of what was saved here, how the server keeps it. */
  #kept: Fields = {};
  #isLooking = false;
  /** Of the server; the contract's are found anew with every save. */
  #refusals: Fault[] = [];
  #running: Promise<boolean> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(id: string) {
    this.#id = id;
  }

  readonly state = (): DraftState => this.#state;

  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly change = (fields: Fields): void => {
    Object.assign(this.#unsaved, fields);
    const isOld = (fault: Fault) => isIn(fault.path, fields);
    this.#refusals = this.#refusals.filter((fault) => !isOld(fault));
    this.#become({
      is: this.#state.is === "locked" ? "locked" : "waiting",
      touched: { ...this.#state.touched, ...fields },
      problems: this.#state.problems.filter((fault) => !isOld(fault)),
    });
    this.#later(PAUSE_MILLISECONDS);
  };

  /** Saves at once; whether nothing is left unsaved. */
  readonly flush = async (): Promise<boolean> => {
    clearTimeout(this.#timer);
    // What was changed while something was being saved goes after it.
    while (this.#running) await this.#running;
    this.#running = this.#save().finally(() => (this.#running = undefined));
    return this.#running;
  };

  /** A campaign as it is now: has somebody else changed what this page saved? An event may be late, so it is asked for. */
  readonly hear = async (campaign: Campaign): Promise<void> => {
    if (this.#isLooking || this.#running || this.#changedElsewhere(campaign).length === 0) return;
    this.#isLooking = true;
    try {
      const params = { id: this.#id };
      const [now, { items }] = await Promise.all([
        call("getCampaign", { params }),
        call("listCampaignActivity", { params, query: { limit: 10 } }),
      ]);
      const fields = this.#running ? [] : this.#changedElsewhere(now);
      if (fields.length === 0) return;
      const by = items.find(({ kind }) => kind === "edited")?.actor?.name ?? null;
      this.#become({ conflict: { fields, by } });
    } catch {
      // The next event asks again.
    } finally {
      this.#isLooking = false;
    }
  };

  #changedElsewhere(campaign: Campaign): FieldName[] {
    const now = fieldsOf(campaign);
    const names = Object.keys(this.#kept) as FieldName[];
    return names.filter((name) => !(name in this.#unsaved) && !isSame(now[name], this.#kept[name]));
  }

  /** Shows what somebody else saved, or saves what stands here once more. */
  readonly settle = (keep: "mine" | "theirs"): void => {
    const names = this.#state.conflict?.fields ?? [];
    const isTheirs = (name: string) => names.some((one) => one === name);
    const mine = pick(this.#state.touched, isTheirs);
    this.#kept = pick(this.#kept, (name) => !isTheirs(name));
    this.#become({ conflict: null, touched: pick(this.#state.touched, (name) => !isTheirs(name)) });
    if (keep === "mine") this.change(mine);
    else void queryClient.invalidateQueries({ queryKey: keys.campaign(this.#id), exact: true });
  };

  async #save(): Promise<boolean> {
    if (this.#state.is === "locked") return false;
    for (;;) {
      const taken = this.#unsaved;
      const problems = [...this.#refusals, ...(await faultsOf(taken))];
      const sending = pick(taken, (name) => !problems.some(({ path }) => isUnder(path, name)));
      this.#unsaved = {
        ...pick(taken, (name) => !(name in sending)),
        ...pick(this.#unsaved, (name) => !(name in taken)),
      };
      if (Object.keys(sending).length === 0) return this.#settle(problems);
      this.#become({ is: "saving", problems, reason: null });
      const failed = await this.#send(sending);
      if (failed) return false;
    }
  }

  async #send(sending: Fields): Promise<boolean> {
    try {
      const campaign = await call("updateCampaign", { params: { id: this.#id }, body: patchOf(sending) });
      this.#kept = { ...this.#kept, ...pick(fieldsOf(campaign), (name) => name in sending) };
      keepCampaign(campaign);
      void queryClient.invalidateQueries({ queryKey: keys.campaignPart(this.#id, "preflight") });
      this.#become({ savedAt: Date.now() });
      return false;
    } catch (problem) {
      this.#unsaved = { ...sending, ...this.#unsaved };
      const errors = problem instanceof ApiProblem ? problem.errors.filter(({ path }) => isIn(path, sending)) : [];
      this.#refusals = [...this.#refusals, ...errors];
      if (errors.length > 0) return false;
      const isLocked = problem instanceof ApiProblem && [403, 404, 409].includes(problem.status);
      this.#become({ is: isLocked ? "locked" : "failed", reason: (problem as Error).message });
      if (!isLocked) this.#later(AGAIN_MILLISECONDS);
      return true;
    }
  }

  #settle(problems: readonly Fault[]): boolean {
    const isSaved = Object.keys(this.#unsaved).length === 0;
    this.#become({ is: isSaved ? "saved" : "refused", problems, reason: null });
    return isSaved;
  }

  #later(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), milliseconds);
  }

  #become(state: Partial<DraftState>): void {
    this.#state = { ...this.#state, ...state };
    for (const listener of this.#listeners) listener();
  }
}

export interface DraftForm extends FieldsForm {
  state: DraftState;
  flush: () => Promise<boolean>;
  settle: (keep: "mine" | "theirs") => void;
}

/** The draft of one campaign, for as long as its page is open. */
export function useDraft(campaign: Campaign): DraftForm {
  const { id } = campaign;
  const draft = useMemo(() => new Draft(id), [id]);
  const state = useSyncExternalStore(draft.listen, draft.state);
  useEffect(() => {
    const hide = () => void (document.visibilityState === "hidden" && draft.flush());
    document.addEventListener("visibilitychange", hide);
    return () => {
      document.removeEventListener("visibilitychange", hide);
      void draft.flush();
    };
  }, [draft]);
  useEffect(() => void draft.hear(campaign), [draft, campaign]);
  const errorOf = (field: FieldName) => {
    const fault = state.problems.find(({ path }) => isUnder(path, field));
    return fault && withLabel(fault);
  };
  return {
    fields: { ...fieldsOf(campaign), ...state.touched },
    change: draft.change,
    errorOf,
    state,
    flush: draft.flush,
    settle: draft.settle,
  };
}

/** What the contract says against the fields. It is loaded when something is first saved: it is large. */
async function faultsOf(fields: Fields): Promise<Fault[]> {
  if (Object.keys(fields).length === 0) return [];
  const [{ campaignPatch }, { parse }] = await Promise.all([
    import("#contract/campaigns.ts"),
    import("#contract/sentences.ts"),
  ]);
  const parsed = parse(campaignPatch, patchOf(fields));
  return "problems" in parsed ? parsed.problems : [];
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const isUnder = (path: string, field: string): boolean => path === field || path.startsWith(`${field}.`);

const isIn = (path: string, fields: Fields): boolean => Object.keys(fields).some((field) => isUnder(path, field));

function pick(fields: Fields, wanted: (name: string) => boolean): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => wanted(name)));
}

/** The API's name for a field gives way to what stands above it on the screen. */
function withLabel({ path, message }: Fault): string {
  const name = path.split(".").findLast((key) => !/^\d+$/.test(key)) ?? "";
  const label = fieldLabels[name];
  return label !== undefined && message.startsWith(name) ? message.replace(/^\w+(\[\d+\])?/, label) : message;
}
