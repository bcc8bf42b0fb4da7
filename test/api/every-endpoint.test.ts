/**
 * Every endpoint of the contract with no key, with each role, and with the ids of another organisation. An endpoint
 * without a row in the table below does not compile, and fails the first test.
 */
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiClient, addressOf, type ApiClient, type Given } from "#harness/api-client.ts";
import { openPostgresApp, type PostgresApp } from "#harness/app.ts";
import { type EndpointName, endpoints } from "#contract/index.ts";
import type { Endpoint } from "#contract/endpoint.ts";
import { type Role, rolePermissions, roles } from "#domain/roles.ts";
import { everythingOf, furnish, lineSecret, passwordHash, type Things } from "./other-organisation.ts";

interface Row {
  /** Keys are refused: it is about a person who is signed in (test/attacks/accounts.test.ts tries those). */
  onlyPeople?: true;
  /** Beside its permission. */
  onlyOwners?: true;
  /** A request that is well formed; what it names need not exist. */
  harmless: Given;
  /** The same with ids of another organisation, and what is answered; absent where it takes no id. */
  strange?: Array<{ of: (theirs: Things, ours: Things) => Given; answer: string | ((body: never) => boolean) }>;
}

const nowhere = { params: { id: "999999999" } };
const text = "phone,name\n+14155550188,Ada\n";
const byId = (name: keyof Things, more: Given = {}): NonNullable<Row["strange"]> => [
  { of: (theirs) => ({ params: { id: theirs[name] }, ...more }), answer: "404 not_found" },
];
const filterOf = (field: string, value: string) => ({ all: [{ field, op: "is", value }] });

