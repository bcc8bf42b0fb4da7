/** The tests that every kind of line passes: `conformance("The SIP line", openOneWithItsFarEnd, { describe, test })`. */
import { conformanceChecks, type LineUnderTest } from "./conformance/checks.ts";

/** What declares tests; vitest's own, handed in by the test so that no package of tests is imported here. */
interface Declare {
  describe(name: string, body: () => void): unknown;
  test(name: string, body: () => Promise<void>): unknown;
}

/** @param open gives a fresh line each time, with a far end behind it and every limit high enough for five calls. */
export function conformance(name: string, open: () => Promise<LineUnderTest>, { describe, test }: Declare): void {
  describe(`${name} keeps what a line owes the engine: it`, () => {
    for (const { sentence, check } of conformanceChecks) test(sentence, () => check(open));
  });
}
