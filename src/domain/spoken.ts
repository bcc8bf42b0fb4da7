/** Everything an AI employee may say in a campaign: where variables stand, and what has to be checked before a launch. */
import type { CampaignSettings } from "./campaign/settings.ts";
import type { EmployeeProfile } from "./employee.ts";

export interface SpokenText {
  /** Where it is written, as a path of the campaign or its AI employee. */
  path: string;
  template: string;
}

type Speaker = Pick<EmployeeProfile, "kind" | "greeting" | "instructions" | "message" | "voicemailMessage">;

export function spokenTexts(settings: CampaignSettings, employee: Speaker): SpokenText[] {
  const { opening, voicemail } = settings;
  const texts: Array<{ path: string; template: string | null }> = [
    opening === null
      ? { path: "aiEmployee.greeting", template: employee.greeting }
      : { path: "settings.opening", template: opening },
    { path: "aiEmployee.instructions", template: employee.instructions },
    { path: "aiEmployee.message", template: employee.kind === "announcement" ? employee.message : null },
  ];
  if (voicemail.action === "leave_message") {
    texts.push(
      voicemail.message === null
        ? { path: "aiEmployee.voicemailMessage", template: employee.voicemailMessage }
        : { path: "settings.voicemail.message", template: voicemail.message },
    );
  }
  return texts.flatMap(({ path, template }) => (template === null ? [] : [{ path, template }]));
}
