/** Listening to a conversation: with the mouse, with keys alone, and by what was said. */
import { rmSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { enter, expectNoAxeViolations, type Page, sizes, signUp, withBrowser } from "#harness/browser.ts";
import { addCall, addConversation } from "#harness/calls.ts";
import { toneAsWav } from "#harness/wav.ts";
import { addPeople } from "#harness/world.ts";
import { openRecordings } from "#recordings/recordings.ts";

const { app, browser } = withBrowser();

const SECONDS = 12;
const answered = Date.parse("2026-11-20T09:00:00Z");
const turns = [
  ["employee", "Hello Ada, this is Robin, an AI assistant.", 0],
  ["contact", "Oh, hi. Go on then.", 4],
  ["employee", "Thank you. How did it go?", 8],
] as const;

/** The id of a conversation of twelve seconds, answered at nine. */
async function conversation(recording: string | null): Promise<string> {
  const [contact_id] = await addPeople(app, [{ phone: "+14155550101", firstName: "Ada" }]);
  const times = { answered_at: new Date(answered), ended_at: new Date(answered + SECONDS * 1_000) };
  const callId = await addCall(app, { contact_id: contact_id!, outcome: "success", talk_seconds: SECONDS, ...times });
  const transcript = turns.map(([speaker, text, at]) => ({ speaker, text, at: answered + at * 1_000 }));
  const said = { transcript: JSON.stringify(transcript), summary: "It went well." };
  return String(await addConversation(app, callId, { contact_id: contact_id!, recording, ...said }));
}

const player = (page: Page) => page.getByRole("region", { name: "Recording of the call" });
const slider = (page: Page) => page.getByRole("slider", { name: "Position in the recording" });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const second = async (page: Page) => Number(await slider(page).getAttribute("aria-valuenow"));

/** Waits until the recording is known and drawn, with a row for each of the two who are heard. */
async function drawn(page: Page): Promise<void> {
  await page.locator(`[role="slider"][aria-valuemax="${SECONDS}"]`).waitFor();
  await player(page).getByText("Ada", { exact: true }).waitFor();
}

async function listen(id: string, size: keyof typeof sizes = "laptop"): Promise<Page> {
  const page = await enter(browser, app.url, { size });
  await page.goto(`${app.url}/conversations?open=${id}`);
  await drawn(page);
  return page;
}

describe("a recording", () => {
  const recordings = () => openRecordings(app.config.dataFolder);
  let id: string;
  beforeAll(async () => {
    const page = await browser.open();
    await signUp(page, app.url);
    await page.context().close();
    id = await conversation(await recordings().write(toneAsWav(SECONDS)));
  });

  test.each(Object.keys(sizes) as Array<keyof typeof sizes>)(
    "is shown on a %s, and has nothing against it",
    async (size) => {
      const page = await listen(id, size);
      await expectNoAxeViolations(page, "a recording");
      await slider(page).click({ position: { x: 150, y: 20 } });
      await page.locator('li[aria-current="true"]').waitFor();
      await expectNoAxeViolations(page, "a recording at a turn");
    },
  );

  test("plays and pauses, and comes in parts", async () => {
    const parts: string[] = [];
    const page = await enter(browser, app.url);
    page.on("response", (response) => {
      const { range } = response.request().headers();
      if (response.url().endsWith(`/conversations/${id}/recording`) && range !== undefined)
        parts.push(`${response.status()} ${response.headers()["content-range"]?.split("-")[0]}`);
    });
    await page.goto(`${app.url}/conversations?open=${id}`);
    await drawn(page);
    expect(parts).toContain("206 bytes 0");
    await button(page, "Play").click();
    await button(page, "Pause").waitFor();
    await expect.poll(() => second(page), { timeout: 20_000 }).toBeGreaterThan(1);
    await button(page, "Pause").click();
    await button(page, "Play").waitFor();
    const at = await second(page);
    await page.waitForTimeout(1_500);
    expect(await second(page)).toBe(at);
  });

  test("is moved in by keys, wherever in the drawer the focus is", async () => {
    const page = await listen(id);
    const focusOn = (name: string) => page.getByRole("tab", { name }).or(button(page, name)).focus();
    await focusOn("Close conversation");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => second(page)).toBe(5);
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => second(page)).toBe(0);
    for (const [key, speed] of [
      [".", "1.25×"],
      [".", "1.5×"],
      [",", "1.25×"],
    ] as const) {
      await page.keyboard.press(key);
      await button(page, `Speed: ${speed}`).waitFor();
    }
    // What has the focus keeps its own keys.
    await focusOn("Transcript");
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("tab", { name: "Call timeline" }).getAttribute("aria-selected")).toBe("true");
    expect(await second(page)).toBe(0);

    await slider(page).focus();
    await page.keyboard.press("End");
    await expect.poll(() => second(page)).toBe(SECONDS);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => second(page)).toBe(SECONDS - 5);
    await page.keyboard.press("Home");
    await expect.poll(() => slider(page).getAttribute("aria-valuetext")).toBe(`0:00 of 0:${SECONDS}`);
    await page.keyboard.press("Space");
    await button(page, "Pause").waitFor();
    await page.keyboard.press("Space");
    await button(page, "Play").waitFor();
  });

  test("goes to what was said, and marks what is heard", async () => {
    const page = await listen(id);
    const current = page.locator('[aria-current="true"]').filter({ has: page.locator("p") });
    expect(await current.count()).toBe(0);
    await page.getByText(turns[1][1]).click();
    await expect.poll(() => second(page)).toBe(4);
    expect(await current.locator("p").allTextContents()).toEqual([turns[1][1]]);
    await button(page, "Go to 0:08 in the recording").press("Enter");
    await expect.poll(() => second(page)).toBe(8);
    expect(await current.locator("p").allTextContents()).toEqual([turns[2][1]]);
  });

  test("that is gone is said to be, and the transcript stays", async () => {
    const name = await recordings().write(toneAsWav(1));
    const gone = await conversation(name);
    rmSync(path.join(recordings().folder, name));
    const page = await enter(browser, app.url);
    await page.goto(`${app.url}/conversations?open=${gone}`);
    await page.getByRole("status").getByText("The recording cannot be loaded").waitFor();
    expect(await page.getByText(turns[1][1]).isVisible()).toBe(true);
    await expectNoAxeViolations(page, "a recording that is gone");
  });

  test("that was never made leaves no trace", async () => {
    const silent = await conversation(null);
    const page = await enter(browser, app.url);
    await page.goto(`${app.url}/conversations?open=${silent}`);
    await page.getByText(turns[1][1]).click();
    expect(await slider(page).count()).toBe(0);
    expect(await page.getByRole("button", { name: /in the recording/ }).count()).toBe(0);
    expect(await page.locator('li[aria-current="true"]').count()).toBe(0);
  });
});
