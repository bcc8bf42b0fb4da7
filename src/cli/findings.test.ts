import { describe, expect, test } from "vitest";
import type { Line } from "./client.ts";
import { databaseFindings, folderFindings, lineFindings, nodeFinding, writeFinding } from "./findings.ts";

const healthy = {
  kind: "postgres",
  version: "18.1",
  versionNumber: 180_001,
  clockAheadMilliseconds: 12,
  missing: [],
  unknown: [],
  copyOf: null,
} as const;

const levels = (findings: readonly { subject: string; level: string }[]) =>
  Object.fromEntries(findings.map(({ subject, level }) => [subject, level]));

describe("doctor", () => {
  test("finds nothing wrong with what is well", () => {
    const folder = { folder: "/data", exists: true, writable: true, freeBytes: 50e9 };
    expect(levels([...folderFindings(folder), ...databaseFindings(healthy, 150_000)])).toEqual({
      "Data folder": "ok",
      Disk: "ok",
      Database: "ok",
      Schema: "ok",
      Clock: "ok",
    });
    expect(nodeFinding("v26.10.0", 26).level).toBe("ok");
  });

  test.each([
    ["an old Node", nodeFinding("v20.20.2", 26), "fail", "run it with npm"],
    ["an old server", databaseFindings({ ...healthy, versionNumber: 140_009 }, 150_000)[0], "fail", "15 or later"],
    ["migrations to come", databaseFindings({ ...healthy, missing: ["a"] }, 150_000)[1], "warn", "next start"],
    ["a newer schema", databaseFindings({ ...healthy, unknown: ["0099-x"] }, 150_000)[1], "fail", "0099-x"],
    ["a clock that is late", databaseFindings({ ...healthy, clockAheadMilliseconds: 5_000 }, 0)[2], "warn", "behind"],
    ["a clock far ahead", databaseFindings({ ...healthy, clockAheadMilliseconds: -90_000 }, 0)[2], "fail", "ahead of"],
    ["a copied database", databaseFindings({ ...healthy, copyOf: "calls" }, 0)[3], "warn", "adopt-database"],
    [
      "a locked folder",
      folderFindings({ folder: "/d", exists: true, writable: false, freeBytes: 9e9 })[0],
      "fail",
      "may not write",
    ],
    [
      "little room",
      folderFindings({ folder: "/d", exists: true, writable: true, freeBytes: 1e9 })[1],
      "warn",
      "1.0 GB",
    ],
    ["no room", folderFindings({ folder: "/d", exists: true, writable: true, freeBytes: 1e6 })[1], "fail", "make room"],
    ["no line", lineFindings([])[0], "warn", "add one"],
  ])("says how to mend %s", (_what, finding, level, words) => {
    expect(finding?.level).toBe(level);
    expect(finding?.text).toContain(words);
  });

  test("repeats what a line says of itself, and fails only for one that is used", () => {
    const line: Line = {
      id: "l",
      name: "Trunk",
      kind: "sip",
      settings: {},
      active: true,
      problems: [{ code: "unreachable", message: "The trunk does not answer; check its address." }],
      liveCalls: 0,
    };
    expect(lineFindings([line])).toEqual([
      { level: "fail", subject: 'Line "Trunk"', text: "The trunk does not answer; check its address." },
    ]);
    expect(lineFindings([{ ...line, active: false }])[0]?.level).toBe("warn");
    expect(lineFindings([{ ...line, problems: [] }])[0]?.level).toBe("ok");
  });

  test("writes each finding on one line", () => {
    expect(writeFinding(nodeFinding("v26.10.0", 26))).toBe("ok    Node         v26.10.0");
  });
});
