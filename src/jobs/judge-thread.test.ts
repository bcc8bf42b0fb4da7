import { afterEach, beforeEach, expect, test } from "vitest";
import { JudgeThread } from "./judge-thread.ts";

let thread: JudgeThread;
beforeEach(() => {
  thread = new JudgeThread();
});
afterEach(() => thread.stop());

const asked = (first: number) => ({
  columnNames: ["Phone"],
  mapping: { country: "US", columns: { Phone: "phone" }, onDuplicate: "skip" as const },
  required: [],
  blocks: [{ first, cells: `["(415) 555-0101"]\n["12"]` }],
});

test("judges rows, and several requests each for itself", async () => {
  const [some, others] = await Promise.all([thread.judge(asked(1)), thread.judge(asked(3))]);
  expect([...some[0]!.phones]).toEqual([14_155_550_101, 0]);
  expect(some[0]!.noted).toMatchObject([{ row: 2, verdict: "invalid_number" }]);
  expect(others[0]!.noted).toMatchObject([{ row: 4 }]);
});

test("what is asked while an idle thread is being ended is answered by the next", async () => {
  await thread.judge(asked(1));
  const ending = thread.stop();
  const answer = thread.judge(asked(5));
  await ending;
  expect((await answer)[0]!.noted).toMatchObject([{ row: 6 }]);
});

test("what was asked of a thread that is ended fails", async () => {
  const answer = thread.judge(asked(1));
  const fault = answer.catch((error: unknown) => error);
  await thread.stop();
  expect(String(await fault)).toContain("was stopped");
});
