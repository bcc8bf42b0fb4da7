/**
 * What every kind of line owes the engine, as plain functions that throw what is wrong: conformance.ts makes tests of
 * them, and simulator/conformance.test.ts sees them refuse lines that break it.
 */
import assert from "node:assert/strict";
import type { CallRequest, Ending, Line, LineEvent } from "../port.ts";

/** A line, a far end that behaves as its numbers say, and a way to let time pass. */
export interface LineUnderTest {
  line: Line;
  /** The settings it was opened with; it is configured with them again. */
  settings: Readonly<Record<string, unknown>>;
  numbers: {
    /** Somebody answers soon, stays some seconds, and hangs up. */
    answers: string;
    /** Somebody answers soon and stays for minutes. */
    stays: string;
    /** Rings and rings. */
    rings: string;
    busy: string;
  };
  now(): number;
  /** Lets time pass until the condition holds or nothing more can happen. */
  until(condition: () => boolean): Promise<void>;
  dispose(): Promise<void>;
}

export interface ConformanceCheck {
  /** A sentence that begins with "the line …", left out. */
  sentence: string;
  check(open: () => Promise<LineUnderTest>): Promise<void>;
}

interface Heard {
  request: CallRequest;
  events: LineEvent[];
  /** Told before `place` returned. */
  early: number;
}

const last = ({ events }: Heard): LineEvent | undefined => events.at(-1);
const hasEnded = (heard: Heard): boolean => last(heard)?.type === "ended";
const types = ({ events }: Heard): string => events.map((event) => event.type).join(", ") || "nothing";
const has = (heard: Heard, type: LineEvent["type"]): boolean => heard.events.some((event) => event.type === type);

function endingOf(heard: Heard): Ending {
  const event = last(heard);
  assert(event?.type === "ended", `the call should have ended; it told ${types(heard)}`);
  return event.ending;
}

/** What an exchange of messages may add to a limit. */
const slackMilliseconds = 5000;

let keys = 0;

function place(at: LineUnderTest, to: string, change: Partial<CallRequest> = {}): Heard {
  keys++;
  const request: CallRequest = {
    callKey: `conformance-${keys}`,
    to,
    from: null,
    attempt: 1,
    ringTimeoutSeconds: 20,
    maxCallSeconds: 300,
    notAfter: at.now() + 5000,
    ...change,
  };
  const heard: Heard = { request, events: [], early: 0 };
  at.line.place(request, (event) => heard.events.push(event));
  heard.early = heard.events.length;
  return heard;
}

/** The order every call keeps, however it goes. */
function demandOrder(heard: Heard): void {
  assert.equal(heard.early, 0, `${heard.events[0]?.type} was told before place returned`);
  const order = ["ringing", "answered", "ended"];
  let stage = -1;
  let at = Number.NEGATIVE_INFINITY;
  for (const event of heard.events) {
    const next = order.indexOf(event.type);
    assert(next > stage, `events must advance, each kind once; told were ${types(heard)}`);
    assert(event.at >= at, `${event.type} is dated before the event that it follows`);
    stage = next;
    at = event.at;
  }
  assert(hasEnded(heard), `the last event must be ended; told were ${types(heard)}`);
  const ending = endingOf(heard);
  const answered = has(heard, "answered");
  assert.equal(ending.kind === "answered", answered, `${ending.kind} does not fit a call that told ${types(heard)}`);
}

async function withLine(open: () => Promise<LineUnderTest>, use: (at: LineUnderTest) => Promise<void>): Promise<void> {
  const at = await open();
  try {
    await use(at);
  } finally {
    await at.dispose();
  }
}

/** The call's end, and then some time in which nothing more may be told. */
async function toItsEnd(at: LineUnderTest, heard: Heard): Promise<void> {
  await at.until(() => hasEnded(heard));
  const after = place(at, at.numbers.busy);
  await at.until(() => hasEnded(after));
}

