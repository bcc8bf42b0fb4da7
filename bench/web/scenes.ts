/** What people do in the large organisation, each measured while they do it. */
import type { Page } from "playwright-core";
import type { Row } from "../measure.ts";
import { interactionRow, scrollRow, timeRow } from "./rows.ts";
import type { Seeded } from "./seed.ts";
import { scrollToEnd, watched } from "./stopwatch.ts";

export interface Stage extends Seeded {
  page: Page;
  /** Another browser with the same person in it. */
  other: Page;
  address: string;
  campaigns: number;
  contacts: number;
}

export interface Scene {
  name: string;
  run(stage: Stage): Promise<Row[]>;
}

const LONGEST_SCROLL_SECONDS = 120;
const FIRST_ROWS_GOAL = 2_500;
const ANSWER_GOAL = 1_000;
const ROUNDS = 10;
const LIVE_SECONDS = 15;

const rowsOf = (page: Page) => page.locator("tbody tr[data-index]");
const many = (value: number) => value.toLocaleString("en-US");

/** Milliseconds until the address shows the first row of its table. */
async function firstRows(page: Page, address: string): Promise<number> {
  await page.goto("about:blank");
  const before = performance.now();
  await page.goto(address, { waitUntil: "commit" });
  await rowsOf(page).first().waitFor();
  return performance.now() - before;
}

/** Scrolls through all that the list loads, and fails where that was not all. */
async function scrolled(page: Page, what: string): Promise<Row> {
  const row = scrollRow(what, await watched(page, () => scrollToEnd(page, LONGEST_SCROLL_SECONDS)));
  const last = Number(await rowsOf(page).last().getAttribute("data-index")) + 1;
  return { ...row, what: `${what}, ${many(last)} rows` };
}

async function campaignList({ page, address, campaigns }: Stage): Promise<Row[]> {
  const what = `web: list of ${many(campaigns)} campaigns`;
  return [
    timeRow(`${what}: first rows`, [await firstRows(page, `${address}/campaigns`)], FIRST_ROWS_GOAL),
    await scrolled(page, `${what}: scrolled by wheel`),
  ];
}

async function contactsTab({ page, address, contacts, largeId }: Stage): Promise<Row[]> {
  const what = `web: campaign of ${many(contacts)} contacts, its contacts`;
  const first = await firstRows(page, `${address}/campaigns/${largeId}?tab=contacts`);
  return [timeRow(`${what}: first rows`, [first], FIRST_ROWS_GOAL), await scrolled(page, `${what}: scrolled by wheel`)];
}

async function contactsPage({ page, address, contacts }: Stage): Promise<Row[]> {
  const what = `web: ${many(contacts)} contacts`;
  const first = await firstRows(page, `${address}/contacts`);
  const scrolling = await scrolled(page, `${what}: scrolled by wheel`);
  await page.evaluate("scrollTo(0, 0)");
  const before = performance.now();
  await page.getByRole("searchbox", { name: "Search contacts" }).fill("diana person-a");
  await page
    .locator(".tfoot")
    .getByText(/^[\d,]+( of [\d,]+)? contacts?$/)
    .and(page.locator(`:not(:has-text("${many(contacts)}"))`))
    .waitFor();
  const found = performance.now() - before;
  await page.getByRole("searchbox", { name: "Search contacts" }).fill("");
  await page
    .locator(".tfoot")
    .getByText(`of ${many(contacts)} contacts`)
    .waitFor();
  const picking = await watched(page, async () => {
    await page.getByLabel("Select the contacts shown").check();
    await page.getByRole("button", { name: `Select all ${many(contacts)}` }).click();
    await page.getByText(`All ${many(contacts)} selected`).waitFor();
  });
  return [
    timeRow(`${what}: first rows`, [first], FIRST_ROWS_GOAL),
    scrolling,
    timeRow(`${what}: search, from the last letter to its rows`, [found], ANSWER_GOAL),
    interactionRow(`${what}: select all`, picking),
  ];
}

/** By buttons, as people do: in a browser without this page. */
async function setRunning(page: Page, address: string, id: string, running: boolean): Promise<void> {
  await page.goto(`${address}/campaigns/${id}`);
  await page.getByRole("button", { name: running ? "Resume" : "Pause", exact: true }).click();
  await page
    .getByRole("heading", { level: 1 })
    .getByText(running ? /Running/ : /Paus/)
    .waitFor();
}

