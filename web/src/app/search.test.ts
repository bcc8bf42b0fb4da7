import { describe, expect, test } from "vitest";
import { parseSearch, stringifySearch } from "./search.ts";

describe("an address", () => {
  test.each([
    ["an id", "?open=63", { open: "63" }],
    ["an id in quotation marks", "?open=%2263%22", { open: "63" }],
    ["an id too long for a number", "?open=12345678901234567890", { open: "12345678901234567890" }],
    ["words that look like a truth", "?search=true", { search: "true" }],
    ["a telephone number", "?search=%2B447700900142", { search: "+447700900142" }],
    ["a filter", `?filter=${encodeURIComponent('{"all":[]}')}`, { filter: '{"all":[]}' }],
    [
      "a filter in quotation marks",
      `?filter=${encodeURIComponent(JSON.stringify('{"all":[]}'))}`,
      { filter: '{"all":[]}' },
    ],
    ["a quotation mark alone", "?search=%22Acme", { search: '"Acme' }],
    ["nothing", "", {}],
  ])("says %s as text", (_, address, search) => {
    expect(parseSearch(address)).toEqual(search);
  });

  test("is written without quotation marks, and without what is not known", () => {
    expect(stringifySearch({ tab: "lines", open: "63", status: undefined })).toBe("?tab=lines&open=63");
    expect(stringifySearch({ open: undefined })).toBe("");
  });

  test.each(["63", "true", "", '"Acme Ltd"', '"\\"', 'a "b" c', '{"all":[]}', "null", "é & ?=#"])(
    "says again what was written of it: %s",
    (text) => {
      expect(parseSearch(stringifySearch({ search: text }))).toEqual({ search: text });
    },
  );
});
