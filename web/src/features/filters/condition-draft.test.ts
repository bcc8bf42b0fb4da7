import { describe, expect, test } from "vitest";
import { conditionOf, draftFrom, draftOf, isComplete, withChoice } from "./condition-draft.ts";

describe("a condition that is put together", () => {
  test("begins with the field's first comparison and nothing entered", () => {
    expect(conditionOf(draftOf("tag"))).toEqual({ field: "tag", op: "is", value: "" });
    expect(isComplete(draftOf("tag"))).toBe(false);
  });

  test("is complete without a value where none is asked for", () => {
    const draft = draftOf("email", "is_empty");
    expect(isComplete(draft)).toBe(true);
    expect(conditionOf(draft)).toEqual({ field: "email", op: "is_empty" });
  });

  test("is not complete for a variable without a name", () => {
    expect(isComplete(draftOf("attribute:", "is", "gold"))).toBe(false);
    expect(isComplete(draftOf("attribute:plan", "is", "gold"))).toBe(true);
  });

  test("is not complete with half a range", () => {
    expect(isComplete(draftOf("attribute:age", "between", [18, ""]))).toBe(false);
    expect(isComplete(draftOf("attribute:age", "between", [18, 30]))).toBe(true);
  });

  test("keeps what was entered when another choice takes it in the same way", () => {
    const draft = draftOf("firstName", "contains", "Ann");
    expect(conditionOf(withChoice(draft, { field: "lastName" }))).toEqual({
      field: "lastName",
      op: "contains",
      value: "Ann",
    });
    expect(withChoice(draft, { op: "is_one_of" }).value).toEqual([]);
    expect(withChoice(draft, { field: "createdAt" })).toMatchObject({ operator: { op: "before" }, value: "" });
  });

  test("comes back from a saved filter as it was", () => {
    const condition = { field: "doNotCall", op: "is", value: false } as const;
    expect(conditionOf(draftFrom(condition))).toEqual(condition);
  });
});
