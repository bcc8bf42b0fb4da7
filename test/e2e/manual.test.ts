/** The names of the manual: each thing that it names is on the screen under that name. */
import { beforeAll, describe, expect, test } from "vitest";
import { enter, type Page, signUp, withBrowser } from "#harness/browser.ts";
import { countsShown, statusShown } from "#harness/campaign-page.ts";
import { callee, campaignWhen, completed, draft, parts } from "#harness/campaigns.ts";
import { weekdays } from "#domain/campaign/settings.ts";
import { contactStatusNames } from "#domain/contact/lifecycle.ts";

const { app, browser } = withBrowser();
const ids = { done: "", draft: "", paused: "" };

/** One who talks, one who is away, one who is busy, and one whose network fails. */
const phones = ["15", "01", "00", "03"].map((digits) => callee(digits));

beforeAll(async () => {
  const { lineId } = await parts(app);
  await app.get("updateLine", { params: { id: lineId }, body: { settings: { speed: "max" } } });
  const settings = { retry: { maxRetries: 0 } };
  const done = await draft(app, { name: "Autumn survey", phones, settings });
  await app.get("startCampaign", done);
  await campaignWhen(app, done, completed, 60_000);
  // Open again in three days: it is paused before any call.
  const day = weekdays[(new Date().getUTCDay() + 2) % 7]!;
  const paused = await draft(app, {
    name: "Winter survey",
    phones: [callee("16"), callee("17")],
    settings: { windows: [{ days: [day], from: "10:00", to: "16:00" }] },
  });
  await app.get("startCampaign", paused);
  await app.get("pauseCampaign", paused);
  const later = await draft(app, { name: "Spring survey", phones: [callee("18")] });
  const at = new Date(Date.now() + 86_400_000).toISOString();
  await app.get("startCampaign", { ...later, body: { at } });
  const next = await draft(app, { name: "Summer survey", phones: [callee("19")] });
  Object.assign(ids, { done: done.params.id, draft: next.params.id, paused: paused.params.id });
  await signUp(await browser.open(), app.url);
  await browser.closePages();
});

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
const named = (page: Page, name: string) => button(page, name).or(page.getByRole("link", { name, exact: true }));
const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

/** Fails by the names that are not on the page; what is on it may take a moment to come. */
async function expectNames(page: Page, names: readonly (string | RegExp)[]): Promise<void> {
  const shown = (name: string | RegExp) => page.getByText(name).or(page.getByLabel(name)).filter({ visible: true });
  await expect
    .poll(
      async () => {
        const missing: string[] = [];
        for (const name of names) if ((await shown(name).count()) === 0) missing.push(String(name));
        return missing;
      },
      { timeout: 20_000 },
    )
    .toEqual([]);
}

async function onCampaign(id: string, tab?: string): Promise<Page> {
  const page = await enter(browser, app.url);
  await page.goto(`${app.url}/campaigns/${id}${tab === undefined ? "" : `?tab=${tab}`}`);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  return page;
}

describe("by its name in the manual is found", () => {
  test("what the list of campaigns has", async () => {
    const page = await enter(browser, app.url);
    await button(page, "Create Campaign").first().waitFor();
    await expectNames(page, ["Total Campaigns", "Running Now", "Calls Completed", "Success Rate", "AI employee"]);
    for (const [name, status] of [
      ["Autumn survey", "Completed"],
      ["Winter survey", "Paused"],
      ["Spring survey", "Queued"],
      ["Summer survey", "Draft"],
    ] as const) {
      await row(page, name).getByText(status, { exact: true }).first().waitFor();
      await row(page, name).getByText("Robin").first().waitFor();
      await row(page, name).getByRole("img").first().waitFor();
      await row(page, name)
        .getByRole("button", { name: `More actions for ${name}` })
        .waitFor();
    }
  });

  test("what a finished campaign has: the nine counts, by their full names too, and the three rates", async () => {
    const page = await onCampaign(ids.done);
    await expect.poll(() => countsShown(page)).toEqual({ Success: 1, "No answer": 1, Busy: 1, Failed: 1 });
    const counts = await page.getByRole("list", { name: "Contacts by status" }).textContent();
    const short = [
      "Pending",
      "In progress",
      "Success",
      "Voicemail",
      "No answer",
      "Busy",
      "Failed",
      "Skipped",
      "Canceled",
    ];
    for (const name of short) expect(counts).toContain(name);
    const list = await page.getByRole("list", { name: "Contacts by status" }).innerHTML();
    for (const name of Object.values(contactStatusNames)) expect(list.toLowerCase()).toContain(name.toLowerCase());
    await expectNames(page, ["Completion rate", "Success rate", "Answer rate", "Retry failed (1)"]);
  });

  test("what the steps of a new campaign have", async () => {
    const page = await enter(browser, app.url);
    const step = async (name: string) => {
      await page.goto(`${app.url}/campaigns/${ids.draft}/edit/${name}`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
    };
    await step("details");
    await expectNames(page, ["Campaign name", "Description"]);
    await step("contacts");
    await expectNames(page, ["Upload CSV", "Select Existing", "Filtered Selection"]);
    await step("settings");
    await expectNames(page, ["Calls at once", "Max retries", "Retry delay", "Retry conditions"]);
    const conditions = page.getByRole("group", { name: "Retry conditions" });
    for (const name of ["No answer", "Busy", "Failed"]) await conditions.getByText(name, { exact: true }).waitFor();
    await step("review");
    await expectNames(page, ["Review and launch", "Launch: call 1 contact"]);
  });

  test("Duplicate, which makes a draft, and Export, which gives the results", async () => {
    const page = await onCampaign(ids.done);
    const download = page.waitForEvent("download");
    const [file] = await Promise.all([download, named(page, "Export").click()]);
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
    await button(page, "More actions for Autumn survey").click();
    await page.getByRole("menuitem", { name: "Duplicate" }).click();
    await page.getByText("Made a draft with the same settings and contacts").first().waitFor();
  });

  test("Stop, which asks first and leaves the campaign Canceled", async () => {
    const page = await onCampaign(ids.paused);
    await button(page, "Resume").waitFor();
    await button(page, "Stop").click();
    const question = page.getByRole("dialog");
    await question.getByRole("button", { name: /^Stop/ }).click();
    await statusShown(page, /Canceled/).waitFor();
    expect(await button(page, "Resume").count()).toBe(0);
  });
});
