import { describe, expect, test } from "vitest";
import type { Line } from "./client.ts";
import { addressAdvice } from "./address-advice.ts";
import {
  databaseFindings,
  folderFindings,
  lineFindings,
  nodeFinding,
  proxyFindings,
  secretFinding,
  writeFinding,
} from "./findings.ts";

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
    const folder = { folder: "/data", exists: true, writable: true, freeBytes: 50e9, unsafe: null };
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
      "a folder that others may write",
      folderFindings({ folder: "/d", exists: true, writable: true, freeBytes: 9e9, unsafe: "Others may." })[0],
      "fail",
      "Others may.",
    ],
    [
      "a locked folder",
      folderFindings({ folder: "/d", exists: true, writable: false, freeBytes: 9e9, unsafe: null })[0],
      "fail",
      "may not write",
    ],
    [
      "little room",
      folderFindings({ folder: "/d", exists: true, writable: true, freeBytes: 1e9, unsafe: null })[1],
      "warn",
      "1.0 GB",
    ],
    [
      "no room",
      folderFindings({ folder: "/d", exists: true, writable: true, freeBytes: 1e6, unsafe: null })[1],
      "fail",
      "make room",
    ],
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

describe("what doctor sees through the proxy", () => {
  const seen = { host: "calls.example", hostKnown: true, protocol: "https", forwarded: true, trusted: true } as const;
  const url = "https://calls.example/campanile";
  const texts = (sight: Parameters<typeof proxyFindings>[1]) => proxyFindings(url, sight).map(writeFinding);

  test("is well when the server is told everything", () => {
    expect(texts(seen)).toEqual(["ok    Proxy        https://calls.example/campanile leads here"]);
  });

  test.each([
    [null, "something else than Campanile answers"],
    [{ ...seen, host: "web:4700", hostKnown: false }, "it asks for web:4700; let it hand on the Host"],
    [{ ...seen, trusted: false }, "name the proxy's address in CAMPANILE_TRUST_PROXY"],
    [{ ...seen, protocol: "http" as const }, "people use https and the server is told http"],
  ])("says what is not handed on: %o", (sight, text) => {
    expect(texts(sight)).toEqual([expect.stringMatching(/^fail  Proxy/)]);
    expect(texts(sight)[0]).toContain(text);
  });
});

describe("the secret", () => {
  test.each([
    [null, null, "ok"],
    ["aa", null, "ok"],
    ["aa", "aa", "ok"],
    ["aa", "bb", "fail"],
    [null, "bb", "fail"],
  ])("%s, where the database's is %s, is %s", (own, stored, level) => {
    expect(secretFinding(own, stored).level).toBe(level);
  });
});

describe("settings for a proxy that do not fit", () => {
  const well = { host: "127.0.0.1", publicUrl: "https://calls.example", trustProxy: ["loopback"] };
  test.each([
    [well, []],
    [{ ...well, publicUrl: null }, []],
    [{ ...well, host: "0.0.0.0", publicUrl: null }, ["HOST is 0.0.0.0"]],
    [{ ...well, publicUrl: "http://calls.example" }, ["passwords and session cookies can be read"]],
    [{ ...well, publicUrl: "http://localhost:8080" }, []],
    [{ ...well, trustProxy: [] }, ["CAMPANILE_TRUST_PROXY is none"]],
    [{ ...well, trustProxy: ["0.0.0.0/0"] }, ["everybody may say who they are"]],
  ])("are told: %o", (settings, sentences) => {
    expect(addressAdvice(settings)).toEqual(sentences.map((one) => expect.stringContaining(one)));
  });
});
