/** A real browser before the real program, as people use it: by what is written on the screen. */
import { existsSync } from "node:fs";
import path from "node:path";
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { openPostgresApp, type PostgresApp } from "./app.ts";
import { findChromium, howToGetChromium } from "./chromium.ts";

export type { Locator, Page, Request, Route } from "playwright-core";

const root = path.join(import.meta.dirname, "..", "..");

/** A laptop, and a telephone held upright. */
export const sizes = { laptop: { width: 1440, height: 900 }, telephone: { width: 390, height: 844 } } as const;
const schemes = ["light", "dark"] as const;

/** Milliseconds until something that should appear counts as missing: a limit for busy machines, no measure of speed. */
const PATIENCE = 30_000;

/** One Chromium for a test file. */
export interface TestBrowser {
  /** A page in a session of its own, as on another machine. */
  open(size?: keyof typeof sizes): Promise<Page>;
  /** Closes the pages that are open; fails, but for what is expected, where a page wrote an error, broke its policy or was refused a thing it offered. */
  closePages(expected?: RegExp): Promise<void>;
  close(): Promise<void>;
}

/**
 * The program and a browser for the tests of a file. Both are there when the first test begins; what was opened in a test
 * is closed after it, and the test fails by what its pages have against themselves.
 */
export function withBrowser(): { app: PostgresApp; browser: TestBrowser } {
  const given = { app: {} as PostgresApp, browser: {} as TestBrowser };
  beforeAll(async () => {
    Object.assign(given.browser, await openBrowser());
    Object.assign(given.app, await openPostgresApp());
  });
  afterEach(() => given.browser.closePages());
  afterAll(async () => {
    await given.browser.close?.();
    await given.app.close?.();
  });
  return given;
}

export async function openBrowser(): Promise<TestBrowser> {
  if (!existsSync(path.join(root, "web", "dist", "index.html")))
    throw new Error("The web app is not built: run `node scripts/build-web.ts`.");
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(howToGetChromium);
  const browser: Browser = await chromium.launch({
    executablePath,
    // The sandbox refuses root, as which containers run; every page here is our own.
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  return {
    open: async (size = "laptop") => {
      const context = await browser.newContext({
        viewport: sizes[size],
        // Of certificates that a test makes for itself.
        ignoreHTTPSErrors: true,
        locale: "en-GB",
        timezoneId: "Europe/London",
        reducedMotion: "reduce",
        permissions: ["clipboard-read", "clipboard-write"],
      });
      contexts.push(context);
      context.setDefaultTimeout(PATIENCE);
      const page = await context.newPage();
      watch(page, faults);
      return page;
    },
    closePages: async (expected) => {
      for (const context of contexts.splice(0)) await context.close();
      const found = faults.splice(0).filter((fault) => !expected?.test(fault));
      expect(found, "what the pages have against themselves").toEqual([]);
    },
    close: () => browser.close(),
  };
}

/**
 * Gathers what a page should never do. That a request is refused is no fault of the page by itself, and Chromium writes an
 * error for each; but what the role does not reach is not to be asked for, and the server is not to fail.
 */
function watch(page: Page, faults: string[]): void {
  page.on("pageerror", (error) => faults.push(`threw ${error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error" || message.text().startsWith("Failed to load resource")) return;
    faults.push(`wrote "${message.text()}"`);
  });
  page.on("response", (response) => {
    const status = response.status();
    if (status === 403 || status >= 500)
      faults.push(`was answered ${status} by ${response.request().method()} ${response.url()}`);
  });
}

export interface Person {
  name: string;
  email: string;
  password: string;
}

export const priya: Person = { name: "Priya Raman", email: "priya@kestrel.example", password: "correct horse battery" };

/** Fills in the sign-up form that is open, or the first owner's, and waits until the person is inside. */
export async function signUp(page: Page, address: string, person: Person = priya): Promise<void> {
  await page.goto(address);
  await page.getByLabel("Your name").fill(person.name);
  const email = page.getByLabel("E-mail");
  if (await email.isEditable()) await email.fill(person.email);
  await page.getByRole("textbox", { name: "Password" }).fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("heading", { level: 1, name: "Call Campaigns" }).waitFor();
}

/** Inside, at the list of campaigns, in a session of its own. */
export async function enter(
  browser: TestBrowser,
  address: string,
  { person = priya, size = "laptop" }: { person?: Person; size?: keyof typeof sizes } = {},
): Promise<Page> {
  const page = await browser.open(size);
  await page.goto(address);
  await signIn(page, person);
  await page.getByRole("heading", { level: 1, name: "Call Campaigns" }).waitFor();
  return page;
}

export async function signIn(page: Page, { email, password }: Pick<Person, "email" | "password">): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/**
 * `region` is off for what is drawn beside the page, such as menus. Styles are not preloaded: that copies those of
 * shadow roots into the page, which its policy refuses, and no rule that runs here reads them. In the dark only the colours are others.
 */
const axeOptions: Record<(typeof schemes)[number], axe.RunOptions> = {
  light: {
    resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    rules: { region: { enabled: false } },
    preload: { assets: ["media"] },
  },
  dark: { resultTypes: ["violations"], runOnly: { type: "rule", values: ["color-contrast"] } },
};

/** What breaks WCAG 2.0 to 2.2 A and AA and good practice, in light and in dark. The page keeps its state meanwhile. */
export async function axeFaults(page: Page, what: string = page.url()): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    // The app hears of it a moment later: until then its colours are the other scheme's, or half way.
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    const { width } = page.viewportSize()!;
    for (const violation of await axeViolations(page, axeOptions[colorScheme]))
      found.push(`${what}, ${colorScheme}, ${width} px: ${violation}`);
  }
  return found;
}

/** {@link axeFaults} of one page, which there should be none of. */
export async function expectNoAxeViolations(page: Page, what?: string): Promise<void> {
  expect(await axeFaults(page, what)).toEqual([]);
}

const endingAnimations =
  "document.getAnimations().filter((one) => one.effect.getComputedTiming().iterations !== Infinity)";

async function axeViolations(page: Page, options: axe.RunOptions): Promise<string[]> {
  // Given as text, which the page's policy does not reach.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(`${axe.source};undefined`);
  // What fades in is judged when it stands.
  await page.evaluate(`Promise.all(${endingAnimations}.map((one) => one.finished.catch(() => {})))`);
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary = "" }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  );
}