const rows: Record<EndpointName, Row> = {
  getHealth: { harmless: {} },
  listCampaigns: {
    harmless: {},
    strange: [
      {
        of: ({ aiEmployee }) => ({ query: { aiEmployeeId: aiEmployee } }),
        answer: (body: { total: number }) => body.total === 0,
      },
    ],
  },
  createCampaign: {
    harmless: { body: { name: "Walked" } },
    strange: [
      { of: ({ aiEmployee }) => ({ body: { name: "A", aiEmployeeId: aiEmployee } }), answer: "422 invalid" },
      { of: ({ line }) => ({ body: { name: "A", lineId: line } }), answer: "422 invalid" },
    ],
  },
  getCampaignMetrics: { harmless: {} },
  getCampaign: { harmless: nowhere, strange: byId("campaign") },
  updateCampaign: {
    harmless: { ...nowhere, body: { name: "New" } },
    strange: byId("campaign", { body: { name: "Taken over" } }),
  },
  deleteCampaign: { harmless: nowhere, strange: byId("campaign") },
  addCampaignContacts: {
    harmless: { ...nowhere, body: { contactIds: ["1"] } },
    strange: [
      {
        of: (theirs, ours) => ({ params: { id: theirs.campaign }, body: { contactIds: [ours.contact] } }),
        answer: "404 not_found",
      },
      {
        of: (theirs, ours) => ({ params: { id: ours.campaign }, body: { contactIds: [theirs.contact] } }),
        answer: (body: { added: number }) => body.added === 0,
      },
      {
        of: (theirs, ours) => ({ params: { id: ours.campaign }, body: { importId: theirs.import } }),
        answer: "404 not_found",
      },
      {
        of: (theirs, ours) => ({
          params: { id: ours.campaign },
          body: { filter: filterOf("campaign", theirs.campaign) },
        }),
        answer: (body: { added: number }) => body.added === 0,
      },
    ],
  },
  removeCampaignContacts: {
    harmless: { ...nowhere, body: { contactIds: ["1"] } },
    strange: [
      {
        of: (theirs) => ({ params: { id: theirs.campaign }, body: { contactIds: [theirs.contact] } }),
        answer: "404 not_found",
      },
    ],
  },
  listCampaignContacts: { harmless: nowhere, strange: byId("campaign") },
  getCampaignPreflight: { harmless: nowhere, strange: byId("campaign") },
  startCampaign: { harmless: nowhere, strange: byId("campaign") },
  pauseCampaign: { harmless: nowhere, strange: byId("campaign") },
  resumeCampaign: { harmless: nowhere, strange: byId("campaign") },
  cancelCampaign: { harmless: nowhere, strange: byId("campaign") },
  retryFailedContacts: { harmless: nowhere, strange: byId("campaign") },
  duplicateCampaign: { harmless: nowhere, strange: byId("campaign") },
  listCampaignCalls: { harmless: nowhere, strange: byId("campaign") },
  listCampaignConversations: { harmless: nowhere, strange: byId("campaign") },
  listCampaignActivity: { harmless: nowhere, strange: byId("campaign") },
  getCampaignTimeline: { harmless: nowhere, strange: byId("campaign") },
  exportCampaign: { harmless: nowhere, strange: byId("campaign") },
  followCampaign: { harmless: nowhere, strange: byId("campaign") },
  followCampaigns: {
    harmless: { query: { campaigns: "999999999" } },
    strange: [
      {
        of: (theirs, ours) => ({ query: { campaigns: `${ours.campaign},${theirs.campaign}` } }),
        answer: "404 not_found",
      },
    ],
  },
  listContacts: {
    harmless: {},
    strange: [
      {
        of: (theirs) => ({ query: { search: theirs.contactPhone } }),
        answer: (body: { total: number }) => body.total === 0,
      },
      {
        of: (theirs) => ({ query: { filter: JSON.stringify(filterOf("import", theirs.import)) } }),
        answer: (body: { total: number }) => body.total === 0,
      },
    ],
  },
  createContact: { harmless: { body: { phone: "+14155550199" } } },
  countContacts: {
    harmless: { body: { filter: { all: [] } } },
    strange: [
      {
        of: (theirs) => ({ body: { filter: filterOf("campaign", theirs.campaign) } }),
        answer: (body: { count: number }) => body.count === 0,
      },
    ],
  },
  listContactFields: { harmless: {} },
  exportContacts: { harmless: {} },
  getContact: { harmless: nowhere, strange: byId("contact") },
  updateContact: {
    harmless: { ...nowhere, body: { firstName: "New" } },
    strange: byId("contact", { body: { firstName: "Taken over" } }),
  },
  deleteContact: { harmless: nowhere, strange: byId("contact") },
  mergeContacts: {
    harmless: { ...nowhere, body: { otherId: "999999998" } },
    strange: [
      ...byId("contact", { body: { otherId: "1" } }),
      {
        of: (theirs, ours) => ({ params: { id: ours.contact }, body: { otherId: theirs.contact } }),
        answer: "404 not_found",
      },
    ],
  },
  tagContacts: {
    harmless: { body: { contactIds: ["999999999"], add: ["walked"] } },
    strange: [
      {
        of: ({ contact }) => ({ body: { contactIds: [contact], add: ["taken over"] } }),
        answer: (body: { changed: number }) => body.changed === 0,
      },
    ],
  },
  deleteContacts: {
    harmless: { body: { contactIds: ["999999999"] } },
    strange: [
      {
        of: ({ contact }) => ({ body: { contactIds: [contact] } }),
        answer: (body: { deleted: number }) => body.deleted === 0,
      },
    ],
  },
  suppressContacts: {
    harmless: { body: { contactIds: ["999999999"] } },
    strange: [
      {
        of: ({ contact }) => ({ body: { contactIds: [contact] } }),
        answer: (body: { added: number }) => body.added === 0,
      },
    ],
  },
  listContactHistory: { harmless: nowhere, strange: byId("contact") },
  listContactCalls: { harmless: nowhere, strange: byId("contact") },
  listFilters: { harmless: {} },
  createFilter: { harmless: { body: { name: "All", filter: { all: [] } } } },
  deleteFilter: { harmless: nowhere, strange: byId("filter") },
  listImports: { harmless: {} },
  createImport: {
    harmless: { file: text },
    strange: [{ of: (theirs) => ({ file: text, query: { replaces: theirs.import } }), answer: "404 not_found" }],
  },
  getImport: { harmless: nowhere, strange: byId("import") },
  mapImport: {
    harmless: { ...nowhere, body: { columns: { phone: "phone" } } },
    strange: byId("import", { body: { columns: { phone: "phone" } } }),
  },
  listImportRows: { harmless: nowhere, strange: byId("import") },
  updateImportRow: {
    harmless: { params: { id: "999999999", row: "1" }, body: { values: { name: "Ada" } } },
    strange: [
      {
        of: (theirs) => ({ params: { id: theirs.import, row: "1" }, body: { values: { name: "Taken over" } } }),
        answer: "404 not_found",
      },
    ],
  },
  confirmImport: {
    harmless: nowhere,
    strange: [
      ...byId("import"),
      {
        of: (theirs, ours) => ({ params: { id: ours.import }, body: { campaignId: theirs.campaign } }),
        answer: "404 not_found",
      },
    ],
  },
  undoImport: { harmless: nowhere, strange: byId("import") },
  listKeptContacts: { harmless: nowhere, strange: byId("import") },
  exportRejectedRows: { harmless: nowhere, strange: byId("import") },
  listAiEmployees: { harmless: {} },
  createAiEmployee: { harmless: { body: { name: "Sam", kind: "conversation" } } },
  getAiEmployee: { harmless: nowhere, strange: byId("aiEmployee") },
  updateAiEmployee: {
    harmless: { ...nowhere, body: { name: "New" } },
    strange: byId("aiEmployee", { body: { active: false } }),
  },
  deleteAiEmployee: { harmless: nowhere, strange: byId("aiEmployee") },
  testCall: {
    harmless: { ...nowhere, body: { to: "+14155550177", lineId: "999999999" } },
    strange: [
      {
        of: (theirs, ours) => ({ params: { id: theirs.aiEmployee }, body: { to: "+14155550177", lineId: ours.line } }),
        answer: "404 not_found",
      },
      {
        of: (theirs, ours) => ({ params: { id: ours.aiEmployee }, body: { to: "+14155550177", lineId: theirs.line } }),
        answer: "422 invalid",
      },
    ],
  },
  listLines: { harmless: {} },
  createLine: { harmless: { body: { name: "Another", kind: "simulator" } } },
  getLine: { harmless: nowhere, strange: byId("line") },
  updateLine: {
    harmless: { ...nowhere, body: { name: "New" } },
    strange: byId("line", { body: { active: false } }),
  },
  deleteLine: { harmless: nowhere, strange: byId("line") },
  checkLine: { harmless: nowhere, strange: byId("line") },
  getCall: { harmless: nowhere, strange: byId("call") },
  listConversations: {
    harmless: {},
    strange: [
      {
        of: (theirs) => ({ query: { campaignId: theirs.campaign } }),
        answer: (body: { total: number }) => body.total === 0,
      },
      {
        of: (theirs) => ({ query: { contactId: theirs.contact } }),
        answer: (body: { total: number }) => body.total === 0,
      },
      {
        of: (theirs) => ({ query: { search: theirs.contactPhone } }),
        answer: (body: { total: number }) => body.total === 0,
      },
    ],
  },
  getConversation: { harmless: nowhere, strange: byId("conversation") },
  getRecording: { harmless: nowhere, strange: byId("conversation") },
  listDoNotCall: {
    harmless: {},
    strange: [
      { of: () => ({ query: { search: "+14155550141" } }), answer: (body: { total: number }) => body.total === 0 },
    ],
  },
  addDoNotCall: { harmless: { body: { phone: "+14155550166" } } },
  importDoNotCall: { harmless: { file: "phone\n+14155550167\n" } },
  exportRefusedNumbers: { harmless: nowhere, strange: byId("doNotCallImport") },
  exportDoNotCall: { harmless: {} },
  removeDoNotCall: {
    harmless: { params: { phone: "+14155550155" } },
    strange: [{ of: () => ({ params: { phone: "+14155550141" } }), answer: "404 not_found" }],
  },
  getRules: { harmless: {} },
  previewRetention: { harmless: { query: { days: 30 } } },
  setRules: { harmless: { body: {} } },
  listAudit: { harmless: {} },
  getMe: { harmless: {} },
  listSessions: { harmless: {}, onlyPeople: true },
  endSession: { harmless: { params: { id: "nobody" } }, onlyPeople: true },
  endOtherSessions: { harmless: {}, onlyPeople: true },
  getOrganisation: { harmless: {} },
  updateOrganisation: { harmless: { body: {} } },
  listMembers: { harmless: {} },
  updateMember: {
    harmless: { params: { id: "nobody" }, body: { role: "viewer" } },
    strange: byId("member", { body: { role: "viewer" } }),
  },
  removeMember: { harmless: { params: { id: "nobody" } }, strange: byId("member") },
  listInvitations: { harmless: {} },
  createInvitation: { harmless: { body: { email: "new@example.org", role: "viewer" } } },
  deleteInvitation: { harmless: { params: { id: "nobody" } }, strange: byId("invitation") },
  listApiKeys: { harmless: {} },
  createApiKey: { harmless: { body: { name: "Walked", role: "viewer" } } },
  handOverApiKey: {
    onlyOwners: true,
    harmless: { params: { id: "nobody" }, body: { memberId: "nobody" } },
    strange: [
      ...byId("apiKey", { body: { memberId: "nobody" } }),
      {
        of: (theirs, ours) => ({ params: { id: ours.apiKey }, body: { memberId: theirs.member } }),
        answer: "422 invalid",
      },
    ],
  },
  deleteApiKey: { harmless: { params: { id: "nobody" } }, strange: byId("apiKey") },
};

