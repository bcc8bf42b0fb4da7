import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, openApi } from "#harness/api.ts";
import { addCall, addConversation } from "#harness/calls.ts";
import { databases } from "#harness/databases.ts";
import { addOrganisation, openWorld, type World } from "#harness/world.ts";
import { bindCalls } from "./calls.ts";

describe.each(databases)("one call on $name", ({ open }) => {
  let world: World;
  let api: Api;

  beforeAll(async () => {
    world = await openWorld(open);
    await addOrganisation(world.database, "org2");
    api = await openApi(world.organisationId, (server) => bindCalls(server, world.database.sql));
  });
  afterAll(async () => {
    await api.server.close();
    await world.close();
  });

  test("is told as far as it has come, and in the end with its conversation", async () => {
    const id = await addCall(world, { state: "ringing", ended_at: null });
    const of = async () => (await api.ask("GET", `/calls/${id}`)).body;
    const ringing = await of();
    expect(ringing).toMatchObject({ id: String(id), campaignId: null, state: "ringing", endedAt: null });
    expect(ringing).toMatchObject({ outcome: null, conversationId: null, contact: null, campaign: null });
    const ended = { state: "ended", outcome: "success", ended_at: new Date(), talk_seconds: 3.5 } as const;
    await world.database.sql.updateTable("call").set(ended).where("id", "=", id).execute();
    const conversationId = String(await addConversation(world, id));
    expect(await of()).toMatchObject({ state: "ended", outcome: "success", talkSeconds: 3.5, conversationId });
  });

  test("is not found by another organisation, nor by what is no id", async () => {
    const id = await addCall(world);
    expect((await api.ask("GET", `/calls/${id}`, undefined, "org2")).body.code).toBe("not_found");
    expect((await api.ask("GET", "/calls/first")).status).toBe(404);
  });
});
