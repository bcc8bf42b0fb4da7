/** How a page comes: in two rounds of requests, on slow networks too, and when the version it was opened with is gone. */
import { beforeAll, describe, expect, test } from "vitest";
import { enter, type Locator, type Page, type Request, type Route, signUp, withBrowser } from "#harness/browser.ts";
import { callee, campaignWhen, completed, draft, parts } from "#harness/campaigns.ts";
import { filesFor, pageSources } from "../web/build.ts";

const { app, browser } = withBrowser();
let of = { params: { id: "" } };

beforeAll(async () => {
  const { lineId } = await parts(app);
  await app.get("updateLine", { params: { id: lineId }, body: { settings: { speed: "max" } } });
  const phones = Array.from({ length: 20 }, (_, n) => callee(String(n).padStart(2, "0")));
  of = await draft(app, { name: "Product Demo Follow-up", phones, settings: { retry: { maxRetries: 0 } } });
  await app.get("startCampaign", of);
  await campaignWhen(app, of, completed, 60_000);
  await signUp(await browser.open(), app.url);
  await browser.closePages();
});

/** What a page shows when it stands, of what it asked the server for. */
const content: Record<keyof typeof pageSources, { address: () => string; shown: (page: Page) => Locator[] }> = {
  "the campaigns list": {
    address: () => "/campaigns",
    shown: (page) => [
      page.getByRole("link", { name: "Product Demo Follow-up" }),
      page.getByRole("region", { name: "Summary" }).getByText("Nobody is being called"),
    ],
  },
  "a campaign's page": {
    address: () => `/campaigns/${of.params.id}`,
    shown: (page) => [
      page.getByRole("list", { name: "Contacts by status" }),
      page.locator(".recharts-bar-rectangle").first(),
      page.locator("[data-conversation]:visible").first(),
    ],
  },
};
const pages = Object.keys(content) as Array<keyof typeof content>;

const pathOf = (request: Request): string => new URL(request.url()).pathname;

// With an end, for what is not drawn yet may never be idle.
const idle = "new Promise((done) => setTimeout(() => requestIdleCallback(done, { timeout: 1000 }), 300))";

/** Holds what a page asks for after its document, so that what waits for an answer is told from what does not. */
async function holdRequests(page: Page): Promise<{ nextRound(): Promise<string[]> }> {
  let held: Route[] = [];
  await page.route("**", async (route) => {
    const free = ["document", "font", "image", "eventsource"].includes(route.request().resourceType());
    if (free) await route.continue();
    else held.push(route);
  });
  /** Nothing more is asked for, and the page has nothing left to do. */
  const settled = async () => {
    for (let before = -1; held.length === 0 || held.length !== before;) {
      before = held.length;
      await page.evaluate(idle);
    }
  };
  return {
    nextRound: async () => {
      await settled();
      const round = held;
      held = [];
      await Promise.all(
        round.map(async (route) => {
          await route.continue();
          await (await route.request().response())?.finished();
        }),
      );
      return round.map((route) => pathOf(route.request()));
    },
  };
}

describe.each(pages)("%s", (name) => {
  test("stands after two rounds of requests, and needs no script that its budget does not count", async () => {
    const page = await enter(browser, app.url);
    // Its own first time: nothing of the app is there yet.
    await page.goto("about:blank");
    const requests = await holdRequests(page);
    await page.goto(app.url + content[name].address(), { waitUntil: "commit" });
    const first = await requests.nextRound();
    const second = await requests.nextRound();
    // Whatever the page asks for now is held for good.
    for (const place of content[name].shown(page)) await place.waitFor();
    const counted = filesFor(pageSources[name]).scripts.map((file) => `/${file}`);
    const scripts = [...first, ...second].filter((path) => path.endsWith(".js"));
    expect(scripts.filter((path) => !counted.includes(path))).toEqual([]);
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });
});

describe("on a slow network and a slow machine", () => {
  test.each(pages)("%s shows its shape, then what is in it", async (name) => {
    const page = await enter(browser, app.url);
    const session = await page.context().newCDPSession(page);
    // Nine megabits a second, as far away as another continent, and a quarter of the processor.
    const throughput = 9_000_000 / 8;
    const network = { offline: false, latency: 150, downloadThroughput: throughput, uploadThroughput: throughput };
    await session.send("Network.emulateNetworkConditions", network);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    const shape = page.locator(".mantine-Skeleton-root:visible").first();
    await page.route("**/api/v1/campaigns**", async (route) => {
      await shape.waitFor();
      await route.continue();
    });
    await page.goto(app.url + content[name].address());
    for (const place of content[name].shown(page)) await place.waitFor();
    expect(await page.getByText("did not load").count()).toBe(0);
    expect(await shape.count()).toBe(0);
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });
});

describe("a page that was opened before a new version was set up", () => {
  const isContacts = (url: URL) => /\/assets\/contacts-[^/]+\.js$/.test(url.pathname);

  function countLoads(page: Page): () => number {
    let loads = 0;
    page.on("request", (request) => (loads += request.resourceType() === "document" ? 1 : 0));
    return () => loads;
  }

  test("is loaded anew, and goes where one wanted to go", async () => {
    const page = await enter(browser, app.url);
    const loads = countLoads(page);
    // The old file is gone; the new page asks for another, which here has the same name.
    await page.route(isContacts, async (route) => (loads() === 0 ? route.fulfill({ status: 404 }) : route.continue()));
    await page.getByRole("link", { name: "Contacts" }).first().click();
    await page.getByRole("heading", { level: 1, name: "Contacts" }).waitFor();
    expect(loads()).toBe(1);
  });

  test("is loaded anew once where the file stays away, and says so", async () => {
    const page = await enter(browser, app.url);
    const loads = countLoads(page);
    await page.route(isContacts, (route) => route.fulfill({ status: 404 }));
    await page.getByRole("link", { name: "Contacts" }).first().click();
    await page.getByRole("heading", { name: "The page did not load" }).waitFor();
    await page.waitForLoadState("networkidle");
    expect(loads()).toBe(1);
    await browser.closePages(/did not give a part of it/);
  });
});
