import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Api, openApi } from "#harness/api.ts";
import { addCall, addConversation } from "#harness/calls.ts";
import { databases } from "#harness/databases.ts";
import { addCampaign, addEmployee, addLine, addOrganisation, openWorld, tallies, type World } from "#harness/world.ts";
import { systemClock } from "#src/system-clock.ts";
import { bindAudit } from "./audit.ts";
import { bindContacts } from "./contacts.ts";

describe.each(databases)("contacts on $name", ({ open }) => {
  let world: World;
  let api: Api;
  let campaignId: number;

  beforeAll(async () => {
    world = await openWorld(open);
    await addOrganisation(world.database, "org2");
    api = await openApi(world.organisationId, (server) => {
      bindContacts(server, world.database.sql, systemClock());
      bindAudit(server, world.database.sql);
    });
    const [lineId, employeeId] = [await addLine(world), await addEmployee(world)];
    campaignId = await addCampaign(world, { lineId, employeeId });
  });
  afterAll(async () => {
    await api.server.close();
    await world.close();
  });
  beforeEach(async () => {
    await world.database.sql.deleteFrom("campaign_contact").execute();
    await world.database.sql.deleteFrom("contact").execute();
  });

  const create = async (phone: string, given: object = {}, organisationId?: string) => {
    const { status, body } = await api.ask("POST", "/contacts", { phone, ...given }, organisationId);
    expect(body).toMatchObject({ id: expect.any(String) });
    expect(status).toBe(201);
    return body as { id: string; phone: string };
  };
  const zonesOf = async (id: string) => {
    const db = world.database.sql;
    const contact = db.selectFrom("contact").where("contact.id", "=", Number(id));
    const row = await contact
      .innerJoin("zone_set", "zone_set.id", "contact.zone_set")
      .leftJoin("campaign_contact", "campaign_contact.contact_id", "contact.id")
      .select(["zones", "contact.zone_set", "campaign_contact.zone_set as inCampaign"])
      .executeTakeFirstOrThrow();
    return { zones: row.zones, same: row.inCampaign === row.zone_set };
  };
  const join = async (id: string, given: object = {}) => {
    const row = await world.database.sql
      .insertInto("campaign_contact")
      .values({
        organisation_id: world.organisationId,
        campaign_id: campaignId,
        contact_id: Number(id),
        zone_set: 0,
        next_attempt_at: new Date(),
        ...given,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    return row.id;
  };

  test("one is made from a number in any writing, and what is blank is not known", async () => {
    const given = {
      firstName: " Ada ",
      lastName: " ",
      tags: ["vip", " vip", ""].filter(Boolean),
      attributes: { Plan: "gold" },
    };
    const made = await create("+1 (415) 555-0100", given);
    expect(made).toEqual({
      id: expect.stringMatching(/^\d+$/),
      phone: "+14155550100",
      firstName: "Ada",
      lastName: null,
      email: null,
      company: null,
      language: null,
      timezone: null,
      tags: ["vip"],
      externalId: null,
      attributes: { Plan: "gold" },
      createdAt: expect.stringMatching(/Z$/),
      lastCall: null,
      doNotCall: false,
    });
    expect((await api.ask("GET", `/contacts/${made.id}`)).body).toEqual(made);
    expect((await zonesOf(made.id)).zones).toEqual(["America/Los_Angeles"]);
  });

  test("a number that is taken, unreadable, or without a country is refused", async () => {
    await create("+14155550100");
    expect(await api.ask("POST", "/contacts", { phone: "001 415 555 0100" })).toMatchObject({
      status: 409,
      body: { code: "contact_exists" },
    });
    for (const phone of ["415 555 0100", "hello", "+1"]) {
      const { status, body } = await api.ask("POST", "/contacts", { phone });
      expect({ phone, status, body }).toMatchObject({
        status: 422,
        body: { code: "invalid", errors: [{ path: "phone", message: body.detail }] },
      });
    }
    // Numbers are an organisation's own.
    await create("+14155550100", {}, "org2");
    expect((await api.ask("GET", "/contacts")).body.total).toBe(1);
  });

  test("a change merges; null takes a value or an attribute away", async () => {
    const { id } = await create("+14155550100", { firstName: "Ada", company: "Acme", attributes: { a: "1", b: "2" } });
    const change = { company: null, lastName: "King", attributes: { b: null, c: "3", __proto__x: "4" } };
    const { status, body } = await api.ask("PATCH", `/contacts/${id}`, change);
    expect(status).toBe(200);
    expect(body).toMatchObject({ firstName: "Ada", lastName: "King", company: null, attributes: { a: "1", c: "3" } });
    expect(body.attributes).not.toHaveProperty("b");
    expect((await api.ask("GET", `/contacts/${id}`)).body).toEqual(body);
    expect((await api.ask("PATCH", `/contacts/${id}`, {})).body).toEqual(body);
  });

  test("a changed number or zone moves the contact, in its campaigns too", async () => {
    const { id } = await create("+14155550100");
    await create("+14155550101");
    await join(id);
    const change = (body: object) => api.ask("PATCH", `/contacts/${id}`, body);
    expect((await change({ phone: "+14155550101" })).body.code).toBe("contact_exists");
    expect((await change({ phone: "nonsense" })).status).toBe(422);
    expect((await change({ phone: "+49 30 123456" })).body.phone).toBe("+4930123456");
    expect(await zonesOf(id)).toEqual({ zones: ["Europe/Berlin"], same: true });
    await change({ timezone: "Asia/Tokyo" });
    expect(await zonesOf(id)).toEqual({ zones: ["Asia/Tokyo"], same: true });
    await change({ timezone: null });
    expect(await zonesOf(id)).toEqual({ zones: ["Europe/Berlin"], same: true });
    expect((await change({ timezone: "Mars/Base" })).status).toBe(400);
  });

  test("the list has the latest first, page by page, while others are added", async () => {
    const made = [];
    for (let n = 0; n < 5; n++) made.unshift(await create(`+1415555010${n}`));
    const first = (await api.ask("GET", "/contacts?limit=2")).body;
    await create("+14155550109");
    const second = (await api.ask("GET", `/contacts?limit=2&cursor=${first.nextCursor}`)).body;
    const third = (await api.ask("GET", `/contacts?limit=2&cursor=${second.nextCursor}`)).body;
    expect([first, second, third].flatMap(({ items }) => items)).toEqual(made);
    expect([first.total, third.total, third.nextCursor]).toEqual([5, 6, null]);
  });

  test("a page comes without the total where it is not wanted", async () => {
    for (let n = 0; n < 3; n++) await create(`+1415555010${n}`);
    const { items, nextCursor } = (await api.ask("GET", "/contacts?limit=2")).body;
    const { body } = await api.ask("GET", "/contacts?limit=2&total=false");
    expect(body).toEqual({ items, nextCursor, total: null });
    expect((await api.ask("GET", "/contacts?total=maybe")).status).toBe(400);
  });

  test("a search finds part of a name, an email, a company, and a number in any writing", async () => {
    await create("+14155550100", { firstName: "Ada", lastName: "Lovelace", email: "ada@example.org" });
    await create("+4930123456", { firstName: "Ümit", company: "100% Brot_GmbH" });
    const find = async (search: string, organisationId?: string) => {
      const path = `/contacts?search=${encodeURIComponent(search)}`;
      const { body } = await api.ask("GET", path, undefined, organisationId);
      expect(body.total).toBe(body.items.length);
      return body.items.map((item: { phone: string }) => item.phone);
    };
    const found = async (...searches: string[]) => {
      const answers = await Promise.all(searches.map(async (search) => [search, await find(search)]));
      return Object.fromEntries(answers.map(([search, phones]) => [search, phones.join()]));
    };
    const each = (searches: string[], phone: string) => Object.fromEntries(searches.map((search) => [search, phone]));
    const forAda = ["ada love", "LACE", "lovelace ada", "@EXAMPLE", "(415) 555", "415-555-0100", "+1415"];
    const forUmit = ["üm", "0% b", "T_G", "030 / 12 34 56", "(0)30"];
    const forNobody = ["nobody", "0_%", "a%e", "999"];
    expect(await found(...forAda)).toEqual(each(forAda, "+14155550100"));
    expect(await found(...forUmit)).toEqual(each(forUmit, "+4930123456"));
    expect(await found(...forNobody)).toEqual(each(forNobody, ""));
    expect(await find(" ")).toHaveLength(2);
    expect(await find("ada", "org2")).toEqual([]);
  });

  test("deleting removes the person, and keeps what was counted", async () => {
    const { id } = await create("+14155550100", { firstName: "Ada" });
    const contactId = Number(id);
    const other = await addCampaign(world, { lineId: 1, employeeId: 1 });
    await join(id);
    const attempted = await join(id, { campaign_id: other, status: "no_answer", attempts: 1, waiting_for: "retry" });
    const callId = await addCall(world, {
      campaign_id: other,
      campaign_contact_id: attempted,
      contact_id: contactId,
      outcome: "no_answer",
      variables: `{"first_name": "Ada"}`,
    });
    await addConversation(world, callId, { contact_id: contactId, summary: "Ada was not in." });
    const imported = await world.database.sql
      .insertInto("import")
      .values({ organisation_id: world.organisationId, file_name: "a.csv", status: "done" })
      .returning("id")
      .executeTakeFirstOrThrow();
    const row = { import_id: imported.id, row: 1 };
    const { sql: store } = world.database;
    await store
      .insertInto("import_block")
      .values({
        import_id: imported.id,
        first: 1,
        last: 2,
        cells: `["Ada"]\n["Bob"]`,
        phones: [14_155_550_100, 14_155_550_109],
      })
      .execute();
    await store
      .insertInto("import_verdict")
      .values({ ...row, verdict: "do_not_call", reason: "Ada does not want to be called." })
      .execute();
    await store
      .insertInto("import_contact")
      .values({ ...row, contact_id: contactId })
      .execute();

    expect(await api.ask("DELETE", `/contacts/${id}`)).toMatchObject({ status: 204, text: "" });
    expect((await api.ask("GET", `/contacts/${id}`)).status).toBe(404);
    const db = world.database.sql;
    expect(await db.selectFrom("campaign_contact").selectAll().execute()).toMatchObject([
      { id: attempted, status: "no_answer", contact_id: null, next_attempt_at: null, waiting_for: null },
    ]);
    const call = await db.selectFrom("call").selectAll().where("id", "=", callId).executeTakeFirstOrThrow();
    expect(call).toMatchObject({ phone: "", contact_id: null, outcome: "no_answer", campaign_id: other });
    expect(call.variables).toEqual({});
    expect(await db.selectFrom("import_block").select(["cells", "phones"]).execute()).toEqual([
      { cells: `[]\n["Bob"]`, phones: [0, 14_155_550_109] },
    ]);
    expect(await db.selectFrom("import_verdict").select(["verdict", "reason"]).execute()).toEqual([
      { verdict: "do_not_call", reason: null },
    ]);
    expect(await db.selectFrom("import_contact").selectAll().execute()).toEqual([]);
    expect(await db.selectFrom("conversation").selectAll().where("call_id", "=", callId).execute()).toEqual([]);
    expect(await tallies(world, campaignId)).toEqual({});
    expect(await tallies(world, other)).toEqual({ no_answer: 1 });
  });

  test("a contact on the line is not deleted", async () => {
    const { id } = await create("+14155550100");
    await join(id, { status: "in_progress", next_attempt_at: null, attempts: 1 });
    expect(await api.ask("DELETE", `/contacts/${id}`)).toMatchObject({
      status: 409,
      body: { code: "in_use", detail: expect.stringContaining("being called now") },
    });
    expect((await api.ask("GET", `/contacts/${id}`)).status).toBe(200);
  });

  test("a contact's calls are its whole history, the latest first", async () => {
    const { id } = await create("+14155550100");
    const contact_id = Number(id);
    const first = await addCall(world, { contact_id, outcome: "success", talk_seconds: 12.5, result: "callback" });
    const conversationId = await addConversation(world, first, { contact_id });
    const cause = { sip: 486, q850: 17, text: null };
    const second = await addCall(world, { contact_id, attempt: 2, outcome: "busy", cause: JSON.stringify(cause) });
    await addCall(world);
    const { body } = await api.ask("GET", `/contacts/${id}/calls?limit=1`);
    expect(body).toMatchObject({ total: 2, items: [{ id: String(second), cause, conversationId: null, attempt: 2 }] });
    const next = (await api.ask("GET", `/contacts/${id}/calls?limit=1&cursor=${body.nextCursor}`)).body;
    expect(next.nextCursor).toBeNull();
    expect(next.items[0]).toEqual({
      id: String(first),
      campaignId: null,
      contactId: id,
      contact: { id, phone: expect.any(String), firstName: null, lastName: null },
      campaign: null,
      attempt: 1,
      to: "+14155550100",
      from: null,
      lineKind: "simulator",
      simulated: true,
      state: "ended",
      outcome: "success",
      result: "callback",
      cause: null,
      queuedAt: expect.stringMatching(/Z$/),
      dialedAt: expect.stringMatching(/Z$/),
      ringingAt: null,
      answeredAt: null,
      endedAt: expect.stringMatching(/Z$/),
      talkSeconds: 12.5,
      conversationId: String(conversationId),
    });
  });

  test("the export has every field and attribute, and no formula", async () => {
    await create("+14155550100", {
      firstName: "=1+1",
      tags: ["a", "b"],
      attributes: { Plan: "gold, old", phone: "x" },
    });
    await create("+4930123456", { firstName: "Ümit\n2", attributes: { "@Score": "-5", constructor: "c\nd" } });
    const { status, text, headers } = await api.ask("GET", "/contacts/export.csv");
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(headers["content-disposition"]).toBe('attachment; filename="export.csv"');
    expect(text).toBe(
      "\ufeffphone,first_name,last_name,email,company,language,timezone,tags,external_id,'@Score,Plan,constructor,attribute:phone\r\n" +
        `+14155550100,'=1+1,,,,,,"a, b",,,"gold, old",,x\r\n` +
        `+4930123456,Ümit 2,,,,,,,,-5,,"c\nd",\r\n`,
    );
    const filter = JSON.stringify({ all: [{ field: "tag", op: "is", value: "a" }] });
    const some = await api.ask("GET", `/contacts/export.csv?filter=${encodeURIComponent(filter)}`);
    expect(some.text.trimEnd().split("\r\n")).toHaveLength(2);
    expect((await api.ask("GET", "/contacts/export.csv", undefined, "org2")).text.trimEnd().split("\r\n")).toHaveLength(
      1,
    );
  });

  test("attributes are bounded, one by one and together, in a change as well", async () => {
    const many = (count: number, prefix = "a") =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`${prefix}${n}`, "x"]));
    const refused = await api.ask("POST", "/contacts", { phone: "+14155550151", attributes: many(201) });
    expect(refused).toMatchObject({ status: 400, body: { detail: expect.stringContaining("at most 200 entries") } });
    const text = "x".repeat(4_200);
    expect(
      (await api.ask("POST", "/contacts", { phone: "+14155550151", attributes: { a: text, b: text } })).status,
    ).toBe(400);
    const { id } = await create("+14155550152", { attributes: many(150) });
    const change = await api.ask("PATCH", `/contacts/${id}`, { attributes: many(60, "b") });
    expect(change).toMatchObject({ status: 422, body: { code: "invalid", errors: [{ path: "attributes" }] } });
    const taken = { ...many(60, "b"), ...Object.fromEntries(Object.keys(many(20)).map((name) => [name, null])) };
    expect((await api.ask("PATCH", `/contacts/${id}`, { attributes: taken })).status).toBe(200);
  });

  test("an export is in the audit log before its first line is read", async () => {
    const written = async () =>
      (await api.ask("GET", "/audit?verb=contacts.exported")).body as { total: number; items: object[] };
    const { total } = await written();
    const head = await api.server.inject({ method: "HEAD", url: "/api/v1/contacts/export.csv" });
    expect(head.statusCode).toBe(404);
    expect((await written()).total).toBe(total);
    await api.ask("GET", "/contacts/export.csv");
    expect((await written()).total).toBe(total + 1);
    expect((await written()).items[0]).toMatchObject({
      subject: { kind: "organisation", id: world.organisationId },
      changes: {},
    });
  });

  test("the export goes past the portion in which it is read", async () => {
    await world.database.sql
      .insertInto("contact")
      .values(
        Array.from({ length: 2_345 }, (_, n) => ({
          organisation_id: world.organisationId,
          phone: `+1415555${String(n).padStart(4, "0")}`,
        })),
      )
      .execute();
    const { text } = await api.ask("GET", "/contacts/export.csv");
    const numbers = text
      .trimEnd()
      .split("\r\n")
      .slice(1)
      .map((line) => line.slice(0, line.indexOf(",")));
    expect(new Set(numbers).size).toBe(2_345);
    expect(numbers).toHaveLength(2_345);
  });

  test("another organisation's, and what is no id, is not found and not changed", async () => {
    const { id } = await create("+14155550100");
    for (const path of [`/contacts/${id}`, "/contacts/1.5", "/contacts/-1"]) {
      const answers = await Promise.all([
        api.ask("GET", path, undefined, "org2"),
        api.ask("PATCH", path, { firstName: "Theirs" }, "org2"),
        api.ask("DELETE", path, undefined, "org2"),
        api.ask("GET", `${path}/calls`, undefined, "org2"),
      ]);
      for (const answer of answers) expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
    expect((await api.ask("GET", `/contacts/${id}`)).body).toMatchObject({ firstName: null });
  });
});
