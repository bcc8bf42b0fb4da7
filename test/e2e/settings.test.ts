/** Settings that decide what is kept of people, and who is never called. */
import { beforeAll, describe, expect, test } from "vitest";
import { enter, expectNoAxeViolations, signUp, withBrowser } from "#harness/browser.ts";
import { addCall, addConversation } from "#harness/calls.ts";

const { app, browser } = withBrowser();
const day = 86_400_000;

beforeAll(async () => {
  await signUp(await browser.open(), app.url);
  await browser.closePages();
});

describe("how long conversations are kept", () => {
  test("says how many would lose what was said, asks, and writes it down", async () => {
    for (const age of [40, 50, 3]) {
      const at = new Date(Date.now() - age * day);
      const callId = await addCall(app, { outcome: "success", ended_at: at });
      await addConversation(app, callId, { created_at: at });
    }
    const page = await enter(browser, app.url);
    await page.goto(`${app.url}/settings?tab=rules`);
    const days = page.getByLabel("Keep conversations for");
    await days.fill("30");
    await page.getByText("2 conversations are older than 30 days, and will lose what was said.").waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Keep conversations for 30 days only?" });
    await dialog.getByText("Within an hour they lose transcript").waitFor();
    await expectNoAxeViolations(page);
    await dialog.getByRole("button", { name: "Keep", exact: true }).click();
    const key = await app.as("owner", app.organisationId);
    expect(await key.get("getRules")).toMatchObject({ retentionDays: null });

    await page.getByRole("button", { name: "Save", exact: true }).click();
    await dialog.getByRole("button", { name: "Save and delete" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(await key.get("getRules")).toMatchObject({ retentionDays: 30 });
    // More days delete nothing, and are not asked about.
    await days.fill("60");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const kept = async () => (await key.get("getRules")).retentionDays;
    await expect.poll(kept, { timeout: 30_000 }).toBe(60);

    await page.getByRole("link", { name: "Audit log" }).click();
    await page.getByText("Days that conversations are kept: none → 30").first().waitFor();
    await page.getByText("Days that conversations are kept: 30 → 60").first().waitFor();
  });
});

describe("a list of people who must not be called", () => {
  const file = {
    name: "optouts.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      "Name,Mobile,Home\nBo,+14155550161,+14155550162\nCy,,+14155550163\nEd,12,+14155550164\nGus,,\n",
    ),
  };

  test("is checked, read by other columns where these are wrong, and added with its rejected rows", async () => {
    const page = await enter(browser, app.url);
    await page.goto(`${app.url}/settings?tab=do-not-call`);
    await page.getByRole("button", { name: "Upload list" }).click();
    const dialog = page.getByRole("dialog", { name: "Upload a list" });
    await dialog.getByRole("button", { name: "Check file" }).click();
    await dialog.getByText("Choose a file.").waitFor();
    await dialog.locator("input[type=file]").setInputFiles(file);
    await dialog.getByRole("button", { name: "Check file" }).click();
    await dialog.getByText("1 in which one of the numbers cannot be read").waitFor();
    await expectNoAxeViolations(page);
    const key = await app.as("owner", app.organisationId);
    const listed = async () => (await key.get("listDoNotCall")).total;
    expect(await listed()).toBe(0);

    await dialog.getByRole("button", { name: "Add 4 numbers" }).click();
    await dialog.getByText("4 numbers are not called any more.").waitFor();
    expect(await listed()).toBe(4);
    const download = page.waitForEvent("download");
    await dialog.getByRole("link", { name: "Download 2 rejected rows" }).click();
    expect((await download).suggestedFilename()).toBe("rejected.csv");
    await dialog.getByRole("button", { name: "Done" }).click();
    await page.getByText("+14155550164").first().waitFor();
  });
});
