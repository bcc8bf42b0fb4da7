/** What stands on a campaign's page, as a person reads it there. */
import type { Locator, Page } from "./browser.ts";

/** The campaign's status, at its name. */
export const statusShown = (page: Page, word: RegExp): Locator =>
  page.getByRole("heading", { level: 1 }).getByText(word);

/** The counts above zero, such as `{ Success: 9, "No answer": 4 }`. */
export async function countsShown(page: Page): Promise<Record<string, number>> {
  const items = page.getByRole("list", { name: "Contacts by status" }).getByRole("button");
  const found = (await items.allTextContents()).map((text) => /^(.+?): ([\d,]+), show/.exec(text));
  const counts = found.flatMap((one) => (one ? [[one[1]!, Number(one[2]!.replaceAll(",", ""))] as const] : []));
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
