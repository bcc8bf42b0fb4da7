import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, openApi } from "#harness/api.ts";
import { databases } from "#harness/databases.ts";
import { addCampaign, addEmployee, addLine, addOrganisation, openWorld, type World } from "#harness/world.ts";
import { bindAiEmployees } from "./ai-employees.ts";

describe.each(databases)("AI employees on $name", ({ open }) => {
  let world: World;
  let api: Api;

  beforeAll(async () => {
    world = await openWorld(open);
    await addOrganisation(world.database, "org2");
    api = await openApi(world.organisationId, (server) => bindAiEmployees(server, world.database.sql));
  });
  afterAll(async () => {
    await api.server.close();
    await world.close();
  });

  const create = async (given: object = {}) =>
    (await api.ask("POST", "/ai-employees", { name: "Robin", kind: "conversation", greeting: "Hello.", ...given }))
      .body;

  test("one is made from a name and a kind, and says what it still lacks", async () => {
    const { status, body } = await api.ask("POST", "/ai-employees", { name: "Robin", kind: "conversation" });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^\d+$/),
      name: "Robin",
      kind: "conversation",
      role: "",
      language: "en",
      voice: null,
      greeting: "",
      instructions: "",
      message: null,
      audioId: null,
      goal: null,
      collect: [],
      keys: [],
      voicemailMessage: null,
      maxConcurrentCalls: 10,
      active: true,
      problems: [{ code: "no_greeting", message: "It has no greeting; write the first words it says." }],
      version: 1,
    });
    expect((await api.ask("GET", `/ai-employees/${body.id}`)).body).toEqual(body);
  });

  test("a change merges with what is there and counts a version on", async () => {
    const collect = [{ field: "day", type: "date", description: "Which day", required: true }];
    const keys = [{ key: "1", label: "Yes", action: "collect", field: "day" }];
    const made = await create({ goal: "Agree on a day", collect, keys, voice: "alto" });
    expect(made).toMatchObject({ collect, keys, version: 1 });
    const changed = await api.ask("PATCH", `/ai-employees/${made.id}`, { goal: null, maxConcurrentCalls: 5 });
    expect(changed).toMatchObject({ status: 200, body: { ...made, goal: null, maxConcurrentCalls: 5, version: 2 } });
    expect((await api.ask("PATCH", `/ai-employees/${made.id}`, { collect: [] })).body).toMatchObject({
      collect: [],
      keys,
      version: 3,
    });
    expect((await api.ask("PATCH", `/ai-employees/${made.id}`, {})).body.version).toBe(3);
    expect((await api.ask("PATCH", `/ai-employees/${made.id}`, { active: false })).body.active).toBe(false);
  });

  test("the list goes page by page, and finds part of a name or role", async () => {
    const [second, third] = [
      await create({ name: "Bea 100%" }),
      await create({ name: "Cleo", role: "Bea's stand-in" }),
    ];
    const all = (await api.ask("GET", "/ai-employees?limit=200")).body;
    const paged = [];
    for (let cursor = ""; ;) {
      const { body } = await api.ask("GET", `/ai-employees?limit=1${cursor}`);
      expect(body.total).toBe(all.total);
      paged.push(...body.items);
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(paged).toEqual(all.items);
    expect(all.total).toBe(all.items.length);
    const found = async (search: string) => {
      const { items, total } = (await api.ask("GET", `/ai-employees?search=${encodeURIComponent(search)}`)).body;
      expect(total).toBe(items.length);
      return items.map((item: { id: string }) => item.id);
    };
    expect(await found("bEA")).toEqual([second.id, third.id]);
    expect(await found("0%")).toEqual([second.id]);
    expect(await found("b_a")).toEqual([]);
    expect((await api.ask("GET", "/ai-employees?cursor=nonsense")).status).toBe(400);
  });

  test("one that a campaign still needs is not deleted, a finished campaign keeps its name", async () => {
    const employeeId = await addEmployee(world);
    const lineId = await addLine(world);
    const ids = await Promise.all([1, 2].map(() => addCampaign(world, { lineId, employeeId, status: "draft" })));
    const move = (id: number | undefined, status: "paused" | "canceled") =>
      world.database.sql.updateTable("campaign").set({ status }).where("id", "=", id!).execute();

    const refused = await api.ask("DELETE", `/ai-employees/${employeeId}`);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: "in_use", detail: expect.stringContaining("2 campaigns") },
    });
    await move(ids[0], "canceled");
    await move(ids[1], "paused");
    expect((await api.ask("DELETE", `/ai-employees/${employeeId}`)).body.detail).toContain("1 campaign ");
    await move(ids[1], "canceled");
    expect(await api.ask("DELETE", `/ai-employees/${employeeId}`)).toMatchObject({ status: 204, text: "" });

    expect((await api.ask("GET", `/ai-employees/${employeeId}`)).status).toBe(404);
    expect((await api.ask("PATCH", `/ai-employees/${employeeId}`, { name: "New" })).status).toBe(404);
    expect((await api.ask("DELETE", `/ai-employees/${employeeId}`)).status).toBe(404);
    const { items } = (await api.ask("GET", "/ai-employees?limit=200")).body;
    expect(items.map((item: { id: string }) => item.id)).not.toContain(String(employeeId));
    const row = await world.database.sql.selectFrom("ai_employee").selectAll().where("id", "=", employeeId).execute();
    expect(row).toMatchObject([{ name: "Robin", active: false, deleted_at: expect.any(Date) }]);
  });

  test("another organisation's, and what is no id, is not found and not changed", async () => {
    const { id } = await create();
    for (const path of [
      `/ai-employees/${id}`,
      "/ai-employees/0",
      "/ai-employees/abc",
      "/ai-employees/99999999999999999999",
    ]) {
      for (const method of ["GET", "PATCH", "DELETE"] as const) {
        const answer = await api.ask(method, path, method === "PATCH" ? { name: "Theirs" } : undefined, "org2");
        expect(answer, `${method} ${path}`).toMatchObject({ status: 404, body: { code: "not_found" } });
      }
    }
    expect((await api.ask("GET", "/ai-employees", undefined, "org2")).body).toEqual({
      items: [],
      nextCursor: null,
      total: 0,
    });
    expect((await api.ask("GET", `/ai-employees/${id}`)).body).toMatchObject({ name: "Robin", active: true });
  });
});
