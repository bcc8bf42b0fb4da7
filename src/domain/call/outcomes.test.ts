import { describe, expect, test } from "vitest";
import {
  advances,
  callResults,
  callStates,
  outcomeFacts,
  outcomes,
  resultFacts,
  retryableOutcomes,
} from "./outcomes.ts";

describe("outcomes", () => {
  test("lead to one contact status each", () => {
    expect(new Set(outcomes.map((outcome) => outcomeFacts[outcome].contactStatus)).size).toBe(outcomes.length);
  });

  test("success is the one that is never retried", () => {
    expect(outcomes.filter((outcome) => !retryableOutcomes.includes(outcome))).toEqual(["success"]);
  });

  test("count as the manual's sums say", () => {
    const counting = (as: "completed" | "answered") => outcomes.filter((outcome) => outcomeFacts[outcome].countsAs[as]);
    expect(counting("completed")).toEqual(["success", "voicemail", "no_answer", "busy"]);
    expect(counting("answered")).toEqual(["success", "voicemail"]);
  });
});

describe("results", () => {
  test("stand beside at least one outcome", () => {
    expect(callResults.filter((result) => resultFacts[result].outcomes.length === 0)).toEqual([]);
  });

  test("that forbid any further call", () => {
    expect(callResults.filter((result) => resultFacts[result].final)).toEqual(["opted_out", "invalid_number", "fax"]);
  });

  test("of our own line are failures and no verdict on the contact", () => {
    const ours = callResults.filter((result) => resultFacts[result].ourLine);
    expect(ours).toEqual(["trunk_rejected", "trunk_unreachable"]);
    for (const result of ours) expect(resultFacts[result]).toMatchObject({ outcomes: ["failed"], final: false });
  });
});

describe("the states of a call", () => {
  test("only go forward", () => {
    for (const [at, from] of callStates.entries()) {
      for (const [next, to] of callStates.entries()) expect(advances(from, to)).toBe(next > at);
    }
  });
});
