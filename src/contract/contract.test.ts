import { callResults, callStates, outcomes, retryableOutcomes } from "#domain/call/outcomes.ts";
import { campaignActions, campaignStatuses } from "#domain/campaign/lifecycle.ts";
import { defaultRules, defaultSettings } from "#domain/campaign/settings.ts";
import { duplicatePolicies, importStatuses, importVerdicts } from "#domain/contact/import.ts";
import { contactStatuses, skipReasons, waitingReasons } from "#domain/contact/lifecycle.ts";
import { employeeKinds } from "#domain/employee.ts";
import { refusals } from "#domain/errors.ts";
import { defaultSimulatorSettings, lineKinds } from "#domain/line.ts";
import { permissions, roles } from "#domain/roles.ts";
import { describe, expect, test } from "vitest";
import { me } from "./accounts.ts";
import { aiEmployee } from "./ai-employees.ts";
import { call } from "./calls.ts";
import { settings } from "./campaign-settings.ts";
import { campaign, campaignContact, campaignCounts } from "./campaigns.ts";
import type { Endpoint } from "./endpoint.ts";

import { contactImport, importMapping, importRow } from "./imports.ts";
import { chapters, endpoints } from "./index.ts";
import { line } from "./lines.ts";
import { parse } from "./sentences.ts";
import { z } from "zod";

const all: Array<[string, Endpoint]> = Object.entries(endpoints);

/** The calls of design/api.md that are served, and what was added; webhooks come with their own work. */
const promised = `
GET /health
GET /me | GET /me/sessions | DELETE /me/sessions/:id | POST /me/sessions/end-others
GET /ai-employees | POST /ai-employees | GET /ai-employees/:id | PATCH /ai-employees/:id | DELETE /ai-employees/:id
POST /ai-employees/:id/test-call
GET /lines | POST /lines | GET /lines/:id | PATCH /lines/:id | DELETE /lines/:id | POST /lines/:id/check
GET /contacts | POST /contacts | GET /contacts/:id | PATCH /contacts/:id | DELETE /contacts/:id
GET /contacts/:id/calls | POST /contacts/count | GET /contacts/export.csv
GET /contacts/fields
GET /contacts/:id/history | POST /contacts/:id/merge
POST /contacts/tag | POST /contacts/delete | POST /contacts/do-not-call
GET /filters | POST /filters | DELETE /filters/:id
GET /imports | POST /imports | PUT /imports/:id/mapping | GET /imports/:id | GET /imports/:id/rows
PATCH /imports/:id/rows/:row | POST /imports/:id/confirm | POST /imports/:id/undo
GET /imports/:id/kept | GET /imports/:id/rejected.csv
GET /campaigns | POST /campaigns | GET /campaigns/:id | PATCH /campaigns/:id | DELETE /campaigns/:id
POST /campaigns/:id/contacts | DELETE /campaigns/:id/contacts | GET /campaigns/:id/contacts
GET /campaigns/:id/preflight
POST /campaigns/:id/start | POST /campaigns/:id/pause | POST /campaigns/:id/resume | POST /campaigns/:id/cancel
POST /campaigns/:id/retry-failed | POST /campaigns/:id/duplicate
GET /campaigns/:id/calls | GET /campaigns/:id/conversations | GET /campaigns/:id/activity
GET /campaigns/:id/timeline | GET /campaigns/:id/export.csv
GET /campaigns/:id/events | GET /events
GET /campaigns/metrics
GET /calls/:id
GET /conversations | GET /conversations/:id | GET /conversations/:id/recording
GET /do-not-call | POST /do-not-call | DELETE /do-not-call/:phone | POST /do-not-call/import
GET /do-not-call/export.csv | GET /do-not-call/imports/:id/rejected.csv
GET /rules | PUT /rules | GET /rules/retention
GET /audit
GET /organisation | PATCH /organisation
GET /members | PATCH /members/:id | DELETE /members/:id
GET /invitations | POST /invitations | DELETE /invitations/:id
GET /api-keys | POST /api-keys | DELETE /api-keys/:id | POST /api-keys/:id/hand-over`
  .split(/[|\n]/)
  .map((entry) => entry.trim())
  .filter((entry) => entry !== "");

