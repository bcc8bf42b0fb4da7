import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { previewRetention } from "#actions/preview-retention.ts";
import { defaultRules } from "#domain/campaign/settings.ts";
import { addCall, addConversation } from "#harness/calls.ts";
import { databases } from "#harness/databases.ts";
import {
  addCampaign,
  addEmployee,
  addLine,
  addOrganisation,
  openWorld,
  setRules,
  tallies,
  type World,
} from "#harness/world.ts";
import { listAudit } from "#store/audit.ts";
import { findConversation, listConversations } from "#store/conversations.ts";
import { listRemovedRecordings } from "#store/recordings.ts";
import { forgetOnce } from "./retention.ts";

const day = 86_400_000;
const now = Date.UTC(2026, 10, 23);
const daysAgo = (days: number) => new Date(now - days * day);

describe.each(databases)("retention on $name", ({ open }) => {
  let world: World;
  let campaignId: number;
  beforeAll(async () => {
    world = await openWorld(open);
    campaignId = await addCampaign(world, { lineId: await addLine(world), employeeId: await addEmployee(world) });
  });
  afterAll(() => world.close());

  const talk = async (of: World, created_at: Date, recording: string | null = null) =>
    addConversation(of, await addCall(of, { campaign_id: campaignId, outcome: "success", ended_at: created_at }), {
      campaign_id: campaignId,
      transcript: JSON.stringify([{ speaker: "contact", text: "Tuesday is fine.", at: created_at.getTime() }]),
      summary: "Wants Tuesday.",
      collected: JSON.stringify({ day: "Tuesday" }),
      goal_reached: true,
      recording,
      created_at,
    });
  const round = () => forgetOnce({ sql: world.database.sql, now: () => now });
  const read = (id: number, of = world) => findConversation(world.database.sql, of.organisationId, id);

  test("takes away what was said after as many days as the rules say, and leaves every count", async () => {
    const old = await talk(world, daysAgo(31), "old.wav");
    const young = await talk(world, daysAgo(29), "young.wav");
    const other = { ...world, organisationId: await addOrganisation(world.database, "other") };
    const theirs = await talk(other, daysAgo(400));
    const before = await tallies(world, campaignId);

    expect(await round()).toBe(0);
    const preview = (days: number) => previewRetention(world.database.sql, world.organisationId, days, now);
    expect(await preview(30)).toEqual({ conversations: 1, recordings: 1 });
    expect(await preview(32)).toEqual({ conversations: 0, recordings: 0 });
    await setRules(world, { ...defaultRules, retentionDays: 30 });
    expect(await round()).toBe(1);
    expect(await preview(30)).toEqual({ conversations: 0, recordings: 0 });
    const { rows: written } = await listAudit(world.database.sql, world.organisationId, {}, { limit: 9, after: null });
    expect(written).toMatchObject([
      {
        actor: { kind: "system" },
        verb: "conversations.removed",
        changes: { removedConversations: { before: 0, after: 1 } },
      },
    ]);
    expect(await read(old)).toMatchObject({
      transcript: [],
      summary: null,
      collected: {},
      recordingUrl: null,
      removedAt: new Date(now).toISOString(),
      outcome: "success",
      goalReached: true,
    });
    const kept = { summary: "Wants Tuesday.", collected: { day: "Tuesday" }, removedAt: null };
    expect(await read(young)).toMatchObject({ ...kept, recordingUrl: expect.any(String) });
    expect(await read(theirs, other)).toMatchObject(kept);
    expect(await listRemovedRecordings(world.database.sql, "", 10)).toEqual(["old.wav"]);
    expect(await tallies(world, campaignId)).toEqual(before);
    const page = await listConversations(world.database.sql, world.organisationId, { limit: 10, after: null });
    expect(page.rows.map(({ id }) => id)).toEqual([String(young), String(old)]);
    expect(await round()).toBe(0);
  });

  test("finds an old one behind a younger one, goes on where it was, and follows shorter rules", async () => {
    const behind = await talk(world, daysAgo(90));
    expect(await round()).toBe(1);
    expect((await read(behind)).removedAt).not.toBe(null);
    await setRules(world, { ...defaultRules, retentionDays: 7 });
    for (let n = 0; n < 1_200; n++) await talk(world, daysAgo(8));
    const last = await talk(world, daysAgo(6));
    expect(await round()).toBe(1_201);
    expect((await read(last)).removedAt).toBe(null);
  });

  test("two processes at once take each away once", async () => {
    for (let n = 0; n < 300; n++) await talk(world, daysAgo(10));
    const sums = await Promise.all([round(), round(), round()]);
    expect(sums.reduce((a, b) => a + b, 0) + (await round())).toBe(300);
  });
});
