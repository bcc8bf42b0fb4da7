/** A campaign's fields under flat names, as a form changes them and the server names them in its refusals. */
import type { Answer } from "../../lib/api.ts";

export type Campaign = Answer<"getCampaign">;
export type Settings = Campaign["settings"];

type Nested = "retry" | "voicemail";

/** `settings.windows`, `settings.retry.maxRetries`, … */
export type SettingsFields = { [Key in Exclude<keyof Settings, Nested> as `settings.${Key}`]: Settings[Key] } & {
  [Key in keyof Settings["retry"] as `settings.retry.${Key}`]: Settings["retry"][Key];
} & { [Key in keyof Settings["voicemail"] as `settings.voicemail.${Key}`]: Settings["voicemail"][Key] };

export type CampaignFields = SettingsFields & {
  name: string;
  description: string | null;
  aiEmployeeId: string | null;
  lineId: string | null;
  callerId: string | null;
};

export type FieldName = keyof CampaignFields;

/** What every piece of the form is given: what is set now, how to set it, and what is wrong with it. */
export interface FieldsForm {
  fields: CampaignFields;
  change: (fields: Partial<CampaignFields>) => void;
  /** One sentence, where the field or something inside it was refused. */
  errorOf: (field: FieldName) => string | undefined;
}

export function fieldsOf(campaign: Campaign): CampaignFields {
  const { retry, voicemail, ...plain } = campaign.settings;
  const under = (prefix: string, values: object) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key, value]));
  return {
    name: campaign.name,
    description: campaign.description,
    aiEmployeeId: campaign.aiEmployee?.id ?? null,
    lineId: campaign.line?.id ?? null,
    callerId: campaign.callerId,
    ...under("settings.", plain),
    ...under("settings.retry.", retry),
    ...under("settings.voicemail.", voicemail),
  } as CampaignFields;
}

/** The same as the body of a PATCH: `{"settings.retry.on": […]}` becomes `{settings: {retry: {on: […]}}}`. */
export function patchOf(fields: Partial<CampaignFields>): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const path = name.split(".");
    let place = patch;
    for (const key of path.slice(0, -1)) place = (place[key] ??= {}) as Record<string, unknown>;
    place[path.at(-1)!] = value;
  }
  return patch;
}

/** The settings as one object again, for what reads them whole. */
export function settingsOf(fields: CampaignFields): Settings {
  return patchOf(fields)["settings"] as Settings;
}
