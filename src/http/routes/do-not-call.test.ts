import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Api, openApi } from "#harness/api.ts";
import { databases } from "#harness/databases.ts";
import {
  addCampaign,
  addContacts,
  addEmployee,
  addLine,
  addOrganisation,
  openWorld,
  tallies,
  type World,
} from "#harness/world.ts";
import { claim } from "#store/claim.ts";
import { suppress } from "#store/suppress.ts";
import { systemClock } from "#src/system-clock.ts";
import { bindDoNotCall } from "./do-not-call.ts";

describe.each(databases)("the do-not-call list on $name", ({ open }) => {
  let world: World;
  let api: Api;
  let lineId: number;
  let employeeId: number;

  beforeAll(async () => {
    world = await openWorld(open);
    await addOrganisation(world.database, "org2");
    api = await openApi(world.organisationId, (server) => bindDoNotCall(server, world.database.sql, systemClock()));
    lineId = await addLine(world);
    employeeId = await addEmployee(world);
  });
  afterAll(async () => {
    await api.server.close();
    await world.close();
  });
  beforeEach(async () => {
    await world.database.sql.deleteFrom("do_not_call").execute();
  });

  const listed = async (query = "") => {
    const { status, body } = await api.ask("GET", `/do-not-call?limit=200${query}`);
    expect(status).toBe(200);
    expect(body.total).toBe(body.items.length);
    return body.items as Array<{ phone: string; source: string; note: string | null; expiresAt: string | null }>;
  };
  const numbers = async (query = "") => (await listed(query)).map(({ phone }) => phone);

  test("a number in any writing is added, and may be taken off again", async () => {
    const { status, body } = await api.ask("POST", "/do-not-call", { phone: "+1 (415) 555-0100", note: "By letter" });
    expect(status).toBe(201);
    expect(body).toEqual({
      phone: "+14155550100",
      source: "api",
      note: "By letter",
      addedAt: expect.stringMatching(/Z$/),
      expiresAt: null,
    });
    expect(await listed()).toEqual([body]);
    expect((await api.ask("DELETE", "/do-not-call/+14155550100", undefined, "org2")).status).toBe(404);
    expect((await api.ask("DELETE", "/do-not-call/nonsense")).status).toBe(404);
    expect((await api.ask("DELETE", `/do-not-call/${encodeURIComponent("+1 415 555 0100")}`)).status).toBe(204);
    expect((await api.ask("DELETE", "/do-not-call/+14155550100")).body).toMatchObject({ code: "not_found" });
    expect(await listed()).toEqual([]);
  });

  test("what is no number, or expires before now, is refused", async () => {
    expect(await api.ask("POST", "/do-not-call", { phone: "555 0100" })).toMatchObject({
      status: 422,
      body: { code: "invalid", errors: [{ path: "phone" }] },
    });
    const past = { phone: "+14155550100", expiresAt: "2020-01-01T00:00:00Z" };
    expect(await api.ask("POST", "/do-not-call", past)).toMatchObject({
      status: 422,
      body: { errors: [{ path: "expiresAt" }] },
    });
    expect(await listed()).toEqual([]);
  });

  test("a number that is added is called by no campaign any more", async () => {
    const [first, second] = [await campaign(), await campaign()];
    const people = ["+14155550100", "+14155550101"].map((phone) => ({ phone }));
    await addContacts(world, first, people, new Date());
    await addContacts(world, second, people, new Date());
    await world.database.sql
      .updateTable("campaign_contact")
      .set({ status: "busy", attempts: 1, waiting_for: "retry" })
      .where("campaign_id", "=", second)
      .execute();
    await api.ask("POST", "/do-not-call", { phone: "+14155550100" });
    expect(await tallies(world, first)).toEqual({ pending: 1, skipped: 1 });
    expect(await tallies(world, second)).toEqual({ busy: 2, retrying: 1 });
  });

  const campaign = () => addCampaign(world, { lineId, employeeId });

  test("the list has the latest first, page by page, and finds part of a number or note", async () => {
    const add = (phones: string[], at: string, note: string | null = null) => {
      const { organisationId } = world;
      const entry = { organisationId, source: "import", addedBy: null, expiresAt: null };
      return suppress(world.database.sql, { ...entry, phones, note, now: new Date(at) });
    };
    await add(["+14155550103", "+14155550101", "+14155550102"], "2026-11-20T09:00:00.123Z");
    await add(["+4930123456"], "2026-11-21T09:00:00Z", "asked 100% clearly");
    const everything = await numbers();
    expect(everything).toEqual(["+4930123456", "+14155550101", "+14155550102", "+14155550103"]);
    const paged: string[] = [];
    for (let cursor = ""; ;) {
      const { body } = await api.ask("GET", `/do-not-call?limit=1${cursor}`);
      expect(body.total).toBe(4);
      paged.push(...body.items.map(({ phone }: { phone: string }) => phone));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(paged).toEqual(everything);
    expect(await numbers(`&search=${encodeURIComponent("030 12 34")}`)).toEqual(["+4930123456"]);
    expect(await numbers(`&search=${encodeURIComponent("0% CLEAR")}`)).toEqual(["+4930123456"]);
    expect(await numbers("&search=5550102")).toEqual(["+14155550102"]);
    expect(await numbers("&search=nothing")).toEqual([]);
    expect((await api.ask("GET", "/do-not-call", undefined, "org2")).body.items).toEqual([]);
  });

  test("a file of lines is added; what was listed keeps its note, what cannot be read is counted", async () => {
    const first = await campaign();
    await addContacts(world, first, [{ phone: "+4930123456" }, { phone: "+14155550199" }], new Date());
    await api.ask("POST", "/do-not-call", { phone: "+14155550100", note: "By letter" });
    await api.ask("POST", "/do-not-call", { phone: "+14155550101", expiresAt: "2999-01-01T00:00:00Z" });
    const file = ["+14155550100", "+1 415 555 0101", "0049 30 123456", "+4930123456", "unknown", "030 555"].join(
      "\r\n",
    );
    expect(await api.send("/do-not-call/import", file)).toMatchObject({
      status: 200,
      body: { added: 2, already: 2, rejected: 2 },
    });
    expect(await listed()).toMatchObject([
      { phone: "+14155550101", source: "import", expiresAt: null },
      { phone: "+4930123456", source: "import" },
      { phone: "+14155550100", source: "api", note: "By letter" },
    ]);
    expect(await tallies(world, first)).toEqual({ pending: 1, skipped: 1 });
    expect((await api.send("/do-not-call/import", file)).body).toMatchObject({ added: 0, already: 4, rejected: 2 });
  });

  test("a table is read by its column of numbers, however long it is", async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) => `${n};Ada ${n};+1 415 55${String(n).padStart(5, "0")}`);
    const { status, body } = await api.send("/do-not-call/import", ["Id;Name;Phone", ...rows].join("\n"));
    expect(status).toBe(200);
    expect(body.added + body.rejected).toBe(2_500);
    expect(body).toMatchObject({ already: 0 });
    expect((await api.ask("GET", "/do-not-call?limit=1")).body.total).toBe(body.added);
    expect(body.added).toBeGreaterThan(2_000);
  });

  describe("a table", () => {
    const sum = (counts: Record<string, number>) =>
      Object.entries(counts).reduce((all, [name, n]) => (name === "rows" ? all : all + n), 0);

    test("lists every number of every column of numbers, with one verdict a row", async () => {
      const file = [
        "Name,Mobile,Home",
        "Bo,+14155550161,+14155550162",
        "Cy,,+14155550163",
        "Di,+14155550161,",
        "Ed,12,+14155550164",
        "Flo,12,34",
        "Gus,,",
      ].join("\n");
      const { body } = await api.send("/do-not-call/import", file);
      expect(body).toMatchObject({
        numberColumns: ["Mobile", "Home"],
        counts: { rows: 6, listed: 2, already: 1, partly: 1, invalid_number: 1, missing_number: 1 },
        added: 4,
        already: 1,
        rejected: 3,
      });
      expect(sum(body.counts)).toBe(body.counts.rows);
      expect((await numbers()).toSorted()).toEqual(["+14155550161", "+14155550162", "+14155550163", "+14155550164"]);

      const { status, text, headers } = await api.ask("GET", `/do-not-call/imports/${body.id}/rejected.csv`);
      expect(status).toBe(200);
      expect(headers["content-disposition"]).toContain("rejected.csv");
      const [head, ...lines] = text.trimEnd().split("\r\n");
      expect(head).toBe("\ufeffName,Mobile,Home,reason");
      expect(lines.map((line) => line.slice(0, 3))).toEqual(["Ed,", "Flo", "Gus"]);
      expect(lines[0]).toContain("The row's other number is listed.");
      expect(lines[2]).toContain("no number in any of the telephone columns");
      const strange = await api.ask("GET", `/do-not-call/imports/${body.id}/rejected.csv`, undefined, "org2");
      expect(strange.status).toBe(404);
    });

    test("of which ids come first is read by its numbers, with a header and without", async () => {
      const rows = ["4155550171,+1 415 555 0172", "4155550173,+1 415 555 0174"];
      for (const header of [["Customer no.,Phone"], []]) {
        const { body } = await api.send("/do-not-call/import?country=US", [...header, ...rows].join("\n"));
        expect(body.numberColumns).toHaveLength(1);
        expect((await numbers()).toSorted()).toEqual(["+14155550172", "+14155550174"]);
      }
    });

    test("in UTF-16 and with national numbers is read by the country that it shows", async () => {
      const lines = [
        "Vorname\tHandy",
        "Ada\t0171 2345678",
        "Bo\t0172 3456789",
        "Cy\t0151 23456789",
        "Di\t+49 30 123456",
      ];
      const { body } = await api.send("/do-not-call/import", Buffer.from(`\ufeff${lines.join("\r\n")}`, "utf16le"));
      expect(body).toMatchObject({ country: "DE", countryReason: expect.stringMatching(/\.$/), added: 4, rejected: 0 });
      expect(await numbers()).toContain("+491712345678");
    });

    test("can be checked first: nobody is listed, and the counts are those of the import", async () => {
      await api.ask("POST", "/do-not-call", { phone: "+14155550181" });
      const file = "phone\n+14155550181\n+14155550182\n+14155550182\nnobody\n";
      const checked = (await api.send("/do-not-call/import?check=true", file)).body;
      expect(await numbers()).toEqual(["+14155550181"]);
      expect(checked).toMatchObject({ id: null, added: 1, already: 2, rejected: 1 });
      const done = (await api.send("/do-not-call/import", file)).body;
      expect({ ...done, id: null }).toEqual(checked);
      expect(done.examples).toEqual([{ row: 4, cells: ["nobody"], reason: expect.stringMatching(/\.$/) }]);
    });

    test("is read by the columns that are named, and one that it has not is refused", async () => {
      const file = "a,b,c\n+14155550191,+14155550192,+14155550193\n";
      const { body } = await api.send("/do-not-call/import?columns=a&columns=c", file);
      expect(body).toMatchObject({ numberColumns: ["a", "c"], added: 2 });
      expect((await api.send("/do-not-call/import?columns=b", file)).body).toMatchObject({ added: 1 });
      expect((await api.send("/do-not-call/import?columns=Handy", file)).body).toMatchObject({
        code: "invalid",
        detail: expect.stringContaining('no column "Handy"'),
      });
    });

    test("with half a character and a NUL in refused cells is kept all the same", async () => {
      const { status, body } = await api.send("/do-not-call/import", 'phone,note\n+14155550100,x\nno\ud83d,"a\0b"\n');
      expect(status).toBe(200);
      expect((await api.ask("GET", `/do-not-call/imports/${body.id}/rejected.csv`)).status).toBe(200);
    });
  });

  test.each([
    ["empty", ""],
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
    ["without numbers", "name\nAda\nBob"],
  ])("a file that is %s is refused with a sentence, and nothing is listed", async (_what, content) => {
    const { status, body } = await api.send("/do-not-call/import", content);
    expect(body).toMatchObject({ code: "unreadable_file", detail: expect.stringMatching(/\.$/) });
    expect(status).toBe(422);
    expect(await listed()).toEqual([]);
  });

  test("numbers without a country are read as numbers of the one that is chosen", async () => {
    const file = "030 123456\r\n+1 415 555 0100\r\n12\r\n";
    expect((await api.send("/do-not-call/import?country=de", file)).body).toMatchObject({
      added: 2,
      already: 0,
      rejected: 1,
    });
    expect((await numbers()).toSorted()).toEqual(["+14155550100", "+4930123456"]);
    expect(await api.send("/do-not-call/import?country=XX", file)).toMatchObject({
      status: 422,
      body: { code: "invalid", errors: [{ path: "country" }] },
    });
    expect((await api.send("/do-not-call/import?country=Germany", file)).status).toBe(400);
  });

  test("an entry binds until it expires, and can be listed by that and by its source", async () => {
    const { organisationId } = world;
    const entry = { organisationId, addedBy: null, note: null, now: new Date("2026-01-01T00:00:00Z") };
    const list = (phone: string, source: string, expiresAt: string | null) =>
      suppress(world.database.sql, {
        ...entry,
        phones: [phone],
        source,
        expiresAt: expiresAt ? new Date(expiresAt) : null,
      });
    await list("+14155550100", "user", null);
    await list("+14155550101", "call", "2026-01-02T00:00:00Z");
    await list("+14155550102", "call", "2999-01-01T00:00:00Z");
    expect(await numbers("&status=active")).toEqual(["+14155550100", "+14155550102"]);
    expect(await numbers("&status=expired")).toEqual(["+14155550101"]);
    expect(await numbers("&source=call&status=active")).toEqual(["+14155550102"]);
    expect((await api.ask("GET", "/do-not-call?status=old")).status).toBe(400);

    const id = await campaign();
    const people = [0, 1, 2].map((n) => ({ phone: `+1415555010${n}`, zones: ["Europe/Berlin"] }));
    await addContacts(world, id, people, new Date(0));
    const { sql: db } = world.database;
    const zoneSets = (await db.selectFrom("zone_set").select("id").execute()).map((set) => set.id);
    const ask = { campaignId: id, quota: 10, zoneSets, lineId, lineKind: "simulator", employeeId, employeeVersion: 1 };
    const rules = { settingsVersion: 1, callerId: null, simulated: true, gapMinutes: 0, cap: null, required: [] };
    const { claimed } = await db
      .transaction()
      .execute((transaction) => claim(transaction, organisationId, "test", new Date(), [{ ...ask, ...rules }]));
    expect(claimed.map((call) => call.phone)).toEqual(["+14155550101"]);
    expect(await tallies(world, id)).toEqual({ in_progress: 1, skipped: 2 });
  });

  test("what an import lists binds from the next claim on", async () => {
    const id = await campaign();
    await api.send("/do-not-call/import", "+14155550100\n");
    await addContacts(world, id, [{ phone: "+14155550100" }], new Date(0));
    const { sql: db } = world.database;
    const { zone_set } = await db
      .selectFrom("campaign_contact")
      .select("zone_set")
      .where("campaign_id", "=", id)
      .executeTakeFirstOrThrow();
    const ask = { campaignId: id, quota: 10, zoneSets: [zone_set], lineId, lineKind: "sip", employeeId };
    const rules = {
      employeeVersion: 1,
      settingsVersion: 1,
      callerId: null,
      simulated: false,
      gapMinutes: 0,
      cap: null,
    };
    const { claimed } = await db
      .transaction()
      .execute((transaction) =>
        claim(transaction, world.organisationId, "test", new Date(), [{ ...ask, ...rules, required: [] }]),
      );
    expect(claimed).toEqual([]);
    expect(await tallies(world, id)).toEqual({ skipped: 1 });
  });

  test("the export has what the list has, and runs nothing", async () => {
    await api.ask("POST", "/do-not-call", { phone: "+14155550101", note: "=1+1" });
    await api.ask("POST", "/do-not-call", { phone: "+14155550100", expiresAt: "2999-01-01T00:00:00Z" });
    const lines = (text: string) => text.trimEnd().split("\r\n");
    const { status, text, headers } = await api.ask("GET", "/do-not-call/export.csv");
    expect(status).toBe(200);
    expect(headers["content-disposition"]).toContain("export.csv");
    expect(lines(text)).toEqual([
      "\ufeffphone,source,note,added_at,expires_at",
      expect.stringMatching(/^\+14155550100,api,,20.*Z,2999-01-01T00:00:00.000Z$/),
      expect.stringMatching(/^\+14155550101,api,'=1\+1,20.*Z,$/),
    ]);
    const some = await api.ask("GET", "/do-not-call/export.csv?search=0101");
    expect(lines(some.text)).toHaveLength(2);
    expect(lines((await api.ask("GET", "/do-not-call/export.csv", undefined, "org2")).text)).toHaveLength(1);
  });

  test("a simulated opt-out gives way to a real one", async () => {
    const { organisationId } = world;
    const entry = { organisationId, phones: ["+14155550100"], addedBy: null, expiresAt: null, now: new Date() };
    await suppress(world.database.sql, { ...entry, source: "simulator", note: "Asked" });
    expect((await api.send("/do-not-call/import", "+14155550100\n")).body).toMatchObject({
      added: 1,
      already: 0,
      rejected: 0,
    });
    await suppress(world.database.sql, { ...entry, source: "simulator", note: "Asked" });
    expect(await listed()).toMatchObject([{ source: "import", note: null }]);
  });
});
