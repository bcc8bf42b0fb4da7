/** A campaign in a browser, the way of the manual: from the first sign-up to Retry failed, with a real file of contacts. */
import path from "node:path";
import { describe, expect, test } from "vitest";
import { axeFaults, enter, expectNoAxeViolations, type Page, signUp, sizes, withBrowser } from "#harness/browser.ts";
import { countsShown, statusShown } from "#harness/campaign-page.ts";
import { callee, campaignWhen, draft } from "#harness/campaigns.ts";

/** Twenty people, whose numbers end in 00 to 19: one of each of the simulator's callees. */
const file = path.join(import.meta.dirname, "..", "..", "examples", "contacts.csv");

const { app, browser } = withBrowser();
/** Made by the first test, looked at by the others. */
let of = { params: { id: "" } };

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
/** The wizard's way on, at its foot. */
const next = (page: Page) => page.locator("footer").getByRole("button", { name: "Continue" }).click();

/** By the settings page: how much faster than life the simulator's callees are. */
async function setSpeed(page: Page, speed: number | "max"): Promise<void> {
  await page.goto(`${app.url}/settings?tab=lines`);
  const form = page.getByRole("form", { name: "Settings of Simulator" });
  if (speed === "max") await form.getByRole("switch", { name: "No waiting" }).press("Space");
  else await form.getByRole("textbox", { name: "Speed" }).fill(String(speed));
  await button(page, "Save").click();
  await page.getByText("Simulator is saved").waitFor();
}

/** The counts on the page, and the rates that the manual makes of them. */
async function expectTheNumbersOf(page: Page, counts: Record<string, number>): Promise<void> {
  // Numbers are painted once a second.
  await expect.poll(() => countsShown(page), { timeout: 10_000 }).toEqual(counts);
  const { Success = 0, Voicemail = 0, "No answer": noAnswer = 0, Busy = 0, Failed = 0 } = counts;
  const completed = Success + Voicemail + noAnswer + Busy;
  const percent = (part: number, whole: number) => `${((part / whole) * 100).toFixed(1)}%`;
  const rates = await page.getByRole("region", { name: "Rates" }).textContent();
  expect(rates).toContain(`${percent(completed, completed + Failed)}${completed} of ${completed + Failed} contacts`);
  expect(rates).toContain(`${percent(Success, completed)}${Success} of ${completed} completed`);
  expect(rates).toContain(`${percent(Success + Voicemail, completed)}${Success + Voicemail} of ${completed} completed`);
}

describe("a campaign", () => {
  test("is created in five steps, launched, paused, resumed and completed, and its failed contacts retried", async () => {
    const page = await browser.open();
    await signUp(page, app.url);
    // Slow enough to be paused before the callee who asks to be called in an hour.
    await setSpeed(page, 2);

    await page.goto(`${app.url}/campaigns`);
    await button(page, "Create Campaign").first().click();
    await page.getByLabel("Campaign name").fill("Product Demo Follow-up");
    await page.getByLabel("Description").fill("Those who saw the demo in November");
    await next(page);
    await page.getByRole("radio", { name: /Robin/ }).check();
    await next(page);
    await page.locator("input[type=file]").setInputFiles(file);
    await button(page, "Check 20 rows").click();
    await button(page, "Go on with 20").click();
    await button(page, "Add 20 contacts").click();
    await page.getByText("contacts.csv is imported").waitFor();
    await next(page);
    await page.getByRole("combobox", { name: "Usual hours" }).click();
    await page.getByRole("option", { name: "Always" }).click();
    await page.getByRole("textbox", { name: "Calls at once" }).fill("2");
    await page.getByRole("switch", { name: "Retries" }).press("Space");
    await next(page);
    await page.getByRole("heading", { name: "Ready to ring" }).waitFor();
    await page.getByRole("button", { name: "Launch: call 20 contacts", exact: true }).click();

    await statusShown(page, /Running/).waitFor();
    of = { params: { id: new URL(page.url()).pathname.split("/").at(-1)! } };
    await button(page, "Pause").click();
    await page.getByText(/Paused by Priya Raman/).waitFor();
    expect((await app.get("getCampaign", of)).counts.pending).toBeGreaterThan(10);
    await setSpeed(page, "max");
    await page.goto(`${app.url}/campaigns/${of.params.id}`);
    await button(page, "Resume").click();

    await statusShown(page, /Completed/).waitFor({ timeout: 120_000 });
    await expectTheNumbersOf(page, { Success: 9, Voicemail: 1, "No answer": 4, Busy: 2, Failed: 4 });
    // The number that does not exist is not tried again.
    await button(page, "Retry failed (3)").click();
    await campaignWhen(app, of, ({ status: now, calls }) => now === "completed" && calls.attempts > 23, 60_000);
    await statusShown(page, /Completed/).waitFor();
    await expectTheNumbersOf(page, { Success: 10, Voicemail: 1, "No answer": 4, Busy: 2, Failed: 3 });
  });

  test("shows its conversations, and what was said in each", async () => {
    const page = await enter(browser, app.url);
    await page.goto(`${app.url}/campaigns/${of.params.id}?tab=conversations`);
    await page.locator("[data-conversation]:visible").first().click();
    await page.getByRole("list", { name: "Transcript" }).waitFor();
    await expectNoAxeViolations(page, "a conversation");
    expect(
      await page
        .getByText(/this is Robin, an AI assistant/)
        .first()
        .isVisible(),
    ).toBe(true);
  });

  test.each(Object.keys(sizes) as Array<keyof typeof sizes>)(
    "leaves nothing to mend for assistive technology on any page, on a %s",
    async (size) => {
      const page = await enter(browser, app.url, { size });
      const { id } = (await app.get("listAiEmployees")).items[0];
      const { params } = await draft(app, { phones: [callee("15")] });
      const faults: string[] = [];
      for (const address of [...pages, `/employees/${id}`, ...ofCampaign(of.params.id), ...ofDraft(params.id)]) {
        await page.goto(app.url + address);
        await page.getByRole("heading", { level: 1 }).first().waitFor();
        await page.waitForLoadState("networkidle");
        faults.push(...(await axeFaults(page, address)));
      }
      expect(faults).toEqual([]);
    },
    // Many pages, on machines that may be busy: an end to a hang.
    600_000,
  );
});

const pages = [
  "/campaigns",
  "/campaigns?search=nothing",
  "/conversations",
  "/contacts",
  "/contacts?tab=imports",
  "/employees",
  ...["lines", "do-not-call", "rules", "team", "api-keys", "audit", "organisation"].map(
    (tab) => `/settings?tab=${tab}`,
  ),
];
const ofCampaign = (id: string) =>
  ["overview", "contacts", "calls", "conversations", "settings", "activity"].map(
    (tab) => `/campaigns/${id}?tab=${tab}`,
  );
const ofDraft = (id: string) =>
  ["details", "employee", "contacts", "settings", "review"].map((step) => `/campaigns/${id}/edit/${step}`);
