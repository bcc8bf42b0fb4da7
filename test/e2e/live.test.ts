/** Pages that stay open: they hear of what others do, outlive the server's restart, and need no mouse. */
import { describe, expect, test } from "vitest";
import { openApp } from "#harness/app.ts";
import { enter, type Locator, type Page, priya, signUp, withBrowser } from "#harness/browser.ts";
import { countsShown, statusShown } from "#harness/campaign-page.ts";
import { addPeople, callee, campaignWhen, draft, parts } from "#harness/campaigns.ts";

const { app, browser } = withBrowser();

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
/** One of each of the simulator's callees. */
const twenty = Array.from({ length: 20 }, (_, n) => callee(String(n).padStart(2, "0"), n));

async function setSpeed(speed: number | "max"): Promise<void> {
  const { lineId } = await parts(app);
  await app.get("updateLine", { params: { id: lineId }, body: { settings: { speed } } });
}

/** A campaign that goes on until it is told to hurry. */
async function running(name: string): Promise<{ params: { id: string } }> {
  await setSpeed(2);
  const of = await draft(app, { name, phones: twenty, settings: { maxConcurrentCalls: 2, retry: { maxRetries: 0 } } });
  await app.get("startCampaign", of);
  return of;
}

/** What the page asks for from now on, as the last part of the address under the campaign; `""` is the campaign itself. */
function asked(page: Page, { params }: { params: { id: string } }): string[] {
  const found: string[] = [];
  page.on("request", (request) => {
    const [, rest] = new URL(request.url()).pathname.split(`/api/v1/campaigns/${params.id}`);
    if (rest !== undefined && request.method() === "GET") found.push(rest);
  });
  return found;
}

describe("two browsers on one campaign", () => {
  test("show what either does and the same numbers, by events alone", async () => {
    const one = await browser.open();
    await signUp(one, app.url);
    const other = await enter(browser, app.url);
    const of = await running("Seen by two");
    for (const page of [one, other]) {
      await page.goto(`${app.url}/campaigns/${of.params.id}`);
      await statusShown(page, /Running/).waitFor();
      await page.getByText("Live updates on").waitFor();
    }
    const questions = [asked(one, of), asked(other, of)];

    await button(one, "Pause").click();
    await statusShown(other, /Paused/).waitFor();
    await other.getByText(/Paused by Priya Raman/).waitFor();
    await setSpeed("max");
    await button(other, "Resume").click();
    await statusShown(one, /Running|Completed/).waitFor();

    const { counts } = await campaignWhen(app, of, ({ status }) => status === "completed", 120_000);
    for (const page of [one, other]) await statusShown(page, /Completed/).waitFor();
    const { success, voicemail, busy, failed } = counts;
    const numbers = {
      Success: success,
      Voicemail: voicemail,
      "No answer": counts.no_answer,
      Busy: busy,
      Failed: failed,
    };
    for (const page of [one, other]) await expect.poll(() => countsShown(page), { timeout: 30_000 }).toEqual(numbers);
    // The campaign with its numbers was never asked for again: all of it was told.
    expect(questions.map((found) => found.filter((rest) => rest === ""))).toEqual([[], []]);
  });
});

describe("a page that is open while the server restarts", () => {
  test("says how old its numbers are, and goes live again without a reload", async () => {
    const of = await running("Seen through a restart");
    let server = await openApp(app.config);
    const { url } = server;
    const page = await enter(browser, url);
    await page.goto(`${url}/campaigns/${of.params.id}`);
    await statusShown(page, /Running/).waitFor();
    await page.getByText("Live updates on").waitFor();
    await page.evaluate(() => Object.assign(globalThis, { kept: true }));

    await server.close();
    await page.getByText(/Connection lost \d+ seconds ago/).waitFor();
    // Meanwhile the campaign goes on in another process.
    await app.get("pauseCampaign", of);
    const { counts } = await campaignWhen(app, of, ({ calls }) => calls.live === 0, 120_000);
    server = await openApp({ ...app.config, port: Number(new URL(url).port) });
    try {
      await page.getByText("Live updates on").waitFor({ timeout: 60_000 });
      await statusShown(page, /Paused/).waitFor();
      await expect.poll(async () => (await countsShown(page)).Pending, { timeout: 30_000 }).toBe(counts.pending);
      expect(await page.getByText(/Connection lost/).count()).toBe(0);
      // Live in earnest: an event of after the restart arrives.
      await app.get("resumeCampaign", of);
      await statusShown(page, /Running/).waitFor();
      expect(await page.evaluate(() => "kept" in globalThis)).toBe(true);
    } finally {
      await app.get("cancelCampaign", of);
      await browser.closePages();
      await server.close();
    }
  });
});

describe("without a mouse", () => {
  /** As far as it takes; a place that Tab never comes to fails. */
  async function tabTo(place: Locator): Promise<void> {
    await place.first().waitFor();
    const there = place.first().and(place.page().locator(":focus"));
    for (let presses = 0; (await there.count()) === 0; presses += 1) {
      if (presses > 100) throw new Error(`Tab does not come to ${String(place)}.`);
      await place.page().keyboard.press("Tab");
    }
  }

  async function pressAt(place: Locator, key = "Enter"): Promise<void> {
    await tabTo(place);
    await place.page().keyboard.press(key);
  }

  async function typeAt(place: Locator, text: string): Promise<void> {
    await tabTo(place);
    await place.page().keyboard.press("Control+A");
    await place.page().keyboard.type(text);
  }

  test("one signs in and creates and launches a campaign", async () => {
    await setSpeed("max");
    await addPeople(app, twenty);
    const page = await browser.open();
    const step = (name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor();
    await page.goto(app.url);
    await typeAt(page.getByLabel("E-mail"), priya.email);
    await typeAt(page.getByRole("textbox", { name: "Password" }), priya.password);
    await page.keyboard.press("Enter");
    await step("Call Campaigns");

    await pressAt(button(page, "Create Campaign"));
    await typeAt(page.getByLabel("Campaign name"), "By keyboard");
    await page.keyboard.press("Control+Enter");
    await pressAt(page.getByRole("radio", { name: /Robin/ }), "Space");
    await page.keyboard.press("Control+Enter");
    await pressAt(page.getByRole("link", { name: /Select Existing/ }));
    await pressAt(button(page, /Pick all \d+ found/));
    await button(page, /^Add \d+ contacts/).waitFor();
    await page.keyboard.press("Control+Enter");
    await page.locator("footer").getByRole("button", { name: "Continue" }).waitFor();
    await page.keyboard.press("Control+Enter");
    await pressAt(page.getByRole("combobox", { name: "Usual hours" }));
    const chosen = page.locator("[data-combobox-selected]");
    await page.keyboard.press("ArrowDown");
    for (let presses = 0; (await chosen.textContent()) !== "Always" && presses < 10; presses += 1)
      await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await pressAt(page.getByRole("switch", { name: "Retries" }), "Space");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { name: "Ready to ring" }).waitFor();
    await pressAt(button(page, /^Launch: call \d+ contacts$/));
    await step(/By keyboard/);
    await statusShown(page, /Completed/).waitFor({ timeout: 120_000 });
    await expect.poll(async () => (await countsShown(page)).Success, { timeout: 30_000 }).toBeGreaterThan(0);
  });
});
