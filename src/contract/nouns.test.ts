import { describe, expect, test } from "vitest";
import { endpoints } from "./index.ts";
import { parse } from "./sentences.ts";

/** The first thing a request is told, as "path: sentence"; null when it is taken. */
function told(schema: Parameters<typeof parse>[0], value: unknown): string | null {
  const parsed = parse(schema, value);
  const first = "problems" in parsed ? parsed.problems[0] : undefined;
  return first ? `${first.path}: ${first.message}` : null;
}

describe("contacts", () => {
  test("need a number and nothing else", () => {
    expect(endpoints.createContact.body.parse({ phone: "+1 415 555 0123" })).toEqual({
      phone: "+1 415 555 0123",
      firstName: null,
      lastName: null,
      email: null,
      company: null,
      language: null,
      timezone: null,
      tags: [],
      externalId: null,
      attributes: {},
    });
  });

  test.each<[unknown, string]>([
    [{}, "phone: phone is required."],
    [{ phone: 14155550123 }, "phone: phone must be text."],
    [{ phone: "+14155550123", email: "ada" }, "email: email must be an email address such as ada@example.com."],
    [
      { phone: "+14155550123", timezone: "Mars/Olympus" },
      'timezone: timezone must be an IANA time zone such as "Europe/Berlin".',
    ],
    [
      { phone: "+14155550123", timezone: "EST" },
      'timezone: "EST" is ambiguous: it does not say where, nor when the clocks change; name a place such as America/New_York.',
    ],
    [{ phone: "+14155550123", attributes: { plan: 3 } }, "attributes.plan: plan must be text."],
    [{ phone: "+14155550123", tags: "vip" }, "tags: tags must be a list."],
  ])("%j is refused", (body, sentence) => {
    expect(told(endpoints.createContact.body, body)).toBe(sentence);
  });

  test("a patch takes an attribute away with null", () => {
    expect(endpoints.updateContact.body.parse({ attributes: { plan: null } })).toEqual({ attributes: { plan: null } });
  });
});

describe("imports", () => {
  test("a mapping names fields and attributes", () => {
    const mapping = { country: "de", columns: { Mobile: "phone", Plan: "attribute:plan", Notes: null } };
    expect(endpoints.mapImport.body.parse(mapping)).toEqual({ ...mapping, country: "DE", onDuplicate: "skip" });
  });

  test.each<[unknown, string | RegExp]>([
    [{ columns: { Mobile: "mobile" } }, /^columns.Mobile: Mobile must be one of phone, .* or null/],
    [{ columns: { Mobile: "attribute:" } }, /^columns.Mobile: Mobile must be one of phone,/],
    [
      { columns: { Given: "first_name", Called: "first_name" } },
      "columns: Two columns are mapped to first_name; keep one.",
    ],
    [{ columns: {}, country: "Germany" }, "country: country must be a two-letter country code such as US or DE."],
    [{ columns: {}, onDuplicate: "merge" }, "onDuplicate: onDuplicate must be one of skip, update, fill_blanks."],
  ])("%j is refused", (body, sentence) => {
    expect(told(endpoints.mapImport.body, body)).toMatch(sentence);
  });

  test.each(["0", "-1", "x", "1.5"])("row %s does not exist", (row) => {
    expect(told(endpoints.updateImportRow.params, { id: "1", row })).toMatch(/^row: row must be/);
  });
});

describe("AI employees", () => {
  test("need a name and a kind", () => {
    const made = endpoints.createAiEmployee.body.parse({ name: "Ada", kind: "announcement" });
    expect(made).toMatchObject({ language: "en", active: true, collect: [], keys: [], maxConcurrentCalls: 10 });
    expect(told(endpoints.createAiEmployee.body, { name: "Ada" })).toBe(
      "kind: kind must be one of conversation, announcement.",
    );
  });

  test.each<[unknown, string | RegExp]>([
    [{ keys: [{ key: "10", action: "end" }] }, "keys.0.key: key must be one of 0 to 9, * and #."],
    [{ keys: [{ key: "1", action: "fly" }] }, /^keys.0.action: action must be one of collect,/],
    [{ keys: [1, 2].map(() => ({ key: "1", action: "end" })) }, "keys: keys names the same key twice; keep one."],
    [{ collect: [{ field: "Preferred day" }] }, /^collect.0.field: field must be a name of small letters/],
    [{ collect: [1, 2].map(() => ({ field: "day" })) }, "collect: collect names the same field twice; keep one."],
  ])("%j is refused", (body, sentence) => {
    expect(told(endpoints.createAiEmployee.body, { name: "Ada", kind: "conversation", ...(body as object) })).toMatch(
      sentence,
    );
  });
});

