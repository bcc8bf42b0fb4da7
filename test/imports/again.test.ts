/** A second list with the columns of the first: what a person said of it stands, where it can. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ImportsAtWork, openImportsAtWork } from "./imports-at-work.ts";

let work: ImportsAtWork;
beforeAll(async () => {
  work = await openImportsAtWork();
});
afterAll(() => work.close());

const german = Buffer.from("name,phone\nJörg,030 23125001\nZoë,089 99998001\n");
const american = Buffer.from("name,phone\nAda,(415) 555-0101\nGrace,(212) 555-0102\n");

test("keeps the country that was chosen, unless its numbers are none of that country's", async () => {
  const importer = await work.organisation();
  const first = await importer.upload("first.csv", german);
  await importer.check(first, { country: "DE", columns: { name: "full_name", phone: "phone" }, onDuplicate: "skip" });
  const again = await importer.upload("again.csv", german);
  expect(again.suggestedCountry).toBe("DE");
  expect(again.countryReason).toBe("As in the last file with these columns.");
  const other = await importer.upload("other.csv", american);
  expect(other.suggestedCountry).toBe("US");
  const coded = await importer.upload("coded.csv", Buffer.from("name,phone\nAda,+14155550101\n"));
  expect(coded.suggestedCountry).toBe("DE");
});
