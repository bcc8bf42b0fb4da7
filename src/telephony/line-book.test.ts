import { describe, expect, test } from "vitest";
import { VirtualClock } from "#harness/virtual-clock.ts";
import { defaultSimulatorSettings, lineKinds } from "#domain/line.ts";
import { createLineBook } from "./line-book.ts";
import { lineKindRegistry } from "./registry.ts";

const simulator = lineKindRegistry.simulator!;

describe("the registry of line kinds", () => {
  test("has each row under its own kind, with a form whose defaults its parser accepts", () => {
    for (const kind of lineKinds) {
      const row = lineKindRegistry[kind];
      if (!row) continue;
      expect(row.kind).toBe(kind);
      const defaults = Object.fromEntries(row.settingsFields.map((field) => [field.name, field.default]));
      expect(row.parseSettings(defaults)).toEqual({ settings: defaults, problems: [] });
    }
    expect(simulator.parseSettings({}).settings).toEqual(defaultSimulatorSettings);
  });

  test("completes partial settings and keeps what was given", () => {
    const given = { speed: "max", mix: { success: 3, busy: 1 }, callsPerSecond: 0.5, breaker: true };
    expect(simulator.parseSettings(given)).toEqual({
      settings: { ...defaultSimulatorSettings, ...given, mix: { success: 3, busy: 1, seed: 1 } },
      problems: [],
    });
  });

  test.each([
    [{ speed: 0 }, "speed must be a number from 0.1 to 1000000, or “max”."],
    [{ speed: "slow" }, "speed must be a number from 0.1 to 1000000, or “max”."],
    [{ speed: Number.NaN }, "speed must be a number from 0.1 to 1000000, or “max”."],
    [{ maxConcurrentCalls: 2.5 }, "maxConcurrentCalls must be a whole number from 1 to 10000."],
    [{ maxConcurrentCalls: null }, "maxConcurrentCalls must be a whole number from 1 to 10000."],
    [{ callsPerSecond: 0 }, "callsPerSecond must be a number above 0, up to 1000, or null."],
    [{ breaker: "yes" }, "breaker must be true or false."],
    [{ mix: [] }, /^mix must be null, or weights such as/],
    [{ mix: {} }, /^mix needs at least one weight above 0/],
    [{ mix: { success: 0, seed: 4 } }, /^mix needs at least one weight above 0/],
    [{ mix: { success: -1 } }, "mix.success must be a number from 0."],
    [{ mix: { success: 1, seed: 0.5 } }, "mix.seed must be a whole number."],
    [{ mix: { answered: 1 } }, /^mix weighs success, voicemail, no_answer, busy, failed, and knows no “answered”/],
    [{ host: "sip.example" }, /^A simulator line has no setting “host”; it has speed, mix,/],
  ])("refuses %j with a sentence", (given, message) => {
    const { settings, problems } = simulator.parseSettings(given);
    expect(problems).toEqual([{ path: Object.keys(given)[0], message: expect.stringMatching(message) }]);
    expect(settings).toEqual(defaultSimulatorSettings);
  });
});

describe("the line book", () => {
  const row = { id: 1, kind: "simulator", settings: { maxConcurrentCalls: 5 } } as const;

  test("gives one line for one id, and another for another", () => {
    const book = createLineBook({ clock: new VirtualClock() });
    expect(book.line(row)).toBe(book.line({ ...row, settings: { maxConcurrentCalls: 5 } }));
    expect(book.line({ ...row, id: 2 })).not.toBe(book.line(row));
  });

  test("configures the line when its row has other settings", async () => {
    const book = createLineBook({ clock: new VirtualClock() });
    const line = book.line(row);
    expect(await line.check()).toEqual({ ok: true, problems: [] });
    expect(book.line({ ...row, settings: { maxConcurrentCalls: 0 } })).toBe(line);
    expect(await line.check()).toMatchObject({ ok: false });
  });

  test("refuses a kind that does not exist yet, with a sentence", () => {
    const book = createLineBook({ clock: new VirtualClock() });
    expect(() => book.line({ ...row, kind: "twilio" })).toThrow("This version has no twilio lines");
  });

  test("ends what is live on every line when it is closed, and opens new lines after that", async () => {
    const clock = new VirtualClock();
    const book = createLineBook({ clock });
    const ended: string[] = [];
    for (const id of [1, 2]) {
      const request = { callKey: `on line ${id}`, to: "+14155550120", from: null, attempt: 1, notAfter: clock.now() };
      book
        .line({ ...row, id })
        .place({ ...request, ringTimeoutSeconds: 30, maxCallSeconds: 60 }, (event) => ended.push(event.type));
    }
    const line = book.line(row);
    await book.close();
    expect(ended).toEqual(["ended", "ended"]);
    expect(book.line(row)).not.toBe(line);
  });
});
