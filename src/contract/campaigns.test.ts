import { ranges } from "#domain/campaign/settings.ts";
import { describe, expect, test } from "vitest";
import { endpoints } from "./index.ts";
import { parse } from "./sentences.ts";

/** What a creation with these settings is told. */
function refusalsOf(settings: unknown): string[] {
  const parsed = parse(endpoints.createCampaign.body, { name: "Spring", settings });
  return "problems" in parsed ? parsed.problems.map(({ path, message }) => `${path}: ${message}`) : [];
}

const window = { days: ["mon"], from: "09:00", to: "17:00" };

describe("a campaign's settings", () => {
  test.each<[string, unknown]>([
    ["no windows at all", { windows: [] }],
    ["a window to midnight", { windows: [{ ...window, to: "24:00" }] }],
    ["a window over midnight", { windows: [{ ...window, from: "22:00", to: "02:00" }] }],
    ["a leap day", { blackoutDates: ["2028-02-29"] }],
    ["a zone with three parts", { timezone: { mode: "fixed", zone: "America/Argentina/Ushuaia" } }],
    ["an old name of a zone", { timezone: { mode: "fixed", zone: "Asia/Calcutta" } }],
    ["UTC", { timezone: { mode: "contact", fallback: "UTC" } }],
    ["contact mode without a fallback", { timezone: { mode: "contact" } }],
    ["no retries", { retry: { maxRetries: 0, on: [] } }],
    ["retries of voicemail", { retry: { on: ["voicemail"] } }],
    ["a slow rate", { callsPerSecond: 0.1 }],
    ["no rate", { callsPerSecond: null }],
    ["the lowest of each range", lowest()],
    ["the highest of each range", highest()],
  ])("may have %s", (_what, settings) => {
    expect(refusalsOf(settings)).toEqual([]);
  });

  test.each<[unknown, string]>([
    [{ retry: { maxRetries: -1 } }, "settings.retry.maxRetries: maxRetries must be a whole number from 0 to 20."],
    [{ retry: { maxRetries: 1e9 } }, "settings.retry.maxRetries: maxRetries must be a whole number from 0 to 20."],
    [{ retry: { maxRetries: 1.5 } }, "settings.retry.maxRetries: maxRetries must be a whole number from 0 to 20."],
    [{ retry: { maxRetries: "2" } }, "settings.retry.maxRetries: maxRetries must be a whole number from 0 to 20."],
    [
      { retry: { delaySeconds: 0 } },
      "settings.retry.delaySeconds: delaySeconds must be a whole number from 1 to 2,592,000.",
    ],
    [{ retry: { on: ["success"] } }, "settings.retry.on.0: on[0] must be one of voicemail, no_answer, busy, failed."],
    [{ retry: { on: ["busy", "busy"] } }, "settings.retry.on: on names something twice; name it once."],
    [{ retry: { backoff: "random" } }, "settings.retry.backoff: backoff must be one of fixed, exponential."],
    [
      { maxConcurrentCalls: 0 },
      "settings.maxConcurrentCalls: maxConcurrentCalls must be a whole number from 1 to 10,000.",
    ],
    [{ callsPerSecond: 0 }, "settings.callsPerSecond: callsPerSecond must be more than 0 and at most 1,000."],
    [
      { ringTimeoutSeconds: 121 },
      "settings.ringTimeoutSeconds: ringTimeoutSeconds must be a whole number from 5 to 120.",
    ],
    [{ maxCallSeconds: 9 }, "settings.maxCallSeconds: maxCallSeconds must be a whole number from 10 to 7,200."],
    [{ windows: [{ ...window, days: [] }] }, "settings.windows.0.days: days must not be empty."],
    [
      { windows: [{ ...window, days: ["mon", "mon"] }] },
      "settings.windows.0.days: days names something twice; name it once.",
    ],
    [
      { windows: [{ ...window, days: ["monday"] }] },
      "settings.windows.0.days.0: days[0] must be one of mon, tue, wed, thu, fri, sat, sun.",
    ],
    [{ windows: [{ ...window, from: "9:00" }] }, 'settings.windows.0.from: from must be a time such as "09:00".'],
    [{ windows: [{ ...window, from: "24:00" }] }, 'settings.windows.0.from: from must be a time such as "09:00".'],
    [
      { windows: [{ ...window, to: "24:01" }] },
      'settings.windows.0.to: to must be a time such as "17:00", at the latest "24:00".',
    ],
    [
      { blackoutDates: ["2026-02-30"] },
      "settings.blackoutDates.0: blackoutDates[0] must be a calendar date such as 2026-12-25.",
    ],
    [
      { timezone: { mode: "fixed", zone: "EST" } },
      'settings.timezone.zone: "EST" is ambiguous: it does not say where, nor when the clocks change; name a place such as America/New_York.',
    ],
    [
      { timezone: { mode: "fixed", zone: "Mars/Olympus" } },
      'settings.timezone.zone: zone must be an IANA time zone such as "Europe/Berlin".',
    ],
    [{ timezone: { mode: "fixed" } }, "settings.timezone.zone: zone is required."],
    [{ timezone: { mode: "mine" } }, "settings.timezone.mode: mode must be one of contact, fixed."],
    [{ voicemail: { action: "sing" } }, "settings.voicemail.action: action must be one of hang_up, leave_message."],
    [{ endsAt: "tomorrow" }, "settings.endsAt: endsAt must be an instant such as 2026-11-23T09:00:00Z."],
    [{ opening: "a\0b" }, "settings.opening: opening holds the character NUL; remove it."],
  ])("%j is refused with a sentence", (settings, sentence) => {
    expect(refusalsOf(settings)).toEqual([sentence]);
  });

  test("an instant with an offset is turned into UTC", () => {
    const { settings } = endpoints.createCampaign.body.parse({
      name: "a",
      settings: { endsAt: "2026-12-01T10:00:00+02:00" },
    });
    expect(settings.endsAt).toBe("2026-12-01T08:00:00.000Z");
  });

  test("a patch adds nothing of its own, inside its parts neither", () => {
    const patch = { settings: { retry: { maxRetries: 3 }, voicemail: {} } };
    expect(endpoints.updateCampaign.body.parse(patch)).toEqual(patch);
    expect(endpoints.updateCampaign.body.parse({})).toEqual({});
  });

  test.each([
    [
      { mode: "fixed", zone: "US/Eastern" },
      { mode: "fixed", zone: "America/New_York" },
    ],
    [
      { mode: "contact", fallback: "asia/calcutta" },
      { mode: "contact", fallback: "Asia/Kolkata" },
    ],
  ])("keep the zone of %j under its present name", (given, timezone) => {
    const settings = { settings: { timezone: given } };
    expect(endpoints.updateCampaign.body.parse(settings)).toEqual({ settings: { timezone } });
  });

  test("a patch obeys the same ranges", () => {
    const parsed = parse(endpoints.updateCampaign.body, { settings: { retry: { maxRetries: 21 } } });
    expect(parsed).toEqual({
      problems: [{ path: "settings.retry.maxRetries", message: "maxRetries must be a whole number from 0 to 20." }],
    });
  });
});

