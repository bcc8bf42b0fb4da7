/**
 * The web app in a real Chromium on a large organisation: whether lists scroll without a hitch, how soon a click is answered
 * while events arrive, and how soon one browser shows what another did.
 */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { ensureOrganisation } from "#store/accounts/organisations.ts";
import { openDatabase } from "#store/db.ts";
import { openApp, testConfig } from "#harness/app.ts";
import { priya, signIn, signUp, sizes } from "#harness/browser.ts";
import { findChromium, howToGetChromium } from "#harness/chromium.ts";
import { createPostgresDatabase } from "#harness/databases.ts";
import { grouped, type Row } from "../measure.ts";
import { scenes } from "../web/scenes.ts";
import { seed } from "../web/seed.ts";
import { putStopwatch } from "../web/stopwatch.ts";

/**
 * @param serverUrl a PostgreSQL
 * @param names of scenes; none: all
 * @param say tells what is under way
 */
export async function webRows(
  serverUrl: string,
  size: { campaigns: number; contacts: number },
  names: readonly string[],
  say: (text: string) => void,
): Promise<Row[]> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(howToGetChromium);
  const chosen = names.length === 0 ? scenes : names.flatMap((name) => scenes.filter((scene) => scene.name === name));
  const { url, drop } = await createPostgresDatabase(serverUrl);
  const folder = mkdtempSync(path.join(os.tmpdir(), "campanile-bench-"));
  const database = await openDatabase({ url });
  try {
    const { id: organisationId } = await ensureOrganisation(database.sql);
    say(`web: ${grouped(size.campaigns)} campaigns, ${grouped(size.contacts)} contacts in one`);
    const seeded = await seed({ database, organisationId, close: async () => {} }, size.campaigns, size.contacts);
    const app = await openApp(testConfig({ dataFolder: folder, databaseUrl: url, secret: "x".repeat(40) }));
    const launch = () => chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
    const browsers: [Browser, Browser] = [await launch(), await launch()];
    try {
      const page = await openPage(browsers[0]);
      await signUp(page, app.url);
      const other = await openPage(browsers[1]);
      await other.goto(app.url);
      await signIn(other, priya);
      await other.getByRole("heading", { level: 1, name: "Call Campaigns" }).waitFor();
      const rows: Row[] = [];
      for (const scene of chosen) {
        const found = await scene.run({ page, other, address: app.url, ...size, ...seeded });
        // Said at once, with how busy the machine is: a browser shares it with the server and the database.
        for (const { what, ours, against } of found)
          say(`${what}: ${ours}; ${against}; load ${os.loadavg()[0]!.toFixed(1)}`);
        rows.push(...found);
      }
      return rows;
    } finally {
      for (const browser of browsers) await browser.close();
      await app.close();
    }
  } finally {
    await database.close();
    await drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: sizes.laptop, locale: "en-GB", timezoneId: "Europe/London" });
  await putStopwatch(page);
  return page;
}
