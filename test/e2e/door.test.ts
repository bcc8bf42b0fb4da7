/** Coming in: the first owner, who signs in, who is invited, and what somebody who only reads is shown. */
import { describe, expect, test } from "vitest";
import {
  expectNoAxeViolations,
  type Page,
  type Person,
  priya,
  signIn,
  signUp,
  sizes,
  withBrowser,
} from "#harness/browser.ts";

const { app, browser } = withBrowser();

const ben: Person = { name: "Ben Okoro", email: "ben@kestrel.example", password: "another long password" };
const callCampaigns = (page: Page) => page.getByRole("heading", { level: 1, name: "Call Campaigns" });

describe("the door", () => {
  test("is open to the first owner at any size, and has nothing against it", async () => {
    for (const size of Object.keys(sizes) as Array<keyof typeof sizes>) {
      const page = await browser.open(size);
      await page.goto(app.url);
      await page.getByRole("heading", { name: "Set up Campanile" }).waitFor();
      await expectNoAxeViolations(page, "the first owner's sign-up");
    }
  });

  test("lets the first owner sign up, sign out, and sign in again", async () => {
    const page = await browser.open();
    await signUp(page, app.url);
    await page.getByRole("button", { name: /^Priya Raman.*your account$/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await expectNoAxeViolations(page, "signing in");
    await signIn(page, priya);
    await callCampaigns(page).waitFor();
    expect(await page.getByText("Owner", { exact: true }).isVisible()).toBe(true);
  });

  test("brings back to the page one wanted", async () => {
    const page = await browser.open();
    await page.goto(`${app.url}/contacts`);
    await signIn(page, priya);
    await page.getByRole("heading", { level: 1, name: "Contacts" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/contacts");
  });

  test("says that a password is wrong, and does not open", async () => {
    const page = await browser.open("telephone");
    await page.goto(app.url);
    await signIn(page, { ...priya, password: "not the password" });
    await page
      .getByRole("alert")
      .getByText(/password/i)
      .waitFor();
    await expectNoAxeViolations(page, "a wrong password");
    await page.goto(`${app.url}/campaigns`);
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  });

  test("says that an invitation no longer stands", async () => {
    const page = await browser.open();
    await page.goto(`${app.url}/sign-up?invitation=long-gone`);
    await page.getByText("This invitation was used, taken back or has expired").waitFor();
    expect(await page.getByRole("button", { name: "Create account" }).count()).toBe(0);
  });
});

describe("a viewer by invitation", () => {
  test("comes in, reads every page, and is shown no button that the API refuses", async () => {
    const body = { email: ben.email, role: "viewer" };
    const { link } = await app.get("createInvitation", { body });
    const page = await browser.open();
    await signUp(page, link, ben);
    expect(await page.getByText("Viewer", { exact: true }).isVisible()).toBe(true);
    const offered: string[] = [];
    for (const address of pages) {
      await page.goto(app.url + address);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      const main = page.getByRole("main");
      for (const role of ["button", "link"] as const)
        for (const text of await main.getByRole(role, { name: changing }).allTextContents())
          offered.push(`${address}: ${text}`);
    }
    expect(offered).toEqual([]);
  });
});

const pages = [
  "/campaigns",
  "/conversations",
  "/contacts",
  "/contacts?tab=imports",
  "/employees",
  "/settings?tab=lines",
  "/settings?tab=do-not-call",
  "/settings?tab=rules",
  "/settings?tab=team",
  "/settings?tab=organisation",
];

/** How every button begins that changes something. */
const changing =
  /^(create|new|add|import|upload|invite|save|edit|delete|remove|start|launch|pause|stop|retry|test call)\b/i;
