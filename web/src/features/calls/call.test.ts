import { describe, expect, test } from "vitest";
import { type CampaignContact, calledName, whatHappened, whatIsNext } from "./call.ts";

const contact = { id: "1", phone: "+15550100", firstName: "Amelia", lastName: "Hartley" };

const one = (part: Partial<CampaignContact>): CampaignContact => ({
  id: "1",
  contact,
  status: "pending",
  skipReason: null,
  attempts: 0,
  nextAttemptAt: null,
  waitingFor: null,
  result: null,
  lastCallId: null,
  ...part,
});

describe("who was called", () => {
  test("is named, and by the number that was called where the contact is no more", () => {
    expect(calledName({ contact, to: "+15550199" })).toBe("Amelia Hartley");
    expect(calledName({ contact: null, to: "+15550199" })).toBe("+15550199");
  });
});

describe("what is next for a contact", () => {
  test("is why it is not called yet", () => {
    expect(whatIsNext(one({ waitingFor: "window" }), "running")).toBe("Outside calling hours");
    expect(whatIsNext(one({ waitingFor: "start" }), "queued")).toBe("Waits for the campaign to start");
    expect(whatIsNext(one({ waitingFor: "start" }), "paused")).toBe("Waits until the campaign is resumed");
    expect(whatIsNext(one({ status: "skipped", skipReason: "do_not_call" }), "running")).toBe(
      "On the do-not-call list",
    );
  });

  test("is the next try with its time, inside a sentence", () => {
    const nextAttemptAt = new Date().toISOString();
    const next = whatIsNext(one({ status: "no_answer", attempts: 2, waitingFor: "retry", nextAttemptAt }), "running");
    expect(next).toMatch(/^Try 3, today \d\d:\d\d$/);
  });

  test("is nothing after a success, and no more tries after all of them", () => {
    expect(whatIsNext(one({ status: "success", attempts: 1 }), "running")).toBeNull();
    expect(whatIsNext(one({ status: "busy", attempts: 3 }), "running")).toBe("No more tries");
  });
});

describe("what happened on a call", () => {
  test("is its result, then what the network said of a failure, then its outcome", () => {
    const cause = { sip: 503, q850: null, text: "Service unavailable" };
    expect(whatHappened({ result: "silent", outcome: "no_answer", cause })).toBe("Answered, but nobody spoke");
    expect(whatHappened({ result: null, outcome: "failed", cause })).toBe("Service unavailable");
    expect(whatHappened({ result: null, outcome: "busy", cause })).toBe("The line was engaged");
  });

  test("is going on until it ended", () => {
    expect(whatHappened({ result: null, outcome: null, state: "ringing" })).toBe("Going on now");
    expect(whatHappened({ result: null, outcome: null, state: "ended" })).toBe("Called off before an answer");
  });
});
