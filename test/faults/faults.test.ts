/** The short trial; `npm run faults` is the long one. */
import { expect, test } from "vitest";
import { runTrial } from "./trial.ts";

test("every law holds while processes, connections, the database and the carrier fail", async () => {
  const { broken, facts } = await runTrial({
    seed: 5,
    faults: 16,
    gapMilliseconds: 600,
    campaigns: 2,
    people: 10,
    patienceMilliseconds: 150_000,
  });
  expect(broken).toEqual({});
  expect(facts.rings.length).toBeGreaterThan(0);
}, 600_000);
