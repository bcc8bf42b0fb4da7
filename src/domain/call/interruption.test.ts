import { describe, expect, test } from "vitest";
import { afterInterruption } from "./interruption.ts";
import { callResults, outcomes, resultFacts } from "./outcomes.ts";

describe("a conversation that our own side broke off", () => {
  test.each(["opted_out", "callback"] as const)("keeps the wish that was heard: %s", (result) => {
    expect(afterInterruption({ outcome: "success", result })).toEqual({ outcome: "success", result });
  });

  test("is interrupted whatever else it looked like, and follows the retry rule", () => {
    const others = callResults.filter((result) => result !== "opted_out" && result !== "callback");
    for (const outcome of outcomes)
      for (const result of [null, ...others])
        expect(afterInterruption({ outcome, result })).toEqual({ outcome: "failed", result: "interrupted" });
    expect(afterInterruption(null)).toEqual({ outcome: "failed", result: "interrupted" });
    expect(resultFacts.interrupted).toMatchObject({ outcomes: ["failed"], final: false, ourLine: false });
  });
});
