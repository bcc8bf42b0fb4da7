import { describe, expect, test } from "vitest";
import { createSeal } from "./seal.ts";

const secret = "a secret of more than thirty-two characters";

describe("a sealed text", () => {
  test("opens to what it was, and looks different each time", () => {
    const seal = createSeal(secret, "answers");
    const text = 'key "öäü" 鐘';
    expect(seal.open(seal.seal(text))).toBe(text);
    expect(seal.seal(text)).not.toBe(seal.seal(text));
    expect(seal.seal(text)).not.toContain("key");
  });

  test("does not open under another secret, for another purpose, or when a byte was changed", () => {
    const sealed = createSeal(secret, "answers").seal("hello");
    expect(() => createSeal(`${secret}!`, "answers").open(sealed)).toThrow("authenticate");
    expect(() => createSeal(secret, "lines").open(sealed)).toThrow("authenticate");
    const bytes = Buffer.from(sealed.slice(3), "base64url");
    bytes[bytes.length - 1]! ^= 1;
    expect(() => createSeal(secret, "answers").open(`v1.${bytes.toString("base64url")}`)).toThrow("authenticate");
  });
});
