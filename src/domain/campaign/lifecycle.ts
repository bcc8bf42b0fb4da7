/**
 * The life of a campaign as data. Buttons, the API's `allowed`, the SQL that moves a campaign and the diagram in
 * docs/lifecycles.md are all drawn from these two tables; no list of statuses is written anywhere else.
 */
import type { Permission } from "../roles.ts";

export const campaignStatuses = ["draft", "queued", "running", "paused", "completed", "canceled"] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];

/** What each status means, in the words a person reads. */
export const campaignStatusMeanings = {
  draft: "Being prepared; nothing is called.",
  queued: "Launched or scheduled; waits for its start, an open window, a free AI employee or a free line.",
  running: "Calls are made.",
  paused: "No new call starts; calls in flight finish.",
  completed: "Nothing pending, nothing live, no retry or callback scheduled.",
  canceled: "Stopped by a person before completion. Final.",
} as const satisfies Record<CampaignStatus, string>;

/** Statuses in which the engine looks for contacts to call. */
export const dialableStatuses = ["queued", "running"] as const satisfies readonly CampaignStatus[];

/** What moves a campaign. Persons' moves are API actions; the dialer's are computed. */
export const campaignMoveNames = [
  "start",
  "begin",
  "pause",
  "resume",
  "complete",
  "cancel",
  "retry_failed",
  "reopen",
] as const;
export type CampaignMoveName = (typeof campaignMoveNames)[number];

export interface CampaignMove {
  name: CampaignMoveName;
  from: CampaignStatus;
  to: CampaignStatus;
  by: "person" | "dialer" | "either";
  /** The permission a person needs; null where no person makes this move. */
  needs: Permission | null;
}

export const campaignMoves: readonly CampaignMove[] = [
  { name: "start", from: "draft", to: "queued", by: "person", needs: "campaigns:run" },
  { name: "begin", from: "queued", to: "running", by: "dialer", needs: null },
  { name: "pause", from: "queued", to: "paused", by: "either", needs: "campaigns:run" },
  { name: "pause", from: "running", to: "paused", by: "either", needs: "campaigns:run" },
  // A campaign that never called anybody returns to its queue, with its start time standing.
  { name: "resume", from: "paused", to: "running", by: "person", needs: "campaigns:run" },
  { name: "resume", from: "paused", to: "queued", by: "person", needs: "campaigns:run" },
  { name: "complete", from: "running", to: "completed", by: "dialer", needs: null },
  { name: "cancel", from: "queued", to: "canceled", by: "person", needs: "campaigns:run" },
  { name: "cancel", from: "running", to: "canceled", by: "person", needs: "campaigns:run" },
  { name: "cancel", from: "paused", to: "canceled", by: "person", needs: "campaigns:run" },
  { name: "retry_failed", from: "completed", to: "queued", by: "person", needs: "campaigns:run" },
  { name: "reopen", from: "completed", to: "queued", by: "person", needs: "campaigns:write" },
];

/** The moves that a person makes, or may. */
export const personMoveNames = campaignMoveNames.filter((name) =>
  campaignMoves.some((move) => move.name === name && move.by !== "dialer"),
);

/** The statuses a move may start from. */
export function movableFrom(name: CampaignMoveName): CampaignStatus[] {
  return [...new Set(campaignMoves.filter((move) => move.name === name).map((move) => move.from))];
}

/** Whether the table has this move. */
export function canMove(name: CampaignMoveName, from: CampaignStatus, to?: CampaignStatus): boolean {
  return campaignMoves.some((move) => move.name === name && move.from === from && (!to || move.to === to));
}

/** Where a resumed campaign goes: back to its queue when it never called anybody, else straight on. */
export function resumedStatus(attempts: number): CampaignStatus {
  return attempts === 0 ? "queued" : "running";
}

/** What may be done to the campaign as a whole, beside its moves. */
export const campaignActions = [
  "edit",
  "start",
  "pause",
  "resume",
  "cancel",
  "retry_failed",
  "duplicate",
  "delete",
] as const;
export type CampaignAction = (typeof campaignActions)[number];

const editableStatuses: readonly CampaignStatus[] = ["draft", "paused"];
const deletableStatuses: readonly CampaignStatus[] = ["draft", "completed", "canceled"];
/** Contacts may be added where nothing is being called; a completed campaign is reopened by it. */
const extendableStatuses: readonly CampaignStatus[] = ["draft", "paused", "completed"];
/** Contacts never attempted may be taken out again. */
const reducibleStatuses: readonly CampaignStatus[] = ["draft", "paused"];

export const isEditable = (status: CampaignStatus): boolean => editableStatuses.includes(status);
export const acceptsContacts = (status: CampaignStatus): boolean => extendableStatuses.includes(status);
export const releasesContacts = (status: CampaignStatus): boolean => reducibleStatuses.includes(status);
export const isDeletable = (status: CampaignStatus, liveCalls: number): boolean =>
  deletableStatuses.includes(status) && liveCalls === 0;

export interface CampaignSituation {
  status: CampaignStatus;
  liveCalls: number;
  /** Contacts that "Retry failed" would call again with its default choice. */
  retryable: number;
}

const actionRules: Record<CampaignAction, { needs: Permission; allowed: (at: CampaignSituation) => boolean }> = {
  edit: { needs: "campaigns:write", allowed: (at) => isEditable(at.status) },
  start: { needs: "campaigns:run", allowed: (at) => canMove("start", at.status) },
  pause: { needs: "campaigns:run", allowed: (at) => canMove("pause", at.status) },
  resume: { needs: "campaigns:run", allowed: (at) => canMove("resume", at.status) },
  cancel: { needs: "campaigns:run", allowed: (at) => canMove("cancel", at.status) },
  retry_failed: {
    needs: "campaigns:run",
    allowed: (at) => canMove("retry_failed", at.status) && at.retryable > 0,
  },
  duplicate: { needs: "campaigns:write", allowed: () => true },
  delete: { needs: "campaigns:write", allowed: (at) => isDeletable(at.status, at.liveCalls) },
};

/** The campaign's `allowed`: what this reader may do to it now, in the order of the table. */
export function allowedActions(at: CampaignSituation, permissions: ReadonlySet<Permission>): CampaignAction[] {
  return campaignActions.filter((action) => {
    const rule = actionRules[action];
    return permissions.has(rule.needs) && rule.allowed(at);
  });
}
