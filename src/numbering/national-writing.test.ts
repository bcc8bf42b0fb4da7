import { expect, test } from "vitest";
import { writeNationally } from "./national-writing.ts";

test.each([
  ["+491711234567", "0171 1234567"],
  ["+14155550123", "(415) 555-0123"],
  ["+33612345678", "06 12 34 56 78"],
])("%s is written %s in its country", (phone, written) => {
  expect(writeNationally(phone)).toBe(written);
});
