import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases } from "#harness/databases.ts";
import { openTheatre, type Theatre } from "#harness/stage.ts";
import type { CampaignSettings } from "#domain/campaign/settings.ts";

const retry: CampaignSettings["retry"] = {
  maxRetries: 2,
  delaySeconds: 600,
  backoff: "fixed",
  on: ["no_answer", "busy", "failed"],
};

/** api.md, "The simulator's callees", with two retries: what a contact ends with, and after how many calls. */
const table = [
  { ending: "00", status: "busy", result: null, attempts: 3 },
  { ending: "01", status: "no_answer", result: null, attempts: 3 },
  { ending: "02", status: "voicemail", result: null, attempts: 1 },
  { ending: "03", status: "failed", result: "congestion", attempts: 3 },
  { ending: "04", status: "failed", result: "invalid_number", attempts: 1 },
  { ending: "05", status: "success", result: null, attempts: 2 },
  { ending: "06", status: "success", result: null, attempts: 3 },
  { ending: "07", status: "no_answer", result: "hung_up", attempts: 3 },
  { ending: "08", status: "success", result: "opted_out", attempts: 1 },
  { ending: "09", status: "success", result: null, attempts: 2 },
  { ending: "10", status: "success", result: "screened", attempts: 1 },
  { ending: "11", status: "success", result: null, attempts: 1 },
  { ending: "12", status: "failed", result: "congestion", attempts: 3 },
  { ending: "13", status: "no_answer", result: "silent", attempts: 3 },
  { ending: "14", status: "success", result: null, attempts: 2 },
  { ending: "42", status: "success", result: null, attempts: 1 },
];
const phoneOf = (ending: string) => `+141555501${ending}`;

describe.each(databases)("the simulator's callees through the engine on $name", ({ open }) => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await openTheatre(open);
  });
  afterAll(() => theatre.close());

  test.each([{ speed: 1 }, { speed: "max" as const }])(
    "come to what the table says at speed $speed",
    async ({ speed }) => {
      const stage = await theatre.next({ speed });
      const campaignId = await stage.campaign(
        table.map(({ ending }) => phoneOf(ending)),
        { retry },
      );
      const engine = await stage.engine();
      await engine.runTo();
      const contacts = await stage.contacts(campaignId);
      expect(contacts.map(({ phone, status, result, attempts }) => ({ phone, status, result, attempts }))).toEqual(
        table.map(({ ending, ...rest }) => ({ phone: phoneOf(ending), ...rest })),
      );
      expect(contacts.filter(({ dueAt }) => dueAt !== null)).toEqual([]);
      expect((await stage.status(campaignId)).status).toBe("completed");
      await stage.checkCounts(campaignId);
    },
  );

  test("who asks for a later call gets it at that time, and loses no retry by it", async () => {
    const stage = await theatre.next();
    const phone = phoneOf("09");
    const campaignId = await stage.campaign([phone], { retry: { ...retry, maxRetries: 0 } });
    const engine = await stage.engine();
    await engine.runTo(stage.clock.now() + 600_000);
    const [first] = await stage.calls();
    const asked = first!.endedAt! + 3_600_000;
    expect(await stage.contact(campaignId, phone)).toMatchObject({
      status: "success",
      result: "callback",
      dueAt: asked,
      waitingFor: "callback",
      retriesUsed: 0,
    });
    expect((await stage.status(campaignId)).status).toBe("running");
    await engine.runTo();
    const [, second] = await stage.calls();
    expect(second!.dialedAt).toBe(asked);
    expect((await stage.status(campaignId)).status).toBe("completed");
  });

  test("a retry outside the window waits for its next opening", async () => {
    const stage = await theatre.next();
    const phone = phoneOf("00");
    // A Monday, 12:00 UTC: Berlin's clocks show 13:00.
    await stage.campaign(
      [phone],
      {
        windows: [{ days: ["mon", "wed"], from: "12:00", to: "13:05" }],
        retry: { ...retry, maxRetries: 1 },
      },
      { zones: ["Europe/Berlin"] },
    );
    const engine = await stage.engine();
    await engine.runTo();
    const calls = await stage.calls();
    expect(calls).toHaveLength(2);
    const opens = Date.parse("2026-11-04T11:00:00Z");
    expect(calls[1]!.dialedAt).toBeGreaterThanOrEqual(opens);
    expect(calls[1]!.dialedAt).toBeLessThan(opens + 600_000);
  });

  test("voicemail is tried again only where the campaign says so", async () => {
    const stage = await theatre.next();
    const campaignId = await stage.campaign([phoneOf("02")], { retry: { ...retry, on: ["voicemail"] } });
    const engine = await stage.engine();
    await engine.runTo();
    expect(await stage.contact(campaignId, phoneOf("02"))).toMatchObject({ status: "voicemail", attempts: 3 });
  });

  test("what was said is kept once for each answered call", async () => {
    const stage = await theatre.next();
    await stage.campaign(table.map(({ ending }) => phoneOf(ending)));
    const engine = await stage.engine();
    await engine.runTo();
    const { rows } = await sql<{ phone: string }>`
      select k.phone from conversation v join call k on k.id = v.call_id order by k.phone, k.id`.execute(
      stage.world.database.sql,
    );
    const answered = ["02", "07", "08", "09", "09", "10", "11", "13", "42"];
    expect(rows.map((row) => row.phone)).toEqual(answered.map(phoneOf));
  });
});
