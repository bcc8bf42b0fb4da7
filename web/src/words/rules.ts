/** The words of the organisation's rules over all its campaigns. */
import { grouped } from "../lib/format.ts";

export const ruleWords = {
  whole: "The calling rules",
  loading: "Loading the calling rules",
  form: "Calling rules",
  saved: "The calling rules are saved, for the next calls.",
};

export const quietHoursWords = {
  title: "Quiet hours",
  about:
    "Hours without calls, in the contact's own time. They bound every campaign's calling hours; on a simulator line only where its settings say so.",
  on: "No calls at night",
  from: "From",
  to: "To",
};

export const capWords = {
  title: "One person, several campaigns",
  about: "A number that has reached a limit waits, with the reason shown; it is not left out.",
  gap: "Minimum gap",
  gapAbout: "Between calls to one number by different campaigns",
  minutes: " minutes",
  most: "Calls per 24 hours",
  mostAbout: "To one number, over all campaigns; empty: no cap",
};

export const retentionWords = {
  title: "How long conversations are kept",
  about:
    "An older conversation loses its transcript, summary, details and recording, within an hour. Its outcome and every count stay.",
  keep: "Keep conversations for",
  keepAbout: "Empty: keep forever",
  days: " days",
  nothingOlder: (days: number) => `No conversation is older than ${inDays(days)} now.`,
  older: (conversations: number, days: number) =>
    `${conversationsNumber(conversations)} older than ${inDays(days)}, and will lose what was said.`,
  ask: (days: number) => `Keep conversations for ${inDays(days)} only?`,
  verb: (conversations: number) => (conversations === 0 ? "Save" : "Save and delete"),
  askAbout: (conversations: number, recordings: number, days: number) =>
    conversations === 0
      ? `No conversation is older than ${inDays(days)} now. From today on, each loses its transcript, summary, details and recording at that age. That cannot be undone.`
      : `${conversationsNumber(conversations)} older than that. Within an hour ${conversations === 1 ? "it loses" : "they lose"} transcript, summary, details${
          recordings === 0 ? "" : ` and ${grouped(recordings)} ${recordings === 1 ? "recording" : "recordings"}`
        }. That cannot be undone.`,
};

const inDays = (days: number) => (days === 1 ? "1 day" : `${grouped(days)} days`);
const conversationsNumber = (number: number) =>
  number === 1 ? "1 conversation is" : `${grouped(number)} conversations are`;
