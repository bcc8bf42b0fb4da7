import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { onInterrupt } from "./interrupts.ts";

test("what the terminal sends and npm hands on is one Ctrl-C; the next press is the second", async () => {
  const heard: [string, number][] = [];
  const stop = onInterrupt(["SIGINT"], (signal, times) => heard.push([signal, times]));
  process.emit("SIGINT", "SIGINT");
  process.emit("SIGINT", "SIGINT");
  expect(heard).toEqual([["SIGINT", 1]]);
  await wait(500);
  process.emit("SIGINT", "SIGINT");
  expect(heard).toEqual([
    ["SIGINT", 1],
    ["SIGINT", 2],
  ]);
  const listeners = process.listenerCount("SIGINT");
  stop();
  expect(process.listenerCount("SIGINT")).toBe(listeners - 1);
});
