/** Where a campaign is opened: a draft in the wizard, at the first step that is not done; the others on their page. */
import { unnamedCampaign as UNNAMED } from "../../words/campaign-actions.ts";
import type { Campaign } from "./kept.ts";

/** The name that a draft has until a person gives it one. */
export { UNNAMED };

export type WizardStep = "details" | "employee" | "contacts" | "settings" | "review";

export function firstUnfinishedStep(campaign: Campaign): WizardStep {
  if (campaign.name === UNNAMED) return "details";
  if (campaign.aiEmployee === null) return "employee";
  if (campaign.counts.total === 0) return "contacts";
  if (campaign.line === null) return "settings";
  return "review";
}

export const campaignAddress = (campaign: Campaign): string =>
  campaign.status === "draft"
    ? `/campaigns/${campaign.id}/edit/${firstUnfinishedStep(campaign)}`
    : `/campaigns/${campaign.id}`;

/** A paused campaign is edited on its page. */
export const editAddress = (campaign: Campaign): string =>
  campaign.status === "draft" ? campaignAddress(campaign) : `/campaigns/${campaign.id}?tab=settings`;
