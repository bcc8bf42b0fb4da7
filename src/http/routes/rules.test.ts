import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultRules } from "#domain/campaign/settings.ts";
import { type Api, openApi } from "#harness/api.ts";
import { databases } from "#harness/databases.ts";
import { addOrganisation, openWorld, type World } from "#harness/world.ts";
import { bindRules } from "./rules.ts";

describe.each(databases)("calling rules on $name", ({ open }) => {
  let world: World;
  let api: Api;

  beforeAll(async () => {
    world = await openWorld(open);
    await addOrganisation(world.database, "org2");
    api = await openApi(world.organisationId, (server) => bindRules(server, world.database.sql));
  });
  afterAll(async () => {
    await api.server.close();
    await world.close();
  });

  test("an organisation that set none has the defaults, and what it sets is its own", async () => {
    expect((await api.ask("GET", "/rules")).body).toEqual(defaultRules);
    const rules = {
      quietHours: { from: "20:00", to: "24:00" },
      minGapMinutes: 0,
      maxCallsPer24h: null,
      recordingAnnouncement: true,
      retentionDays: 30,
    };
    expect(await api.ask("PUT", "/rules", rules)).toMatchObject({ status: 200, body: rules });
    expect((await api.ask("GET", "/rules")).body).toEqual(rules);
    expect((await api.ask("GET", "/rules", undefined, "org2")).body).toEqual(defaultRules);
  });

  test("null quiet hours are none; what is absent becomes the default", async () => {
    await api.ask("PUT", "/rules", { quietHours: null, minGapMinutes: 5 });
    expect((await api.ask("GET", "/rules")).body).toEqual({ ...defaultRules, quietHours: null, minGapMinutes: 5 });
  });

  test("what is no rule is refused, and changes nothing", async () => {
    const before = (await api.ask("GET", "/rules")).body;
    for (const rules of [
      { quietHours: { from: "21:00", to: "21:00" } },
      { quietHours: { from: "25:00", to: "08:00" } },
      { minGapMinutes: -1 },
      { maxCallsPer24h: 0 },
      { unknown: 1 },
    ]) {
      expect((await api.ask("PUT", "/rules", rules)).status).toBe(400);
    }
    expect((await api.ask("GET", "/rules")).body).toEqual(before);
  });
});
