import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultSimulatorSettings } from "#domain/line.ts";
import { type Api, openApi } from "#harness/api.ts";
import { addCall } from "#harness/calls.ts";
import { databases } from "#harness/databases.ts";
import { VirtualClock } from "#harness/virtual-clock.ts";
import { addCampaign, addEmployee, addLine, addOrganisation, openWorld, type World } from "#harness/world.ts";
import { createLineBook } from "#telephony/line-book.ts";
import { bindLines } from "./lines.ts";

describe.each(databases)("lines on $name", ({ open }) => {
  let world: World;
  let api: Api;
  const book = createLineBook({ clock: new VirtualClock(0) });

  beforeAll(async () => {
    world = await openWorld(open);
    await addOrganisation(world.database, "org2");
    api = await openApi(world.organisationId, (server) => bindLines(server, world.database.sql, book));
  });
  afterAll(async () => {
    await api.server.close();
    await book.close();
    await world.close();
  });

  const create = async (given: object = {}) =>
    (await api.ask("POST", "/lines", { name: "Try", kind: "simulator", ...given })).body;

  test("a simulator line is added with defaults for what is not said", async () => {
    const { status, body } = await api.ask("POST", "/lines", {
      name: "Try",
      kind: "simulator",
      settings: { speed: 20 },
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^\d+$/),
      name: "Try",
      kind: "simulator",
      settings: { ...defaultSimulatorSettings, speed: 20 },
      active: true,
      problems: [],
      liveCalls: 0,
    });
    expect((await api.ask("GET", `/lines/${body.id}`)).body).toEqual(body);
    const { items, total } = (await api.ask("GET", "/lines?limit=200")).body;
    expect(items).toContainEqual(body);
    expect(total).toBe(items.length);
  });

  test.each(["sip", "twilio"])("a %s line is refused, since this version has none", async (kind) => {
    const { status, body } = await api.ask("POST", "/lines", { name: "Real", kind, settings: { host: "x" } });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: "invalid",
      detail: `This version of Campanile has no ${kind} lines. Choose one of simulator.`,
      errors: [{ path: "kind" }],
    });
  });

  test("settings merge, and what the kind's table refuses is refused with its place", async () => {
    const mix = { seed: 7, success: 3, busy: 1 };
    const made = await create({ settings: { mix, callsPerSecond: 5 } });
    const path = `/lines/${made.id}`;
    const changed = await api.ask("PATCH", path, { name: "Faster", settings: { speed: "max" } });
    expect(changed).toMatchObject({
      status: 200,
      body: { name: "Faster", settings: { mix, callsPerSecond: 5, speed: "max" } },
    });
    expect((await api.ask("PATCH", path, { settings: { mix: null } })).body.settings.mix).toBeNull();
    const refused = await api.ask("PATCH", path, { name: "No", settings: { speed: 0.001 } });
    expect(refused).toMatchObject({ status: 422, body: { code: "invalid", errors: [{ path: "settings.speed" }] } });
    expect((await api.ask("GET", path)).body).toMatchObject({ name: "Faster", settings: { speed: "max", mix: null } });
  });

  test("the calls that are not ended are counted", async () => {
    const lineId = await addLine(world);
    for (const [n, endedAt] of [null, null, new Date()].entries())
      await addCall(world, { line_id: lineId, phone: `+1415555010${n}`, ended_at: endedAt });
    expect((await api.ask("GET", `/lines/${lineId}`)).body.liveCalls).toBe(2);
    expect((await api.ask("PATCH", `/lines/${lineId}`, { name: "Busy" })).body.liveCalls).toBe(2);
  });

  test("a check tells what is wrong with the line's settings", async () => {
    const { id } = await create();
    expect((await api.ask("POST", `/lines/${id}/check`)).body).toMatchObject({ id, problems: [] });
    await world.database.sql
      .updateTable("line")
      .set({ settings: JSON.stringify({ speed: "quick" }) })
      .where("id", "=", Number(id))
      .execute();
    const problems = [{ code: "bad_setting", message: expect.stringContaining("speed must be") }];
    expect((await api.ask("POST", `/lines/${id}/check`)).body.problems).toEqual(problems);
    expect((await api.ask("GET", `/lines/${id}`)).body.problems).toEqual(problems);
  });

  test("a line that a running campaign calls over can be removed, and the campaign keeps its name", async () => {
    const employeeId = await addEmployee(world);
    const lineId = await addLine(world);
    await addCampaign(world, { lineId, employeeId, status: "queued" });
    expect(await api.ask("DELETE", `/lines/${lineId}`)).toMatchObject({ status: 204 });
    for (const method of ["GET", "DELETE", "PATCH"] as const)
      expect((await api.ask(method, `/lines/${lineId}`, method === "PATCH" ? {} : undefined)).status).toBe(404);
    expect((await api.ask("POST", `/lines/${lineId}/check`)).status).toBe(404);
    const row = world.database.sql.selectFrom("line").selectAll().where("id", "=", lineId);
    expect(await row.execute()).toMatchObject([{ name: "Simulator", active: false, secrets: null }]);
  });

  test("another organisation's, and what is no id, is not found and not changed", async () => {
    const { id } = await create();
    for (const path of [`/lines/${id}`, "/lines/x"]) {
      const answers = await Promise.all([
        api.ask("GET", path, undefined, "org2"),
        api.ask("PATCH", path, { name: "Theirs" }, "org2"),
        api.ask("DELETE", path, undefined, "org2"),
        api.ask("POST", `${path}/check`, undefined, "org2"),
      ]);
      for (const answer of answers) expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
    expect((await api.ask("GET", "/lines", undefined, "org2")).body).toMatchObject({ items: [], total: 0 });
    expect((await api.ask("GET", `/lines/${id}`)).body).toMatchObject({ name: "Try" });
  });
});
