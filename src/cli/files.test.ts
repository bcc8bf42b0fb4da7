import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freeFile, readableFile, writableFile } from "./files.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "campanile-"));
  mkdirSync(path.join(folder, "inner"));
  writeFileSync(path.join(folder, "contacts.csv"), "phone\n");
  writeFileSync(path.join(folder, "empty.csv"), "");
  writeFileSync(path.join(folder, "results.csv"), "old");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("a file to read", () => {
  test("is found from where the user stands", async () => {
    expect(await readableFile("contacts.csv", folder)).toBe(path.join(folder, "contacts.csv"));
  });

  test.each([
    ["gone.csv", "There is no file gone.csv in"],
    ["contacts.csv/x", "There is no file contacts.csv/x in"],
    ["inner", "inner is a folder"],
    ["empty.csv", "empty.csv is empty"],
  ])("%s is refused", async (file, sentence) => {
    await expect(readableFile(file, folder)).rejects.toThrow(sentence);
  });
});

describe("a file to write", () => {
  test("may be new or stand there already", async () => {
    expect(await writableFile("new.csv", folder, "--report")).toBe(path.join(folder, "new.csv"));
    expect(await writableFile("results.csv", folder, "--report")).toBe(path.join(folder, "results.csv"));
  });

  test.each([
    ["gone/new.csv", "--report: there is no folder"],
    ["inner", "--report: inner is a folder"],
  ])("%s is refused", async (file, sentence) => {
    await expect(writableFile(file, folder, "--report")).rejects.toThrow(sentence);
  });

  test("that nobody named takes no other's place", async () => {
    expect(await freeFile("rejected.csv", folder)).toBe(path.join(folder, "rejected.csv"));
    expect(await freeFile("results.csv", folder)).toBe(path.join(folder, "results-2.csv"));
  });
});
