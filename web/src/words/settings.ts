/** The words of the settings: kinds of lines, roles, and where an entry of the do-not-call list came from. */
import type { LineKind } from "#domain/line.ts";
import type { Permission, Role } from "#domain/roles.ts";

export const lineKindWords: Record<LineKind, { name: string; about: string }> = {
  simulator: { name: "Simulator", about: "Nobody is rung" },
  sip: { name: "SIP trunk", about: "Calls real people" },
  twilio: { name: "Twilio", about: "Calls real people" },
};

export const roleWords: Record<Role, { name: string; about: string }> = {
  owner: { name: "Owner", about: "Everything, owners included" },
  admin: { name: "Admin", about: "Everything but owners" },
  manager: { name: "Manager", about: "Creates and runs campaigns" },
  viewer: { name: "Viewer", about: "Reads" },
};

/** What a role may do, as one would say it; each row stands for one permission. */
export const permissionRows: ReadonlyArray<[string, Permission]> = [
  ["See campaigns, contacts and results", "campaigns:read"],
  ["Read conversations", "conversations:read"],
  ["Create and edit campaigns", "campaigns:write"],
  ["Launch, pause and stop; test calls", "campaigns:run"],
  ["Import and edit contacts", "contacts:write"],
  ["Export contacts and results as files", "contacts:export"],
  ["Create and edit AI employees", "employees:write"],
  ["Change the do-not-call list", "do_not_call:write"],
  ["Lines and calling rules", "lines:write"],
  ["Team, API keys and the organisation", "members:write"],
  ["Read the audit log", "audit:read"],
];

/** Sources the server writes; any other is shown as it is. */
const sources: Readonly<Record<string, string>> = {
  user: "Added by hand",
  api: "Added by a program",
  import: "From a file",
  call: "Asked during a call",
  simulator: "Asked on the simulator",
};

export const sourceWord = (source: string): string => sources[source] ?? source;

export const settingsWords = { title: "Settings" };

/** What an owner or admin sees alone. */
export const notForRole = (role: string) => `Your role is ${role}. Owners and admins see this part of the settings.`;

/** The parts of the settings. */
export const settingsTabs = {
  lines: "Phone lines",
  "do-not-call": "Do not call",
  rules: "Calling rules",
  team: "Team and roles",
  "api-keys": "API keys",
  audit: "Audit log",
  organisation: "Organisation",
};

export const organisationWords = {
  title: "Organisation",
  about: "Its name stands in the sidebar and in invitations.",
  name: "Name",
  renamed: "The organisation is renamed.",
};
