import { describe, expect, test } from "vitest";
import { Traces } from "./traces.ts";

const ada = { phone: "+14155550123", email: "Ada@example.org", firstName: "Ada", lastName: "King Lovelace" };
const traces = new Traces([ada, { phone: "+491701234567", email: null, firstName: null, lastName: null }]);

describe("a text that tells of an erased person", () => {
  test.each([
    ["Call +1 (415) 555-0123 at noon", "Call [erased] at noon"],
    ["415.555.0123", "[erased]"],
    ["555-0123 is hers", "[erased] is hers"],
    ["001 415 555 0123", "[erased]"],
    ["0170 / 1234567", "[erased]"],
    ["٤١٥٥٥٥٠١٢٣", "[erased]"],
    ["4155550123 4155559999", "[erased]"],
    ["write to <ada@EXAMPLE.org>, please", "write to <[erased]>, please"],
    ["ada king lovelace.csv", "[erased].csv"],
    ["King Lovelace, Ada", "[erased]"],
  ])("%j becomes %j", (text, without) => {
    expect(traces.without(text)).toBe(without);
  });
  test.each(["Ada", "Lovelace", "415", "+1 415 555 0124", "xada@example.org", "Ada Lovelace", "2026-11-23 09:00", ""])(
    "%j stays as it is",
    (text) => {
      expect(traces.without(text)).toBe(text);
    },
  );
});

describe("a row of a file", () => {
  test("is theirs by number or e-mail address, and by both parts of the name where a name is enough", () => {
    expect(traces.inRow(["x", "(415) 555-0123"], { byName: false })).toBe(true);
    expect(traces.inRow(["x", "ada@example.org"], { byName: false })).toBe(true);
    expect(traces.inRow(["Ada", "King Lovelace"], { byName: true })).toBe(true);
    expect(traces.inRow(["Ada", "King Lovelace"], { byName: false })).toBe(false);
    expect(traces.inRow(["Ada", "Byron", "415"], { byName: true })).toBe(false);
  });
});
