/** The words of AI employees: what they do, find out, and what a key of the telephone does. */
import type { CollectType, EmployeeKind, KeyAction } from "#domain/employee.ts";
import { grouped } from "../lib/format.ts";

export const employeeKindWords: Record<EmployeeKind, { name: string; about: string }> = {
  conversation: { name: "Conversation", about: "Talks with the person and finds things out." },
  announcement: { name: "Announcement", about: "Plays a message; the person may press keys." },
};

export const collectTypeWords: Record<CollectType, string> = {
  text: "Text",
  number: "Number",
  date: "Date",
  yes_no: "Yes or no",
};

export const keyActionWords: Record<KeyAction, string> = {
  collect: "Keep as a detail",
  repeat: "Repeat the message",
  goal: "Goal reached",
  opt_out: "Do not call again",
  callback: "Call back later",
  end: "End the call",
};

/** A language as the viewer's own language calls it. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(undefined, { type: "language", languageDisplay: "standard" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Offered by name; any other tag may be typed. */
export const commonLanguages = ["en", "en-GB", "en-US", "de", "es", "fr", "it", "nl", "pl", "pt-BR", "pt-PT", "tr"];

export const callsAtOnce = (most: number): string => `up to ${grouped(most)}`;

export type EmployeeState = "active" | "incomplete" | "off";

export const employeeStateWords: Record<EmployeeState, string> = {
  active: "Active",
  incomplete: "Not set up",
  off: "Not active",
};
