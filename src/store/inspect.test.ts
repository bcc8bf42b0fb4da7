import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createPostgresDatabase } from "#harness/databases.ts";
import { addLine, addOrganisation } from "#harness/world.ts";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DatabaseLocation, openDatabase } from "./db.ts";
import { inspectDatabase, migrateDatabase } from "./inspect.ts";
import { oldestServerVersion } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";

const names = migrations.map(({ name }) => name);

interface Place {
  location: DatabaseLocation;
  remove(): Promise<void>;
}

async function embedded(): Promise<Place> {
  const folder = mkdtempSync(path.join(tmpdir(), "campanile-"));
  return { location: { folder }, remove: async () => rmSync(folder, { recursive: true }) };
}

async function server(): Promise<Place> {
  const { url, drop } = await createPostgresDatabase();
  return { location: { url }, remove: drop };
}

describe.each([
  ["embedded", embedded],
  ["postgres", server],
] as const)("a database that is %s", (kind, make) => {
  let place: Place;
  beforeEach(async () => {
    place = await make();
  });
  afterEach(() => place.remove());

  test("is migrated once, and told what ran", async () => {
    expect(await migrateDatabase(place.location)).toEqual(names);
    expect(await migrateDatabase(place.location)).toEqual([]);
  });

  test("is looked at: its version, its clock, its schema", async () => {
    await migrateDatabase(place.location);
    const facts = await inspectDatabase(place.location);
    expect(facts).toMatchObject({ kind, missing: [], unknown: [] });
    expect(facts?.version).toMatch(/^\d+\.\d+/);
    expect(facts?.versionNumber).toBeGreaterThanOrEqual(oldestServerVersion);
    expect(Math.abs(facts?.clockAheadMilliseconds ?? Number.NaN)).toBeLessThan(60_000);
  });

  test("is asked for its lines, once it has an organisation and this program's schema", async () => {
    await migrateDatabase(place.location);
    expect((await inspectDatabase(place.location))?.lines).toBeNull();
    const database = await openDatabase(place.location);
    await addOrganisation(database, "org1");
    await addLine({ database, organisationId: "org1", close: database.close });
    await database.close();
    expect((await inspectDatabase(place.location))?.lines).toMatchObject([{ name: "Simulator", kind: "simulator" }]);
  });

  test("of a newer program shows what is unknown here", async () => {
    const database = await openDatabase(place.location);
    await sql`insert into migration (name) values ('9999-later')`.execute(database.sql);
    await database.close();
    expect(await inspectDatabase(place.location)).toMatchObject({ unknown: ["9999-later"], lines: null });
  });
});

test("looking at an empty server changes nothing there", async () => {
  const { location, remove } = await server();
  expect((await inspectDatabase(location))?.missing).toEqual(names);
  expect((await inspectDatabase(location))?.missing).toEqual(names);
  await remove();
});

test("looking at an empty folder leaves it empty", async () => {
  const { location, remove } = await embedded();
  expect(await inspectDatabase(location)).toBeNull();
  expect(readdirSync((location as { folder: string }).folder)).toEqual([]);
  await remove();
});
