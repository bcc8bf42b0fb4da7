import { describe, expect, test } from "vitest";
import { plainLines, plainName } from "./plain-name.ts";

describe("a name", () => {
  test.each([
    ["Ada\u001b[2J\u001b]0;pwned\u0007", "Ada[2J]0;pwned"],
    ["\u009b31mAda\u007f", "31mAda"],
    ["Ada\r\nLovelace\tKing", "Ada Lovelace King"],
    ["Ada\u2028Lovelace\u0085", "Ada Lovelace"],
    ["\u202eecalevoL adA\u202c", "ecalevoL adA"],
    ["\u2067Ada\u2069", "Ada"],
    ["\u001b ", ""],
  ])("%j becomes %j", (given, kept) => {
    expect(plainName(given)).toBe(kept);
  });
  // Marks and joiners that writings need: LRM, RLM, ZWNJ (Persian), ZWJ (emoji), and a NUL, which the schema refuses.
  test.each(["Ada", "د. \u200fعادل", "می\u200cخواهم", "👩\u200d🔧", "a\0b", "Zoë  van 't Hoff"])(
    "%j stays as it is",
    (name) => {
      expect(plainName(name)).toBe(name);
    },
  );
});

test("text keeps its lines and loses what a terminal or a page acts on", () => {
  expect(plainLines("one\r\n\ttwo\u001b[8m\u202ethree\u0000")).toBe("one\r\n\ttwo[8mthree\u0000");
});
