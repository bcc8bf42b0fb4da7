import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { Outbox } from "./outbox.ts";

function opened() {
  const box = { closed: 0, outbox: new Outbox(() => (box.closed += 1)) };
  return box;
}

async function rest(outbox: Outbox): Promise<string> {
  let all = "";
  for await (const text of outbox) all += text;
  return all;
}

describe("an outbox", () => {
  test("gives what it was given, in order, and ends after the last", async () => {
    const { outbox } = opened();
    outbox.add(null, "a");
    outbox.add(null, "b");
    const first = outbox.next();
    outbox.add(null, "c");
    outbox.close();
    expect(await first).toEqual({ done: false, value: "ab" });
    expect(await rest(outbox)).toBe("c");
  });

  test("hands a text to a reader that waits for one", async () => {
    const { outbox } = opened();
    const waiting = outbox.next();
    outbox.add(null, "late");
    expect(await waiting).toEqual({ done: false, value: "late" });
  });

  test("gives of texts with one key the newest alone, in the newest's place", async () => {
    const { outbox } = opened();
    outbox.add("campaign 1", "old ");
    outbox.add("campaign 2", "other ");
    outbox.add(null, "call ");
    outbox.add("campaign 1", "new ");
    outbox.close();
    expect(await rest(outbox)).toBe("other call new ");
  });

  test.each([
    ["too many texts", 6_000, "x"],
    ["too much text", 50, "x".repeat(100_000)],
  ])("lets a reader go that has fallen behind by %s, and keeps nothing for it", async (_, many, text) => {
    const box = opened();
    for (let n = 0; n < many; n++) box.outbox.add(null, text);
    expect(box.closed).toBe(1);
    expect(await rest(box.outbox)).toBe("");
  });

  test("does not count what was replaced or sent", async () => {
    const box = opened();
    for (let n = 0; n < 200; n++) box.outbox.add("campaign 1", "x".repeat(100_000));
    for (let n = 0; n < 200; n++) {
      box.outbox.add(null, "x".repeat(100_000));
      await box.outbox.next();
    }
    expect(box.closed).toBe(0);
  });

  test("is closed by a stream that is destroyed before its first read, while it waits, and after", async () => {
    for (const prepare of [() => {}, (stream: Readable) => stream.resume(), (stream: Readable) => stream.read()]) {
      const box = opened();
      const stream = Readable.from(box.outbox);
      prepare(stream);
      await new Promise((resolve) => setImmediate(resolve));
      stream.destroy();
      await new Promise((resolve) => setImmediate(resolve));
      expect(box.closed).toBe(1);
    }
  });

  test("tells of its end once", async () => {
    const box = opened();
    box.outbox.close();
    box.outbox.close();
    await box.outbox.return();
    box.outbox.add(null, "nothing");
    expect(box.closed).toBe(1);
  });
});
