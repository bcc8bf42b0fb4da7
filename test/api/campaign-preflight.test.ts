/** What a campaign lacks before it can be started, who will be called, and what is worth knowing first. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiClient } from "#harness/api-client.ts";
import { openPostgresApp, type PostgresApp } from "#harness/app.ts";
import { addPeople, draft, parts } from "#harness/campaigns.ts";

let app: PostgresApp;
let owner: ApiClient;

beforeAll(async () => {
  app = await openPostgresApp();
  owner = app;
});
afterAll(() => app.close());

describe("preflight", () => {
  test("names each missing thing of an empty draft, and start refuses with the same list", async () => {
    const { id } = await owner.get("createCampaign", { body: { name: "Empty" } });
    const of = { params: { id } };
    const found = await owner.get("getCampaignPreflight", of);
    expect(found.ready).toBe(false);
    expect(found.problems.map((one: { path: string }) => one.path)).toEqual(["aiEmployee", "line", "contacts"]);
    const answer = await owner.ask("startCampaign", of);
    expect(`${answer.status} ${answer.body.code}`).toBe("422 not_ready");
    expect(answer.body.errors).toEqual(found.problems);
    expect((await owner.get("getCampaign", of)).status).toBe("draft");
  });

  test("counts who is called and who is left out, and why", async () => {
    await owner.get("addDoNotCall", { body: { phone: "+14155550150" } });
    const of = await draft(owner, {
      phones: ["+14155550150", "+14155550151", "+14155550152", "+14155550153"],
      settings: { opening: "Hello {{first_name}}, an AI calls about {{plan}}." },
    });
    const { items } = await owner.get("listContacts", { query: { search: "+14155550151" } });
    await owner.get("updateContact", { params: { id: items[0].id }, body: { attributes: { Plan: "gold" } } });
    expect(await owner.get("getCampaignPreflight", of)).toMatchObject({
      ready: true,
      problems: [],
      willCall: 1,
      willSkip: { do_not_call: 1, missing_variable: 2 },
      concurrency: 10,
      estimatedFinishAt: expect.any(String),
    });
  });

  test("refuses a variable that no contact has, by its name", async () => {
    const of = await draft(owner, { phones: ["+14155550154"], settings: { opening: "AI: {{shoe_size}}" } });
    const { problems } = await owner.get("getCampaignPreflight", of);
    expect(problems.map((one: { path: string }) => one.path)).toContain("variables");
    expect(problems.map((one: { message: string }) => one.message).join()).toContain("shoe_size");
    expect(await owner.refusal("startCampaign", of)).toBe("422 not_ready");
    await owner.get("updateCampaign", { ...of, body: { settings: { opening: 'AI: {{shoe_size | "your size"}}' } } });
    expect((await owner.get("getCampaignPreflight", of)).willCall).toBe(1);
  });

  test("refuses hours that never open, and no hours at all", async () => {
    const of = await draft(owner, { phones: ["+14155550155"] });
    const line = { params: { id: (await parts(owner)).lineId } };
    const night = [{ days: ["mon"], from: "22:00", to: "23:00" }];
    await owner.get("updateLine", { ...line, body: { settings: { quietHours: true } } });
    await owner.get("updateCampaign", { ...of, body: { settings: { windows: night } } });
    const { problems } = await owner.get("getCampaignPreflight", of);
    expect(problems).toEqual([{ path: "settings.windows", message: expect.stringContaining("never open") }]);
    expect(await owner.refusal("startCampaign", of)).toBe("422 not_ready");
    await owner.get("updateLine", { ...line, body: { settings: { quietHours: false } } });
    expect((await owner.get("getCampaignPreflight", of)).ready).toBe(true);
    await owner.get("updateCampaign", { ...of, body: { settings: { windows: [] } } });
    expect(await owner.refusal("startCampaign", of)).toBe("422 not_ready");
  });

  test("refuses an inactive AI employee, a switched-off line, a passed end date and a broken text", async () => {
    const of = await draft(owner, { phones: ["+14155550156"] });
    const { aiEmployeeId, lineId } = await parts(owner);
    await owner.get("updateAiEmployee", { params: { id: aiEmployeeId }, body: { active: false } });
    await owner.get("updateLine", { params: { id: lineId }, body: { active: false } });
    await owner.get("updateCampaign", { ...of, body: { settings: { endsAt: "2020-01-01T00:00:00Z" } } });
    const paths = (await owner.get("getCampaignPreflight", of)).problems.map((one: { path: string }) => one.path);
    expect(paths).toEqual(["aiEmployee", "line", "settings.endsAt"]);
    await owner.get("updateAiEmployee", { params: { id: aiEmployeeId }, body: { active: true } });
    await owner.get("updateLine", { params: { id: lineId }, body: { active: true } });
    await owner.get("updateCampaign", { ...of, body: { settings: { endsAt: null, opening: "AI {{first_name" } } });
    expect((await owner.get("getCampaignPreflight", of)).problems).toHaveLength(1);
    expect(await owner.refusal("startCampaign", of)).toBe("422 not_ready");
  });

  test("refuses an AI employee with nothing to say, unless the campaign has the words", async () => {
    const { id } = await owner.get("createAiEmployee", { body: { name: "Mute", kind: "conversation" } });
    const of = await draft(owner, { phones: ["+14155550160"] });
    await owner.get("updateCampaign", { ...of, body: { aiEmployeeId: id } });
    const { problems } = await owner.get("getCampaignPreflight", of);
    expect(problems).toEqual([{ path: "aiEmployee", message: expect.stringContaining("no greeting") }]);
    expect(await owner.refusal("startCampaign", of)).toBe("422 not_ready");
    await owner.get("updateCampaign", { ...of, body: { settings: { opening: "Hello, an AI calls." } } });
    expect((await owner.get("getCampaignPreflight", of)).ready).toBe(true);
    await owner.get("updateCampaign", { ...of, body: { settings: { opening: " " } } });
    const paths = (await owner.get("getCampaignPreflight", of)).problems.map((one: { path: string }) => one.path);
    expect(paths).toEqual(["settings.opening"]);
  });

  test("refuses a start after the end date", async () => {
    const of = await draft(owner, { phones: ["+14155550157"], settings: { endsAt: "2029-01-01T00:00:00Z" } });
    const later = { ...of, body: { at: "2029-02-01T00:00:00Z" } };
    expect(await owner.refusal("startCampaign", later)).toBe("422 not_ready");
    expect((await owner.get("getCampaign", of)).status).toBe("draft");
  });

  test("warns, and does not refuse, when nobody is told that an AI calls", async () => {
    const of = await draft(owner, { phones: ["+14155550158"], settings: { opening: "Hello there." } });
    const found = await owner.get("getCampaignPreflight", of);
    expect(found.ready).toBe(true);
    expect(found.warnings.map((one: { path: string }) => one.path)).toEqual(["settings.opening"]);
  });

  test("warns of other languages and of an end date that comes too soon", async () => {
    const ids = await addPeople(owner, ["+14155550159"]);
    await owner.get("updateContact", { params: { id: ids[0]! }, body: { language: "de-AT" } });
    const soon = new Date(Date.now() + 5_000).toISOString();
    const of = await draft(owner, { phones: ["+14155550159"], settings: { endsAt: soon } });
    const paths = (await owner.get("getCampaignPreflight", of)).warnings.map((one: { path: string }) => one.path);
    expect(paths).toEqual(["aiEmployee.language", "settings.endsAt"]);
  });
});
