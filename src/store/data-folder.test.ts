import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startProcess } from "#harness/process.ts";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataFolderInUse, openDatabase } from "./db.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "campanile-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Adds organisations as long as it lives, ten before it says so first and one before each time it says so again. */
const writer = `
  const { openDatabase } = await import("#store/db.ts");
  const { sql } = await import("kysely");
  const database = await openDatabase({ folder: given });
  for (let n = 1; ; n++) {
    await sql\`insert into organisation (id, name, slug, created_at) values (\${"o" + n}, 'O', \${"o" + n}, now())\`
      .execute(database.sql);
    if (n >= 10) tell(n);
  }`;

const visitor = `
  const { openDatabase } = await import("#store/db.ts");
  try {
    await openDatabase({ folder: given });
    tell("open");
  } catch (error) {
    tell({ name: error.name, message: error.message });
  }
  process.exit();`;

/** What a process that wants the folder now says. */
async function visit(): Promise<unknown> {
  const process = startProcess(visitor, folder);
  const said = await process.hear();
  expect(await process.ended()).toBe(0);
  return said;
}

test("is one process's until its end, and what that one said to be committed is there when it was killed", async () => {
  const refused = {
    name: "DataFolderInUse",
    message:
      `The data folder ${folder} is in use by another Campanile process. Stop that one, ` +
      "choose another folder with CAMPANILE_DATA, or use a PostgreSQL server with DATABASE_URL.",
  };
  const first = startProcess(writer, folder);
  expect(await first.hear()).toBe(10);
  expect(await visit()).toEqual(refused);
  await expect(openDatabase({ folder })).rejects.toThrow(refused.message);

  // The first goes on, and is killed in the middle of a commit.
  let said = 0;
  for (let n = 0; n < 100; n++) said = (await first.hear()) as number;
  await first.kill();

  const database = await openDatabase({ folder });
  const { rows } = await sql<{ n: number; last: number }>`
    select count(*) as n, max(substr(id, 2)::integer) as last from organisation`.execute(database.sql);
  expect(rows[0]!.n).toBeGreaterThanOrEqual(said);
  expect(rows[0]!.last).toBe(rows[0]!.n);

  // In one process too; and being refused takes nobody's lock away.
  await expect(openDatabase({ folder })).rejects.toThrow(DataFolderInUse);
  expect(await visit()).toEqual(refused);
  await database.close();
  expect(await visit()).toBe("open");
});
