/** What is asked before a campaign is started, stopped or deleted. */
import type { ReactNode } from "react";
import { grouped } from "../lib/format.ts";

const contactsOf = (count: number) => `${grouped(count)} ${count === 1 ? "contact" : "contacts"}`;
const is = (count: number) => (count === 1 ? "is" : "are");

export const startDialog = {
  title: "Start this campaign?",
  checking: "Checking",
  look: "Look it over",
  notYet: "Not yet",
  launch: "Launch",
  launchOf: (contacts: number) => `Launch: call ${contactsOf(contacts)}`,
  missing: "It cannot start yet",
  calls: (contacts: number, atOnce: number): ReactNode => (
    <>
      <b>{contactsOf(contacts)}</b> {is(contacts)} called, up to {grouped(atOnce)} at once.
    </>
  ),
  leavesOut: (contacts: number): ReactNode => (
    <>
      <b>{grouped(contacts)}</b> {is(contacts)} left out.
    </>
  ),
  done: (when: string): ReactNode => (
    <>
      Done <b>{when}</b>.
    </>
  ),
};

export const stopDialog = {
  title: "Stop this campaign for good?",
  pending: (contacts: number): ReactNode => (
    <>
      <b>
        {grouped(contacts)} pending {contacts === 1 ? "contact" : "contacts"}
      </b>{" "}
      {is(contacts)} not called and {contacts === 1 ? "becomes" : "become"} Canceled.
    </>
  ),
  retrying: (contacts: number): ReactNode => (
    <>
      <b>{contactsOf(contacts)}</b> waiting for another try {is(contacts)} not called again.
    </>
  ),
  live: (calls: number): ReactNode => (
    <>
      <b>
        {grouped(calls)} live {calls === 1 ? "call finishes" : "calls finish"}
      </b>{" "}
      with {calls === 1 ? "its" : "their"} real outcome.
    </>
  ),
  kept: (contacts: number): ReactNode => (
    <>
      <b>The results</b> of {grouped(contacts)} finished {contacts === 1 ? "contact" : "contacts"} stay.
    </>
  ),
  forGood: "A stopped campaign cannot be resumed.",
  orPause: "If you may come back to it, pause it.",
  orLeave: "It can stay paused for as long as you like.",
  pause: "Pause instead",
  keepPaused: "Keep it paused",
  keepRunning: "Keep running",
  stop: "Stop campaign",
};

export const deleteDialog = {
  title: "Delete this campaign?",
  contacts: (count: number) =>
    `Its list of ${contactsOf(count)} goes with it; ${count === 1 ? "the contact itself stays" : "the contacts themselves stay"}.`,
  calls: (count: number) =>
    count === 0
      ? "It has made no calls."
      : count === 1
        ? "Its one call still counts in Calls Completed."
        : `Its ${grouped(count)} calls still count in Calls Completed.`,
  keep: "Keep it",
  delete: "Delete campaign",
};