export const conformanceChecks: readonly ConformanceCheck[] = [
  {
    sentence: "tells of an answered call in order, and once that it ended",
    check: (open) =>
      withLine(open, async (at) => {
        const heard = place(at, at.numbers.answers);
        await toItsEnd(at, heard);
        demandOrder(heard);
        const answered = heard.events.find((event) => event.type === "answered");
        assert(answered, `it should have been answered; told were ${types(heard)}`);
        assert.equal(answered.media.kind, at.line.capabilities.media, "the media are not of the declared kind");
        assert.equal(endingOf(heard).kind, "answered");
      }),
  },
  {
    sentence: "tells of a busy number in order, and once that it ended",
    check: (open) =>
      withLine(open, async (at) => {
        const heard = place(at, at.numbers.busy);
        await toItsEnd(at, heard);
        demandOrder(heard);
        const ending = endingOf(heard);
        assert(ending.kind === "unanswered", `busy is not ${ending.kind}`);
        assert.equal(ending.outcome, "busy");
      }),
  },
  {
    sentence: "ends a call that nobody answers as no answer when the ring timeout is over",
    check: (open) =>
      withLine(open, async (at) => {
        const placedAt = at.now();
        const heard = place(at, at.numbers.rings, { ringTimeoutSeconds: 5 });
        await toItsEnd(at, heard);
        demandOrder(heard);
        const rung = last(heard)!.at - placedAt;
        assert(rung <= 5000 + slackMilliseconds, `it rang for ${rung} ms with a ring timeout of 5 s`);
        const ending = endingOf(heard);
        assert(ending.kind === "unanswered", `no answer is not ${ending.kind}`);
        assert.equal(ending.outcome, "no_answer");
      }),
  },
  {
    sentence: "rings once for one key, while the call is live and after it ended",
    check: (open) =>
      withLine(open, async (at) => {
        const first = place(at, at.numbers.answers);
        const again = place(at, at.numbers.answers, first.request);
        await toItsEnd(at, first);
        const afterwards = place(at, at.numbers.answers, first.request);
        await toItsEnd(at, first);
        demandOrder(first);
        const media = [first, again, afterwards].flatMap(({ events }) =>
          events.flatMap((event) => (event.type === "answered" ? [event.media] : [])),
        );
        assert.equal(new Set(media).size, 1, "one key was answered more than once");
        for (const repeated of [again, afterwards]) {
          if (repeated.events.length > 0) demandOrder(repeated);
        }
      }),
  },
  {
    sentence: "tells how it went, and does not throw, when asked for what no network can dial",
    check: (open) =>
      withLine(open, async (at) => {
        const heard = place(at, "+0");
        await toItsEnd(at, heard);
        demandOrder(heard);
      }),
  },
  {
    sentence: "rings nobody for a request that comes too late",
    check: (open) =>
      withLine(open, async (at) => {
        const heard = place(at, at.numbers.answers, { notAfter: at.now() - 1 });
        await toItsEnd(at, heard);
        demandOrder(heard);
        assert.equal(types(heard), "ended");
        const ending = endingOf(heard);
        assert(ending.kind === "canceled", `too late is canceled, not ${ending.kind}`);
        assert.equal(ending.reason, "expired");
      }),
  },
  ...(["before it rings", "while it rings"] as const).map((moment): ConformanceCheck => ({
    sentence: `cancels a call that is hung up ${moment}`,
    check: (open) =>
      withLine(open, async (at) => {
        const heard = place(at, at.numbers.rings);
        if (moment === "while it rings") await at.until(() => has(heard, "ringing"));
        at.line.hangUp(heard.request.callKey);
        await toItsEnd(at, heard);
        demandOrder(heard);
        const ending = endingOf(heard);
        assert(ending.kind === "canceled", `hung up before an answer is canceled, not ${ending.kind}`);
        assert.equal(ending.reason, "hung_up");
      }),
  })),
  {
    sentence: "ends an answered call that is hung up, as ended by us",
    check: (open) =>
      withLine(open, async (at) => {
        const heard = place(at, at.numbers.stays);
        await at.until(() => has(heard, "answered"));
        at.line.hangUp(heard.request.callKey);
        at.line.hangUp(heard.request.callKey);
        await toItsEnd(at, heard);
        demandOrder(heard);
        const ending = endingOf(heard);
        assert(ending.kind === "answered", `hung up after an answer is answered, not ${ending.kind}`);
        assert.equal(ending.by, "local");
      }),
  },
  {
    sentence: "ends a call itself when it has lasted as long as it may",
    check: (open) =>
      withLine(open, async (at) => {
        const heard = place(at, at.numbers.stays, { maxCallSeconds: 10 });
        await toItsEnd(at, heard);
        demandOrder(heard);
        const ending = endingOf(heard);
        assert(ending.kind === "answered", `a call cut at its longest is answered, not ${ending.kind}`);
        assert.equal(ending.by, "local");
        const answeredAt = heard.events.find((event) => event.type === "answered")!.at;
        const talked = last(heard)!.at - answeredAt;
        assert(talked <= 10_000 + slackMilliseconds, `it lasted ${talked} ms where 10 s were allowed`);
      }),
  },
  {
    sentence: "ignores the hanging up of a call that is over or was never placed",
    check: (open) =>
      withLine(open, async (at) => {
        at.line.hangUp("conformance-never-placed");
        const heard = place(at, at.numbers.busy);
        await toItsEnd(at, heard);
        at.line.hangUp(heard.request.callKey);
        await toItsEnd(at, heard);
        demandOrder(heard);
        const ending = endingOf(heard);
        assert.equal(ending.kind, "unanswered");
      }),
  },
  {
    sentence: "knows a call by its key: unknown, live, and how it ended",
    check: (open) =>
      withLine(open, async (at) => {
        assert.deepEqual(await at.line.lookUp("conformance-never-placed"), { state: "unknown" });
        const heard = place(at, at.numbers.stays);
        await at.until(() => has(heard, "answered"));
        assert.deepEqual(await at.line.lookUp(heard.request.callKey), { state: "live" });
        at.line.hangUp(heard.request.callKey);
        await toItsEnd(at, heard);
        const found = await at.line.lookUp(heard.request.callKey);
        assert.deepEqual(found, { state: "ended", ending: endingOf(heard) });
      }),
  },
  {
    sentence: "takes new settings for the next calls without touching those that are live",
    check: (open) =>
      withLine(open, async (at) => {
        const heard = place(at, at.numbers.stays);
        await at.until(() => has(heard, "answered"));
        at.line.configure({ ...at.settings });
        const next = place(at, at.numbers.busy);
        await at.until(() => hasEnded(next));
        demandOrder(next);
        assert(!hasEnded(heard), "new settings ended a call that was live");
      }),
  },
  {
    sentence: "checks itself, rings nobody for that, and finds nothing to mend",
    check: (open) =>
      withLine(open, async (at) => {
        assert.deepEqual(await at.line.check(), { ok: true, problems: [] });
      }),
  },
  {
    sentence: "ends what is live when it is closed, and rings nobody after that",
    check: (open) =>
      withLine(open, async (at) => {
        const ringing = place(at, at.numbers.rings);
        const talking = place(at, at.numbers.stays);
        await at.until(() => has(talking, "answered"));
        const justPlaced = place(at, at.numbers.answers);
        await at.line.close();
        for (const heard of [ringing, talking, justPlaced]) demandOrder(heard);
        assert.equal(endingOf(ringing).kind, "canceled");
        assert.equal(endingOf(justPlaced).kind, "canceled");
        const late = place(at, at.numbers.answers);
        await at.until(() => hasEnded(late));
        assert.equal(types(late), "ended", "a closed line rang somebody");
        assert.equal(endingOf(late).kind, "canceled");
      }),
  },
];
