/** The words of the keys that programs sign in with. */
import type { ReactNode } from "react";

export const apiKeys = {
  whole: "The API keys",
  title: "API keys",
  add: "New key",
  loading: "Loading the API keys",
  newKey: "Your new key",
  copyNow: (): ReactNode => (
    <>
      <b>Copy your new key now.</b> It is shown only once.
    </>
  ),
  noneTitle: "No API key",
  none: "A program signs in with a key. Each has a role, as a person has.",
  noneNote: (docs: string): ReactNode => (
    <>
      The API is described at <a href={docs}>{docs}</a>.
    </>
  ),
  unused: "Not used yet",
  used: (when: string) => `Used ${when}`,
  neverEnds: "Never ends",
  ends: (when: string) => `Ends ${when}`,
  ended: (when: string) => `Ended ${when}`,
  madeBy: (name: string) => `Made by ${name}`,
  held: (name: string) => `Held by ${name}`,
  heldBy: (maker: string, holder: string) => `Made by ${maker}, held by ${holder}`,
  left: "Ended: its holder left",
  handOver: (name: string) => `Hand ${name} over`,
  revoke: (name: string) => `Revoke ${name}`,
  revokeVerb: "Revoke",
  revokeAbout: "Programs that use it are refused at once.",
};

export const apiKeyAdd = {
  title: "New API key",
  verb: "Create key",
  name: "Name",
  nameAbout: "Of the program that uses it",
  role: "Role",
  ends: "Ends",
  never: "Never",
  inDays: (days: number) => (days === 365 ? "In a year" : `In ${days} days`),
};

export const handOverWords = {
  title: (name: string) => `Hand over ${name}`,
  verb: "Hand over",
  to: "To",
  about:
    "The key ends when this person leaves the organisation, and may do no more than they may. Programs keep using it.",
};
