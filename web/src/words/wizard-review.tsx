/** The words of the wizard's last step and of the summary beside the steps: what was chosen, what it leads to, and the launch. */
import type { ReactNode } from "react";
import { grouped } from "../lib/format.ts";
import { contactCount } from "./wizard.ts";

export const summaryWords = {
  label: "Summary so far",
  title: "Your campaign",
  name: "Name",
  employee: "AI employee",
  contacts: "Contacts",
  hours: "Calling hours",
  atOnce: "At once",
  calls: (count: number) => `${grouped(count)} ${count === 1 ? "call" : "calls"}`,
  tries: "Tries",
  unset: "Not set yet",
  done: "Done around",
};

export const choiceWords = {
  edit: "Edit",
  editOf: (title: string) => `Edit ${title}`,
  details: "Details",
  unnamed: "Not named yet",
  employee: "AI employee",
  noEmployee: "Not chosen yet",
  contacts: "Contacts",
  noContacts: "None yet",
  hours: "Calling hours",
  daysOff: (dates: string) => `Not on ${dates}`,
  until: (when: string) => `Until ${when}`,
  speed: "Speed and retries",
  pace: (atOnce: number, perSecond: number | null) =>
    `${grouped(atOnce)} at once${perSecond === null ? "" : `, ${perSecond} new ${perSecond === 1 ? "call" : "calls"} per second`}`,
  tries: (tries: string, conditions: string | null) => (conditions === null ? tries : `${tries}, ${conditions}`),
  line: "Line and voicemail",
  lineAs: (line: string | null, callerId: string | null) =>
    `${line ?? "No line yet"}${callerId === null ? "" : `, as ${callerId}`}`,
  limits: (rings: string, talks: string) => `Rings ${rings}, talks at most ${talks}`,
  voicemail: (action: "hang_up" | "leave_message") =>
    action === "hang_up" ? "Voicemail: hang up" : "Voicemail: leave message",
  quoted: (words: ReactNode): ReactNode => <>“{words}”</>,
};

export const reviewWords = {
  notReady: "Not ready yet",
  ready: "Ready to ring",
  readyToGoOn: "Ready to go on",
  what: "The check",
  checking: "Checking",
  beforeLaunch: "Before you launch",
  beforeResume: "Before you resume",
  missing: "Missing: ",
  warning: "Warning: ",
  calls: (contacts: number) => `Calls ${contactCount(contacts)}`,
  callsAbout: (atOnce: number, retrying: number) =>
    [
      atOnce > 0 && `Up to ${grouped(atOnce)} at once`,
      retrying > 0 && `and ${grouped(retrying)} that ${retrying === 1 ? "waits" : "wait"} for another try`,
    ]
      .filter(Boolean)
      .join(", "),
  done: (when: string) => `Done ${when}`,
  doneAbout: "An estimate; the tries after it come later",
  leavesOut: (contacts: number) => `Leaves out ${contactCount(contacts)}`,
  reason: (contacts: number, reason: string) => `${grouped(contacts)} ${reason}`,
  employeeReady: (name: string) => `${name} is active and set up`,
  saysAi: (name: string) => `${name} says that an AI is calling`,
  lineReady: (line: string) => `Calls go over ${line}`,
  simulated: "Nobody is rung: calls are simulated",
  callerId: (number: string) => `People see ${number}`,
  tryFirst: (name: string): ReactNode => (
    <>
      <b>Try it on yourself first.</b> {name} calls you with its own greeting.
    </>
  ),
  testCall: "Test call",
  mend: "Mend it",
  openEmployee: (name: string) => `Open ${name}`,
};

export const launchWords = {
  launch: "Launch",
  resume: "Resume",
  launchOf: (contacts: number) => `Launch: call ${contactCount(contacts)}`,
  resumeOf: (contacts: number) => `Resume: call ${contactCount(contacts)}`,
  role: "An owner, admin or manager can launch it.",
  missing: (count: number) => (count === 1 ? "One thing is missing" : `${count} things are missing`),
  unsaved: "Not all is saved yet; mend the marked fields first.",
  schedule: "Schedule",
  scheduleOf: (contacts: number | null) =>
    `Schedule: call ${contacts === null ? "the contacts" : contactCount(contacts)}`,
  scheduleTitle: "Launch at a time",
  start: "Start",
  startAbout: (zone: string) => `In your time, ${zone}. Calls begin in the first open calling hour after it.`,
  past: "That time has passed; choose a later one.",
  notYet: "Not yet",
};
