import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "#domain/call/outcomes.ts";
import { type Api, openApi } from "#harness/api.ts";
import { addCall, addConversation } from "#harness/calls.ts";
import { temporaryFolder } from "#harness/app.ts";
import { databases } from "#harness/databases.ts";
import { addEmployee, addOrganisation, openWorld, type World } from "#harness/world.ts";
import { openRecordings } from "#recordings/recordings.ts";
import { bindConversations } from "./conversations.ts";

describe.each(databases)("conversations on $name", ({ open }) => {
  let world: World;
  let api: Api;
  const data = temporaryFolder();
  let contactId: number;
  let employeeId: number;
  /** Three: a success of campaign 7 with Ada, a voicemail of campaign 8, a test call. */
  const ids: string[] = [];
  const said = (text: string) =>
    JSON.stringify([{ speaker: "employee", text, at: Date.parse("2026-11-20T09:00:05Z") }]);

  beforeAll(async () => {
    world = await openWorld(open);
    await addOrganisation(world.database, "org2");
    api = await openApi(world.organisationId, (server) =>
      bindConversations(server, world.database.sql, openRecordings(data.folder)),
    );
    const contact = await world.database.sql
      .insertInto("contact")
      .values({ organisation_id: world.organisationId, phone: "+14155550100", first_name: "Ada", last_name: "King" })
      .returning("id")
      .executeTakeFirstOrThrow();
    contactId = contact.id;
    employeeId = await addEmployee(world);
    const collect = ["seats", "sure", "day"].map((field) => ({
      field,
      type: "text",
      description: "",
      required: false,
    }));
    await world.database.sql
      .updateTable("ai_employee")
      .set({ collect: JSON.stringify(collect) })
      .where("id", "=", employeeId)
      .execute();
    await sql`
      insert into campaign (id, organisation_id, name, settings, deleted_at) overriding system value
      select id, ${world.organisationId}, 'A campaign', '{}', now() from unnest(array[7, 8]) id`.execute(
      world.database.sql,
    );
    const add = async (outcome: Outcome, call: object, conversation: object) => {
      const callId = await addCall(world, { outcome, ...call });
      ids.push(String(await addConversation(world, callId, conversation)));
    };
    await add(
      "success",
      {
        campaign_id: 7,
        contact_id: contactId,
        ai_employee_id: employeeId,
        attempt: 2,
        answered_at: new Date("2026-11-20T08:59:58Z"),
        ended_at: new Date("2026-11-20T09:00:00Z"),
        talk_seconds: 2,
      },
      {
        campaign_id: 7,
        contact_id: contactId,
        transcript: said('She said "yes" to 100%.'),
        summary: "Wants Tuesday.",
        collected: JSON.stringify({ day: "Tuesday", seats: 2, sure: true, note: null }),
        goal_reached: true,
        result: "callback",
        created_at: new Date("2026-11-20T09:00:00Z"),
      },
    );
    await add(
      "voicemail",
      { campaign_id: 8, phone: "+4930123456" },
      { campaign_id: 8, transcript: said("After the beep"), created_at: new Date("2026-11-21T00:00:00Z") },
    );
    await add("success", { phone: "+4930123457" }, { created_at: new Date("2026-11-22T09:00:00Z") });
  });
  afterAll(async () => {
    await api.server.close();
    await world.close();
    data.remove();
  });

  /** Which of the three were found, by their places. */
  const found = async (query: string, organisationId?: string) => {
    const { status, body } = await api.ask("GET", `/conversations?${query}`, undefined, organisationId);
    expect(status).toBe(200);
    expect(body.total).toBe(body.items.length);
    return body.items.map((item: { id: string }) => ids.indexOf(item.id)).join();
  };

  test("one is told with all that was said and found out", async () => {
    const { status, body } = await api.ask("GET", `/conversations/${ids[0]}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      id: ids[0],
      callId: expect.stringMatching(/^\d+$/),
      campaignId: "7",
      contactId: String(contactId),
      contact: { id: String(contactId), phone: "+14155550100", firstName: "Ada", lastName: "King" },
      campaign: null,
      aiEmployee: { id: String(employeeId), name: "Robin" },
      attempt: 2,
      to: "+14155550100",
      outcome: "success",
      startedAt: "2026-11-20T08:59:58.000Z",
      endedAt: "2026-11-20T09:00:00.000Z",
      talkSeconds: 2,
      transcript: [{ speaker: "employee", text: 'She said "yes" to 100%.', at: "2026-11-20T09:00:05.000Z" }],
      summary: "Wants Tuesday.",
      collected: { day: "Tuesday", seats: 2, sure: true, note: null },
      goalReached: true,
      result: "callback",
      recordingUrl: null,
      removedAt: null,
      simulated: true,
    });
    // As Robin asks for them; the database has them by the lengths of their names.
    expect(Object.keys(body.collected)).toEqual(["seats", "sure", "day", "note"]);
    expect((await api.ask("GET", `/conversations/${ids[2]}`)).body).toMatchObject({
      campaignId: null,
      contactId: null,
      contact: null,
      campaign: null,
      attempt: 1,
      to: "+4930123457",
      startedAt: null,
      talkSeconds: null,
      summary: null,
      goalReached: null,
      transcript: [],
    });
  });

  test("the list has the latest first, page by page", async () => {
    expect(await found("")).toBe("2,1,0");
    const { body } = await api.ask("GET", "/conversations?limit=2");
    expect(body).toMatchObject({ total: 3, items: [{ id: ids[2] }, { id: ids[1] }] });
    const rest = (await api.ask("GET", `/conversations?limit=2&cursor=${body.nextCursor}`)).body;
    expect(rest).toMatchObject({ total: 3, items: [{ id: ids[0] }], nextCursor: null });
  });

  test("it is narrowed by campaign, contact, outcome and time", async () => {
    expect(await found("campaignId=7")).toBe("0");
    expect(await found(`contactId=${contactId}`)).toBe("0");
    expect(await found("contactId=abc")).toBe("");
    expect(await found("outcome=success")).toBe("2,0");
    expect(await found("outcome=voicemail,busy&campaignId=8")).toBe("1");
    expect(await found("from=2026-11-21")).toBe("2,1");
    expect(await found("to=2026-11-21")).toBe("0");
    expect(await found("from=2026-11-21&to=2026-11-22")).toBe("1");
  });

  test("a search finds words of the transcript or summary, a name, a number", async () => {
    const search = (text: string) => found(`search=${encodeURIComponent(text)}`);
    expect(await search('SAID "yes"')).toBe("0");
    expect(await search("100%")).toBe("0");
    expect(await search("10_%")).toBe("");
    expect(await search("tuesday")).toBe("0");
    expect(await search("ada k")).toBe("0");
    expect(await search("the beep")).toBe("1");
    expect(await search("030 / 12345")).toBe("2,1");
    // The names of the fields they are kept in are no words of theirs.
    expect(await search("speaker")).toBe("");
  });

  test("another organisation's, and what is no id, is not found", async () => {
    expect(await found("", "org2")).toBe("");
    expect(await found("campaignId=7", "org2")).toBe("");
    expect((await api.ask("GET", `/conversations/${ids[0]}`, undefined, "org2")).body.code).toBe("not_found");
    expect((await api.ask("GET", "/conversations/one")).status).toBe(404);
  });
});
