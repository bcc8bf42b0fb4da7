import { existsSync, globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkArchitecture } from "./architecture/check.ts";
import { rooms } from "./architecture/rules.ts";

const sources = globSync("{src,test,bench,scripts,web/src}/**/*.{ts,tsx}").map((path) => ({
  path: path.replaceAll("\\", "/"),
  text: readFileSync(path, "utf8"),
}));

/** The messages about one planted file. */
function judge(path: string, text: string): string[] {
  return checkArchitecture([{ path, text }], {}).map(({ message }) => message);
}

describe("the house", () => {
  test("keeps its rules", () => {
    expect(sources.length).toBeGreaterThan(10);
    expect(checkArchitecture(sources).map(({ file, message }) => `${file} ${message}`)).toEqual([]);
  });

  test("has a row in the table for every folder, and no row for a room that package.json cannot name", () => {
    const folders = globSync("src/*/").map((folder) => folder.split("/")[1]);
    const { imports } = JSON.parse(readFileSync("package.json", "utf8")) as { imports: Record<string, string> };
    expect(Object.keys(rooms)).toEqual(expect.arrayContaining(folders));
    for (const room of Object.keys(rooms).filter((name) => name !== "cli" && !name.endsWith(".ts"))) {
      expect(imports[`#${room}/*`]).toBe(`./src/${room}/*`);
    }
  });

  const inhabited = new Set(sources.flatMap(({ path }) => /^src\/([^/]+)\/.*\.ts$/.exec(path)?.[1] ?? []));
  test.each([...inhabited].toSorted())("room %s says in its README what it is for", (room) => {
    const readme = `src/${room}/README.md`;
    expect(existsSync(readme), `${readme} is missing: say what the room is for, its door, how to add one more`).toBe(
      true,
    );
    const lines = readFileSync(readme, "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "");
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(lines.length).toBeLessThanOrEqual(60);
  });
});

describe("a planted violation is caught:", () => {
  test.each<[string, string, string, string]>([
    ["a forbidden room", "src/contract/a.ts", `import { x } from "#store/db.ts";`, "may import domain"],
    [
      "a forbidden room, for its type only",
      "src/voice/a.ts",
      `import type { X } from "#store/db.ts";`,
      "may import domain",
    ],
    ["a forbidden room in a type", "src/voice/a.ts", `export type X = import("#store/db.ts").X;`, "may import domain"],
    ["a forbidden room, passed on", "src/domain/a.ts", `export * from "#store/db.ts";`, "no other room"],
    ["a forbidden room, loaded late", "src/store/a.ts", `await import("#http/server.ts");`, "may import domain"],
    ["more of a room than its door", "src/dialer/a.ts", `import "#telephony/simulator/line.ts";`, "telephony/port.ts"],
    ["wiring outside app.ts", "src/http/a.ts", `import "#src/app.ts";`, "may import domain"],
    ["a room by a relative path", "src/store/a.ts", `import "../domain/roles.ts";`, "across rooms write #room/"],
    ["a room by #src/", "src/store/a.ts", `import "#src/domain/roles.ts";`, "across rooms write #room/"],
    ["its own room by #room/", "src/store/a.ts", `import "#store/db.ts";`, "inside a room imports are relative"],
    ["a room nobody planned", "src/helpers/a.ts", `export const x = 1;`, `room "helpers"`],
    ["a test from production code", "src/store/a.ts", `import "./db.test.ts";`, "imports the test"],
    ["the harness from production code", "src/store/a.ts", `import "#harness/databases.ts";`, "outside src/"],
    ["a computed import", "src/store/a.ts", `const x = "y"; await import(x);`, "computed path"],
    ["SQL outside the store", "src/http/a.ts", `import { sql } from "kysely";`, "package kysely"],
    ["a package below its root", "src/http/a.ts", `import x from "kysely/helpers/postgres";`, "package kysely"],
    ["a package in the domain", "src/domain/a.ts", `import { z } from "zod";`, "package zod"],
    ["a package of a scope", "src/http/a.ts", `import "@electric-sql/pglite";`, "package @electric-sql/pglite"],
    ["a Node module in the domain", "src/domain/a.ts", `import "node:fs";`, "no input and output"],
    ["a line kind in another", "src/telephony/sip/a.ts", `import "../simulator/line.ts";`, "one kind of line never"],
    [
      "the server from the web app",
      "web/src/lib/a.ts",
      `import "#http/server.ts";`,
      "of the server #domain/ and #contract/",
    ],
    ["the server by a path", "web/src/lib/a.ts", `import "../../../src/domain/roles.ts";`, "its own files by ./"],
    ["a package outside the web app's", "web/src/ui/a.tsx", `import "lodash";`, "package lodash"],
    ["a Node module in the web app", "web/src/ui/a.tsx", `import "node:path";`, "runs in browsers"],
    ["a web page too long", "web/src/ui/a.tsx", "export {};\n".repeat(601), "600 are the limit"],
    ["the environment", "src/http/a.ts", `export const x = process.env.PORT;`, "reads process.env on line 1"],
    ["the environment, quoted", "src/http/a.ts", `export const x = process["env"];`, "reads process.env on line 1"],
    ["the environment, taken apart", "src/http/a.ts", `const { env } = process;`, "reads process.env on line 1"],
    ["the clock in the domain", "src/domain/a.ts", `\nexport const x = Date.now();`, "uses Date.now on line 2"],
    ["the clock by its class", "src/domain/a.ts", `export const x = new Date();`, "new Date() on line 1"],
    ["the clock of Temporal", "src/domain/a.ts", `Temporal.Now.instant();`, "uses Temporal.Now on line 1"],
    ["chance in the domain", "src/domain/a.ts", `export const x = Math.random();`, "uses Math.random"],
    ["a timer in the domain", "src/domain/a.ts", `setTimeout(() => {}, 1);`, "uses setTimeout()"],
    ["the network in the domain", "src/domain/a.ts", `await fetch("http://localhost");`, "uses fetch()"],
    ["a long file", "src/store/a.ts", "export {};\n".repeat(401), "over 400 it needs a reason"],
    ["a file too long for any reason", "test/a.ts", "export {};\n".repeat(601), "600 are the limit"],
    ["a test too long", "src/store/a.test.ts", "export {};\n".repeat(601), "600 are the limit"],
    ["a file that cannot be read", "src/store/a.ts", "export const = 1;", "Unexpected token"],
  ])("%s", (_what, path, text, message) => {
    expect(judge(path, text)).toEqual([expect.stringContaining(message)]);
  });

  test("a reason given for a file that is not long, or not there", () => {
    const reasons = { "src/store/a.ts": "a table", "src/store/gone.ts": "a table" };
    const violations = checkArchitecture([{ path: "src/store/a.ts", text: "export {};\n" }], reasons);
    expect(violations.map(({ file }) => file)).toEqual(["src/store/a.ts", "src/store/gone.ts"]);
  });
});

describe("nothing is said against", () => {
  test.each<[string, string, string]>([
    ["a permitted room", "src/store/a.ts", `import { roles } from "#domain/roles.ts";`],
    ["a room's door", "src/dialer/a.ts", `import type { Line } from "#telephony/port.ts";`],
    ["a neighbour", "src/domain/call/a.ts", `import "../roles.ts";`],
    ["a permitted package and a part of it", "src/store/a.ts", `import "kysely"; import "pg/lib/x";`],
    ["a package of a permitted scope", "src/http/a.ts", `import "@fastify/cookie";`],
    ["a line kind's own files and the port", "src/telephony/sip/a.ts", `import "./b.ts"; import "../port.ts";`],
    [
      "the registry of line kinds",
      "src/telephony/registry.ts",
      `import "./sip/line.ts"; import "./simulator/line.ts";`,
    ],
    ["app.ts wiring", "src/app.ts", `import "#http/server.ts"; import "./config.ts"; import "pino";`],
    ["the command line starting the app", "src/cli/run.ts", `import "#src/app.ts";`],
    ["cli.ts opening its folder", "src/cli.ts", `import "./cli/run.ts";`],
    ["config.ts reading the environment", "src/config.ts", `export const x = process.env.PORT;`],
    ["a date given to the domain", "src/domain/a.ts", `export const x = (now: number) => new Date(now);`],
    [
      "the web app's words, its client, its files and its packages",
      "web/src/ui/a.tsx",
      `import "#domain/roles.ts"; import "#contract/client.ts"; import "../b.css"; import "@mantine/core/styles.css";`,
    ],
    ["a schema that the web app loads late", "web/src/ui/a.tsx", `await import("#contract/lines.ts");`],
    ["a test importing what it needs", "src/domain/a.test.ts", `import "vitest"; import "#store/db.ts";`],
    ["what a script generated", "src/numbering/a.ts", `// Generated by scripts/x.ts\n${"export {};\n".repeat(700)}`],
    ["a long test", "src/store/a.test.ts", "export {};\n".repeat(500)],
  ])("%s", (_what, path, text) => {
    expect(judge(path, text)).toEqual([]);
  });

  test("a long file with its reason", () => {
    const file = { path: "src/store/a.ts", text: "export {};\n".repeat(500) };
    expect(checkArchitecture([file], { "src/store/a.ts": "one table, read as one" })).toEqual([]);
  });
});
