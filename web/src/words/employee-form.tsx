/** The words of one AI employee: who it is, what it says and what it finds out. */
import type { ReactNode } from "react";
import { allOf } from "./campaign-settings.ts";

export const employeePage = {
  /** Until its name is known. */
  title: "AI employee",
  whole: "The AI employee",
  all: "AI employees",
  loading: "Loading the AI employee",
  version: (role: string, version: number) => (role === "" ? `Version ${version}` : `${role} · Version ${version}`),
  saved: (name: string) => `${name} is saved, for the next calls.`,
  leave: "Leave without saving the changes?",
  unsaved: "Unsaved changes",
  discard: "Discard",
  form: (name: string) => `Edit ${name}`,
  delete: (name: string) => `Delete ${name}`,
  cannotCall: (name: string) => `${name} cannot call yet.`,
  try: (name: string) => `Try ${name}`,
  switchOn: "Switch it to active and save, then it can call.",
  mend: "Mend what is missing and save, then it can call.",
  usesSaved: "A test call uses what was last saved.",
};

/** While its name is being written. */
const it = (name: string): string => name.trim() || "it";

export const whoWords = {
  title: (name: string) => `Who ${it(name)} is`,
  active: "Active",
  name: "Name",
  nameAbout: "Spoken on the phone",
  role: "Role",
  roleAbout: "Only your team sees this",
  language: "Language",
  languageAbout: "A tag such as en-GB",
  languageOption: (tag: string, name: string) => `${tag} · ${name}`,
  atOnce: "Calls at once",
  atOnceAbout: "The most it holds, over all campaigns",
  kind: "Kind",
};

export const saysWords = {
  title: (name: string) => `What ${it(name)} says`,
  about:
    "Variables stand in double braces and are filled in for each contact; every imported column has one. A campaign can change the opening.",
  greeting: "Greeting",
  greetingAbout: "The first words. Say that an AI is calling.",
  instructions: "Instructions",
  instructionsAbout: "How to behave, what to know, when to end the call",
  message: "Message",
  messageAbout: "What is played when somebody answers",
  voicemail: "Voicemail message",
  voicemailAbout: "Said after the beep, where a campaign leaves messages",
};

export const templateFieldWords = {
  putInto: (label: string) => `Put into the ${label.toLowerCase()}`,
  /** Said where a contact has no value. */
  fallbacks: { first_name: "there", last_name: "", company: "your company" },
  skipped: (needed: readonly string[], example: ReactNode): ReactNode => (
    <>
      Contacts without {allOf(needed)} are skipped. A fallback avoids it: {example}
    </>
  ),
};

export const findsOutWords = {
  title: (name: string) => `What ${it(name)} finds out`,
  about: "The details stand beside each conversation and in the export.",
  goal: "Goal",
  goalAbout: "When a call has reached what it is for",
  details: "Details to collect",
  field: "Field",
  type: "Kind",
  description: "What to find out",
  required: "Required",
  add: "Add detail",
  fieldOf: (number: number) => `Field of detail ${number}`,
  typeOf: (number: number) => `Type of detail ${number}`,
  descriptionOf: (number: number) => `What to find out for detail ${number}`,
  requiredOf: (number: number) => `Detail ${number} is required`,
  remove: (number: number) => `Remove detail ${number}`,
  /** Of one who only reads. */
  read: (description: string, type: string, required: boolean) =>
    `${description || "–"} (${type.toLowerCase()}${required ? ", required" : ""})`,
};

export const keyWords = {
  title: "Keys",
  about: "What the person may press while the message plays.",
  add: "Add key",
  key: (number: number) => `Key ${number}`,
  action: (key: string) => `What key ${key} does`,
  meaning: (key: string) => `Meaning of key ${key}`,
  meaningExample: "Such as Confirm the appointment",
  field: (key: string) => `Field of key ${key}`,
  remove: (key: string) => `Remove key ${key}`,
  named: (key: string) => `Key ${key}`,
  read: (action: string, label: string) => (label === "" ? action : `${action}: ${label}`),
};
