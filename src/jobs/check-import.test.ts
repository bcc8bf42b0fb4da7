/** A check that several processes do by turns: what one has in its memory, the other reads. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listImportRows } from "#actions/list-import-rows.ts";
import type { ImportVerdict } from "#domain/contact/import.ts";
import { databases } from "#harness/databases.ts";
import { type ImportDesk, openImportDesk } from "#harness/import-desk.ts";
import { importsAtWork } from "#store/imports.ts";
import { ImportCheck } from "./check-import.ts";
import { JudgeThreads } from "./judge-threads.ts";

describe.each(databases)("an import checked by turns on $name", ({ open }) => {
  let desk: ImportDesk;
  const threads = new JudgeThreads(1);

  beforeAll(async () => {
    desk = await openImportDesk(open);
    await desk.jobs.stop();
  });
  afterAll(async () => {
    await threads.stop();
    await desk.close();
  });

  const rows = 9_000;
  const different = 5_000;

  async function mapped(id: string, column: string): Promise<void> {
    const mapping = { country: "US", columns: { [column]: "phone" } };
    expect((await desk.api.ask("PUT", `/imports/${id}/mapping`, mapping)).status).toBe(200);
  }

  /** Numbers in the first column come again, those in the second do not. */
  const uploaded = () =>
    desk.upload([
      "Phone,Other",
      ...Array.from({ length: rows }, (_, at) => `+1415${5_550_000 + (at % different)},+1212${5_550_000 + at}`),
    ]);

  const seen = async (id: string) =>
    (await importsAtWork(desk.world.database.sql)).find((one) => one.id === Number(id));

  async function checkBy(id: string, processes: readonly ImportCheck[]): Promise<number> {
    for (let chunks = 0; ; chunks++) {
      const state = await seen(id);
      if (!state) return chunks;
      expect(await processes[chunks % processes.length]!.chunk(state, new Date())).toBe(true);
    }
  }

  async function listed(id: string, verdict: ImportVerdict, after: number) {
    const request = { organisationId: desk.world.organisationId, importId: Number(id), limit: 2, after };
    const page = await listImportRows(desk.world.database.sql, { ...request, choice: { verdicts: [verdict] } });
    return { ...page, rows: page.rows.map(({ row, duplicateOf }) => ({ row, duplicateOf })) };
  }

  const isRight = async (id: string) => {
    expect((await desk.api.ask("GET", `/imports/${id}`)).body.counts).toMatchObject({
      rows,
      ready: different,
      duplicate_in_file: rows - different,
    });
    expect(await listed(id, "ready", different - 1)).toEqual({
      rows: [{ row: different, duplicateOf: null }],
      total: different,
      more: false,
    });
    expect(await listed(id, "duplicate_in_file", rows - 2)).toMatchObject({
      rows: [
        { row: rows - 1, duplicateOf: rows - 1 - different },
        { row: rows, duplicateOf: rows - different },
      ],
      more: false,
    });
  };

  test("knows in every process which row had a number first", async () => {
    const { sql } = desk.world.database;
    const id = await uploaded();
    await mapped(id, "Phone");
    const [one, other] = [new ImportCheck(sql, threads), new ImportCheck(sql, threads)];
    expect(await checkBy(id, [one, other])).toBe(3);
    await isRight(id);
  });

  test("forgets what it knew of rows when they are mapped anew", async () => {
    const { sql } = desk.world.database;
    const id = await uploaded();
    await mapped(id, "Other");
    const [one, other] = [new ImportCheck(sql, threads), new ImportCheck(sql, threads)];
    const before = (await seen(id))!;
    await one.chunk(before, new Date());
    await mapped(id, "Phone");
    expect(await other.chunk(before, new Date())).toBe(false);
    expect(await other.chunk((await seen(id))!, new Date())).toBe(true);
    await checkBy(id, [one]);
    await isRight(id);
  });
});
