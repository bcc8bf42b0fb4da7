import { describe, expect, test } from "vitest";
import { readDatabaseAddress } from "./database-address.ts";

describe("a database's address", () => {
  test.each([
    ["postgres://a:b@one:5432/c", ["postgres://a:b@one:5432/c"]],
    ["postgresql://one/c?sslmode=require", ["postgresql://one/c?sslmode=require"]],
    [
      "postgres://a:b@one:5432,two:5433/c?target_session_attrs=read-write&sslmode=require",
      ["postgres://a:b@one:5432/c?sslmode=require", "postgres://a:b@two:5433/c?sslmode=require"],
    ],
    ["postgres://one,[::1]:5433/c?target_session_attrs=primary", ["postgres://one/c", "postgres://[::1]:5433/c"]],
    ["postgres://a:p%40ss@one,two,three/c", ["one", "two", "three"].map((host) => `postgres://a:p%40ss@${host}/c`)],
    ["postgres:///c?host=/run/postgresql", ["postgres:///c?host=/run/postgresql"]],
  ])("%s is read host by host", (text, addresses) => {
    expect(readDatabaseAddress(text)).toEqual(addresses);
  });

  test.each([
    "",
    "mysql://one/c",
    "one:5432/c",
    "postgres://one,/c",
    "postgres://one:port/c",
    "postgres://one,two:99999999/c",
    "postgres://one,two/c?target_session_attrs=standby",
  ])("%j is none", (text) => {
    expect(readDatabaseAddress(text)).toBeNull();
  });
});