function lowest() {
  const { maxConcurrentCalls, maxRetries, delaySeconds, ringTimeoutSeconds, maxCallSeconds } = ranges;
  return {
    maxConcurrentCalls: maxConcurrentCalls.min,
    retry: { maxRetries: maxRetries.min, delaySeconds: delaySeconds.min },
    ringTimeoutSeconds: ringTimeoutSeconds.min,
    maxCallSeconds: maxCallSeconds.min,
  };
}

function highest() {
  const { maxConcurrentCalls, maxRetries, delaySeconds, ringTimeoutSeconds, maxCallSeconds, callsPerSecond } = ranges;
  return {
    maxConcurrentCalls: maxConcurrentCalls.max,
    callsPerSecond: callsPerSecond.max,
    retry: { maxRetries: maxRetries.max, delaySeconds: delaySeconds.max },
    ringTimeoutSeconds: ringTimeoutSeconds.max,
    maxCallSeconds: maxCallSeconds.max,
  };
}

describe("what is asked of campaigns", () => {
  test("a name is trimmed, and must not be blank", () => {
    expect(endpoints.createCampaign.body.parse({ name: "  Spring " }).name).toBe("Spring");
    expect(parse(endpoints.createCampaign.body, { name: " " })).toEqual({
      problems: [{ path: "name", message: "name must not be empty." }],
    });
  });

  test("an action may be sent without a body", () => {
    expect(parse(endpoints.startCampaign.body, undefined)).toEqual({ value: { at: null } });
    expect(parse(endpoints.retryFailedContacts.body, undefined)).toEqual({ value: { outcomes: ["failed"] } });
  });

  test("success is never retried", () => {
    expect(parse(endpoints.retryFailedContacts.body, { outcomes: ["success"] })).toEqual({
      problems: [{ path: "outcomes.0", message: "outcomes[0] must be one of voicemail, no_answer, busy, failed." }],
    });
  });

  test.each([{}, { contactIds: ["1"], importId: "2" }, { contactIds: [] }, { importId: 7 }])(
    "contacts are chosen in one way: %j is refused",
    (choice) => {
      expect(parse(endpoints.addCampaignContacts.body, choice)).toHaveProperty("problems");
    },
  );

  test("a list's limit is 50, and at most 200", () => {
    expect(endpoints.listCampaigns.query.parse({})).toEqual({ limit: 50, sort: "-createdAt" });
    expect(endpoints.listCampaigns.query.parse({ limit: "200" }).limit).toBe(200);
    for (const limit of ["0", "201", "1.5", "many", ""]) {
      expect(parse(endpoints.listCampaigns.query, { limit })).toEqual({
        problems: [{ path: "limit", message: "limit must be a whole number from 1 to 200." }],
      });
    }
  });

  test("several statuses are asked for with commas", () => {
    expect(endpoints.listCampaigns.query.parse({ status: "running,paused" }).status).toEqual(["running", "paused"]);
    expect(parse(endpoints.listCampaigns.query, { status: "going" })).toEqual({
      problems: [
        {
          path: "status",
          message:
            '"going" is not known; use draft, queued, running, paused, completed, canceled, several with commas.',
        },
      ],
    });
  });

  test("a period is given in dates or instants", () => {
    const query = endpoints.getCampaignMetrics.query.parse({ from: "2026-11-01", to: "2026-11-02T00:00:00+01:00" });
    expect(query).toEqual({ from: "2026-11-01T00:00:00.000Z", to: "2026-11-01T23:00:00.000Z" });
  });
});
