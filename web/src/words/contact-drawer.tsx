/** The words of one contact's drawer: what is known, what happened, and becoming one with another. */
import type { ReactNode } from "react";
import { grouped, moment } from "../lib/format.ts";

export const drawerWords = {
  what: "The contact",
  title: "Contact",
  close: "Close contact",
  edit: "Edit",
  merge: "Merge",
  doNotCall: "Do not call",
  delete: "Delete",
  zoneFromNumber: "Told from the number",
  happened: "What happened",
  history: "History",
  calls: "Calls",
};

const tries = (count: number): string => (count === 1 ? "1 try" : `${grouped(count)} tries`);

export const historyWords = {
  what: "The history",
  more: (total: number) => `Show more of ${grouped(total)}`,
  added: "Added to your contacts",
  addedByImport: (file: ReactNode): ReactNode => <>Added by the import of {file}</>,
  metByImport: (file: ReactNode): ReactNode => <>Met by the import of {file}</>,
  inCampaign: (campaign: ReactNode): ReactNode => <>In the campaign {campaign}</>,
  place: (attempts: number, nextAttemptAt: string | null) =>
    (attempts === 0 ? "Not called yet" : tries(attempts)) +
    (nextAttemptAt === null ? "" : `, next ${moment(nextAttemptAt)}`),
  call: (attempt: number) => `Call, try ${grouped(attempt)}`,
  conversation: "Conversation",
  merged: (by: string | null) => `Merged with another contact${by === null ? "" : ` by ${by}`}`,
};

export const contactCallWords = {
  what: "The calls",
  never: "Never called.",
  call: (attempt: number, number: ReactNode, result: string | null): ReactNode => (
    <>
      Try {grouped(attempt)}, {number}
      {result !== null && `. ${result}`}
    </>
  ),
};

export const mergeWords = {
  title: (name: string) => `Merge ${name} with another contact`,
  verb: "Merge the two",
  done: (name: string) => `${name} is one contact now.`,
  other: "The other contact",
  otherHint: "Name, number or e-mail",
  choice: (name: string, phone: string) => `${name}, ${phone}`,
  searching: "Searching",
  nobody: "Nobody is found",
  number: "Number that stays",
  stays: "The contact that stays",
  about:
    "Calls, conversations and places in campaigns of both come together. The other contact is gone then, and this cannot be undone.",
};
