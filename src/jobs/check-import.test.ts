/** A check that several processes do by turns: what one has in its memory, the other reads. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listImportRows } from "#actions/list-import-rows.ts";
import type { ImportVerdict } from "#domain/contact/import.ts";
import { databases } from "#harness/databases.ts";
import { type ImportDesk, openImportDesk } from "#harness/import-desk.ts";
import { eraseContacts, lockContacts } from "#store/contact-erase.ts";
import { lockOrganisation } from "#store/engine-view.ts";
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

  test("brings nobody back who was forgotten while the rows were judged", async () => {
    const { organisationId, database } = desk.world;
    const { sql } = database;
    const [gone, other] = ["+14155559901", "+14155559902"];
    const { id: contactId } = await sql
      .insertInto("contact")
      .values({ organisation_id: organisationId, phone: gone, first_name: "Adalbert", zone_set: 0 })
      .returning("id")
      .executeTakeFirstOrThrow();
    const id = await desk.upload(["Phone,Name", `${gone},Adalbert`, `${other},Ben`]);
    await mapped(id, "Phone");
    await checkBy(id, [new ImportCheck(sql, threads)]);

    await mapped(id, "Phone");
    const forgets = new JudgeThreads(1);
    const judge = forgets.judge.bind(forgets);
    let judged = 0;
    forgets.judge = async (request) => {
      const blocks = await judge(request);
      judged += 1;
      if (judged === 1) {
        await sql.transaction().execute(async (transaction) => {
          await lockOrganisation(transaction, organisationId);
          await lockContacts(transaction, organisationId, [contactId]);
          await eraseContacts(transaction, organisationId, [contactId]);
        });
      }
      return blocks;
    };
    await checkBy(id, [new ImportCheck(sql, forgets)]);
    await forgets.stop();

    expect(judged).toBe(2);
    const block = await sql
      .selectFrom("import_block")
      .select(["cells", "phones", "drafts"])
      .where("import_id", "=", Number(id))
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(block)).not.toMatch(/Adalbert|4155559901/);
    expect(JSON.stringify(block)).toMatch(/Ben.*4155559902/);
    expect((await desk.api.ask("GET", `/imports/${id}`)).body.counts).toMatchObject({ rows: 2, ready: 1 });
  });
});
