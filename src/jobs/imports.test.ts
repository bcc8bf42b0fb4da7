/** An import from its file to its contacts and back, through the API and the work behind it. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Api } from "#harness/api.ts";
import { databases } from "#harness/databases.ts";
import { type ImportDesk, openImportDesk } from "#harness/import-desk.ts";
import { addCampaign, addEmployee, addLine, addOrganisation, tallies, type World } from "#harness/world.ts";
import { createJobs } from "./jobs.ts";

const header = "Name,Mobile,Plan,Zone";
const mapping = { Name: "full_name", Mobile: "phone", Plan: "attribute:plan", Zone: "timezone" };

describe.each(databases)("an import on $name", ({ open }) => {
  let desk: ImportDesk;
  let world: World;
  let api: Api;

  beforeEach(async () => {
    desk = await openImportDesk(open);
    ({ world, api } = desk);
  });

  afterEach(async () => {
    await desk.close();
    expect(desk.faults).toEqual([]);
  });

  const upload = (lines: readonly string[]) => desk.upload(lines);
  const until = (id: string, status: string) => desk.until(id, status);
  const mapped = (options: object) => ({ country: "US", columns: mapping, ...options });
  const preview = (lines: readonly string[], options: object = {}) => desk.preview(lines, mapped(options));
  const bringIn = (lines: readonly string[], options: object = {}, campaignId?: number) =>
    desk.bringIn(lines, mapped(options), campaignId);

  const contacts = () =>
    world.database.sql
      .selectFrom("contact")
      .select(["phone", "first_name", "last_name", "tags", "attributes", "timezone", "zone_set"])
      .orderBy("id")
      .execute();

  async function verdicts(id: string): Promise<Record<number, string>> {
    const { body } = await api.ask("GET", `/imports/${id}/rows?limit=200`);
    return Object.fromEntries(body.items.map((row: { row: number; verdict: string }) => [row.row, row.verdict]));
  }

  async function addSuppressed(phone: string, source: string): Promise<void> {
    await world.database.sql
      .insertInto("do_not_call")
      .values({ organisation_id: world.organisationId, phone, source })
      .execute();
  }

  const drafted = async () =>
    addCampaign(world, { lineId: await addLine(world), employeeId: await addEmployee(world), status: "draft" });

  test("gives each row one verdict with a sentence, and counts that sum to the rows", async () => {
    await addSuppressed("+14155550104", "api");
    await addSuppressed("+14155550105", "simulator");
    await bringIn([header, "Stored Before,+14155550106,,"]);
    const found = await preview([
      header,
      "Ada Lovelace,(415) 555-0101,gold,Europe/London",
      "No Number,,gold,",
      "Too Short,12,gold,",
      "Ada Again,+1 415 555 0101,gold,",
      ",,,",
      "Not Wanted,+14155550104,gold,",
      "Simulated Opt Out,+14155550105,gold,",
      "Stored,+14155550106,gold,",
      "Bad Zone,+14155550107,gold,Mars/Olympus",
      "From Excel,1.41555E+10,gold,",
    ]);
    expect(found.counts).toEqual({
      rows: 9,
      ready: 2,
      invalid_number: 2,
      missing_number: 1,
      duplicate_in_file: 1,
      duplicate_in_contacts: 1,
      do_not_call: 1,
      other: 1,
    });
    const { body } = await api.ask("GET", `/imports/${found.id}/rows`);
    const reasons = body.items.map((row: { reason: string | null }) => row.reason);
    expect(reasons.slice(0, 4)).toEqual([
      null,
      "There is no number in this cell; enter one.",
      expect.stringContaining("too short"),
      "Row 1 has the same number.",
    ]);
    expect(reasons[4]).toMatch(/^The number is on the do-not-call list since \d+ \w+ 20\d\d\.$/);
    expect(reasons[7]).toMatch(/^"Mars\/Olympus" is not a time zone/);
    expect(body.items[0].values).toEqual({
      Name: "Ada Lovelace",
      Mobile: "(415) 555-0101",
      Plan: "gold",
      Zone: "Europe/London",
    });
    const some = await api.ask("GET", `/imports/${found.id}/rows?verdict=do_not_call,other&limit=1`);
    expect(some.body).toMatchObject({ total: 2, items: [{ row: 5 }] });
    const rest = await api.ask(
      "GET",
      `/imports/${found.id}/rows?verdict=do_not_call,other&limit=1&cursor=${some.body.nextCursor}`,
    );
    expect(rest.body).toMatchObject({ nextCursor: null, items: [{ row: 8 }] });
  });

  test("makes contacts of the ready rows, with their zones, and gives the others back as a file", async () => {
    const done = await bringIn([
      header,
      "Ada Lovelace,4155550101,gold,",
      '"Doe, Jo",+442079460018,,Asia/Kolkata',
      "=cmd(),99,-,",
    ]);
    expect(done).toMatchObject({ status: "done", error: null, counts: { rows: 3, ready: 2, invalid_number: 1 } });
    const stored = await contacts();
    expect(stored).toMatchObject([
      { phone: "+14155550101", first_name: "Ada", last_name: "Lovelace", attributes: { plan: "gold" }, timezone: null },
      { phone: "+442079460018", first_name: "Jo", last_name: "Doe", attributes: {}, timezone: "Asia/Kolkata" },
    ]);
    const zones = await Promise.all(
      stored.map(({ zone_set }) =>
        world.database.sql.selectFrom("zone_set").select("zones").where("id", "=", zone_set).executeTakeFirstOrThrow(),
      ),
    );
    expect(zones.map((row) => row.zones)).toEqual([["America/Los_Angeles"], ["Asia/Kolkata"]]);
    const rejected = await api.ask("GET", `/imports/${done.id}/rejected.csv`);
    expect(rejected.text).toMatch(/^\ufeffName,Mobile,Plan,Zone,reason\r\n'=cmd\(\),99,-,,"?This is too short/);
    expect(rejected.text.trimEnd().split("\r\n")).toHaveLength(2);
  });

  test("leaves, updates or completes the stored contact, as the person picks", async () => {
    const before = { plan: "basic", note: "vip" };
    const store = async (phone: string) =>
      world.database.sql
        .insertInto("contact")
        .values({
          organisation_id: world.organisationId,
          phone,
          first_name: "Old",
          tags: ["a"],
          attributes: JSON.stringify(before),
        })
        .execute();
    const phones = ["+14155550101", "+14155550102", "+14155550103"];
    for (const phone of phones) await store(phone);
    const columns = { ...mapping, Tags: "tags" };
    const line = (phone: string) => [`${header},Tags`, `New Name,${phone},gold,,b;a`];

    const skipped = await bringIn(line(phones[0]!), { columns, onDuplicate: "skip" });
    expect(skipped.counts).toMatchObject({ ready: 0, duplicate_in_contacts: 1 });
    const updated = await bringIn(line(phones[1]!), { columns, onDuplicate: "update" });
    expect(updated.counts).toMatchObject({ ready: 1, duplicate_in_contacts: 0 });
    const filled = await bringIn(line(phones[2]!), { columns, onDuplicate: "fill_blanks" });

    const after = [
      { first_name: "Old", last_name: null, tags: ["a"], attributes: before },
      { first_name: "New", last_name: "Name", tags: ["a", "b"], attributes: { plan: "gold", note: "vip" } },
      { first_name: "Old", last_name: "Name", tags: ["a"], attributes: before },
    ];
    expect(await contacts()).toMatchObject(after);

    for (const { id } of [skipped, updated, filled]) {
      expect(await api.ask("POST", `/imports/${id}/undo`)).toMatchObject({
        status: 200,
        body: { status: "undone", error: null },
      });
    }
    expect(await contacts()).toMatchObject(phones.map(() => after[0]!));
  });

  test("lets new and stored contacts join the campaign in the order of the rows, once each", async () => {
    const campaignId = await drafted();
    await bringIn([header, "Stored,+14155550103,,"]);
    await bringIn(
      [header, "A,+14155550101,,", "B,+14155550103,,", "C,+14155550102,,", "A,+14155550101,,"],
      {},
      campaignId,
    );
    await bringIn([header, "A,+14155550101,,", "D,+14155550104,,"], {}, campaignId);
    const joined = await world.database.sql
      .selectFrom("campaign_contact as cc")
      .innerJoin("contact as c", "c.id", "cc.contact_id")
      .select("c.phone")
      .where("cc.campaign_id", "=", campaignId)
      .orderBy("cc.id")
      .execute();
    expect(joined.map(({ phone }) => phone)).toEqual(["+14155550101", "+14155550103", "+14155550102", "+14155550104"]);
    expect(await tallies(world, campaignId)).toEqual({ pending: 4 });
  });

  test("reopens a completed campaign, and refuses one that is running", async () => {
    const campaignId = await drafted();
    const status = (value: "running" | "completed") =>
      world.database.sql.updateTable("campaign").set({ status: value }).where("id", "=", campaignId).execute();
    await status("running");
    const { id } = await preview([header, "A,+14155550101,,"]);
    const refused = await api.ask("POST", `/imports/${id}/confirm`, { campaignId: String(campaignId) });
    expect(refused).toMatchObject({ status: 409, body: { code: "contacts_not_changeable" } });
    await status("completed");
    await api.ask("POST", `/imports/${id}/confirm`, { campaignId: String(campaignId) });
    await until(id, "done");
    const campaign = await world.database.sql.selectFrom("campaign").select("status").executeTakeFirstOrThrow();
    expect(campaign.status).toBe("queued");
  });

  test("a corrected cell changes the verdicts of all rows that share the old or the new number", async () => {
    const { id } = await preview([header, "A,+14155550101,,", "B,+14155550101,,", "C,12,,", "D,+14155550102,,"]);
    expect(await verdicts(id)).toEqual({ 1: "ready", 2: "duplicate_in_file", 3: "invalid_number", 4: "ready" });
    const edited = await api.ask("PATCH", `/imports/${id}/rows/1`, { values: { Mobile: "+14155550102" } });
    expect(edited).toMatchObject({
      status: 200,
      body: { row: 1, verdict: "ready", values: { Name: "A", Mobile: "+14155550102" } },
    });
    expect(await verdicts(id)).toEqual({ 1: "ready", 2: "ready", 3: "invalid_number", 4: "duplicate_in_file" });
    expect((await api.ask("GET", `/imports/${id}`)).body.counts).toMatchObject({
      rows: 4,
      ready: 2,
      duplicate_in_file: 1,
    });
    expect(await api.ask("PATCH", `/imports/${id}/rows/9`, { values: { Mobile: "1" } })).toMatchObject({ status: 404 });
    expect(await api.ask("PATCH", `/imports/${id}/rows/1`, { values: { Mobil: "1" } })).toMatchObject({
      status: 422,
      body: { detail: 'The file has no column "Mobil"; its columns are Name, Mobile, Plan, Zone.' },
    });
  });

  test("another mapping judges every row anew", async () => {
    const { id } = await preview([header, "+14155550101,+14155550102,,", "+14155550101,x,,"]);
    expect(await verdicts(id)).toEqual({ 1: "ready", 2: "invalid_number" });
    await api.ask("PUT", `/imports/${id}/mapping`, { columns: { Name: "phone" } });
    const found = await until(id, "preview");
    expect(found.counts).toMatchObject({ rows: 2, ready: 1, duplicate_in_file: 1 });
  });

  test("undo takes out what was added and leaves what has been called since, and says how many", async () => {
    const campaignId = await drafted();
    await bringIn([header, "Stored,+14155550100,,"]);
    const { id } = await bringIn(
      [header, "S,+14155550100,,", "A,+14155550101,,", "B,+14155550102,,", "C,+14155550103,,"],
      {},
      campaignId,
    );
    await world.database.sql
      .updateTable("campaign_contact")
      .set({ attempts: 1, status: "busy", next_attempt_at: null })
      .where("contact_id", "in", (e) => e.selectFrom("contact").select("id").where("phone", "=", "+14155550102"))
      .execute();
    const undone = await api.ask("POST", `/imports/${id}/undo`);
    expect(undone.body).toMatchObject({
      status: "undone",
      error: expect.stringMatching(/^One contact stayed: called since/),
    });
    expect((await contacts()).map(({ phone }) => phone)).toEqual(["+14155550100", "+14155550102"]);
    expect(await tallies(world, campaignId)).toEqual({ busy: 1 });
    expect(await api.ask("POST", `/imports/${id}/undo`)).toMatchObject({
      status: 409,
      body: { code: "import_wrong_state" },
    });
  });

  test("undo leaves a contact that was called outside of campaigns, and one that somebody changed since", async () => {
    await bringIn([header, "Old,+14155550100,,"]);
    const { id } = await bringIn([header, "New,+14155550100,,", "A,+14155550101,,", "B,+14155550102,,"], {
      onDuplicate: "update",
    });
    const db = world.database.sql;
    const called = await db.selectFrom("contact").select("id").where("first_name", "=", "A").executeTakeFirstOrThrow();
    await db
      .insertInto("call")
      .values({
        organisation_id: world.organisationId,
        contact_id: called.id,
        attempt: 1,
        phone: "+14155550101",
        line_id: await addLine(world),
        line_kind: "simulator",
        simulated: true,
        ai_employee_id: await addEmployee(world),
        owner: "test",
        settings_version: 1,
        employee_version: 1,
        variables: "{}",
        queued_at: new Date(),
        ended_at: new Date(),
        state: "ended",
      })
      .execute();
    await db
      .updateTable("contact")
      .set({ first_name: "Newer", updated_at: new Date(Date.now() + 1_000) })
      .where("phone", "=", "+14155550100")
      .execute();
    const undone = await api.ask("POST", `/imports/${id}/undo`);
    expect(undone.body.error).toMatch(/^2 contacts stayed/);
    expect((await contacts()).map((contact) => contact.first_name)).toEqual(["Newer", "A"]);
  });

  test("an import that meets the same fault again and again is given up with a sentence, and others go on", async () => {
    const faulty = await upload([header, "A,+14155550101,,"]);
    await desk.jobs.stop();
    const met: unknown[] = [];
    desk.jobs = createJobs({
      database: world.database,
      now: () => Date.now(),
      onFault: (_, { importId }) => met.push(importId),
      pollMilliseconds: 10,
    });
    await world.database.sql
      .updateTable("import")
      .set({ status: "checking", counts: null })
      .where("id", "=", Number(faulty))
      .execute();
    await desk.jobs.start();
    await preview([header, "A,+14155550101,,"]);
    await expect(until(faulty, "preview")).rejects.toThrow(/could not be checked because of a fault in Campanile/);
    expect(met).toEqual(Array.from({ length: 5 }, () => Number(faulty)));
  });

  test("steps out of order are refused, and so are mappings that do not fit", async () => {
    const id = await upload([header, "A,+14155550101,,"]);
    const refusal = async (method: "GET" | "POST" | "PUT", step: string, body?: object) => {
      const { status, body: problem } = await api.ask(method, `/imports/${id}${step}`, body);
      return [status, problem.code, problem.detail];
    };
    const wrongStep = [409, "import_wrong_state", expect.stringContaining("The import is at the step mapping")];
    expect(await refusal("POST", "/confirm")).toEqual(wrongStep);
    expect(await refusal("POST", "/undo")).toEqual(wrongStep);
    expect(await refusal("GET", "/rows")).toEqual(wrongStep);
    expect(await refusal("GET", "/rejected.csv")).toEqual(wrongStep);
    expect(await refusal("PUT", "/mapping", { columns: { Name: "full_name" } })).toEqual([
      422,
      "invalid",
      "No column is mapped to phone; say which column holds the telephone numbers.",
    ]);
    expect(await refusal("PUT", "/mapping", { country: "QQ", columns: mapping })).toEqual([
      422,
      "invalid",
      expect.stringContaining('There is no country "QQ"'),
    ]);
  });

  test("a file without one number that can be called is not imported", async () => {
    const { id } = await preview([header, "A,12,,", "B,,,"]);
    expect(await api.ask("POST", `/imports/${id}/confirm`)).toMatchObject({
      status: 422,
      body: { detail: expect.stringMatching(/^None of the 2 rows can be imported/) },
    });
  });

  test("nothing is left of a file that is refused, also when that shows late", async () => {
    const late = [
      header,
      ..."x"
        .repeat(3_000)
        .split("")
        .map((_, n) => `A,+1415555${1000 + n},,`),
      'B,"+14155550101,,',
    ];
    const refused = await api.send("/imports", late.join("\n"));
    expect(refused).toMatchObject({
      status: 422,
      body: { code: "unreadable_file", detail: expect.stringContaining("row 3,002") },
    });
    expect((await api.ask("GET", "/imports")).body).toEqual({ items: [], nextCursor: null, total: 0 });
    for (const table of ["import", "import_block"] as const) {
      expect(await world.database.sql.selectFrom(table).selectAll().execute()).toEqual([]);
    }
  });

  test("a file without a phone column is taken, without one suggested", async () => {
    const answer = await api.send("/imports", "name,city\nAda,London\n");
    expect(answer).toMatchObject({
      status: 201,
      body: {
        status: "mapping",
        counts: null,
        mapping: null,
        columns: [
          { name: "name", samples: ["Ada"], suggested: "full_name" },
          { name: "city", samples: ["London"], suggested: null },
        ],
      },
    });
  });

  test("nobody sees or touches another organisation's import, its contacts or its do-not-call list", async () => {
    const { id } = await preview([header, "A,+14155550101,,"]);
    const other = await addOrganisation(world.database, "org2");
    const paths = [
      ["GET", ""],
      ["PUT", "/mapping", { columns: mapping }],
      ["GET", "/rows"],
      ["PATCH", "/rows/1", { values: { Mobile: "1" } }],
      ["POST", "/confirm"],
      ["POST", "/undo"],
      ["GET", "/rejected.csv"],
    ] as const;
    for (const [method, step, body] of paths) {
      expect(await api.ask(method, `/imports/${id}${step}`, body, other)).toMatchObject({ status: 404 });
    }
    expect((await api.ask("GET", "/imports", undefined, other)).body.total).toBe(0);
    await world.database.sql
      .insertInto("do_not_call")
      .values({ organisation_id: other, phone: "+14155550102", source: "api" })
      .execute();
    await world.database.sql.insertInto("contact").values({ organisation_id: other, phone: "+14155550102" }).execute();
    const found = await preview([header, "A,+14155550102,,"]);
    expect(found.counts).toMatchObject({ ready: 1 });
  });

  test("work that a stopped process left is taken up by the next, and nothing comes in twice", async () => {
    const campaignId = await drafted();
    const rows = Array.from({ length: 5_000 }, (_, n) => `Person ${n},+1415${5_550_000 + n},plan,`);
    const id = await upload([header, ...rows]);
    await api.ask("PUT", `/imports/${id}/mapping`, { columns: mapping });
    // Each new process works for a moment, two at a time, and is stopped in the middle.
    let status = "checking";
    for (let processes = 0; status !== "done"; processes++) {
      await desk.jobs.stop();
      desk.jobs = desk.newJobs();
      const second = desk.newJobs();
      await Promise.all([desk.jobs.start(), second.start()]);
      await new Promise((resolve) => setTimeout(resolve, 40));
      await second.stop();
      status = (await api.ask("GET", `/imports/${id}`)).body.status;
      if (status === "preview") await api.ask("POST", `/imports/${id}/confirm`, { campaignId: String(campaignId) });
    }
    expect((await contacts()).length).toBe(5_000);
    expect(await tallies(world, campaignId)).toEqual({ pending: 5_000 });
  });
});
