/** Imports whose text is odd, whose rows are huge, or whose contacts change while the import is under way. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eraseContacts, lockContacts } from "#store/contact-erase.ts";
import { lockOrganisation } from "#store/engine-view.ts";
import { readRejected } from "#store/import-preview.ts";
import { readBlocks } from "#store/import-rows.ts";
import { databases } from "#harness/databases.ts";
import { type ImportDesk, openImportDesk } from "#harness/import-desk.ts";

const header = "Phone,Name,Note,Tags";

describe.each(databases)("the corners of imports on $name", ({ open }) => {
  let desk: ImportDesk;

  beforeAll(async () => {
    desk = await openImportDesk(open);
  });
  afterAll(async () => {
    await desk.close();
    expect(desk.faults).toEqual([]);
  });

  const rowsOf = async (id: string, query = "") =>
    (await desk.api.ask("GET", `/imports/${id}/rows${query}`)).body.items;
  const mapping = (options: object = {}) => ({
    country: "US",
    columns: { Phone: "phone", Name: "first_name", Note: "attribute:note", Tags: "tags" },
    ...options,
  });
  const confirm = async (id: string) => {
    await desk.api.ask("POST", `/imports/${id}/confirm`);
    return desk.until(id, "done");
  };
  const undo = async (id: string) => (await desk.api.ask("POST", `/imports/${id}/undo`)).body;
  let next = 0;
  /** No other test of this file has it. */
  const number = () => `+1415555${String(1_000 + next++)}`;
  const stored = async (phone: string) =>
    desk.world.database.sql.selectFrom("contact").selectAll().where("phone", "=", phone).executeTakeFirst();

  async function erase(phone: string): Promise<void> {
    const { organisationId, database } = desk.world;
    const ids = [(await stored(phone))!.id];
    await database.sql.transaction().execute(async (transaction) => {
      await lockOrganisation(transaction, organisationId);
      await lockContacts(transaction, organisationId, ids);
      await eraseContacts(transaction, organisationId, ids);
    });
  }

  test("a row whose contact was deleted before it came in brings nobody back, and the others come in", async () => {
    const [gone, other] = [number(), number()];
    await desk.bringIn([header, `${gone},Ada,,`], mapping());
    const { id } = await desk.preview([header, `${gone},Ada,,`, `${other},Ben,,`], mapping({ onDuplicate: "update" }));
    await erase(gone);
    expect(await confirm(id)).toMatchObject({ result: { added: 1, changed: 0 } });
    expect(await stored(gone)).toBeUndefined();
    expect(await stored(other)).toMatchObject({ first_name: "Ben" });
  });

  test("text with separators and much in it is stored whole, but for control characters", async () => {
    const phone = number();
    const note = "é".repeat(5_000);
    await desk.bringIn([header, `${phone},A\u001d\u001e\u001fB,${note},"a{b},""c"",d\\e,null,NULL"`], mapping());
    expect(await stored(phone)).toMatchObject({
      first_name: "AB",
      attributes: { note },
      tags: ["a{b}", '"c"', String.raw`d\e`, "null", "NULL"],
    });
  });

  test("names as long as they may be can be searched", async () => {
    const phone = number();
    // No text that a database could keep shorter.
    const name = Array.from({ length: 500 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7_919) % 20_000))).join(
      "",
    );
    const columns = { Phone: "phone", First: "first_name", Last: "last_name" };
    await desk.bringIn(["Phone,First,Last", `${phone},${name},${name.slice(250)}${name.slice(0, 250)}`], { columns });
    const { sql } = desk.world.database;
    const { id } = (await stored(phone))!;
    // The desk's own worker may be at it in this moment.
    const searchable = () =>
      sql.selectFrom("contact_search").select("contact_id").where("contact_id", "=", id).execute();
    await expect.poll(searchable, { timeout: 10_000 }).toHaveLength(1);
  });

  test("characters that no text holds are taken out of a file, and refused in a corrected cell", async () => {
    const phone = number();
    const { id } = await desk.preview([header, `${phone},A\u0000B,C\u0000D,e\u0000f`], mapping());
    expect((await rowsOf(id))[0].values).toMatchObject({ Name: "AB", Note: "CD", Tags: "ef" });
    const broken = { Name: "\ud83dx", Note: "\ud83dy", Tags: "\udc00z" };
    const refused = await desk.api.ask("PATCH", `/imports/${id}/rows/1`, { values: broken });
    expect(refused).toMatchObject({ status: 400, body: { detail: expect.stringContaining("half of a character") } });
    await confirm(id);
    expect(await stored(phone)).toMatchObject({ first_name: "AB", attributes: { note: "CD" }, tags: ["ef"] });
  });

  test("an attribute may be called constructor", async () => {
    const phone = number();
    await desk.bringIn([header, `${phone},Ada,,`], mapping());
    const { id } = await desk.preview(["Phone,constructor", `${phone},2`], {
      country: "US",
      onDuplicate: "update",
      columns: { Phone: "phone", constructor: "attribute:constructor" },
    });
    expect((await rowsOf(id))[0].contact.changes).toEqual([{ field: "attribute:constructor", from: null, to: "2" }]);
    await confirm(id);
    expect((await stored(phone))!.attributes).toEqual({ constructor: "2" });
  });

  test("a search finds what stands in a cell, and not what stands between cells", async () => {
    const { id } = await desk.preview(
      [
        header,
        `${number()},50%,a_b,`,
        `${number()},"say ""hi""",back\\slash,`,
        `${number()},Zoë,"two\nlines",`,
        `${number()},plain,x,`,
      ],
      mapping(),
    );
    const found = async (text: string) =>
      (await rowsOf(id, `?search=${encodeURIComponent(text)}`)).map(({ row }: { row: number }) => row);
    const texts = ["%", "_", '"', 'hi"', "\\", "ZOë", "two\nlines", "nlines", "[", ",", '","'];
    expect(await Promise.all(texts.map(async (text) => [text, await found(text)]))).toEqual([
      ["%", [1]],
      ["_", [1]],
      ['"', [2]],
      ['hi"', [2]],
      ["\\", [2]],
      ["ZOë", [3]],
      ["two\nlines", [3]],
      ["nlines", []],
      ["[", []],
      [",", []],
      ['","', []],
    ]);
  });

  test("of huge rows a few are in memory at a time, and all of them come through", async () => {
    const many = 20;
    const long = "lorem ipsum ".repeat(40_000);
    const lines = Array.from({ length: many }, (_, at) => `${at % 2 ? number() : "12"},x,${long},`);
    const columns = { Phone: "phone" };
    const { id, counts } = await desk.preview([header, ...lines], { country: "US", columns });
    expect(counts).toMatchObject({ rows: many, ready: many / 2, invalid_number: many / 2 });
    const { sql } = desk.world.database;
    const some = { after: 0, blocks: 4 };
    expect((await readBlocks(sql, Number(id), some)).at(-1)!.last).toBe(12);
    expect(await readRejected(sql, Number(id), { after: 0, until: 4_000 })).toMatchObject({ until: 17 });

    const seen: number[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const page: { items: { row: number }[]; nextCursor: string | null } = (
        await desk.api.ask("GET", `/imports/${id}/rows?limit=200${cursor && `&cursor=${cursor}`}`)
      ).body;
      expect(page.items.length).toBeLessThan(10);
      seen.push(...page.items.map(({ row }) => row));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(lines.map((_, at) => at + 1));
    const rejected = await desk.api.ask("GET", `/imports/${id}/rejected.csv`);
    expect(rejected.text.trimEnd().split("\r\n")).toHaveLength(1 + many / 2);
    expect(await confirm(id)).toMatchObject({ result: { added: many / 2 } });
  });

  test("imports that are undone one after the other, the last first, leave contacts as they were", async () => {
    const phone = number();
    await desk.bringIn([header, `${phone},First,a,one`], mapping());
    const before = await stored(phone);
    const second = await desk.bringIn([header, `${phone},Second,b,two`], mapping({ onDuplicate: "update" }));
    const third = await desk.bringIn([header, `${phone},Third,c,three`], mapping({ onDuplicate: "update" }));
    expect(await undo(third.id)).toMatchObject({ status: "undone", error: null });
    expect(await stored(phone)).toMatchObject({ first_name: "Second", tags: ["one", "two"] });
    expect(await undo(second.id)).toMatchObject({ status: "undone", error: null });
    expect(await stored(phone)).toEqual(before);
  });

  test("an undo leaves a contact that it added and somebody changed since", async () => {
    const [changed, untouched] = [number(), number()];
    const { id } = await desk.bringIn([header, `${changed},Ada,,`, `${untouched},Ben,,`], mapping());
    const later = new Date(Date.now() + 1_000);
    const { sql } = desk.world.database;
    await sql.updateTable("contact").set({ company: "Acme", updated_at: later }).where("phone", "=", changed).execute();
    expect((await undo(id)).error).toMatch(/^One contact stayed/);
    expect((await desk.api.ask("GET", `/imports/${id}/kept`)).body.items).toMatchObject([
      { row: 1, because: "changed" },
    ]);
    expect(await stored(untouched)).toBeUndefined();
  });

  test("a mapping for what can be no campaign is refused", async () => {
    const id = await desk.upload([header, `${number()},Ada,,`]);
    for (const campaignId of ["abc", "1.5", "99999999999999999999"]) {
      const answer = await desk.api.ask("PUT", `/imports/${id}/mapping`, mapping({ campaignId }));
      expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
  });

  test("a row far beyond the last one is not there", async () => {
    const { id } = await desk.preview([header, `${number()},Ada,,`], mapping());
    const edited = await desk.api.ask("PATCH", `/imports/${id}/rows/99999999999`, { values: {} });
    expect(edited).toMatchObject({ status: 404, body: { code: "not_found" } });
    const cursor = Buffer.from("99999999999").toString("base64url");
    const paged = await desk.api.ask("GET", `/imports/${id}/rows?cursor=${cursor}`);
    expect(paged).toMatchObject({ status: 400, body: { code: "malformed" } });
  });
});
