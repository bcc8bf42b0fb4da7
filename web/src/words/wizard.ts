/** The words of the wizard that stand around its steps, and of the steps that are short. */
import type { WizardStep } from "../features/campaigns/address.ts";
import { allOf } from "./campaign-settings.ts";
import { grouped } from "../lib/format.ts";
import { contactCount } from "./contact-fields.ts";

export { contactCount };

export const stepNames: Record<WizardStep, string> = {
  details: "Details",
  employee: "AI employee",
  contacts: "Contacts",
  settings: "Call settings",
  review: "Review and launch",
};

/** Of the review, the heading alone depends on what was found. */
export const stepHeads: Record<WizardStep, { title: (employee: string | null) => string; about: string }> = {
  details: {
    title: () => "What is this campaign for?",
    about: "A clear name helps your team find it later. Contacts never see it.",
  },
  employee: {
    title: () => "Who makes the calls?",
    about: "Only active AI employees can call. Choose one whose role fits and who speaks your contacts’ language.",
  },
  contacts: {
    title: (employee) => `Who should ${employee ?? "your AI employee"} call?`,
    about: "Three ways to add contacts, as often as you like. The list can change until the launch, and while paused.",
  },
  settings: {
    title: (employee) => `How should ${employee ?? "your AI employee"} call?`,
    about: "Good defaults are filled in. You can pause and change these later.",
  },
  review: {
    title: () => "Review",
    about: "Read it once more. Contacts and settings lock when the campaign starts; pause to change them.",
  },
};

export const wizardFrame = {
  create: "Create campaign",
  tab: (campaign: string) => `${campaign} · Campanile`,
  home: "Campanile, home",
  skip: "Skip to content",
  close: "Save and close",
  steps: "Steps",
  progress: "Steps done",
  stepOf: (step: number, all: number) => `Step ${step} of ${all}`,
  done: " (done)",
  leave: "Not all is saved. Leave without it?",
  back: "Back",
  next: "Continue",
  nextWithoutFile: "Continue without this file",
  enter: "Enter",
  control: "Ctrl",
  toAdd: "to add",
  toContinue: "to continue",
};

export const saveWords = {
  draft: { asYouGo: "Draft saved as you go", at: (clock: string) => `Draft saved ${clock}` },
  changes: { asYouGo: "Changes saved as you go", at: (clock: string) => `Changes saved ${clock}` },
  saving: "Saving",
  refused: "Not all is saved: see the marked fields",
  failed: "Not saved",
  locked: "No longer saved",
  failedTitle: "Your last changes are not saved",
  failedAbout: "They stay here and are sent again every few seconds.",
  again: "Try now",
  lockedTitle: "This campaign can no longer be edited",
};

export const conflictWords = {
  title: (name: string | null) => `${name ?? "Somebody"} changed this campaign somewhere else`,
  /** @param labels such as "The calling hours" */
  about: (labels: readonly string[]) =>
    labels.length === 0
      ? "What you see here is not what is saved now."
      : `Not as you left it: ${allOf(labels.map((label) => label.replace(/^The /, "the ")))}.`,
  reload: "Reload",
  keepMine: "Keep mine",
};

export const lockedWords = {
  role: "Not for your role",
  roleAbout: "You can look at campaigns; an owner or admin can let you make them.",
  state: "This campaign cannot be edited now",
  stateAbout: (status: string) =>
    `It is ${status.toLowerCase()}. Contacts and settings are locked; pause a running campaign to change them.`,
  open: "Open the campaign",
  changed: "That changed while this page was open: what was not saved by then is not in it.",
  loading: "Loading the campaign",
  gone: "There is no such campaign",
  goneAbout: "It was deleted, or the address is not right.",
  all: "All campaigns",
  what: "The campaign",
};

export const detailsStep = {
  name: "Campaign name",
  nameAbout:
    "Say the purpose, the audience and the time, for example “Product Demo Follow-up” or “Customer Satisfaction Survey - Q4”.",
  nameless: "Give the campaign a name.",
  description: "Description",
  descriptionAbout: "Optional. Notes for your team on what the campaign is for.",
};

export const employeeStep = {
  legend: "AI employee",
  what: "The AI employees",
  loading: "Loading the AI employees",
  make: "Make an AI employee",
  none: "No AI employees yet",
  noneAbout: "One makes the calls of this campaign.",
  off: "Not active",
  offAbout: "Switched off: it has to be active to call.",
  unready: "Not set up yet",
  finish: "Finish setup",
  open: "Open",
  atOnce: (calls: number) => `up to ${grouped(calls)} ${calls === 1 ? "call" : "calls"} at once`,
  opens: (name: string) => `${name} opens with`,
  findsOut: "and finds out",
};
