import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, openApi } from "#harness/api.ts";
import { databases } from "#harness/databases.ts";
import { addOrganisation, openWorld, type World } from "#harness/world.ts";
import { systemClock } from "#src/system-clock.ts";
import { bindContacts } from "./contacts.ts";
import { bindFilters } from "./filters.ts";

describe.each(databases)("saved filters on $name", ({ open }) => {
  let world: World;
  let api: Api;

  beforeAll(async () => {
    world = await openWorld(open);
    await addOrganisation(world.database, "org2");
    api = await openApi(world.organisationId, (server) => {
      bindFilters(server, world.database.sql);
      bindContacts(server, world.database.sql, systemClock());
    });
  });
  afterAll(async () => {
    await api.server.close();
    await world.close();
  });

  const filter = { any: [{ field: "tag", op: "is", value: "vip" }, { all: [{ field: "company", op: "is_empty" }] }] };

  test("one is saved, listed as it was given, and deleted", async () => {
    const { status, body } = await api.ask("POST", "/filters", { name: " Important ", filter });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^\d+$/),
      name: "Important",
      filter,
      createdAt: expect.stringMatching(/Z$/),
      createdBy: "A program",
    });
    const second = (await api.ask("POST", "/filters", { name: "All", filter: { all: [] } })).body;
    const first = (await api.ask("GET", "/filters?limit=1")).body;
    expect(first).toMatchObject({ items: [body], total: 2 });
    expect((await api.ask("GET", `/filters?limit=1&cursor=${first.nextCursor}`)).body).toEqual({
      items: [second],
      nextCursor: null,
      total: 2,
    });
    expect((await api.ask("DELETE", `/filters/${body.id}`)).status).toBe(204);
    expect((await api.ask("DELETE", `/filters/${body.id}`)).status).toBe(404);
    expect((await api.ask("GET", "/filters")).body.items).toEqual([second]);
  });

  test("what is no filter is refused", async () => {
    const bad = { all: [{ field: "tag", op: "contains", value: "x" }] };
    expect((await api.ask("POST", "/filters", { name: "Bad", filter: bad })).status).toBe(400);
  });

  test("contacts are counted and listed by a filter", async () => {
    const [vip, other] = [
      { phone: "+14155550100", tags: ["vip"], company: "Acme" },
      { phone: "+14155550101", company: "X" },
    ];
    for (const contact of [vip, other]) await api.ask("POST", "/contacts", contact);
    expect((await api.ask("POST", "/contacts/count", { filter })).body).toEqual({ count: 1 });
    expect((await api.ask("POST", "/contacts/count", { filter }, "org2")).body).toEqual({ count: 0 });
    const listed = await api.ask("GET", `/contacts?filter=${encodeURIComponent(JSON.stringify(filter))}`);
    expect(listed.body).toMatchObject({ total: 1, items: [vip] });
  });

  test("another organisation's, and what is no id, is not found", async () => {
    const { id } = (await api.ask("POST", "/filters", { name: "Ours", filter })).body;
    for (const path of [`/filters/${id}`, "/filters/x"])
      expect((await api.ask("DELETE", path, undefined, "org2")).body.code).toBe("not_found");
    expect((await api.ask("GET", "/filters", undefined, "org2")).body.items).toEqual([]);
    expect((await api.ask("DELETE", `/filters/${id}`)).status).toBe(204);
  });
});
