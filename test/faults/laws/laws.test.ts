import { describe, expect, test } from "vitest";
import type { Ending } from "#telephony/port.ts";
import type { Ring } from "../referee/record.ts";
import { judge, laws } from "./all.ts";
import { cutOffIsInterrupted } from "./cut-off.ts";
import type { BookedCall, Deed, Facts, LabCampaign } from "./facts.ts";

const began = Date.parse("2026-11-23T12:00:00Z");
const cause = { sip: null, q850: null, text: null };
const busy: Ending = { kind: "unanswered", outcome: "busy", result: null, cause };

const endedByUs: Ending = { kind: "answered", by: "local", result: null, cause };

function ring(n: number, given: Partial<Ring> = {}): Ring {
  const at = given.at ?? began + n * 2_000;
  const process = "dialer-1";
  const rest = { key: `campanile-${n}`, to: `+1415200000${n}`, sentAt: at, at, process, answeredAt: null };
  const behaviour = given.answeredAt === undefined ? null : "talks";
  return { ...rest, behaviour, hungUpAt: null, endedAt: at + 1_000, ending: busy, ...given };
}

function booked(n: number, given: Partial<BookedCall> = {}): BookedCall {
  return {
    key: `campanile-${n}`,
    campaignId: "1",
    contactId: String(n),
    phone: `+1415200000${n}`,
    attempt: 1,
    outcome: "busy",
    result: null,
    dialed: true,
    ended: true,
    ...given,
  };
}

const campaign: LabCampaign = {
  id: "1",
  lineId: "1",
  employeeId: "1",
  maxConcurrentCalls: 1,
  callsPerSecond: null,
  maxRetries: 0,
  hours: null,
};

const none = { pending: 0, in_progress: 0, success: 0, voicemail: 0, no_answer: 0, failed: 0, skipped: 0, canceled: 0 };

/** Two people who were busy, and nothing wrong with it. */
function goodFacts(): Facts {
  const contact = { campaignId: "1", status: "busy", attempts: 1, planned: false } as const;
  return {
    entries: [],
    rings: [ring(1), ring(2)],
    deeds: [],
    campaigns: [campaign],
    lines: new Map([["1", { maxConcurrentCalls: 1, callsPerSecond: null }]]),
    employees: new Map([["1", { maxConcurrentCalls: 1 }]]),
    calls: [booked(1), booked(2)],
    contacts: [
      { ...contact, contactId: "1", phone: "+14152000001" },
      { ...contact, contactId: "2", phone: "+14152000002" },
    ],
    books: [{ id: "1", status: "completed", total: 2, counts: { ...none, busy: 2 }, attempts: 2 }],
  };
}

function deed(given: Partial<Deed>): Deed {
  return { kind: "pause", campaignId: "1", phone: null, askedAt: began, answeredAt: began + 50, done: true, ...given };
}

