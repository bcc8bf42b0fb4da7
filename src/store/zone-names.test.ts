/** What becomes of names of zones that were stored while they were taken: src/store/migrations/0013-zone-names.ts. */
import { Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases, type EmptyDatabase } from "#harness/databases.ts";
import type { Driver } from "./drivers/driver.ts";
import { openDriver } from "./drivers/open.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";

const before = migrations.slice(
  0,
  migrations.findIndex(({ name }) => name === "0013-zone-names"),
);

describe.each(databases)("a campaign's stored zone on $name", ({ open }) => {
  let empty: EmptyDatabase;
  let driver: Driver;
  let db: Kysely<Record<string, Record<string, unknown>>>;
  beforeAll(async () => {
    empty = await open();
    driver = await openDriver(empty.location);
    db = new Kysely({ dialect: driver.dialect });
  });
  afterAll(async () => {
    await driver.close();
    await empty.close();
  });

  test("that says no place gives way to each contact's own, and the log says so", async () => {
    const byContact = { mode: "contact", fallback: null };
    const kept = [{ mode: "fixed", zone: "US/Eastern" }, { mode: "contact", fallback: "UTC" }, byContact];
    const taken = ["EST", "Etc/GMT+5", "GMT", "CST6CDT"].map((zone) => ({ mode: "fixed", zone }));
    const stored = [...kept, ...taken, { mode: "contact", fallback: "MST" }];
    await migrate(db, before);
    await sql`insert into organisation (id, name, slug, created_at) values ('o', 'o', 'o', now())`.execute(db);
    for (const timezone of stored)
      await sql`insert into campaign (organisation_id, name, settings)
        values ('o', 'c', ${JSON.stringify({ windows: [], timezone })}::jsonb)`.execute(db);
    await migrate(db);
    const { rows } = await sql<{ settings: { timezone: unknown; windows: unknown }; version: number; said: string }>`
      select settings, settings_version as version, (select text from activity where campaign_id = c.id) as said
        from campaign c order by id`.execute(db);
    expect(rows.map(({ settings }) => settings.timezone)).toEqual([
      ...kept,
      ...Array.from({ length: 5 }, () => byContact),
    ]);
    expect(rows.map(({ version }) => version)).toEqual([1, 1, 1, 2, 2, 2, 2, 2]);
    expect(rows[3]).toMatchObject({
      settings: { windows: [] },
      said: 'The time zone "EST" says no place and was taken away: calls go by each contact\'s own time zone.',
    });
    expect(rows.slice(0, 3).map(({ said }) => said)).toEqual([null, null, null]);
  });
});
