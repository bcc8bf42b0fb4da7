import { describe, expect, test } from "vitest";
import { type LiveEvent, Topic } from "./topic.ts";

const event = (sequence: number): LiveEvent => ({ sequence, name: "call", data: sequence });

describe("a topic", () => {
  test("knows everything since it began, and nothing of before", () => {
    const topic = new Topic(10);
    expect(topic.since(9)).toEqual([]);
    expect(topic.since(8)).toBeNull();
    topic.add(event(12));
    topic.add(event(15));
    expect(topic.since(9)).toEqual([event(12), event(15)]);
    expect(topic.since(12)).toEqual([event(15)]);
    expect(topic.since(15)).toEqual([]);
  });

  test("forgets the oldest, and then says that it does not know", () => {
    const topic = new Topic(1);
    for (let n = 1; n <= 1_001; n++) topic.add(event(n));
    expect(topic.since(499)).toBeNull();
    expect(topic.since(500)).toHaveLength(501);
  });
});