const names = Object.keys(endpoints) as EndpointName[];

describe("every endpoint", () => {
  let app: PostgresApp;
  let ours: Things;
  let theirs: Things;
  let strangers: string;
  const clients = {} as Record<Role, ApiClient & { key: string }>;
  const said: string[] = [];

  beforeAll(async () => {
    app = await openPostgresApp();
    strangers = await app.addOrganisation("Strangers");
    ours = await furnish(app, app.organisationId, "ours");
    theirs = await furnish(app, strangers, "theirs");
    for (const role of roles) clients[role] = await app.as(role);
  });
  afterAll(() => app.close());

  test("has a row in the table of this walk", () => {
    expect(Object.keys(rows).toSorted()).toEqual(names.toSorted());
    const withoutStrangers = names.filter(
      (name) => endpoints[name].path.includes("/:") && !rows[name].strange && !rows[name].onlyPeople,
    );
    expect(withoutStrangers).toEqual([]);
  });

  test.each(names)("%s asks for a key, for the permission, and for the organisation", async (name) => {
    const endpoint: Endpoint = endpoints[name];
    const row = rows[name];

    if (endpoint.permission !== "public") {
      const anonymous = apiClient(app.url, null);
      expect(await anonymous.refusal(name, row.harmless)).toBe("401 unauthenticated");
      expect(await apiClient(app.url, "cpl_wrong").refusal(name, row.harmless)).toBe("401 unauthenticated");
    }
    for (const role of roles) {
      const may =
        row.onlyPeople === undefined &&
        (row.onlyOwners === undefined || role === "owner") &&
        (endpoint.permission === "public" ||
          endpoint.permission === "anyone" ||
          rolePermissions[role].has(endpoint.permission));
      const answer = await clients[role].ask(name, row.harmless);
      said.push(answer.text);
      if (may) expect([401, 403]).not.toContain(answer.status);
      else expect(`${answer.status} ${answer.body.code}`).toBe("403 forbidden");
      if (may) expect(answer.status).toBeLessThan(500);
    }
    const before = await everythingOf(app.database, strangers);
    for (const { of, answer } of row.strange ?? []) {
      const given = of(theirs, ours);
      const got = await clients.owner.ask(name, given);
      said.push(got.text);
      if (typeof answer === "string") expect(`${got.status} ${got.body?.code}`).toBe(answer);
      else expect(answer(got.body as never) ? "" : got.text).toBe("");
    }
    expect(await everythingOf(app.database, strangers)).toBe(before);
  });

  test("the stranger's own key finds what we could not", async () => {
    const owner = await app.as("owner", strangers);
    expect((await owner.get("getCampaign", { params: { id: theirs.campaign } })).name).toBe("Of theirs");
    expect((await owner.get("getConversation", { params: { id: theirs.conversation } })).transcript).not.toEqual([]);
    expect((await owner.get("listCampaigns")).total).toBe(1);
  });

  test("no answer holds a secret", async () => {
    const { rows: hashes } = await sql<{ secret: string }>`select key as secret from api_key`.execute(app.database.sql);
    const { owner } = clients;
    for (const name of names) {
      const row = rows[name];
      if (endpoints[name].method !== "GET" || name === "followCampaigns" || name === "followCampaign") continue;
      const [first] = row.strange ?? [];
      const given = endpoints[name].path.includes("/:") ? first!.of(ours, ours) : row.harmless;
      said.push((await owner.ask(name, given)).text);
    }
    const all = said.join("\n");
    expect(all).toContain("Simulator");
    const keys = roles.map((role) => clients[role].key);
    for (const secret of [lineSecret, passwordHash, app.app.localKey, ...keys, ...hashes.map((row) => row.secret)])
      expect(all.includes(secret) ? `an answer holds ${secret.slice(0, 6)}…` : "").toBe("");
  });

  test("an id that can be no id is not found, and never a fault", async () => {
    const { owner } = clients;
    for (const name of names) {
      const endpoint: Endpoint = endpoints[name];
      if (!endpoint.path.includes("/:id") || rows[name].onlyPeople) continue;
      for (const id of ["0", "-1", "1e3", "9999999999999999", "abc", "%00", " ", "1;drop"]) {
        const given = { ...rows[name].harmless, params: { ...rows[name].harmless.params, id } };
        const answer = await owner.ask(name, given);
        expect([400, 404], `${endpoint.method} ${addressOf("", endpoint, given)}: ${answer.text}`).toContain(
          answer.status,
        );
      }
    }
  });
});
