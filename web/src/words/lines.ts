/** The words of the ways to reach the telephone network. */
import { grouped } from "../lib/format.ts";
import { callsAtOnce } from "./employees.ts";

export const lineList = {
  whole: "The lines",
  loading: "Loading the lines",
  noneTitle: "No line",
  none: "Calls need a line: a way to reach the telephone network, or the simulator to try everything without one.",
  add: "Add simulator",
};

export const lineAdd = { title: "Add a simulator line", verb: "Add", name: "Name" };

export type LineState = "off" | "broken" | "ready";

export const lineStateWords: Record<LineState, string> = { off: "Off", broken: "Does not work", ready: "Ready" };

export const lineCard = {
  /** After the number of calls, or `3 / 20`. */
  live: "calls live",
  liveOf: (live: number, most: number | undefined) =>
    most === undefined ? grouped(live) : `${grouped(live)} / ${grouped(most)}`,
};

export const lineFacts = {
  kind: "Kind",
  active: "Active",
  atOnce: "Calls at once",
  upTo: callsAtOnce,
  perSecond: "New calls per second",
  noLimit: "No limit",
};

export const lineEdit = {
  about:
    "Built in, so that everything can be tried: nobody is rung, and every call says Simulated. The last two digits of a number choose how its call goes.",
  label: (name: string) => `Settings of ${name}`,
  saved: (name: string) => `${name} is saved, for the next calls.`,
  remove: "Remove",
  removeTitle: (name: string) => `Remove ${name}`,
  removeAbout:
    "Campaigns that call over it are paused, until they are given another line. Calls that are live go on to their end.",
  removed: (name: string) => `${name} is removed.`,
  check: "Check",
  works: "Checked, it works",
};

export const simulatorFields = {
  name: "Name",
  active: "Active",
  activeAbout: "No new call goes over a line that is off",
  speed: "Speed",
  speedAbout: "Times faster than life; retry delays and calling hours stay as they are",
  noWaiting: "No waiting",
  noWaitingAbout: "Every call is over at once",
  atOnce: "Calls at once",
  atOnceAbout: "Live on this line at any time",
  perSecond: "New calls per second",
  perSecondAbout: "Empty: no limit",
  breaker: "Network failures trip the circuit breaker",
  breakerAbout: "Numbers that end in 03, 12 and 14 count as faults of this line, to try the breaker",
  rules: "Quiet hours, minimum gap and 24-hour cap bind this line",
  rulesAbout: "Otherwise the calling rules do not count here, for nobody is rung",
  mix: "A mix of outcomes",
  mixAbout: "Calls end by these weights; the last two digits of the number then mean nothing",
  weights: "Weights of the outcomes",
  seed: "Seed",
};
