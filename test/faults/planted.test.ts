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
        instead: "return performance.now() - this.#beatAt < (this.#seconds / 2) * 1_000;",
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
    ],
    scenario: scenarios.asleepWhileTalking,
    law: "the books say what the referee saw",
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
  {
    fault: "hours that are not asked for again",
    plantings: [
      { file: "dialer/dial.ts", instead: "const closes = closesAt(call, now);", plant: "const closes = Infinity;" },
    ],
    scenario: scenarios.closingTime,
    law: "no ring outside the hours",
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

  test("is not found in the engine as it is, where a caller sleeps and another takes over", async () => {
    expect(await scenarios.asleepWhileDialing(undefined)).toEqual({});
  });
});
