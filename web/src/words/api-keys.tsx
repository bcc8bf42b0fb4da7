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
