import { describe, expect, test } from "vitest";
import { describeFault, problemOf } from "./errors.ts";

describe("a fault in the log", () => {
  test("of the database has its kind and place, and not its values", () => {
    const error = Object.assign(new Error('duplicate key "contact_phone": +14155550123'), {
      severity: "ERROR",
      code: "23505",
      table: "contact",
      detail: "Key (phone)=(+14155550123) already exists.",
      where: "COPY contact, line 3: +14155550123",
    });
    const told = describeFault(error);
    expect(told).toMatchObject({ code: "23505", table: "contact", severity: "ERROR" });
    expect(JSON.stringify(told)).not.toContain("4155550123");
  });

  test.each([
    ["no answer from +1 (415) 555-0123 today", "no answer from … today"],
    ["ada.l@example.com is unknown", "… is unknown"],
    ["attempt 3 of 20 failed after 1500 ms", "attempt 3 of 20 failed after 1500 ms"],
  ])("%j is written as %j", (message, written) => {
    expect(describeFault(new Error(message))["message"]).toBe(written);
  });

  test("tells its causes, and survives one that is its own", () => {
    const error = new Error("outer", { cause: new Error("inner") });
    expect(describeFault(error)).toMatchObject({ message: "outer", cause: { message: "inner" } });
    const loop: Error & { cause?: unknown } = new Error("loop");
    loop.cause = loop;
    expect(describeFault(loop)).toMatchObject({ message: "loop" });
    expect(problemOf(loop, "r").code).toBe("internal");
  });
});