describe("lines", () => {
  test("every kind is understood, so that a refusal can say why", () => {
    expect(
      endpoints.createLine.body.parse({ name: "Trunk", kind: "sip", settings: { host: "sip.example.com" } }),
    ).toMatchObject({
      kind: "sip",
      settings: { host: "sip.example.com" },
    });
    expect(told(endpoints.createLine.body, { name: "x", kind: "pigeon" })).toBe(
      "kind: kind must be one of simulator, sip, twilio.",
    );
  });

  test.each<[unknown, string | RegExp]>([
    [{ speed: 0 }, /^settings.speed: speed must be/],
    [{ speed: "fast" }, 'settings.speed: speed must be "max", or a number above 0: how many times faster than life.'],
    [{ mix: { success: 1 } }, "settings.mix.seed: seed must be a whole number from 0 to 4,294,967,295."],
    [{ mix: { seed: 1, busy: 0 } }, /^settings.mix: mix needs a weight above 0/],
    [{ mix: { seed: 1, busy: -1 } }, "settings.mix.busy: busy must be at least 0."],
    [
      { maxConcurrentCalls: 10_001 },
      "settings.maxConcurrentCalls: maxConcurrentCalls must be a whole number from 1 to 10,000.",
    ],
  ])("%j is refused", (settings, sentence) => {
    expect(told(endpoints.createLine.body, { name: "x", kind: "simulator", settings })).toMatch(sentence);
    expect(told(endpoints.updateLine.body, { settings })).toMatch(sentence);
  });

  test.each([{ speed: "max" }, { speed: 0.5 }, { mix: { seed: 7, success: 3, busy: 1 } }, { mix: null }])(
    "%j is taken",
    (settings) => {
      expect(endpoints.updateLine.body.parse({ settings })).toEqual({ settings });
    },
  );
});

describe("rules", () => {
  test.each<[unknown, string]>([
    [{ minGapMinutes: -1 }, "minGapMinutes: minGapMinutes must be a whole number from 0 to 43,200."],
    [{ maxCallsPer24h: 0 }, "maxCallsPer24h: maxCallsPer24h must be a whole number from 1 to 100."],
    [{ quietHours: { from: "21:00" } }, "quietHours.to: to is required."],
    [
      { quietHours: { from: "21:00", to: "8" } },
      'quietHours.to: to must be a time such as "17:00", at the latest "24:00".',
    ],
    [
      { quietHours: { from: "08:00", to: "08:00" } },
      "quietHours: quietHours must not begin and end at the same minute; use null for none.",
    ],
  ])("%j is refused", (body, sentence) => {
    expect(told(endpoints.setRules.body, body)).toBe(sentence);
  });

  test("quiet hours may be none", () => {
    expect(endpoints.setRules.body.parse({ quietHours: null }).quietHours).toBeNull();
  });
});

describe("accounts", () => {
  test.each<[unknown, string]>([
    [{ name: "CI", role: "root" }, "role: role must be one of owner, admin, manager, viewer."],
    [{ role: "viewer" }, "name: name is required."],
    [
      { name: "CI", role: "viewer", expiresAt: "2026" },
      "expiresAt: expiresAt must be an instant such as 2026-11-23T09:00:00Z.",
    ],
  ])("the API key %j is refused", (body, sentence) => {
    expect(told(endpoints.createApiKey.body, body)).toBe(sentence);
  });
});
