import { describe, expect, test } from "vitest";
import { VirtualClock } from "#harness/virtual-clock.ts";
import { conformance } from "../conformance.ts";
import { conformanceChecks, type LineUnderTest } from "../conformance/checks.ts";
import type { CallRequest, Line, LineEvent } from "../port.ts";
import { openSimulator } from "./line.ts";

type Hear = (event: LineEvent) => void;

async function simulatorUnderTest(breakIt: (line: Line) => Partial<Line> = () => ({})): Promise<LineUnderTest> {
  const clock = new VirtualClock();
  const settings = { speed: 1 };
  const line: Line = openSimulator(settings, { clock });
  const { place, hangUp, lookUp, check, configure, close, kind, capabilities } = line;
  const whole: Line = {
    kind,
    capabilities,
    place: place.bind(line),
    hangUp: hangUp.bind(line),
    lookUp: lookUp.bind(line),
    check: check.bind(line),
    configure: configure.bind(line),
    close: close.bind(line),
  };
  return {
    line: { ...whole, ...breakIt(whole) },
    settings,
    numbers: { answers: "+14155550120", stays: "+14155550111", rings: "+14155550101", busy: "+14155550100" },
    now: () => clock.now(),
    async until(condition) {
      while (!condition()) {
        const next = clock.next();
        if (next === null) return;
        clock.advanceTo(next);
        await Promise.resolve();
      }
    },
    dispose: () => line.close(),
  };
}

conformance("The simulator", simulatorUnderTest, { describe, test });

/** Lines that break one promise each, and the words of the check that must catch them. */
const broken: Record<string, { caughtBy: RegExp; breakIt: (line: Line) => Partial<Line> }> = {
  "that tells twice that a call ended": {
    caughtBy: /events must advance/,
    breakIt: (line) =>
      heardThrough(line, (event, hear) => (event.type === "ended" ? (hear(event), hear(event)) : hear(event))),
  },
  "that never tells that a call ended": {
    caughtBy: /last event must be ended/,
    breakIt: (line) => heardThrough(line, (event, hear) => event.type !== "ended" && hear(event)),
  },
  "that rings after it was answered": {
    caughtBy: /events must advance/,
    breakIt: (line) =>
      heardThrough(line, (event, hear) => {
        hear(event);
        if (event.type === "answered") hear({ type: "ringing", at: event.at });
      }),
  },
  "that dates events out of order": {
    caughtBy: /dated before/,
    breakIt: (line) => heardThrough(line, (event, hear) => hear(event.type === "ended" ? { ...event, at: 0 } : event)),
  },
  "that says answered of a call that was not": {
    caughtBy: /does not fit/,
    breakIt: (line) => heardThrough(line, (event, hear) => event.type !== "answered" && hear(event)),
  },
  "that tells before place returns": {
    caughtBy: /before place returned/,
    breakIt: (line) => ({
      place(request, hear) {
        hear({ type: "ringing", at: 0 });
        line.place(request, (event) => event.type !== "ringing" && hear(event));
      },
    }),
  },
  "that throws for a bad number": {
    caughtBy: /cannot dial/,
    breakIt: (line) => ({
      place(request, hear) {
        if (request.to.length < 5) throw new Error("cannot dial");
        line.place(request, hear);
      },
    }),
  },
  "that rings twice for one key": {
    caughtBy: /answered more than once/,
    breakIt: (line) => {
      let times = 0;
      return { place: (request, hear) => line.place({ ...request, callKey: `${request.callKey}/${times++}` }, hear) };
    },
  },
  "that rings for requests that come too late": {
    caughtBy: /'ended'/,
    breakIt: (line) => changing(line, (request) => ({ ...request, notAfter: Number.MAX_SAFE_INTEGER })),
  },
  "that does not hang up": { caughtBy: /hung up/, breakIt: () => ({ hangUp() {} }) },
  "that rings as long as it likes": {
    caughtBy: /ring timeout of 5 s/,
    breakIt: (line) => changing(line, (request) => ({ ...request, ringTimeoutSeconds: 60 })),
  },
  "that talks as long as it likes": {
    caughtBy: /'local'/,
    breakIt: (line) => changing(line, (request) => ({ ...request, maxCallSeconds: 7200 })),
  },
  "that knows no call": { caughtBy: /live/, breakIt: () => ({ lookUp: async () => ({ state: "unknown" }) }) },
  "that forgets its calls when it is configured": {
    caughtBy: /ended a call that was live/,
    breakIt: (line) => {
      const keys: string[] = [];
      return {
        place(request, hear) {
          keys.push(request.callKey);
          line.place(request, hear);
        },
        configure: () => keys.forEach((key) => line.hangUp(key)),
      };
    },
  },
  "that finds something wrong with itself": {
    caughtBy: /ok/,
    breakIt: () => ({ check: async () => ({ ok: false, problems: [] }) }),
  },
  "that leaves calls live when it is closed": {
    caughtBy: /last event must be ended/,
    breakIt: () => ({ close: async () => {} }),
  },
};

function heardThrough(line: Line, tell: (event: LineEvent, hear: Hear) => unknown): Partial<Line> {
  return { place: (request, hear) => line.place(request, (event) => void tell(event, hear)) };
}

function changing(line: Line, change: (request: CallRequest) => CallRequest): Partial<Line> {
  return { place: (request, hear) => line.place(change(request), hear) };
}

describe("the conformance checks refuse a line", () => {
  test.each(Object.entries(broken))("%s", async (_, { caughtBy, breakIt }) => {
    const results = await Promise.allSettled(
      conformanceChecks.map(({ check }) => check(() => simulatorUnderTest(breakIt))),
    );
    const refused = results.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []));
    expect(refused.join("\n")).toMatch(caughtBy);
  });

  test("and every check refuses some of them", async () => {
    const passedByAll: string[] = [];
    for (const { sentence, check } of conformanceChecks) {
      const results = await Promise.allSettled(
        Object.values(broken).map(({ breakIt }) => check(() => simulatorUnderTest(breakIt))),
      );
      if (results.every(({ status }) => status === "fulfilled")) passedByAll.push(sentence);
    }
    expect(passedByAll).toEqual([]);
  });
});
