/** What a campaign's AI employee needs to know of everybody it calls. */
import type { ImportMapping } from "#domain/contact/import.ts";
import { spokenTexts } from "#domain/spoken.ts";
import { parseTemplate, requiredVariables } from "#domain/template.ts";
import { readCampaigns } from "#store/campaigns.ts";
import { readEmployee } from "#store/engine-view.ts";
import type { Sql } from "#store/db.ts";

/**
 * The names of the variables that stand somewhere without a fallback. None without a campaign, while it has no AI employee,
 * or where it is no campaign of the organisation; texts that cannot be read are the preflight's affair.
 */
export async function neededVariables(
  db: Sql,
  organisationId: string,
  { campaignId }: Pick<ImportMapping, "campaignId">,
): Promise<string[]> {
  if (campaignId === null || campaignId === undefined) return [];
  const [campaign] = await readCampaigns(db, organisationId, [Number(campaignId)]);
  const employee = campaign?.employee ? await readEmployee(db, campaign.employee.id) : null;
  if (!campaign || !employee) return [];
  const templates = spokenTexts(campaign.settings, employee).map(({ template }) => template);
  return requiredVariables(templates.filter((template) => parseTemplate(template).ok));
}
