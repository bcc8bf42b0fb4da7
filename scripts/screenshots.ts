/**
 * `npm run screenshots [NAME…]`: photographs every page and state of the web app, light and dark, on a laptop and on a
 * telephone, into docs/screenshots. Everything on the pictures is made for it and nobody is called. With names, only the
 * views whose name begins with one.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { apiClient, type ApiClient } from "../test/harness/api-client.ts";
import { openApp, testConfig } from "../test/harness/app.ts";
import { openBrowser, type Page, signUp, sizes } from "../test/harness/browser.ts";
import { seed } from "./screenshots/seed.ts";
import { emptyViews, type View, views } from "./screenshots/views.ts";

const folder = path.join(path.dirname(import.meta.dirname), "docs", "screenshots");
const wanted = process.argv.slice(2);
const missed: string[] = [];

/** The numbers on a page have come, and what moves has settled. */
const SETTLE_MILLISECONDS = 700;

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const dataFolder = mkdtempSync(path.join(tmpdir(), "campanile-screenshots-"));
  const app = await openApp(testConfig({ dataFolder }));
  const browser = await openBrowser();
  try {
    const page = await browser.open();
    await page.goto(app.url);
    await photograph(page, "sign-up");
    await signUp(page, app.url);
    await photographAll(page, app.url, emptyViews);
    const seeded = await seed(await clientOf(page, app.url));
    await photographAll(page, app.url, views(seeded));
  } finally {
    await browser.close();
    await app.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
  if (missed.length > 0) {
    console.error(missed.join("\n"));
    process.exitCode = 1;
  }
}

/** The API as the person whom the page belongs to, so that what is made says who made it. */
async function clientOf(page: Page, address: string): Promise<ApiClient> {
  const cookies = await page.context().cookies();
  const headers = { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "), origin: address };
  const client = apiClient(address, null);
  return { ...client, get: (name, given) => client.get(name, { ...given, headers }) };
}

async function photographAll(page: Page, address: string, all: readonly View[]): Promise<void> {
  const chosen = all.filter(({ name }) => wanted.length === 0 || wanted.some((one) => name.startsWith(one)));
  for (const size of Object.keys(sizes) as Array<keyof typeof sizes>) {
    await page.setViewportSize(sizes[size]);
    for (const view of chosen) {
      const show = async () => {
        await page.goto(address + view.address);
        await page.getByRole("heading", { level: 1 }).first().waitFor();
        await page.waitForTimeout(SETTLE_MILLISECONDS);
        await view.act?.(page);
        await photograph(page, `${view.name}-${size}`);
      };
      // A busy machine now and then leaves a page without a frame to photograph.
      await show()
        .catch(show)
        .catch((fault: Error) => missed.push(`${view.name} on the ${size}: ${fault.message.split("\n")[0]}`));
    }
  }
}

async function photograph(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(150);
    await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}.png`) });
  }
  console.log(name);
}

await main();
