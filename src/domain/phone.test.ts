import { expect, test } from "vitest";
import { isE164, lastTwoDigits } from "./phone.ts";

test.for(["+14155550123", "+6834000", "+123456789012345"])("%s is E.164", (phone) => {
  expect(isE164(phone)).toBe(true);
});

test.for([
  "14155550123",
  "+04155550123",
  "+1 415 555 0123",
  "+1234567890123456",
  "+123456",
  "+1415555012a",
  "",
  "+1415555012\n",
])("%j is not E.164", (phone) => {
  expect(isE164(phone)).toBe(false);
});

test("the last two digits keep their zeros", () => {
  expect(lastTwoDigits("+14155550107")).toBe("07");
});
