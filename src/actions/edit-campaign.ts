/** Creating, changing, duplicating and deleting campaigns: their configuration, not their run. */
import type { CampaignSettings } from "#domain/campaign/settings.ts";
import { isDeletable, isEditable } from "#domain/campaign/lifecycle.ts";
import { Refusal } from "#domain/errors.ts";
import { lineLimits } from "#domain/line.ts";
import { readPhone } from "#numbering/read-phone.ts";
import { type Actor, noteActivity } from "#store/campaign-moves.ts";
import {
  type CampaignFields,
  type CampaignRow,
  copyContacts,
  insertCampaign,
  markDeleted,
  purgeContacts,
  updateCampaign,
} from "#store/campaign-writes.ts";
import { readCampaigns } from "#store/campaigns.ts";
import { usableEmployee, usableLine } from "#store/campaign-parts.ts";
import type { Sql } from "#store/db.ts";
import { type CampaignRequest, changeCampaign } from "./campaign-change.ts";
import { changedFields } from "./changed-fields.ts";

export type SettingsPatch = Partial<Omit<CampaignSettings, "retry" | "voicemail">> & {
  retry?: Partial<CampaignSettings["retry"]> | undefined;
  voicemail?: Partial<CampaignSettings["voicemail"]> | undefined;
};

export interface CampaignPatch {
  name?: string | undefined;
  description?: string | null | undefined;
  aiEmployeeId?: number | null | undefined;
  lineId?: number | null | undefined;
  callerId?: string | null | undefined;
  settings?: SettingsPatch | undefined;
}

/** Makes a draft; gives its id. */
export async function createCampaign(
  db: Sql,
  organisationId: string,
  fields: CampaignFields,
  actor: Actor,
  now: number,
): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const checked = await check(transaction, organisationId, fields);
    const id = await insertCampaign(transaction, organisationId, checked, actor.name);
    await noteActivity(transaction, {
      organisationId,
      campaignIds: [id],
      kind: "created",
      text: "Created.",
      actor,
      now: new Date(now),
    });
    return id;
  });
}

/** Changes a draft or paused campaign: what is absent stays, inside `retry` and `voicemail` too. */
export async function editCampaign(request: CampaignRequest, patch: CampaignPatch): Promise<void> {
  await changeCampaign(request, async (transaction, campaign) => {
    if (!isEditable(campaign.status)) throw notEditable(campaign);
    const before = fieldsOf(campaign);
    const { settings, description, ...plain } = patch;
    const merged: CampaignFields = {
      ...before,
      ...defined(plain),
      ...(description === undefined ? {} : { description: description ?? "" }),
      settings: mergeSettings(before.settings, settings),
    };
    const fields = await check(transaction, request.organisationId, merged, before);
    await updateCampaign(transaction, request.campaignId, fields);
    await noteActivity(transaction, {
      organisationId: request.organisationId,
      campaignIds: [request.campaignId],
      kind: "edited",
      text: changedFields(before, fields),
      actor: request.actor,
      now: new Date(request.now),
    });
  });
}

function notEditable(campaign: CampaignRow): Refusal {
  const way =
    campaign.status === "running" || campaign.status === "queued" ? " Pause it first." : " Duplicate it instead.";
  return new Refusal("campaign_not_editable", `The campaign is ${campaign.status} and cannot be edited.${way}`);
}

/** A new draft with the same configuration and the same contacts, as if none had been called; gives its id. */
export async function duplicateCampaign(request: CampaignRequest, name: string | undefined): Promise<number> {
  return changeCampaign(request, async (transaction, campaign) => {
    const { organisationId, actor } = request;
    const now = new Date(request.now);
    const fields = { ...fieldsOf(campaign), name: name ?? `${campaign.name} (copy)`.slice(-200) };
    const id = await insertCampaign(transaction, organisationId, fields, actor.name);
    await copyContacts(transaction, request.campaignId, id, now);
    await noteActivity(transaction, {
      organisationId,
      campaignIds: [id],
      kind: "created",
      text: "Created as a duplicate.",
      actor,
      now,
    });
    return id;
  });
}

/** Takes it off every list; its calls and their sums stay, and so do its conversations. */
export async function deleteCampaign(request: CampaignRequest): Promise<void> {
  await changeCampaign(request, async (transaction, campaign) => {
    const [record] = await readCampaigns(transaction, request.organisationId, [request.campaignId]);
    const live = Math.max(record?.tallies.live ?? 0, record?.tallies.in_progress ?? 0);
    if (!isDeletable(campaign.status, live)) {
      const why = live > 0 ? `${live} of its calls are live` : `it is ${campaign.status}`;
      throw new Refusal(
        "campaign_not_deletable",
        `The campaign cannot be deleted: ${why}. Only a draft, completed or canceled one without live calls can; stop it first.`,
      );
    }
    await markDeleted(transaction, request.campaignId, new Date(request.now));
  });
  await purgeContacts(request.db, request.campaignId);
}

function fieldsOf(campaign: CampaignRow): CampaignFields {
  return {
    name: campaign.name,
    description: campaign.description,
    aiEmployeeId: campaign.ai_employee_id,
    lineId: campaign.line_id,
    callerId: campaign.caller_id,
    settings: campaign.settings,
  };
}

function mergeSettings(before: CampaignSettings, patch: SettingsPatch | undefined): CampaignSettings {
  if (!patch) return before;
  const { retry, voicemail, ...plain } = patch;
  return {
    ...before,
    ...defined(plain),
    retry: { ...before.retry, ...defined(retry ?? {}) },
    voicemail: { ...before.voicemail, ...defined(voicemail ?? {}) },
  };
}

/** What was given; an absent key and one that is undefined are the same. */
function defined<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Refuses an AI employee, line or caller ID that the organisation does not have; normalises the caller ID. */
async function check(
  db: Sql,
  organisationId: string,
  fields: CampaignFields,
  before?: CampaignFields,
): Promise<CampaignFields> {
  const { aiEmployeeId, lineId } = fields;
  if (aiEmployeeId !== null && aiEmployeeId !== before?.aiEmployeeId) {
    if (!(await usableEmployee(db, organisationId, aiEmployeeId)))
      throw invalid("aiEmployeeId", "There is no such AI employee; choose one of GET /ai-employees.");
  }
  const line = lineId === null ? undefined : await usableLine(db, organisationId, lineId);
  if (lineId !== null && lineId !== before?.lineId && !line)
    throw invalid("lineId", "There is no such line; choose one of GET /lines.");
  if (fields.callerId === null) return fields;
  const read = readPhone(fields.callerId, null);
  if (!read.ok) throw invalid("callerId", read.reason);
  const callerIds = line ? lineLimits(line.kind, line.settings).callerIds : [];
  if (callerIds.length > 0 && !callerIds.includes(read.phone))
    throw invalid("callerId", `The line does not have this number; it has ${callerIds.join(", ")}.`);
  return { ...fields, callerId: read.phone };
}

function invalid(path: string, message: string): Refusal {
  return new Refusal("invalid", message, [{ path, message }]);
}
