import { expect, test } from "vitest";
import { defaultSettings } from "#domain/campaign/settings.ts";
import { changedFields } from "./changed-fields.ts";

const before = {
  name: "Autumn",
  description: "",
  aiEmployeeId: 1,
  lineId: 1,
  callerId: null,
  settings: defaultSettings,
};

test("what an edit changed is named as people name it, and what was sent again as it was is not", () => {
  const settings = { ...defaultSettings, retry: { ...defaultSettings.retry }, windows: [] };
  expect(changedFields(before, { ...before, lineId: 2, settings })).toBe("Changed the line and the calling hours.");
  expect(changedFields(before, { ...before, name: "Winter", description: "Those of the autumn", lineId: 2 })).toBe(
    "Changed the name, the description and the line.",
  );
  expect(changedFields(before, { ...before, settings: structuredClone(defaultSettings) })).toBe(
    "Saved without a change.",
  );
});