/** What breaks a law, by the law's name; each only that one. */
const bad: ReadonlyArray<[law: string, how: string, facts: Partial<Facts>]> = [
  ["no attempt rings twice", "a key that rings again", { rings: [ring(1), ring(2), ring(2, { at: began + 9_000 })] }],
  [
    "no number rings while it is on a call",
    "a second ring before the first is over",
    {
      rings: [ring(1, { endedAt: began + 5_000 }), ring(2, { to: "+14152000001" })],
      campaigns: [{ ...campaign, maxConcurrentCalls: 2 }],
      lines: new Map(),
      employees: new Map(),
    },
  ],
  [
    "pause, cancel and the do-not-call list are obeyed within a second",
    "a ring two seconds after a pause",
    { deeds: [deed({ answeredAt: began + 1_000 })], rings: [ring(1, { at: began + 500 }), ring(2)] },
  ],
  [
    "pause, cancel and the do-not-call list are obeyed within a second",
    "a ring two seconds after its number was listed",
    { deeds: [deed({ kind: "list", campaignId: null, phone: "+14152000002" })] },
  ],
  [
    "never more calls at once than a limit",
    "two calls where one may be",
    { rings: [ring(1, { endedAt: began + 5_000 }), ring(2)] },
  ],
  [
    "never more calls in a second than a limit, plus one",
    "three calls in a second where one may be",
    {
      campaigns: [{ ...campaign, callsPerSecond: 1 }],
      rings: [1, 2, 3].map((n) => ring(n, { at: began + n * 300, endedAt: began + n * 300 + 100 })),
      calls: [booked(1), booked(2), booked(3, { contactId: "2", attempt: 2 })],
      books: [{ id: "1", status: "completed", total: 2, counts: { ...none, busy: 2 }, attempts: 3 }],
      deeds: [deed({ kind: "retry failed" })],
    },
  ],
  [
    "no ring outside the hours",
    "a ring in a minute that is closed",
    { campaigns: [{ ...campaign, hours: { zone: "Asia/Kathmandu", minutes: [44, 46] } }] },
  ],
  [
    "no more attempts than the budget",
    "a second attempt without a retry",
    {
      rings: [ring(1), ring(2), ring(3, { to: "+14152000002" })],
      calls: [booked(1), booked(2), booked(3, { contactId: "2", phone: "+14152000002", attempt: 2 })],
      books: [{ id: "1", status: "completed", total: 2, counts: { ...none, busy: 2 }, attempts: 3 }],
    },
  ],
  [
    "whom we cut off is interrupted and not booked as reached",
    "a talk that our side ended, in the books as a success",
    {
      rings: [ring(1), ring(2, { answeredAt: began + 4_200, hungUpAt: began + 4_900, ending: endedByUs })],
      calls: [booked(1), booked(2, { outcome: "success" })],
      contacts: [goodFacts().contacts[0]!, { ...goodFacts().contacts[1]!, status: "success" }],
      books: [{ id: "1", status: "completed", total: 2, counts: { ...none, busy: 1, success: 1 }, attempts: 2 }],
    },
  ],
  [
    "everything comes to its end",
    "a campaign that goes on for ever",
    { books: [{ id: "1", status: "running", total: 2, counts: { ...none, busy: 2 }, attempts: 2 }] },
  ],
  [
    "the counts are those of the contacts",
    "a count that is one short",
    { books: [{ id: "1", status: "completed", total: 2, counts: { ...none, busy: 1 }, attempts: 2 }] },
  ],
  ["the books say what the referee saw", "a ring that no book knows", { rings: [ring(1), ring(2), ring(7)] }],
  [
    "the books say what the referee saw",
    "another outcome than the network's",
    { rings: [ring(1), ring(2, { ending: { ...busy, outcome: "no_answer" } as Ending })] },
  ],
];

describe("the laws of the laboratory", () => {
  test("find nothing in a record where all is well", () => {
    expect(judge(goodFacts())).toEqual({});
  });

  test.each(bad)("%s: %s breaks it and no other", (law, _, facts) => {
    expect(Object.keys(judge({ ...goodFacts(), ...facts }))).toEqual([law]);
  });

  test("each have a record that breaks them", () => {
    expect(new Set(bad.map(([law]) => law))).toEqual(new Set(Object.keys(laws)));
  });

  test("let our side end what it has to end, and keep a wish that was heard before a cut", () => {
    const cut = ring(2, { answeredAt: began + 4_200, hungUpAt: began + 4_900, ending: endedByUs });
    const kept: Array<[Partial<Ring>, Partial<BookedCall>]> = [
      [{ behaviour: "opts_out" }, { outcome: "success", result: "opted_out" }],
      [{ behaviour: "machine" }, { outcome: "voicemail" }],
      [{ behaviour: "asks_callback" }, { outcome: "success", result: "callback" }],
      [{ behaviour: "talks" }, { outcome: "failed", result: "interrupted" }],
    ];
    for (const [asHeard, asBooked] of kept)
      expect(cutOffIsInterrupted({ rings: [{ ...cut, ...asHeard }], calls: [booked(2, asBooked)] })).toEqual([]);
  });

  test("forgive what came within a second, what was resumed, and an answer that never came", () => {
    const forgiven: Deed[][] = [
      [deed({ answeredAt: began + 3_200 })],
      [deed({}), deed({ kind: "resume", askedAt: began + 1_500, answeredAt: null, done: false })],
      [deed({ answeredAt: null, done: false })],
    ];
    for (const deeds of forgiven) {
      const rings = [ring(1, { at: began + 500 }), ring(2)];
      expect(judge({ ...goodFacts(), deeds, rings })).toEqual({});
    }
  });
});
