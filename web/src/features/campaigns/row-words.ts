/** What a row says of its campaign beside numbers. */
import { firstUnfinishedStep, type WizardStep } from "./address.ts";
import type { Campaign } from "./kept.ts";
import { around, grouped, moment } from "../../lib/format.ts";

const lower = (text: string) => text.replace(/^(Today|Tomorrow|Yesterday)/, (word) => word.toLowerCase());
const by = (name: string | null) => (name === null ? "" : ` by ${name}`);

/** Below its name: since when, and what it is for. */
export function sinceOf({ status, startedAt, finishedAt, createdAt, createdBy, description }: Campaign): string {
  const since =
    finishedAt !== null
      ? `${status === "canceled" ? "Stopped" : "Finished"} ${lower(moment(finishedAt))}`
      : startedAt !== null
        ? `Started ${lower(moment(startedAt))}`
        : `Made ${lower(moment(createdAt))}${by(createdBy)}`;
  return description === null || description === "" ? since : `${since}. ${description}`;
}

const missing: Record<WizardStep, string> = {
  details: "Needs a name",
  employee: "Needs an AI employee",
  contacts: "Needs contacts",
  settings: "Needs a line",
  review: "Ready for review",
};

/** Below its status: what comes next, or what is left. */
export function noteOf(campaign: Campaign, now: number = Date.now()): string | null {
  const { status, statusReason, counts, retryable, scheduledAt, estimatedFinishAt } = campaign;
  const later = scheduledAt !== null && new Date(scheduledAt).getTime() > now;
  const done = estimatedFinishAt === null ? null : `Done ${around(estimatedFinishAt, new Date(now))}`;
  const waiting = counts.pending + counts.retrying;
  switch (status) {
    case "draft":
      return missing[firstUnfinishedStep(campaign)];
    case "queued":
      return later ? `Starts ${lower(moment(scheduledAt, new Date(now)))}` : (statusReason ?? done);
    case "running":
      return done ?? statusReason;
    case "paused":
      return statusReason ?? (waiting > 0 ? `${grouped(waiting)} ${contacts(waiting)} waiting` : null);
    case "completed":
      return retryable > 0 ? `${grouped(retryable)} failed, can be retried` : null;
    case "canceled":
      return counts.canceled > 0 ? `${grouped(counts.canceled)} not called` : null;
  }
}

const contacts = (count: number) => (count === 1 ? "contact" : "contacts");