async function whileCallsArrive({ page, other, address, liveId }: Stage): Promise<Row[]> {
  await setRunning(other, address, liveId, true);
  await other.goto("about:blank");
  try {
    await page.goto(`${address}/campaigns/${liveId}`);
    await page.getByRole("heading", { name: /calls live/ }).waitFor();
    const onCampaign = await watched(page, () => changeTabs(page));
    await page.getByRole("tab", { name: "Overview" }).click();
    const watching = await watched(page, () => page.waitForTimeout(LIVE_SECONDS * 1_000));
    await firstRows(page, `${address}/campaigns`);
    await loadRows(page, 1_000);
    const onList = await watched(page, () => useList(page));
    return [
      interactionRow("web: campaign page, from tab to tab", onCampaign),
      scrollRow(
        `web: campaign page, only looked at for ${LIVE_SECONDS} s, ${(watching.events / watching.seconds).toFixed(0)} events a second`,
        watching,
      ),
      interactionRow("web: list with 1,000 rows loaded, tabs and menus", onList),
    ];
  } finally {
    await setRunning(other, address, liveId, false);
  }
}

async function changeTabs(page: Page): Promise<void> {
  const until = performance.now() + LIVE_SECONDS * 1_000;
  for (let n = 0; performance.now() < until; n++) {
    const name = ["Conversations", "Calls", "Contacts", "Overview"][n % 4]!;
    await page.getByRole("tab", { name }).click();
    await page.waitForTimeout(700);
  }
}

async function loadRows(page: Page, rows: number): Promise<void> {
  const until = performance.now() + LONGEST_SCROLL_SECONDS * 1_000;
  while (Number(await rowsOf(page).last().getAttribute("data-index")) < rows - 1) {
    if (performance.now() > until) throw new Error(`${rows} rows did not load in ${LONGEST_SCROLL_SECONDS} s.`);
    await page.mouse.wheel(0, 5_000);
    await page.waitForTimeout(50);
  }
  await page.evaluate("scrollTo(0, 0)");
  await rowsOf(page).first().waitFor();
}

async function useList(page: Page): Promise<void> {
  const until = performance.now() + LIVE_SECONDS * 1_000;
  while (performance.now() < until) {
    for (const name of [/^Paused/, /^All/]) {
      await page.getByRole("group", { name: "Filter by status" }).getByRole("button", { name }).click();
      await page.waitForTimeout(500);
    }
    await page
      .getByRole("button", { name: /^More actions/ })
      .first()
      .click();
    await page.waitForTimeout(300);
    await page.keyboard.press("Escape");
    await page.waitForTimeout(300);
  }
}

/** From the click in one browser to the status in the other, by the clock that both share. */
async function betweenBrowsers({ page, other, address, quietId }: Stage): Promise<Row[]> {
  await page.goto(`${address}/campaigns/${quietId}`);
  await other.goto(`${address}/campaigns?search=Quiet`);
  await rowsOf(other).first().waitFor();
  await page.evaluate(`addEventListener("click", () => { window.clickedAt = Date.now(); }, true)`);
  await other.evaluate(`new MutationObserver(() => {
    const text = document.querySelector("tbody tr[data-index] .pill")?.textContent ?? "";
    if (text === window.wasStatus) return;
    window.wasStatus = text;
    requestAnimationFrame(() => { window.changedAt = Date.now(); });
  }).observe(document.body, { subtree: true, childList: true, characterData: true })`);
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const running = round % 2 === 0;
    await page.getByRole("button", { name: running ? "Resume" : "Pause", exact: true }).click();
    const words = running ? /Running|Queued/ : /Paused/;
    await rowsOf(other).first().locator(".pill").getByText(words).waitFor();
    await page.getByRole("heading", { level: 1 }).getByText(words).waitFor();
    await other.waitForTimeout(1_500);
    samples.push((await other.evaluate<number>("changedAt")) - (await page.evaluate<number>("clickedAt")));
  }
  return [timeRow("web: a click in one browser, its status in another's list", samples, ANSWER_GOAL)];
}

export const scenes: readonly Scene[] = [
  { name: "campaigns", run: campaignList },
  { name: "campaign", run: contactsTab },
  { name: "contacts", run: contactsPage },
  { name: "live", run: whileCallsArrive },
  { name: "browsers", run: betweenBrowsers },
];
