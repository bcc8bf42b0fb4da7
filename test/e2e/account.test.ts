/** One's own account: name, password, where one is signed in, and a link for who forgot the password. */
import { expect, test } from "vitest";
import { enter, expectNoAxeViolations, priya, signIn, signUp, withBrowser } from "#harness/browser.ts";
import { rawRequest } from "#harness/raw-request.ts";

const { app, browser } = withBrowser();

test("a name and a password are changed, and others are signed out", async () => {
  const page = await browser.open();
  await signUp(page, app.url);
  const elsewhere = () =>
    rawRequest(app.url, "/api/auth/sign-in/email", {
      method: "POST",
      body: { email: priya.email, password: priya.password },
      headers: { "user-agent": "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" },
    });
  expect((await elsewhere()).status).toBe(200);
  await page.goto(`${app.url}/account`);
  const sessions = page.getByRole("list", { name: "Signed in on" });
  await sessions.getByText("Firefox on Linux").waitFor();
  await sessions.getByText("This browser").waitFor();
  await expectNoAxeViolations(page);

  await page.getByLabel("Name", { exact: true }).fill("Priya R.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Name saved.").waitFor();

  await page.getByLabel("Current password").fill(priya.password);
  await page.getByLabel("New password").fill("qwertyuiop");
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("one of the 100,000 commonest").waitFor();
  await page.getByLabel("New password").fill("another long password");
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("You were signed out in 1 other place.").waitFor();
  await expect.poll(() => sessions.getByRole("listitem").count()).toBe(1);
  expect((await elsewhere()).status).toBe(401);
});

test("a link of reset-password sets a password once", async () => {
  const answer = await rawRequest(app.url, "/local/password-reset", {
    method: "POST",
    body: { email: priya.email },
    headers: { authorization: `Bearer ${app.app.localKey}` },
  });
  await browser.closePages();
  const page = await browser.open();
  await page.goto(`${app.url}/reset-password?token=${answer.body.token}`);
  await page.getByText(`For ${priya.email}.`).waitFor();
  await expectNoAxeViolations(page);
  await page.getByLabel("New password").fill(priya.password);
  await page.getByRole("button", { name: "Set password" }).click();
  await page.getByText("Your password is set.").waitFor();
  await page.getByRole("link", { name: "Sign in" }).click();
  await signIn(page, priya);
  await page.goto(`${app.url}/reset-password?token=${answer.body.token}`);
  await page.getByText("This link was used").waitFor();
});

test("an API key says who made it, and an owner hands it over", async () => {
  await browser.closePages();
  const page = await enter(browser, app.url);
  const owner = await app.as("owner");
  await page.goto(`${app.url}/settings?tab=api-keys`);
  await page.getByRole("button", { name: "Hand the owner's program over" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "To" }).click();
  await page.getByRole("option", { name: "Priya R." }).click();
  await dialog.getByRole("button", { name: "Hand over" }).click();
  await page.getByText("Held by Priya R.").waitFor();
  const { items } = await owner.get("listApiKeys");
  expect(items.find(({ id }: { id: string }) => id === owner.id)).toMatchObject({ holder: { name: "Priya R." } });
});
