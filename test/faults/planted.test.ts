/** The laboratory must be able to fail: a fault in the engine is seen, and the engine without it passes the same trial. */
import { describe, expect, test } from "vitest";
import { type Planting, plantFault } from "./planted.ts";
import * as scenarios from "./scenarios.ts";

const sendAtAnyTime: Planting = {
  file: "dialer/dial.ts",
  instead: "Math.min(now + PLACE_WITHIN_MILLISECONDS, closing.get(call.id)! - 1)",
  plant: "Number.MAX_SAFE_INTEGER",
};

interface Case {
  fault: string;
  plantings: Planting[];
  scenario: scenarios.Scenario;
  law: string;
}

const cases: readonly Case[] = [
  {
    fault: "a dial without a latest instant",
    plantings: [sendAtAnyTime],
    scenario: scenarios.pausedWhileDialing,
    law: "pause, cancel and the do-not-call list are obeyed within a second",
  },
  {
    fault: "a caller that dials without its lease",
    plantings: [
      sendAtAnyTime,
      {
        file: "dialer/lease.ts",
        instead: "return this.ageMilliseconds < (this.#options.seconds / 2) * 1_000;",
        plant: "return true;",
      },
    ],
    scenario: scenarios.asleepWhileDialing,
    law: "no number rings while it is on a call",
  },
  {
    fault: "an end that is written by whoever comes",
    plantings: [
      {
        file: "store/settle.ts",
        instead: "k.owner = ${owner} and k.state <> 'ended'",
        plant: "${owner} <> ''",
      },
      // Without this one the sleeper learns of its loss a moment after it woke.
      {
        file: "store/callers.ts",
        instead: '.where("lease_until", ">", sql<Date>`clock_timestamp()`)',
        plant: "",
      },
    ],
    scenario: scenarios.asleepWhileTalking,
    law: "the books say what the referee saw",
  },
  {
    fault: "a planned end that books whom it cut off as reached",
    plantings: [
      { file: "dialer/live-call.ts", instead: "return interrupted && ending", plant: "return false && ending" },
    ],
    scenario: scenarios.endedWhileTalking,
    law: "whom we cut off is interrupted and not booked as reached",
  },
  {
    fault: "a claim without the organisation's lock",
    plantings: [
      {
        file: "dialer/claim-turn.ts",
        instead: "await lockOrganisation(transaction, organisationId);",
        plant: "void lockOrganisation;",
      },
    ],
    scenario: scenarios.crowded,
    law: "never more calls at once than a limit",
  },
];

describe("a fault that is planted", () => {
  test.each(cases)("is seen: $fault", async ({ plantings, scenario, law }) => {
    const { root, remove } = plantFault(plantings);
    try {
      expect(Object.keys(await scenario(root))).toContain(law);
    } finally {
      remove();
    }
  });

  test.each([
    ["a caller sleeps and another takes over", scenarios.asleepWhileDialing],
    ["a caller is asked to end while everybody talks", scenarios.endedWhileTalking],
    ["a caller's packets to the database are dropped while everybody talks", scenarios.droppedWhileTalking],
  ])("is not found in the engine as it is, where %s", async (_, scenario) => {
    expect(await scenario(undefined)).toEqual({});
  });
});
