import { describe, expect, test } from "vitest";
import { weekdays } from "#domain/campaign/settings.ts";
import { readDuration, readWindows, showDuration } from "./hours.ts";

const workdays = ["mon", "tue", "wed", "thu", "fri"];

describe("hours as people write them", () => {
  test.each([
    ["mon-fri 09:00-17:00", [{ days: workdays, from: "09:00", to: "17:00" }]],
    [
      "mon-fri 09:00-17:00; sat 10:00-14:00",
      [
        { days: workdays, from: "09:00", to: "17:00" },
        { days: ["sat"], from: "10:00", to: "14:00" },
      ],
    ],
    ["Monday - Friday 9:00 - 17:00;", [{ days: workdays, from: "09:00", to: "17:00" }]],
    ["sun, sat 22:00-02:00", [{ days: ["sat", "sun"], from: "22:00", to: "02:00" }]],
    ["fri-mon 00:00-24:00", [{ days: ["mon", "fri", "sat", "sun"], from: "00:00", to: "24:00" }]],
    [
      "tue,thu 09:00-12:00, 13:30-17:00",
      [
        { days: ["tue", "thu"], from: "09:00", to: "12:00" },
        { days: ["tue", "thu"], from: "13:30", to: "17:00" },
      ],
    ],
    ["Always", [{ days: [...weekdays], from: "00:00", to: "24:00" }]],
  ])("%s", (text, windows) => {
    expect(readWindows(text)).toEqual({ value: windows });
  });

  test.each([
    ["", "must be hours such as"],
    [";", "must be hours such as"],
    ["fri", '"fri" is no day with hours'],
    ["09:00-17:00", '"09:00-17:00" is no day with hours'],
    ["mon-fry 09:00-17:00", '"mon-fry" is none'],
    ["montag 09:00-17:00", '"montag" is none'],
    ["mon-wed-fri 09:00-17:00", '"mon-wed-fri" is none'],
    ["mon 9-17", '"9-17" is none'],
    ["mon 24:00-02:00", '"24:00-02:00" is none'],
    ["mon 09:00-24:30", '"09:00-24:30" is none'],
    ["mon 09:60-10:00", '"09:60-10:00" is none'],
  ])("%j is refused", (text, problem) => {
    expect(readWindows(text)).toEqual({ problem: expect.stringContaining(problem) });
  });
});

test.each([
  ["90s", 90],
  ["10m", 600],
  ["4h", 14_400],
  ["1d", 86_400],
  ["1h 30m", 5_400],
  ["1.5h", 5_400],
])("the duration %s is %d seconds", (text, seconds) => {
  expect(readDuration(text)).toEqual({ value: seconds });
});

test.each(["", "10", "ten minutes", "-5m", "5w", "1.2.3h"])("%j is no duration", (text) => {
  expect(readDuration(text)).toEqual({ problem: expect.stringContaining("must be a duration") });
});

test.each([
  [0, "0 s"],
  [59.6, "1 min"],
  [90, "1 min 30 s"],
  [3_600, "1 h"],
  [3_605, "1 h"],
  [14_460, "4 h 1 min"],
  [200_000, "2 d 7 h"],
])("%d seconds are shown as %s", (seconds, text) => {
  expect(showDuration(seconds)).toBe(text);
});
