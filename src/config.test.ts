import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { envExample, envExamplePath } from "../scripts/generate-env-example.ts";
import { ConfigError, type Environment, processRoles, readConfig, settings } from "./config.ts";

const secret = "0123456789abcdef0123456789abcdef";

/** What is said about an environment that cannot be used. */
function problems(environment: Environment, dotenvFile: string | null = null): readonly string[] {
  try {
    readConfig(environment, dotenvFile);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe("readConfig", () => {
  test("gives the defaults for an empty environment", () => {
    expect(readConfig({}, null)).toEqual({
      port: 4700,
      host: "127.0.0.1",
      dataFolder: path.resolve("data"),
      databaseUrl: null,
      databaseListenUrl: null,
      roles: new Set(processRoles),
      secret: null,
      publicUrl: null,
      trustProxy: ["loopback"],
      bootstrapApiKey: null,
      drainSeconds: 8,
      statusPort: null,
      metricsToken: null,
      startedIn: process.cwd(),
    });
  });

  test("reads every setting", () => {
    const environment = {
      PORT: "8080",
      HOST: "::1",
      CAMPANILE_DATA: "/var/lib/campanile",
      DATABASE_URL: "postgres://ada:word@db.example:5433/calls",
      CAMPANILE_ROLES: "dialer, web",
      CAMPANILE_SECRET: secret,
      CAMPANILE_PUBLIC_URL: "https://Calls.example:8443/campanile/",
      CAMPANILE_TRUST_PROXY: "loopback, 10.0.0.0/8, fd00::/8, 192.0.2.1",
      CAMPANILE_BOOTSTRAP_API_KEY: "the-key-of-the-first-owner-of-all",
      DATABASE_LISTEN_URL: "postgres://ada:word@db.example:5432/calls",
      CAMPANILE_DRAIN_SECONDS: "600",
      CAMPANILE_STATUS_PORT: "4701",
      CAMPANILE_METRICS_TOKEN: secret,
    };
    expect(readConfig(environment, null)).toMatchObject({
      port: 8080,
      host: "::1",
      dataFolder: "/var/lib/campanile",
      databaseUrl: environment.DATABASE_URL,
      roles: new Set(["web", "dialer"]),
      secret,
      publicUrl: "https://calls.example:8443/campanile",
      trustProxy: ["loopback", "10.0.0.0/8", "fd00::/8", "192.0.2.1"],
      bootstrapApiKey: "the-key-of-the-first-owner-of-all",
      databaseListenUrl: environment.DATABASE_LISTEN_URL,
      drainSeconds: 600,
      statusPort: 4701,
      metricsToken: secret,
    });
  });

  test("takes an empty value for an absent one", () => {
    const empty = Object.fromEntries(Object.keys(settings).map((name) => [name, " "]));
    expect(readConfig(empty, null)).toEqual(readConfig({}, null));
  });

  test("leaves the settings of other programs alone", () => {
    expect(problems({ S3_BUCKET: "calls", SMTP_URL: "smtp://mail.example", HOME: "/root", CAMPANILES: "x" })).toEqual(
      [],
    );
  });

  test.each<[string, Environment, string]>([
    ["a port that is no number", { PORT: "http" }, 'PORT must be a port number from 0 to 65535, not "http".'],
    ["a port too high", { PORT: "65536" }, 'PORT must be a port number from 0 to 65535, not "65536".'],
    ["a host with a port", { HOST: "http://localhost:80" }, "HOST must be an address or host name without a port"],
    ["another database", { DATABASE_URL: "mysql://x/y" }, "DATABASE_URL must be a PostgreSQL address such as"],
    [
      "an unknown role",
      { CAMPANILE_ROLES: "web,dailer" },
      "CAMPANILE_ROLES must be all, or a comma list of web, dialer",
    ],
    ["no role at all", { CAMPANILE_ROLES: "," }, "CAMPANILE_ROLES must be all"],
    ["a short secret", { CAMPANILE_SECRET: "hunter2" }, "CAMPANILE_SECRET must have at least 32 characters"],
    [
      "a key with a space",
      { CAMPANILE_BOOTSTRAP_API_KEY: `a b${secret}` },
      "CAMPANILE_BOOTSTRAP_API_KEY must have at least 32 characters without spaces",
    ],
    ["a short key", { CAMPANILE_BOOTSTRAP_API_KEY: "owner" }, "CAMPANILE_BOOTSTRAP_API_KEY must have at least 32"],
    ["a public address that is none", { CAMPANILE_PUBLIC_URL: "calls.example.com" }, "must be the address people use"],
    ["one with a query", { CAMPANILE_PUBLIC_URL: "https://x.example/?a" }, "CAMPANILE_PUBLIC_URL must be the address"],
    ["one with a password", { CAMPANILE_PUBLIC_URL: "https://a:b@x.example" }, "CAMPANILE_PUBLIC_URL must be the"],
    ["one with a strange path", { CAMPANILE_PUBLIC_URL: "https://x.example/a b" }, "must have a path of letters"],
    ["one at a path of ours", { CAMPANILE_PUBLIC_URL: "https://x.example/api/x" }, "/api is one of the server's own"],
    ["a proxy that is none", { CAMPANILE_TRUST_PROXY: "nginx" }, "CAMPANILE_TRUST_PROXY must be none, or a comma list"],
    ["a network too narrow", { CAMPANILE_TRUST_PROXY: "10.0.0.0/33" }, "CAMPANILE_TRUST_PROXY must be none"],
    ["a server without a secret", { DATABASE_URL: "postgres://db/calls" }, "DATABASE_URL needs CAMPANILE_SECRET"],
    ["a misspelt name", { CAMPANILE_DTA: "x" }, "CAMPANILE_DTA is not a setting; did you mean CAMPANILE_DATA?"],
    ["a name with our prefix", { CAMPANILE_PORT: "1" }, "CAMPANILE_PORT is not a setting; did you mean PORT?"],
    [
      "a name like no other",
      { CAMPANILE_COLOUR: "red" },
      "CAMPANILE_COLOUR is not a setting; remove it, or use one of PORT",
    ],
  ])("says in one sentence what is wrong with %s", (_what, environment, sentence) => {
    expect(problems(environment)).toEqual([expect.stringContaining(sentence)]);
    expect(problems(environment)[0]).toMatch(/^[A-Z][^\n]*[.?]$/);
  });

  test("names every problem at once", () => {
    expect(problems({ PORT: "x", CAMPANILE_ROLES: "y", CAMPANILE_Z: "z" })).toHaveLength(3);
  });

  test("never repeats a secret", () => {
    const environment = { CAMPANILE_SECRET: "hunter2", DATABASE_URL: "mysql://ada:hunter2@db/calls" };
    expect(problems(environment).join()).not.toContain("hunter2");
  });
});

describe("a .env file", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "campanile-"));
    file = path.join(folder, ".env");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("is read, and the real environment wins", () => {
    writeFileSync(file, 'PORT=1234\nHOST="0.0.0.0" # all\n');
    expect(readConfig({ PORT: "4321" }, file)).toMatchObject({ port: 4321, host: "0.0.0.0" });
  });

  test("may be missing", () => {
    expect(readConfig({}, file).port).toBe(4700);
  });

  test("is checked like the environment", () => {
    writeFileSync(file, "CAMPANILE_DTA=x\n");
    expect(problems({}, file)).toEqual(["CAMPANILE_DTA is not a setting; did you mean CAMPANILE_DATA?"]);
  });

  test("that cannot be read is a problem, not a default", () => {
    expect(problems({}, folder)).toEqual([expect.stringContaining("cannot be read (EISDIR)")]);
  });
});

test(`${envExamplePath} is what the settings say`, () => {
  expect(readFileSync(envExamplePath, "utf8"), "run `node scripts/generate-env-example.ts`").toBe(envExample());
});
