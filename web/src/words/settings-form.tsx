/** The words of the form of a campaign's call settings. */
import type { ReactNode } from "react";
import type { LineKind } from "#domain/line.ts";
import { grouped } from "../lib/format.ts";
import { zoneWords } from "./campaign-settings.ts";

export const hoursForm = {
  title: "Calling hours",
  about: "Drag on a day to add hours. Calls never start outside them.",
  presets: "Usual hours",
  office: "Office hours",
  withSaturday: "Weekdays and Saturday",
  evenings: "Evenings",
  always: "Always",
  own: "Own hours",
  none: "No hours: nobody can be called. Add some to one day.",
  quiet: (from: string, to: string) =>
    `Quiet hours of your organisation, ${from} to ${to}: no calls then, whatever is drawn here.`,
};

export const weekForm = {
  name: "Calling hours by weekday",
  keys: "Arrow keys move it by 30 minutes, with Shift they change its end, Delete removes it, Enter opens the form.",
  changed: (day: string, hours: string) => `${day}: ${hours || "no calls"}`,
  copied: { weekdays: "Copied to weekdays.", everyDay: "Copied to every day." },
  edit: (day: string) => `Hours on ${day}`,
  editHint: "From and to",
  eveningBefore: "From the evening before",
};

export const dayForm = {
  title: (day: string) => `Calls on ${day}`,
  none: "No calls.",
  from: (day: string, number: number) => `From, ${day}, hours ${number}`,
  to: (day: string, number: number) => `To, ${day}, hours ${number}`,
  between: "to",
  remove: (hours: string, day: string) => `Remove ${hours} on ${day}`,
  overnight: "An end before the beginning is on the next day.",
  add: "Add hours",
  copyToWeekdays: "Copy to weekdays",
  copyToEveryDay: "Copy to every day",
};

export const clockForm = {
  label: "Clock",
  contact: zoneWords.contact,
  contactAbout: "From the contact’s time zone, or from the number.",
  fallback: "Where it is not known",
  noFallback: "Do not call",
  fixed: "One time zone",
  fixedAbout: "The same clock for everyone.",
  zone: "Time zone",
};

export const daysOffForm = {
  label: "Days without calls",
  add: "Add day",
  remove: (date: string) => `Remove ${date}`,
};

export const speedForm = {
  title: "Speed",
  about: "More calls at once end sooner.",
  holds: (employee: { name: string; calls: number } | null, line: { name: string; calls: number } | null) => {
    const sentences = [
      employee && `${employee.name} can hold ${grouped(employee.calls)} ${employee.calls === 1 ? "call" : "calls"}`,
      line && `the line “${line.name}” carries ${grouped(line.calls)}`,
    ].filter((one) => one !== null);
    return sentences.length === 0 ? null : `${sentences.join(", ")}.`;
  },
  atOnce: "Calls at once",
  perSecond: "New calls per second",
  perSecondAbout:
    "How fast new calls may start. Empty: as fast as the line takes them. Some carriers refuse calls that come faster than agreed.",
  lineLimit: (calls: number) => `${calls}, the line’s`,
  noLimit: "No limit",
  notKnown: "When it is done can be said once there are contacts, an AI employee, a line and hours.",
  done: (contacts: number, when: ReactNode): ReactNode => (
    <>
      {grouped(contacts)} {contacts === 1 ? "contact" : "contacts"} to call, done <b>{when}</b>.
    </>
  ),
  onlyAtOnce: (calls: number) => ` Only ${grouped(calls)} at once: the AI employee or the line holds no more.`,
};

export const retryForm = {
  title: "Retries",
  about: "Try again when nobody was reached.",
  most: "Max retries",
  delay: "Retry delay",
  delayUnit: "Unit of the delay",
  units: { minutes: "minutes", hours: "hours", days: "days" },
  backoff: "How the delay goes on",
  fixed: "Same delay",
  exponential: "Twice as long each time",
  conditions: "Retry conditions",
  noConditions: "Nothing is chosen, so nobody is tried again.",
  tries: "The tries of a contact",
  attempt: (number: number) => `Try ${number}`,
  attempts: (first: number, last: number) => `Tries ${first} to ${last}`,
  firstAt: "in the first open hour",
  after: (delay: string) => `after ${delay}`,
  lastAfter: (delay: string) => `after ${delay}, then done`,
  furtherAfter: (delay: string) => `the last after ${delay}, then done`,
};

/** In brackets after a line's name. */
const kinds: Record<LineKind, string> = { simulator: "simulator", sip: "SIP", twilio: "Twilio" };

export const lineForm = {
  title: "Line and limits",
  line: "Line",
  choose: "Choose a line",
  lineName: (name: string, kind: LineKind, isActive: boolean) =>
    `${name} (${kinds[kind]})${isActive ? "" : ", switched off"}`,
  simulator: "Nobody is rung: calls are simulated.",
  network: "How calls reach the telephone network.",
  callerId: "Caller ID",
  callerIdAbout: "The number people see.",
  callerIdOwn: "The number people see. Empty: the line’s own.",
  firstOfLine: (number: string) => `${number}, the line’s first`,
  ring: "Ring for",
  ringAbout: "Then it counts as no answer.",
  longest: "Longest call",
  longestAbout: (length: string) => `Ended after ${length}.`,
  seconds: " seconds",
  end: "End date",
  endAbout: "In your time. No new call starts after it; empty for none.",
};

export const openingForm = {
  title: "Opening line",
  about: (employee: string | null) =>
    `The first words of each call. Empty: ${employee === null ? "the AI employee" : employee}’s own greeting.`,
  start: "Start from the greeting",
};

export const voicemailForm = {
  title: "Voicemail",
  about: "When a voicemail picks up. It counts as Completed (Voicemail) either way.",
  label: "When a voicemail picks up",
  hangUp: "Hang up",
  leaveMessage: "Leave message",
  message: "Message",
  left: "Left after the beep.",
  leftOwn: "Left after the beep. Empty: the AI employee’s own.",
  nothing: "There is nothing to leave: write a message, or hang up.",
};
