/** The steps of the wizard, in their order. */
import { stepNames } from "../../words/wizard.ts";
import type { WizardStep } from "../../features/campaigns/address.ts";

export const steps: ReadonlyArray<{ key: WizardStep; label: string }> = (
  ["details", "employee", "contacts", "settings", "review"] as const
).map((key) => ({ key, label: stepNames[key] }));

/** Where what a preflight found is mended: a step, and a place in it. */
export function placeOf(path: string): { step: WizardStep; hash?: string } {
  if (path.startsWith("aiEmployee")) return { step: "employee" };
  if (path.startsWith("contacts")) return { step: "contacts" };
  const place = Object.entries(sections).find(([start]) => path.startsWith(start));
  return { step: "settings", hash: place?.[1] ?? "opening" };
}

const sections: Record<string, string> = {
  "settings.windows": "hours",
  "settings.blackoutDates": "hours",
  "settings.timezone": "hours",
  "settings.endsAt": "line",
  line: "line",
  callerId: "line",
  "settings.voicemail": "voicemail",
  "settings.opening": "opening",
  variables: "opening",
};
