import { connect } from "node:net";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addCampaign, addEmployee, addLine, addOrganisation, openWorld, type World } from "#harness/world.ts";
import { databases } from "#harness/databases.ts";
import { rolePermissions } from "#domain/roles.ts";
import { updateImport } from "#store/imports.ts";
import { systemClock } from "#src/system-clock.ts";
import { bindEvents } from "../routes/events.ts";
import { testServer } from "../test-server.ts";
import { type Following, LiveHub } from "./hub.ts";

describe("the hub of live events", () => {
  let world: World;
  let hub: LiveHub;
  let server: FastifyInstance;
  let campaignId: number;
  const faults: string[] = [];

  beforeAll(async () => {
    world = await openWorld(databases.find(({ name }) => name === "PostgreSQL")!.open);
    campaignId = await addCampaign(world, { lineId: await addLine(world), employeeId: await addEmployee(world) });
    hub = new LiveHub(world.database, systemClock(), (what) => faults.push(what));
    await hub.start();
    server = await testServer();
    bindEvents(server, world.database.sql, hub);
    await server.listen({ host: "127.0.0.1", port: 0 });
  });
  afterAll(async () => {
    await hub.stop();
    await server.close();
    await world.close();
  });

  const following = (given: Partial<Following> = {}): Following => ({
    organisationId: world.organisationId,
    campaignIds: [campaignId],
    imports: false,
    permissions: rolePermissions.viewer,
    lastEventId: null,
    renew: async () => rolePermissions.viewer,
    ...given,
  });

  test("keeps no reader that has left, however it left", async () => {
    const read = await hub.follow(following());
    await read.next();
    const unread = await hub.follow(following());
    const waiting = await hub.follow(following());
    await waiting.next();
    void waiting.next();
    expect(hub.size.readers).toBe(3);
    for (const outbox of [read, unread, waiting]) await outbox.return();
    expect(hub.size.readers).toBe(0);
  });

  test("keeps no reader whose connection broke before, while or after the stream began", async () => {
    const { port } = server.server.address() as { port: number };
    const ended = Array.from(
      { length: 60 },
      (_, n) =>
        new Promise<void>((resolve) => {
          const socket = connect(port, "127.0.0.1", () => {
            const request = `GET /api/v1/campaigns/${campaignId}/events HTTP/1.1\r\nHost: x\r\n`;
            socket.write(`${request}Authorization: Bearer viewer@${world.organisationId}\r\n\r\n`);
            setTimeout(() => socket.resetAndDestroy(), n / 4);
          });
          socket.on("error", () => {}).on("close", () => resolve());
        }),
    );
    await Promise.all(ended);
    for (let tries = 0; tries < 250 && hub.size.readers > 0; tries++) await new Promise((go) => setTimeout(go, 20));
    expect(hub.size.readers).toBe(0);
  });

  test("listens for readers of all only as long as there is one, and reads no calls for them", async () => {
    const fresh = new LiveHub(world.database, systemClock(), (what) => faults.push(what));
    await fresh.start();
    const all = await fresh.follow(following({ campaignIds: null }));
    expect((await all.next()).value).toContain(`"id":"${campaignId}"`);
    await world.database.sql.updateTable("campaign").set({ name: "Renamed" }).where("id", "=", campaignId).execute();
    expect((await all.next()).value).toContain("Renamed");
    expect(fresh.size).toEqual({ readers: 1, campaigns: 1 });
    await all.return();
    expect(fresh.size).toEqual({ readers: 0, campaigns: 0 });
    await fresh.stop();
  });

  test("tells of the organisation's imports to those who ask for them and may read contacts", async () => {
    const { sql } = world.database;
    const made = (fileName: string, organisationId: string) =>
      sql
        .insertInto("import")
        .values({ organisation_id: organisationId, file_name: fileName, status: "checking", columns: '[{"name":"a"}]' })
        .returning("id")
        .executeTakeFirstOrThrow();
    const other = await addOrganisation(world.database, "imports-elsewhere");
    const atWork = await made("at-work.csv", world.organisationId);
    const strange = await made("strange.csv", other);
    const fresh = new LiveHub(world.database, systemClock(), (what) => faults.push(what));
    await fresh.start();
    const asking = { campaignIds: null, imports: true };
    const told = await fresh.follow(following(asking));
    const barred = await fresh.follow(following({ ...asking, permissions: new Set(["campaigns:read"] as const) }));
    const silent = await fresh.follow(following({ campaignIds: null }));
    let heard = "";
    const hear = async (name: string) => {
      while (!heard.includes(name)) heard += (await told.next()).value ?? "";
    };
    await hear("at-work.csv");
    expect(heard).toMatch(/event: import\nid: \S+\ndata: \{"id":"\d+","fileName":"at-work.csv","status":"checking"/);
    const state = (id: number, organisationId: string) => ({ id, organisationId });
    await updateImport(sql, state(strange.id, other), { status: "preview" });
    await updateImport(sql, state(atWork.id, world.organisationId), { status: "preview" });
    await hear('"status":"preview"');
    expect(heard).not.toContain("strange.csv");
    await fresh.stop();
    for (const outbox of [barred, silent]) {
      let all = "";
      for await (const text of outbox) all += text;
      expect(all).not.toContain("event: import");
    }
  });

  test("gives a stream that is at its end to who comes after it has stopped", async () => {
    const stopped = new LiveHub(world.database, systemClock(), (what) => faults.push(what));
    await stopped.start();
    const before = await stopped.follow(following());
    await stopped.stop();
    const after = await stopped.follow(following());
    for (const outbox of [before, after]) {
      let all = "";
      for await (const text of outbox) all += text;
      expect(all).toContain("event: campaign");
    }
    expect(stopped.size).toEqual({ readers: 0, campaigns: 0 });
  });

  test("met no fault on the way", () => {
    expect(faults).toEqual([]);
  });
});
