import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultRules } from "#domain/campaign/settings.ts";
import { type Api, openApi } from "#harness/api.ts";
import { databases } from "#harness/databases.ts";
import { addOrganisation, openWorld, type World } from "#harness/world.ts";
import { systemClock } from "#src/system-clock.ts";
import { bindAudit } from "./audit.ts";
import { bindRules } from "./rules.ts";

describe.each(databases)("calling rules on $name", ({ open }) => {
  let world: World;
  let api: Api;

  beforeAll(async () => {
    world = await openWorld(open);
    await addOrganisation(world.database, "org2");
    api = await openApi(world.organisationId, (server) => {
      bindRules(server, world.database.sql, systemClock());
      bindAudit(server, world.database.sql);
    });
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

  test("a change is in the audit log with who made it, and nothing else is", async () => {
    const count = async (organisationId?: string) =>
      (await api.ask("GET", "/audit", undefined, organisationId)).body["total"] as number;
    await api.ask("PUT", "/rules", { retentionDays: 90, minGapMinutes: 5 });
    const before = await count();
    await api.ask("PUT", "/rules", { retentionDays: 90, minGapMinutes: 5 });
    expect((await api.ask("PUT", "/rules", { retentionDays: 0 })).status).toBe(400);
    expect(await count()).toBe(before);

    await api.ask("PUT", "/rules", { retentionDays: 30, minGapMinutes: 5 });
    const { body } = await api.ask("GET", "/audit?limit=1");
    expect(body["items"]).toEqual([
      {
        id: expect.any(String),
        at: expect.any(String),
        actor: { kind: expect.any(String), id: expect.any(String), name: expect.any(String) },
        verb: "rules.changed",
        subject: { kind: "organisation", id: world.organisationId },
        changes: { retentionDays: { before: 90, after: 30 } },
        requestId: expect.any(String),
      },
    ]);
    expect(body["total"]).toBe(before + 1);
    expect(await count("org2")).toBe(0);
  });

  test("the audit log is narrowed by who, what, to what and when, and read page by page", async () => {
    const total = async (query: string) => (await api.ask("GET", `/audit?${query}`)).body["total"];
    const all = await total("");
    expect(all).toBeGreaterThan(1);
    expect(await total("verb=rules.changed")).toBe(all);
    expect(await total("verb=contacts.exported")).toBe(0);
    expect(await total("subject=organisation")).toBe(all);
    expect(await total("subject=campaign:7")).toBe(0);
    expect(await total("actor=nobody%25")).toBe(0);
    expect(await total("to=2020-01-01")).toBe(0);
    expect(await total("from=2020-01-01")).toBe(all);
    expect((await api.ask("GET", "/audit?subject=moon")).body["detail"]).toContain("subject must be one of");
    const first = (await api.ask("GET", "/audit?limit=1")).body;
    const second = (await api.ask("GET", `/audit?limit=1&cursor=${String(first["nextCursor"])}`)).body;
    const idOf = (page: typeof first) => Number((page["items"] as Array<{ id: string }>)[0]!.id);
    expect(idOf(second)).toBeLessThan(idOf(first));
  });
});