describe("the contract", () => {
  test("has every call of the design once, and no other", () => {
    expect(all.map(([, { method, path }]) => `${method} ${path}`).toSorted()).toEqual(promised.toSorted());
  });

  test.each(all)("%s says that it is shown once, where its answer holds a secret", (_name, endpoint) => {
    const { method, response, shownOnce, refusals: listed } = endpoint;
    const fields = response instanceof z.ZodObject ? Object.keys(response.shape) : [];
    const isSecret =
      method === "POST" && fields.some((field) => /^(key|secret|token|link|ticket|password)$/.test(field));
    expect(shownOnce !== undefined).toBe(isSecret);
    expect(listed.includes("shown_once")).toBe(isSecret);
  });

  test("is documented in full by its chapters", () => {
    const documented = chapters.flatMap((chapter) => Object.keys(chapter.endpoints));
    expect(documented.toSorted()).toEqual(Object.keys(endpoints).toSorted());
  });

  test.each(all)("%s is sound", (_name, endpoint) => {
    const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]);
    expect(Object.keys(endpoint.params?.shape ?? {})).toEqual(inPath);
    expect([...permissions, "anyone", "public"]).toContain(endpoint.permission);
    for (const code of endpoint.refusals) expect(Object.keys(refusals)).toContain(code);
    const json = endpoint.status !== 204 && (endpoint.responseType ?? "json") === "json";
    expect(endpoint.response !== null).toBe(json);
    if (endpoint.method === "GET") expect(endpoint.body ?? endpoint.bodyType).toBeUndefined();
    if (endpoint.path.includes(":id")) expect(endpoint.refusals).toContain("not_found");
  });

  test.each(all.filter(([, { method }]) => method !== "GET"))("%s needs more than to read", (_name, endpoint) => {
    const counting = endpoint.path === "/contacts/count";
    const ownSessions = endpoint.path.startsWith("/me/sessions");
    expect(/:(write|run)$/.test(endpoint.permission)).toBe(!counting && !ownSessions);
  });

  test.each([
    "startCampaign",
    "pauseCampaign",
    "resumeCampaign",
    "cancelCampaign",
    "retryFailedContacts",
    "testCall",
  ] as const)("%s needs the permission to make telephones ring", (name) => {
    expect(endpoints[name].permission).toBe("campaigns:run");
  });

  test.each(all)("%s refuses what it does not know, by name", (_name, { params, query, body }) => {
    for (const schema of [params, query, body]) {
      if (!schema) continue;
      const parsed = parse(schema, { colour: "red", kind: "simulator" });
      expect(JSON.stringify(parsed)).toMatch(/\\"colour\\"(, \\"kind\\")? is not known|Give exactly one of/);
    }
  });
});

describe("names and defaults come from the domain", () => {
  test.each<[string, z.ZodType, readonly string[]]>([
    ["campaign.status", campaign.shape.status, campaignStatuses],
    ["campaign.allowed", campaign.shape.allowed.element, campaignActions],
    ["campaign.line.kind", campaign.shape.line.unwrap().shape.kind, lineKinds],
    ["settings.retry.on", settings.shape.retry.shape.on.element, retryableOutcomes],
    ["campaignContact.status", campaignContact.shape.status, contactStatuses],
    ["campaignContact.skipReason", campaignContact.shape.skipReason.unwrap(), skipReasons],
    ["campaignContact.waitingFor", campaignContact.shape.waitingFor.unwrap(), waitingReasons],
    ["call.state", call.shape.state, callStates],
    ["call.outcome", call.shape.outcome.unwrap(), outcomes],
    ["call.result", call.shape.result.unwrap(), callResults],
    ["aiEmployee.kind", aiEmployee.shape.kind, employeeKinds],
    ["line.kind", line.shape.kind, lineKinds],
    ["import.status", contactImport.shape.status, importStatuses],
    ["importRow.verdict", importRow.shape.verdict, importVerdicts],
    ["importMapping.onDuplicate", importMapping.shape.onDuplicate.unwrap(), duplicatePolicies],
    ["me.role", me.shape.role, roles],
    ["me.permissions", me.shape.permissions.element, permissions],
  ])("%s", (_name, schema, names) => {
    expect((schema as z.ZodEnum).options).toEqual(names);
  });

  test("the counts are the nine statuses, the total and those waiting for a retry", () => {
    expect(Object.keys(campaignCounts.shape)).toEqual(["total", ...contactStatuses, "retrying"]);
  });

  test("a campaign that says nothing has the default settings", () => {
    const made = endpoints.createCampaign.body.parse({ name: "Spring" });
    expect(made).toEqual({
      name: "Spring",
      description: null,
      aiEmployeeId: null,
      lineId: null,
      callerId: null,
      settings: defaultSettings,
    });
  });

  test("two campaigns never share a default", () => {
    const [one, other] = [1, 2].map(() => endpoints.createCampaign.body.parse({ name: "Spring" }).settings);
    one?.windows.pop();
    one?.retry.on.pop();
    expect(other).toEqual(defaultSettings);
  });

  test("rules that say nothing are the default rules", () => {
    expect(endpoints.setRules.body.parse({})).toEqual(defaultRules);
  });

  test("a simulator line that says nothing has the default settings", () => {
    const made = endpoints.createLine.body.parse({ name: "Try", kind: "simulator" });
    expect(made).toEqual({ name: "Try", kind: "simulator", active: true, settings: defaultSimulatorSettings });
  });

  test("every verdict of an import has a count", () => {
    const counts = endpoints.getImport.response.shape.counts.unwrap();
    expect(Object.keys(counts.shape)).toEqual(["rows", ...importVerdicts]);
  });
});
