/** An organisation as it may look on a Tuesday: everything by the API, all calls on the simulator, all numbers fictional. */
import type { ApiClient } from "../../test/harness/api-client.ts";

export interface Seeded {
  /** Of campaigns by what they are to show. */
  campaigns: Record<"running" | "completed" | "paused" | "draft" | "canceled" | "scheduled", string>;
  employee: string;
  /** An import that waits for its rows to be looked at. */
  preview: string;
}

const firstNames = ["Amelia", "Noah", "Priya", "Tom", "Ines", "Ben", "Lotte", "Kofi", "Mei", "Jonas", "Sara", "Idris"];
const lastNames = ["Ashworth", "Okoro", "Carvalho", "Weber", "Patel", "Lind", "Moreau", "Nowak", "Hughes", "Sato"];
const plans = ["Heat pump", "Solar", "Boiler cover", "Insulation"];

/** Ofcom keeps 07700 900000 to 900999 for fiction. */
const phoneOf = (n: number) => `+447700900${String(n).padStart(3, "0")}`;

function csv(from: number, count: number): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const n = from + index;
    const first = firstNames[n % firstNames.length]!;
    const last = lastNames[(n * 7) % lastNames.length]!;
    const email = `${first}.${last}${n}@example.com`.toLowerCase();
    return `${phoneOf(n)},${first},${last},${email},${plans[n % plans.length]}`;
  });
  return ["Mobile,First name,Last name,E-mail,Plan", ...rows].join("\n");
}

const columns = {
  Mobile: "phone",
  "First name": "first_name",
  "Last name": "last_name",
  "E-mail": "email",
  Plan: "attribute:plan",
};

const allDay = [{ days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: "00:00", to: "24:00" }];

export async function seed(api: ApiClient): Promise<Seeded> {
  await api.get("updateOrganisation", { body: { name: "Kestrel Home Energy" } });
  const employees = await hire(api);
  const lines = await lay(api);
  await administer(api);
  await bringIn(api, csv(0, 120));
  await bringIn(api, csv(200, 400));
  const preview = await check(api, `${csv(700, 24)}\n7700 90,Lena,Vogt,,Solar\n1.41555E+10,Max,Roth,,Solar`);
  const { items: imports } = await api.get("listImports");
  const [many, few] = imports.filter((one: { status: string }) => one.status === "done").map((one: Made) => one.id);

  const make = async (body: object, importId: string): Promise<string> => {
    const campaign = await api.get("createCampaign", { body });
    await api.get("addCampaignContacts", { params: { id: campaign.id }, body: { importId } });
    return campaign.id;
  };
  const settings = { windows: allDay, maxConcurrentCalls: 14, retry: { maxRetries: 1, delaySeconds: 5_400 } };
  const act = (name: "startCampaign" | "pauseCampaign" | "cancelCampaign", id: string, body: object = {}) =>
    api.get(name, { params: { id }, body });

  const noRetries = { ...settings, maxConcurrentCalls: 60, retry: { maxRetries: 0 } };
  const completed = await make(
    { name: "Product Demo Follow-up", aiEmployeeId: employees.nora, lineId: lines.fast, settings: noRetries },
    few,
  );
  await act("startCampaign", completed);
  await until(api, completed, ({ status }) => status === "completed");
  const canceled = await make(
    { name: "Holiday Sale Notification", aiEmployeeId: employees.theo, lineId: lines.mixed, settings },
    few,
  );
  await act("startCampaign", canceled);
  await until(api, canceled, ({ counts }) => counts.success > 1);
  await act("cancelCampaign", canceled);
  const paused = await make(
    { name: "Heat Pump Lead Qualification", aiEmployeeId: employees.theo, lineId: lines.mixed, settings },
    few,
  );
  await act("startCampaign", paused);
  await until(api, paused, ({ counts }) => counts.success > 3);
  await act("pauseCampaign", paused);
  const running = await make(
    {
      name: "Customer Satisfaction Survey – Q4",
      description: "Short survey after installation, October and November customers",
      aiEmployeeId: employees.nora,
      lineId: lines.mixed,
      settings,
    },
    many,
  );
  const draft = await make(
    { name: "Annual Service Reminders", aiEmployeeId: employees.nora, lineId: lines.mixed, settings },
    few,
  );
  const scheduled = await make(
    { name: "Dormant Customers – Spring", aiEmployeeId: employees.theo, lineId: lines.mixed, settings },
    few,
  );
  await act("startCampaign", scheduled, { at: new Date(Date.now() + 86_400_000).toISOString() });
  await act("startCampaign", running);
  await until(api, running, ({ counts }) => counts.success > 40);
  // Slow enough to be still at it when the last picture is taken.
  await api.get("updateLine", { params: { id: lines.mixed }, body: { settings: { speed: 1.5 } } });
  return {
    campaigns: { running, completed, paused, draft, canceled, scheduled },
    employee: employees.nora,
    preview,
  };
}

