import fc from "fast-check";
import { expect, test } from "vitest";
import { readEvents, type ServerEvent } from "./event-stream.ts";

const encoded = new TextEncoder();

async function read(text: string, cuts: readonly number[] = []): Promise<ServerEvent[]> {
  const bytes = encoded.encode(text);
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  async function* pieces() {
    let from = 0;
    for (const end of ends) {
      yield bytes.subarray(from, end);
      from = end;
    }
  }
  return Array.fromAsync(readEvents(pieces()));
}

const stream = 'retry: 1000\n\nid: 7\nevent: campaign\ndata: {"name":"Grüße"}\n\n: comment\n\nevent: ping\ndata:{}\n\n';

test("events are read with their id, name and data", async () => {
  expect(await read(stream)).toEqual([
    { id: "7", event: "campaign", data: '{"name":"Grüße"}' },
    { id: undefined, event: "ping", data: "{}" },
  ]);
});

test("data on several lines is one text", async () => {
  expect(await read("data: a\ndata:\ndata: b\n\n")).toEqual([{ id: undefined, event: "message", data: "a\n\nb" }]);
});

test("an event that is cut off is not given", async () => {
  expect(await read("data: whole\n\ndata: half\n")).toHaveLength(1);
});

test.each(["\n", "\r\n"])(
  "wherever the network cuts a stream with lines ended by %j, it reads the same",
  async (end) => {
    const text = stream.replaceAll("\n", end);
    const whole = await read(text);
    expect(whole).toHaveLength(2);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(500), { maxLength: 6 }), async (cuts) => {
        expect(await read(text, cuts)).toEqual(whole);
      }),
    );
  },
);
