/** What a person sees of an import on the way: suggestions, rows, what would change, what came of it and what stayed. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases } from "#harness/databases.ts";
import { type ImportDesk, openImportDesk } from "#harness/import-desk.ts";
import { textRows, workbook } from "#harness/workbook.ts";
import { addCampaign, addEmployee, addLine } from "#harness/world.ts";

describe.each(databases)("the details of imports on $name", ({ open }) => {
  let desk: ImportDesk;

  beforeAll(async () => {
    desk = await openImportDesk(open);
  });
  afterAll(async () => {
    await desk.close();
    expect(desk.faults).toEqual([]);
  });

  const ask = async (path: string) => (await desk.api.ask("GET", path)).body;
  const rowsOf = async (id: string, query = "") => (await ask(`/imports/${id}/rows${query}`)).items;
  const columns = { Name: "full_name", Phone: "phone", Plan: "attribute:plan" };
  let next = 0;
  /** Numbers that no other test of this file has. */
  const numbers = (count: number) => Array.from({ length: count }, () => `+1415555${String(1_000 + next++)}`);

  test("the file's format, the columns and the country are told with their reasons", async () => {
    const id = await desk.upload([
      "Vorname;Telefon;Seit",
      "Ada;030 23125001;28.10.2026",
      "Kurt;0170 1234567;01.02.2026",
    ]);
    const found = await ask(`/imports/${id}`);
    expect(found).toMatchObject({
      rows: 2,
      format: { kind: "csv", delimiter: ";", header: true, sheets: [] },
      columns: [
        { name: "Vorname", suggested: "first_name", filled: 2, type: "text", reason: expect.any(String) },
        { name: "Telefon", suggested: "phone", filled: 2, type: "text" },
        { name: "Seit", suggested: null, type: "date_dmy", reason: expect.stringContaining("28.10.2026") },
      ],
      suggestedCountry: "DE",
      countryReason: expect.stringContaining("Germany"),
      createdBy: "A program",
    });
    expect(Object.keys(found.format.reasons).toSorted()).toEqual(["delimiter", "encoding", "header", "quote"]);
  });

  test("a file is read as a person says, in the place of the first reading", async () => {
    const lines = ["+14155550190,a;b", "+14155550191,c;d"];
    const first = await desk.upload(lines);
    const second = await desk.upload(lines, `?delimiter=%3B&header=true&replaces=${first}`);
    expect(await ask(`/imports/${second}`)).toMatchObject({
      rows: 1,
      columns: [{ name: "+14155550190,a" }, { name: "b" }],
      format: { delimiter: ";", header: true, reasons: { header: "Chosen by you.", delimiter: "Chosen by you." } },
    });
    expect((await desk.api.ask("GET", `/imports/${first}`)).status).toBe(404);
    const left = await desk.world.database.sql
      .selectFrom("import_block")
      .selectAll()
      .where("import_id", "=", Number(first))
      .execute();
    expect(left).toEqual([]);
    const done = await desk.bringIn(["Phone", `${numbers(1)[0]}`], { columns: { Phone: "phone" } });
    const refused = await desk.api.send(`/imports?replaces=${done.id}`, "a,b\n+14155550192,c\n");
    expect(refused).toMatchObject({ status: 409, body: { code: "import_wrong_state" } });
    expect((await desk.api.send("/imports?delimiter=ab", "a,b\n1,2\n")).status).toBe(400);
  });

  test("a workbook is read like any other file, and its bad rows come back as CSV", async () => {
    const [phone] = numbers(1);
    const file = workbook({
      sheets: textRows([
        ["Name", "Phone"],
        ["Zoë", phone!],
        ["Bob", "12"],
      ]),
    });
    const found = await desk.preview(file, { columns: { Name: "full_name", Phone: "phone" } });
    expect(found).toMatchObject({
      format: { kind: "xlsx", encoding: null },
      counts: { rows: 2, ready: 1, invalid_number: 1 },
    });
    const rejected = await desk.api.ask("GET", `/imports/${found.id}/rejected.csv`);
    expect(rejected.text).toMatch(/^\ufeffName,Phone,reason\r\nBob,12,/);
  });

  test("a mapping is remembered for the next file with these columns, in any order", async () => {
    const [a, b] = numbers(2);
    await desk.preview(["Wer,Wohin,Tarif", `Ada,${a},gold`], {
      country: "AT",
      columns: { Wer: "first_name", Wohin: "phone", Tarif: "attribute:plan" },
      types: { Tarif: "text" },
    });
    const id = await desk.upload(["TARIF,wohin,wer", `gold,${b},Bob`]);
    expect(await ask(`/imports/${id}`)).toMatchObject({
      columns: [
        { name: "TARIF", suggested: "attribute:plan", reason: "As in the last file with these columns." },
        { name: "wohin", suggested: "phone" },
        { name: "wer", suggested: "first_name" },
      ],
      suggestedCountry: "AT",
    });
  });

  test("each row says its number, the cell at fault and the row it doubles; rows are found by any part", async () => {
    const [a, b] = numbers(2);
    const { id, warnings } = await desk.preview(
      [
        "Name,Phone,Plan",
        `Ada O'Hara,${a},gold`,
        `Bob,${b} ext. 12,"say ""hi"""`,
        `Ada again,${a},gold`,
        "Cyd,12x,gold",
      ],
      { columns },
    );
    expect(await rowsOf(id)).toMatchObject([
      { row: 1, verdict: "ready", phone: a, column: null, duplicateOf: null, contact: null, warnings: [] },
      { row: 2, verdict: "ready", phone: b, warnings: [expect.stringContaining("12")] },
      { row: 3, verdict: "duplicate_in_file", phone: a, duplicateOf: 1, reason: "Row 1 has the same number." },
      { row: 4, verdict: "invalid_number", phone: null, column: "Phone", reason: expect.any(String) },
    ]);
    expect(warnings).toBe(1);
    const found = async (query: string) => {
      const { items, total } = await ask(`/imports/${id}/rows?${query}`);
      return [total, ...items.map(({ row }: { row: number }) => row)];
    };
    expect(await found("warned=true")).toEqual([1, 2]);
    expect(await found("search=o%27hARA")).toEqual([1, 1]);
    expect(await found(`search=${encodeURIComponent('say "hi')}`)).toEqual([1, 2]);
    expect(await found(`search=${a!.slice(-7)}`)).toEqual([2, 1, 3]);
    expect(await found("search=gold&verdict=ready&limit=1")).toEqual([1, 1]);
    expect(await found("search=%25")).toEqual([0]);
  });

  test("a row of a stored contact says what would change in it, and nothing where it changes nothing", async () => {
    const [a, b] = numbers(2);
    const all = { ...columns, Tags: "tags" };
    await desk.bringIn(["Name,Phone,Plan,Tags", `Ada King,${a},gold,x`, `Bob Roe,${b},,`], { columns: all });
    const lines = ["Name,Phone,Plan,Tags", `Ada Byron,${a},,x;y`, `,${b},basic,z`];
    const changes = async (onDuplicate: string) => {
      const { id } = await desk.preview(lines, { columns: all, onDuplicate });
      return (await rowsOf(id)).map(({ contact }: { contact: { changes: unknown[] } }) => contact.changes);
    };
    expect(await changes("update")).toEqual([
      [
        { field: "last_name", from: "King", to: "Byron" },
        { field: "tags", from: "x", to: "x, y" },
      ],
      [
        { field: "attribute:plan", from: null, to: "basic" },
        { field: "tags", from: null, to: "z" },
      ],
    ]);
    expect(await changes("fill_blanks")).toEqual([
      [],
      [
        { field: "attribute:plan", from: null, to: "basic" },
        { field: "tags", from: null, to: "z" },
      ],
    ]);
    expect(await changes("skip")).toEqual([[], []]);

    const done = await desk.bringIn(lines, { columns: all, onDuplicate: "update" });
    expect(done).toMatchObject({ result: { added: 0, changed: 2 }, progress: null, finishedAt: expect.any(String) });
    expect((await rowsOf(done.id))[0].contact.changes).toEqual([]);
  });

  test("of several columns of numbers the first that can be called is taken", async () => {
    const [a] = numbers(1);
    const { id } = await desk.preview(["Home,Mobile", `12,${a}`], { columns: { Home: "phone", Mobile: "phone" } });
    expect(await rowsOf(id)).toMatchObject([{ phone: a, warnings: [expect.stringContaining("Home")] }]);
  });

  test("a row that lacks what the campaign's AI employee says is left out, unless its contact has it", async () => {
    const { world } = desk;
    const employeeId = await addEmployee(world, { greeting: "Hello {{first_name}}, your {{plan}} is due." });
    const campaignId = await addCampaign(world, { lineId: await addLine(world), employeeId, status: "draft" });
    const [stored, a, b] = numbers(3);
    await desk.bringIn(["Name,Phone,Plan", `Old,${stored},gold`], { columns });
    const lines = ["Name,Phone,Plan", `Ada,${a},`, `Ada,${a},gold`, `Bob,${b},basic`, `Cyd,${stored},`];
    const of = { columns, onDuplicate: "fill_blanks", campaignId: String(campaignId) };
    const found = await desk.preview(lines, of);
    expect(found.counts).toMatchObject({ ready: 3, other: 1, duplicate_in_file: 0 });
    expect((await rowsOf(found.id))[0]).toMatchObject({
      verdict: "other",
      column: "Plan",
      reason: expect.stringContaining("{{plan}}"),
    });
    const mended = await desk.api.ask("PATCH", `/imports/${found.id}/rows/1`, { values: { Plan: "silver" } });
    expect(mended.body).toMatchObject({ verdict: "ready", reason: null, column: null });
    expect((await rowsOf(found.id))[1]).toMatchObject({ verdict: "duplicate_in_file", duplicateOf: 1 });
    const strange = await desk.api.ask("PUT", `/imports/${found.id}/mapping`, { ...of, campaignId: "999999" });
    expect(strange.status).toBe(404);
  });

  test("an undo lists what it left and why", async () => {
    const { sql } = desk.world.database;
    const [a, b, c] = numbers(3);
    await desk.bringIn(["Name,Phone", `Old,${c}`], { columns: { Name: "first_name", Phone: "phone" } });
    const done = await desk.bringIn(["Name,Phone", `A,${a}`, `B,${b}`, `C,${c}`], {
      columns: { Name: "first_name", Phone: "phone" },
      onDuplicate: "update",
    });
    expect(done.result).toEqual({ added: 2, changed: 1 });
    const campaignId = await addCampaign(desk.world, {
      lineId: await addLine(desk.world),
      employeeId: await addEmployee(desk.world),
      status: "queued",
    });
    const joined = await sql.selectFrom("contact").selectAll().where("phone", "=", b!).executeTakeFirstOrThrow();
    await sql
      .insertInto("campaign_contact")
      .values({
        organisation_id: desk.world.organisationId,
        campaign_id: campaignId,
        contact_id: joined.id,
        zone_set: joined.zone_set,
        next_attempt_at: new Date(),
      })
      .execute();
    const later = new Date(Date.now() + 1_000);
    await sql.updateTable("contact").set({ first_name: "D", updated_at: later }).where("phone", "=", c!).execute();
    expect((await desk.api.ask("GET", `/imports/${done.id}/kept`)).status).toBe(409);
    await desk.api.ask("POST", `/imports/${done.id}/undo`);
    expect(await ask(`/imports/${done.id}/kept?limit=1`)).toMatchObject({
      total: 2,
      items: [{ row: 2, because: "in_campaign", contact: { phone: b, firstName: "B" } }],
      nextCursor: expect.any(String),
    });
    expect((await ask(`/imports/${done.id}/kept`)).items).toMatchObject([
      { row: 2 },
      { row: 3, because: "changed", contact: { phone: c, firstName: "D" } },
    ]);
  });

  test("contacts that came in are soon found by an index", async () => {
    const { sql } = desk.world.database;
    const [phone] = numbers(1);
    await desk.bringIn(["Name,Phone", `Zenobia Quux,${phone}`], { columns: { Name: "full_name", Phone: "phone" } });
    const words = () => sql.selectFrom("contact_search").select("words").where("words", "like", "%quux%").execute();
    while ((await words()).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await sql.selectFrom("contact_search_due").selectAll().execute()).toEqual([]);
  });

  test("thousands of stored contacts are changed, also by two imports at once in opposite order", async () => {
    const people = numbers(3_000);
    const lines = (word: string) => people.map((phone) => `${word},${phone}`);
    const of = { columns: { Name: "first_name", Phone: "phone" }, onDuplicate: "update" };
    await desk.bringIn(["Name,Phone", ...lines("First")], of);
    const second = desk.newJobs();
    await second.start();
    const both = await Promise.all([
      desk.bringIn(["Name,Phone", ...lines("There")], of),
      desk.bringIn(["Name,Phone", ...lines("Back").toReversed()], of),
    ]);
    await second.stop();
    expect(both).toMatchObject([{ result: { added: 0, changed: 3_000 } }, { result: { added: 0, changed: 3_000 } }]);
  });
});
