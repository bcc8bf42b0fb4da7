import { describe, expect, test } from "vitest";
import { explore } from "./explore.ts";
import { allRules, type Rules, type Setting } from "./protocol.ts";

const settings: Array<[string, Omit<Setting, "rules">]> = [
  ["two tries, and one fault at any moment", { contacts: 1, attempts: 2, faults: 1, presses: 0 }],
  ["two tries, and somebody who pauses or lists the number", { contacts: 1, attempts: 2, faults: 0, presses: 1 }],
  ["two contacts with one number", { contacts: 2, attempts: 1, faults: 0, presses: 0 }],
];

describe("two callers and one number, in every order of everything that can happen", () => {
  test.each(settings)("%s: no law is broken, and all comes to its end", { timeout: 600_000 }, (_, setting) => {
    const { broken, stuck, states } = explore({ ...setting, rules: allRules });
    expect(broken).toBeNull();
    expect(stuck).toBeNull();
    expect(states).toBeGreaterThan(10_000);
  });

  const [twoTries, pressed, twins] = settings.map(([, setting]) => setting);
  const rang = "a number rang while it was ringing";
  const late = "a call rang after the pause";
  const without: Array<[keyof Rules, Omit<Setting, "rules">, string]> = [
    ["claimsUnderLock", twins!, rang],
    ["dialingLooksAgain", pressed!, late],
    ["requestsExpire", pressed!, late],
    ["stopsAtHalfLease", twoTries!, rang],
    ["beatsCountFromBefore", twoTries!, rang],
    ["looksUp", twoTries!, rang],
  ];

  test.each(without)("without the rule %s a law is broken", { timeout: 600_000 }, (rule, setting, law) => {
    const { broken } = explore({ ...setting, rules: { ...allRules, [rule]: false } });
    expect(broken?.law).toBe(law);
  });

  test("there is a way to break a law for each rule", () => {
    expect(without.map(([rule]) => rule).toSorted()).toEqual(Object.keys(allRules).toSorted());
  });
});
