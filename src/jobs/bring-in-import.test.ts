/** Chunks of one import that come in side by side, some of which come to nothing. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { databases } from "#harness/databases.ts";
import { type ImportDesk, openImportDesk } from "#harness/import-desk.ts";
import { importsAtWork } from "#store/imports.ts";
import { ImportArrival } from "./bring-in-import.ts";
import { JudgeThreads } from "./judge-threads.ts";

const rows = 9_000;

describe.each(databases)("an import brought in by chunks on $name", ({ open }) => {
  let desk: ImportDesk;
  const threads = new JudgeThreads(1);
  beforeAll(async () => {
    desk = await openImportDesk(open);
  });
  afterAll(async () => {
    await threads.stop();
    await desk.close();
  });

  test("a chunk that fails beside others is done again alone: every row once, ids in the order of the rows", async () => {
    const { sql: db, kind } = desk.world.database;
    const lines = Array.from({ length: rows }, (_, at) => (at % 5 === 1 ? "12" : `+1415${5_550_000 + at}`));
    const { id, counts } = await desk.preview(["Phone", ...lines], { country: "US", columns: { Phone: "phone" } });
    await desk.jobs.stop();
    // The third block cannot be brought in.
    await sql`create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$`.execute(db);
    await sql`create trigger refused before insert on contact for each row when (new.import_row = 2500)
      execute function refuse()`.execute(db);
    expect((await desk.api.ask("POST", `/imports/${id}/confirm`, {})).status).toBeLessThan(300);

    const seen = async () => (await importsAtWork(db)).find((one) => one.id === Number(id));
    await expect(new ImportArrival(db, threads, kind).chunk((await seen())!, new Date())).rejects.toThrow("no");
    const { rows: halves } = await sql<{ n: number; done: number }>`
      select (select count(*) from contact where import_id = ${id}) as n,
             (select coalesce(sum(last - first + 1), 0)::integer from import_block
               where import_id = ${id} and brought_in) as done`.execute(db);
    expect(halves[0]!.n).toBe(halves[0]!.done - halves[0]!.done / 5);
    expect((await seen())!.counts!.broughtIn).toBe(halves[0]!.done);

    await sql`drop trigger refused on contact`.execute(db);
    // Two processes, by turns.
    const processes = [new ImportArrival(db, threads, kind), new ImportArrival(db, threads, kind)];
    for (let state = await seen(); state; state = await seen()) {
      const now = state;
      await Promise.all(processes.map((one) => one.chunk(now, new Date())));
    }
    const found = await sql<{ row: number }>`
      select import_row as row from contact where import_id = ${id} order by import_row`.execute(db);
    expect(found.rows.map(({ row }) => row)).toEqual(lines.flatMap((line, at) => (line === "12" ? [] : [at + 1])));
    expect(found.rows.length + counts.invalid_number).toBe(rows);
  });
});
