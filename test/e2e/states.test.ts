/** What stands on the screen for a moment: pages with nothing on them yet, questions, the palette, an import's steps. */
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { axeFaults, enter, type Page, type Person, signUp, sizes, withBrowser } from "#harness/browser.ts";
import { callee, campaignWhen, completed, draft, parts } from "#harness/campaigns.ts";

const { app, browser } = withBrowser();

const file = path.join(import.meta.dirname, "..", "..", "examples", "contacts.csv");
/** Of an organisation without anything. */
const noor: Person = { name: "Noor Haddad", email: "noor@heron.example", password: "another long password" };
const ids = { paused: "", conversation: "", contact: "" };

beforeAll(async () => {
  const { lineId } = await parts(app);
  await app.get("updateLine", { params: { id: lineId }, body: { settings: { speed: "max" } } });
  const done = await draft(app, {
    name: "Autumn survey",
    phones: [callee("15")],
    settings: { retry: { maxRetries: 0 } },
  });
  await app.get("startCampaign", done);
  await campaignWhen(app, done, completed, 60_000);
  // A minute a call: it is paused before any ends.
  await app.get("updateLine", { params: { id: lineId }, body: { settings: { speed: 1 } } });
  const paused = await draft(app, { name: "Winter survey", phones: [callee("16"), callee("17")] });
  await app.get("startCampaign", paused);
  await app.get("pauseCampaign", paused);
  const { id, contact } = (await app.get("listConversations")).items[0];
  Object.assign(ids, { paused: paused.params.id, conversation: id, contact: contact.id });
  await signUp(await browser.open(), app.url);
  const owner = await app.as("owner", await app.addOrganisation("Heron"));
  const { link } = await owner.get("createInvitation", { body: { email: noor.email, role: "admin" } });
  await signUp(await browser.open(), link, noor);
  await browser.closePages();
});

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
const dialog = (page: Page) => page.getByRole("dialog").first().waitFor();

interface State {
  address: () => string;
  /** From the page to the state. */
  reach: (page: Page) => Promise<void>;
}

const onButton = (address: () => string, name: string): State => ({
  address,
  reach: async (page) => {
    await button(page, name).first().click();
    await dialog(page);
  },
});

const states: Record<string, State> = {
  "the question before Stop": onButton(() => `/campaigns/${ids.paused}`, "Stop"),
  "a new AI employee": onButton(() => "/employees", "New AI employee"),
  "an invitation": onButton(() => "/settings?tab=team", "Invite person"),
  "the palette": {
    address: () => "/campaigns",
    reach: async (page) => {
      await page.keyboard.press("Control+K");
      await page.getByRole("dialog").getByText("Winter survey").first().waitFor();
    },
  },
  "an import's columns": {
    address: () => "/contacts/import/new",
    reach: async (page) => {
      await page.locator("input[type=file]").setInputFiles(file);
      await button(page, "Check 20 rows").waitFor();
    },
  },
  "an import's rows": {
    address: () => "/contacts/import/new",
    reach: async (page) => {
      await page.locator("input[type=file]").setInputFiles(file);
      await button(page, "Check 20 rows").click();
      await button(page, /^Go on with/).waitFor();
    },
  },
  "a conversation's drawer": { address: () => `/conversations?open=${ids.conversation}`, reach: dialog },
  "a contact's drawer": { address: () => `/contacts?open=${ids.contact}`, reach: dialog },
};

/** What is said where nothing is yet. */
const empty = {
  "/campaigns": "Ring your first list",
  "/contacts": "No contacts yet",
  "/conversations": "No conversations yet",
  "/employees": "No AI employee yet",
};

describe.each(Object.keys(sizes) as Array<keyof typeof sizes>)("on a %s, nothing is to mend", (size) => {
  test("where an organisation has nothing yet", async () => {
    const page = await enter(browser, app.url, { person: noor, size });
    const faults: string[] = [];
    for (const [address, title] of Object.entries(empty)) {
      await page.goto(app.url + address);
      await page.getByRole("heading", { name: title }).waitFor();
      faults.push(...(await axeFaults(page, address)));
    }
    expect(faults).toEqual([]);
  });

  test("in what opens, and in the steps of an import", async () => {
    const page = await enter(browser, app.url, { size });
    const faults: string[] = [];
    for (const [name, { address, reach }] of Object.entries(states)) {
      await page.goto(app.url + address());
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await reach(page);
      faults.push(...(await axeFaults(page, name)));
    }
    expect(faults).toEqual([]);
  }, 120_000);
});
