import { expect, test } from "vitest";
import { auditChanges } from "./audit-changes.ts";

test("only what differs is a change, also inside a value", () => {
  const before = { minGapMinutes: 60, quietHours: { from: "21:00", to: "08:00" }, retentionDays: null };
  expect(auditChanges(before, { ...before, quietHours: { to: "08:00", from: "21:00" } })).toEqual({});
  expect(auditChanges<object>(before, { ...before, retentionDays: 30, quietHours: null })).toEqual({
    quietHours: { before: { from: "21:00", to: "08:00" }, after: null },
    retentionDays: { before: null, after: 30 },
  });
});
