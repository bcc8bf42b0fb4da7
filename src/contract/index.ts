/** The whole HTTP API. What stands here is served, checked and documented; what does not, is not. */
import { accountEndpoints } from "./accounts.ts";
import { aiEmployeeEndpoints } from "./ai-employees.ts";
import { auditEndpoints } from "./audit.ts";
import { callEndpoints } from "./calls.ts";
import { campaignEndpoints } from "./campaign-endpoints.ts";
import { contactEndpoints } from "./contacts.ts";
import { conversationEndpoints } from "./conversations.ts";
import { doNotCallEndpoints } from "./do-not-call.ts";
import type { Endpoint } from "./endpoint.ts";
import { eventEndpoints } from "./events.ts";
import { filterEndpoints } from "./filters.ts";
import { healthEndpoints } from "./health.ts";
import { importEndpoints } from "./imports.ts";
import { lineEndpoints } from "./lines.ts";
import { ruleEndpoints } from "./rules.ts";

/** Every endpoint by its name, which is its operationId. */
export const endpoints = {
  ...healthEndpoints,
  ...campaignEndpoints,
  ...eventEndpoints,
  ...contactEndpoints,
  ...filterEndpoints,
  ...importEndpoints,
  ...aiEmployeeEndpoints,
  ...lineEndpoints,
  ...callEndpoints,
  ...conversationEndpoints,
  ...doNotCallEndpoints,
  ...ruleEndpoints,
  ...auditEndpoints,
  ...accountEndpoints,
};

export type EndpointName = keyof typeof endpoints;

/** The chapters of the documentation, in order. */
export const chapters: ReadonlyArray<{ title: string; endpoints: Readonly<Record<string, Endpoint>> }> = [
  { title: "Campaigns", endpoints: campaignEndpoints },
  { title: "Events", endpoints: eventEndpoints },
  { title: "Contacts", endpoints: contactEndpoints },
  { title: "Saved filters", endpoints: filterEndpoints },
  { title: "Imports", endpoints: importEndpoints },
  { title: "AI employees", endpoints: aiEmployeeEndpoints },
  { title: "Lines", endpoints: lineEndpoints },
  { title: "Calls", endpoints: callEndpoints },
  { title: "Conversations", endpoints: conversationEndpoints },
  { title: "Do-not-call list", endpoints: doNotCallEndpoints },
  { title: "Calling rules", endpoints: ruleEndpoints },
  { title: "Audit log", endpoints: auditEndpoints },
  { title: "Accounts", endpoints: accountEndpoints },
  { title: "Health", endpoints: healthEndpoints },
];

/** The path under which the whole API stands. */
export const apiBase = "/api/v1";
