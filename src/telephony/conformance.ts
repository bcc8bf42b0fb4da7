/** The tests that every kind of line passes: `conformance("the SIP line", openOneWithItsFarEnd)` in the kind's own test. */
import { describe, test } from "vitest";
import { conformanceChecks, type LineUnderTest } from "./conformance/checks.ts";

/** @param open gives a fresh line each time, with a far end behind it and every limit high enough for five calls. */
export function conformance(name: string, open: () => Promise<LineUnderTest>): void {
  describe(`${name} keeps what a line owes the engine: it`, () => {
    test.each(conformanceChecks)("$sentence", ({ check }) => check(open));
  });
}