async function hire(api: ApiClient): Promise<{ nora: string; theo: string }> {
  const common = {
    kind: "conversation",
    language: "en-GB",
    instructions:
      "Be friendly and brief. One question at a time. Never argue about prices.\n" +
      "If they are upset, say sorry, take a note and offer a call from a person.\n" +
      "End politely after the last answer, or if they say they are busy twice.",
    voicemailMessage: 'Hello, {{first_name | "there"}}. We will try again another time.',
  };
  const nora = await api.get("createAiEmployee", {
    body: {
      ...common,
      name: "Nora",
      role: "Surveys and follow-ups",
      voice: "Alba",
      maxConcurrentCalls: 60,
      greeting: 'Hello {{first_name | "there"}}, this is Nora, an AI assistant calling for Kestrel Home Energy.',
      goal: "They have said how happy they are with the installation.",
      collect: [
        { field: "satisfaction", type: "number", description: "How happy they are, 0 to 10", required: true },
        { field: "would_recommend", type: "yes_no", description: "Would they recommend us", required: true },
        { field: "main_reason", type: "text", description: "The main reason for the score", required: false },
      ],
    },
  });
  const theo = await api.get("createAiEmployee", {
    body: {
      ...common,
      name: "Theo",
      role: "Lead qualification",
      voice: "Northern",
      maxConcurrentCalls: 15,
      greeting: 'Hello {{first_name}}, this is Theo, an AI assistant, about your {{plan | "enquiry"}}.',
      goal: "An appointment is made, or it is clear that they want none.",
      collect: [{ field: "preferred_day", type: "date", description: "When a visit suits them", required: true }],
    },
  });
  await api.get("createAiEmployee", {
    body: { name: "Linus", role: "Arrears and payment plans", kind: "conversation", language: "en-GB", voice: "Alan" },
  });
  return { nora: nora.id, theo: theo.id };
}

const mix = { seed: 7, success: 46, voicemail: 22, no_answer: 24, busy: 5, failed: 3 };

async function lay(api: ApiClient): Promise<{ mixed: string; fast: string }> {
  const [first] = (await api.get("listLines")).items;
  await api.get("updateLine", { params: { id: first.id }, body: { settings: { speed: 12, mix } } });
  const fast = await api.get("createLine", {
    body: { name: "Simulator, no waiting", kind: "simulator", settings: { speed: "max", mix } },
  });
  return { mixed: first.id, fast: fast.id };
}

async function administer(api: ApiClient): Promise<void> {
  for (const [email, role] of [
    ["tom@kestrel.example", "manager"],
    ["lotte@kestrel.example", "viewer"],
  ] as const)
    await api.get("createInvitation", { body: { email, role } });
  await api.get("createApiKey", { body: { name: "HubSpot sync", role: "manager" } });
  await api.get("createApiKey", { body: { name: "BI export", role: "viewer", expiresAt: "2027-12-31T00:00:00Z" } });
  const listed = [
    { phone: phoneOf(664), note: "Asked by e-mail" },
    { phone: phoneOf(21), note: "Moved abroad" },
    { phone: "+4930231250014", note: "Asked by letter", expiresAt: "2027-10-02T00:00:00Z" },
  ];
  for (const body of listed) await api.get("addDoNotCall", { body });
}

async function check(api: ApiClient, file: string): Promise<string> {
  const { id } = await api.get("createImport", { file });
  await api.get("mapImport", { params: { id }, body: { country: "GB", columns, onDuplicate: "skip" } });
  await step(api, id, "preview");
  return id;
}

async function bringIn(api: ApiClient, file: string): Promise<void> {
  const id = await check(api, file);
  await api.get("confirmImport", { params: { id }, body: {} });
  await step(api, id, "done");
}

type Made = { id: string };

/** Longer than this a step of the seed never takes. */
const PATIENCE_MILLISECONDS = 120_000;

async function step(api: ApiClient, id: string, status: string): Promise<void> {
  await wait(`the import to be at ${status}`, async () => {
    const found = await api.get("getImport", { params: { id } });
    if (found.status === "failed") throw new Error(found.error);
    return found.status === status;
  });
}

interface Campaign {
  status: string;
  counts: Record<string, number> & { success: number };
}

async function until(api: ApiClient, id: string, wanted: (campaign: Campaign) => boolean): Promise<void> {
  await wait("the campaign to come far enough", async () =>
    wanted((await api.get("getCampaign", { params: { id } })) as Campaign),
  );
}

async function wait(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
