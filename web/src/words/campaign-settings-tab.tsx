/** The words of a campaign's settings where they are read. */
import type { ReactNode } from "react";
import type { CampaignStatus } from "#domain/campaign/lifecycle.ts";
import { grouped } from "../lib/format.ts";
import { campaignStatusWords } from "./en.ts";

export const settingsTab = {
  hours: "Calling hours",
  noHours: "No calling hours are set: nobody is called.",
  noCallsOn: (dates: readonly string[]) => `No calls on ${dates.join("; ")}.`,
  quiet: (from: string, to: string) => `Quiet hours ${from} to ${to}, in the contact’s time.`,
  editable: "Settings can be changed.",
  editablePaused: "While it is paused, settings can be changed.",
  edit: "Edit settings",
  locked: (status: CampaignStatus) =>
    `Settings are locked: the campaign is ${campaignStatusWords[status].toLowerCase()}.`,
  lockedUntilPause: (status: CampaignStatus): ReactNode => (
    <>
      Settings are locked while the campaign is {campaignStatusWords[status].toLowerCase()}. <b>Pause</b> to change
      hours, speed, retries or words.
    </>
  ),
};

export const settingNames = {
  description: "Description",
  employee: "AI employee",
  line: "Line",
  callerId: "Caller ID",
  contacts: "Contacts",
  atOnce: "Calls at once",
  perSecond: "New calls per second",
  retries: "Retries",
  retryAfter: "Retry conditions",
  rings: "Rings for",
  longest: "Longest call",
  voicemail: "Voicemail",
  opening: "Opening",
  ends: "Ends",
};

export const settingSentences = {
  notChosen: "Not chosen yet",
  lineFirst: "The line’s first number",
  ownGreeting: "The AI employee’s own greeting",
  quoted: (text: string) => `“${text}”`,
  once: "None: each contact is called once",
  tries: (more: number, apart: string) => `${more} more ${more === 1 ? "try" : "tries"}, ${apart}`,
  fixedZone: (zone: string) => `${zone} time for everybody`,
  ownTimeOnly: "Each contact’s own time; contacts whose time zone is not known are left out",
  ownTimeOr: (zone: string) => `Each contact’s own time; ${zone} time where it is not known`,
  hangUp: "Hang up",
  leaveOwn: "Leave the AI employee’s own message after the tone",
  leave: (message: string) => `Leave this message after the tone: “${message}”`,
  noLimit: "No limit of its own",
  atMost: (perSecond: number) => `At most ${grouped(perSecond)} a second`,
  endsWhenDone: "When everybody is through",
  ends: (when: string) => `No new call after ${when}`,
};
