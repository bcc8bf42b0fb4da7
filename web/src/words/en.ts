/** The words of statuses, outcomes and results: the table that every badge, bar, filter and tooltip reads. */
import type { CampaignStatus } from "#domain/campaign/lifecycle.ts";
import type { ContactStatus } from "#domain/contact/lifecycle.ts";

export const campaignStatusWords: Record<CampaignStatus, string> = {
  draft: "Draft",
  queued: "Queued",
  running: "Running",
  paused: "Paused",
  completed: "Completed",
  canceled: "Canceled",
};

/** As short as a badge; the manual's full names are `contactStatusNames` of the domain. */
export const contactStatusWords: Record<ContactStatus, string> = {
  success: "Success",
  voicemail: "Voicemail",
  no_answer: "No answer",
  busy: "Busy",
  failed: "Failed",
  skipped: "Skipped",
  canceled: "Canceled",
  in_progress: "In progress",
  pending: "Pending",
};
