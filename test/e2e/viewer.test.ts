/** Who only reads: every page comes, none asks for what the role does not reach, and nothing on it changes anything. */
import { beforeAll, describe, expect, test } from "vitest";
import {
  axeFaults,
  enter,
  type Locator,
  type Page,
  type Person,
  priya,
  signUp,
  withBrowser,
} from "#harness/browser.ts";
import { addPeople, callee, campaignWhen, completed, draft, parts } from "#harness/campaigns.ts";

const { app, browser } = withBrowser();

const ben: Person = { name: "Ben Okoro", email: "ben@kestrel.example", password: "another long password" };
const phones = Array.from({ length: 20 }, (_, n) => callee(String(n).padStart(2, "0")));
const ids = { done: "", draft: "", contact: "", conversation: "", employee: "" };

beforeAll(async () => {
  const { lineId, aiEmployeeId } = await parts(app);
  await app.get("updateLine", { params: { id: lineId }, body: { settings: { speed: "max" } } });
  const done = await draft(app, { name: "Autumn survey", phones, settings: { retry: { maxRetries: 0 } } });
  await app.get("startCampaign", done);
  await campaignWhen(app, done, completed, 60_000);
  const next = await draft(app, { name: "Winter survey", phones: [callee("15")] });
  const [contact] = await addPeople(app, [callee("00")]);
  const conversation = (await app.get("listConversations")).items[0].id;
  Object.assign(ids, { done: done.params.id, draft: next.params.id, contact, conversation, employee: aiEmployeeId });
  await app.get("addDoNotCall", { body: { phone: "+14155550199" } });
  await signUp(await browser.open(), app.url);
  const { link } = await app.get("createInvitation", { body: { email: ben.email, role: "viewer" } });
  await signUp(await browser.open(), link, ben);
  await browser.closePages();
});

/** What an owner has on each page to create, edit, call or delete with. */
const owners = (): Record<string, string[]> => ({
  "/campaigns": ["Create Campaign", "Continue editing: Winter survey", "Retry failed (3): Autumn survey"],
  ...Object.fromEntries(
    ["overview", "contacts", "calls", "conversations", "settings", "activity"].map((tab) => [
      `/campaigns/${ids.done}?tab=${tab}`,
      ["Retry failed (3)", "More actions for Autumn survey"],
    ]),
  ),
  [`/campaigns/${ids.draft}?tab=contacts`]: ["Start", "Continue editing", "Remove Ada from this campaign"],
  [`/campaigns/${ids.draft}/edit/details`]: ["Continue", "Save and close", "Campaign name", "Description"],
  [`/conversations?open=${ids.conversation}`]: [],
  "/contacts": ["Import", "Add contact", "Select the contacts shown"],
  [`/contacts?open=${ids.contact}`]: ["Edit", "Merge", "Do not call", "Delete"],
  "/contacts?tab=imports": ["Import", "Add contact", "Import a file"],
  "/contacts/import/new": ["Use 25 sample contacts"],
  "/employees": ["New AI employee", "Actions for Robin", "Edit", "Test call"],
  [`/employees/${ids.employee}`]: ["Save", "Greeting", "Instructions", "Add detail", "Delete Robin", "Test call"],
  "/settings?tab=lines": ["Remove", "Check", "No waiting", "Save", "Add simulator"],
  "/settings?tab=do-not-call": ["Export", "Upload list", "Add number", "Take +14155550199 off the list"],
  "/settings?tab=rules": ["Save", "No calls at night"],
  "/settings?tab=team": ["Invite person", "Role of Ben Okoro", "Remove Ben Okoro"],
  "/settings?tab=api-keys": ["API keys", "New key"],
  "/settings?tab=organisation": ["Save", "Name"],
});

/** How whatever changes something begins, so that what is not named above is found too. */
const changing =
  /^(create|new|add|import|upload|invite|save|edit|continue|delete|remove|merge|take|start|launch|pause|resume|stop|retry|duplicate|test call)\b/i;

const kinds = ["button", "link", "textbox", "switch", "checkbox", "combobox"] as const;

/** What has exactly this name and can be used, or will be when something is filled in. */
function offered(page: Page, name: string): Locator {
  const [first, ...others] = kinds.map((kind) => {
    const isField = kind !== "button" && kind !== "link";
    // A switch has its explanation in its name.
    const named = kind === "switch" ? new RegExp(`^${name}`) : name;
    return page.getByRole(kind, { name: named, exact: true, ...(isField ? { disabled: false } : {}) });
  });
  return others.reduce((all, one) => all.or(one), first!).first();
}

async function goTo(page: Page, address: string): Promise<void> {
  await page.goto(app.url + address);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForLoadState("networkidle");
}

describe("a viewer", () => {
  test("is shown every page without what an owner changes things with, and nothing stands against any", async () => {
    const owner = await enter(browser, app.url);
    const viewer = await enter(browser, app.url, { person: ben });
    const missing: string[] = [];
    const shown: string[] = [];
    for (const [address, names] of Object.entries(owners())) {
      await goTo(owner, address);
      await goTo(viewer, address);
      for (const name of names) {
        if (!(await offered(owner, name).isVisible())) missing.push(`${address}: ${name}`);
        if ((await offered(viewer, name).count()) > 0) shown.push(`${address}: ${name}`);
      }
      for (const kind of ["button", "link"] as const)
        for (const text of await viewer.getByRole(kind, { name: changing }).allTextContents())
          shown.push(`${address}: ${kind} "${text}"`);
      shown.push(...(await axeFaults(viewer, address)));
    }
    expect({ missing, shown }).toEqual({ missing: [], shown: [] });
  }, 300_000);

  test("has no menu at a campaign, in which there would be nothing", async () => {
    const menuOf = async (person: Person) => {
      const page = await enter(browser, app.url, { person });
      await page.getByText("Autumn survey").first().waitFor();
      if ((await page.getByRole("button", { name: "More actions for Autumn survey" }).count()) === 0) return [];
      await page.getByRole("button", { name: "More actions for Autumn survey" }).click();
      await page.getByRole("menuitem").first().waitFor();
      return (await page.getByRole("menuitem").allTextContents()).map((text) => text.replace(/[A-Z]$/, ""));
    };
    expect(await menuOf(priya)).toEqual(["Retry failed (3)", "Duplicate", "Export", "Delete"]);
    expect(await menuOf(ben)).toEqual([]);
  });

  test("finds nothing to create in the palette", async () => {
    const paletteOf = async (person: Person) => {
      const page = await enter(browser, app.url, { person });
      await page.keyboard.press("Control+K");
      const palette = page.getByRole("dialog");
      await palette.getByText("Autumn survey").first().waitFor();
      return palette.getByText("Create Campaign").count();
    };
    expect(await paletteOf(priya)).toBe(1);
    expect(await paletteOf(ben)).toBe(0);
  });
});
