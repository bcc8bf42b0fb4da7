import { describe, expect, test } from "vitest";
import { contactFilter } from "./filters.ts";
import { endpoints } from "./index.ts";
import { parse } from "./sentences.ts";

const firstProblem = (filter: unknown) => {
  const parsed = parse(contactFilter, filter, "The filter");
  return "problems" in parsed ? parsed.problems[0] : null;
};

describe("a filter", () => {
  test.each<[string, unknown]>([
    ["everybody", { all: [] }],
    ["a tag", { all: [{ field: "tag", op: "is", value: "vip" }] }],
    ["an imported column", { any: [{ field: "attribute:Plan B", op: "contains", value: "gold" }] }],
    ["an empty column", { any: [{ field: "attribute:plan", op: "is_empty" }] }],
    ["an import", { all: [{ field: "import", op: "is", value: "7" }] }],
    ["never called", { all: [{ field: "lastCalledAt", op: "is_empty" }] }],
    ["called since", { all: [{ field: "lastCalledAt", op: "after", value: "2026-11-01" }] }],
    ["a group in a group in a group", { all: [{ any: [{ all: [{ field: "email", op: "is_not_empty" }] }] }] }],
  ])("may ask for %s, and stays as it was written", (_what, filter) => {
    expect(contactFilter.parse(filter)).toEqual(filter);
  });

  test.each<[unknown, string, RegExp]>([
    [{}, "", /^A filter is/],
    [[], "", /^The filter must be an object|^A filter is/],
    [{ all: [], any: [] }, "", /^A filter is/],
    [
      { all: [{ field: "colour", op: "is", value: "x" }] },
      "all.0.field",
      /^field must be one of phone, .* "attribute:NAME"/,
    ],
    [{ all: [{ field: "tag", op: "contains", value: "x" }] }, "all.0.op", /^op must be one of is, is_not\.$/],
    [{ all: [{ field: "phone", op: "is" }] }, "all.0.value", /^value is required\.$/],
    [
      { any: [{ all: [{ field: "lastOutcome", op: "is", value: "x" }] }] },
      "any.0.all.0.value",
      /^value must be one of success,/,
    ],
    [{ any: [{ field: "lastCalledAt", op: "after", value: "soon" }] }, "any.0.value", /^value must be a date/],
    [{ all: [{ field: "doNotCall", op: "is", value: "yes" }] }, "all.0.value", /^value must be true or false\.$/],
  ])("%j is refused at the right place", (filter, path, message) => {
    expect(firstProblem(filter)).toEqual({ path, message: expect.stringMatching(message) });
  });

  test("nested beyond three levels is refused, however deep", () => {
    let filter: unknown = { all: [] };
    for (let depth = 0; depth < 5_000; depth += 1) filter = { all: [filter] };
    expect(firstProblem(filter)).not.toBeNull();
  });

  test("comes as JSON text in a query", () => {
    const filter = { all: [{ field: "tag", op: "is", value: "vip" }] };
    expect(endpoints.listContacts.query.parse({ filter: JSON.stringify(filter) }).filter).toEqual(filter);
    expect(parse(endpoints.listContacts.query, { filter: "{" })).toEqual({
      problems: [{ path: "filter", message: expect.stringMatching(/^filter must be JSON such as/) }],
    });
  });
});
