import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databases } from "#harness/databases.ts";
import { addCampaign, addContacts, addEmployee, addLine, openWorld, type World } from "#harness/world.ts";
import { zonesOf } from "#numbering/zones.ts";
import { readZoneSets } from "#store/engine-view.ts";
import { writeNumberZonesVersion } from "#store/number-zones.ts";
import { refreshNumberZones } from "./refresh-number-zones.ts";

const chihuahua = "+526141234567";
const recife = "+5581987654321";
const berlin = "+4930231250123";

describe.each(databases)("zones of numbers after the table has changed, on $name", ({ open }) => {
  let world: World;
  let campaignId: number;
  beforeAll(async () => {
    world = await openWorld(open);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    const db = world.database.sql;
    await sql`truncate contact, campaign, campaign_contact cascade`.execute(db);
    campaignId = await addCampaign(world, { lineId: await addLine(world), employeeId: await addEmployee(world) });
    const contacts = [
      { phone: chihuahua, zones: ["America/Mazatlan"] },
      { phone: recife, zones: ["America/Noronha"] },
      { phone: berlin, zones: ["Europe/Berlin"] },
    ];
    await addContacts(world, campaignId, contacts, new Date("2026-11-23T12:00:00Z"));
    await writeNumberZonesVersion(db, "an older table");
  });

  async function zonesByPhone(): Promise<Record<string, readonly string[]>> {
    const { rows } = await sql<{ phone: string; zones: string[]; campaign: string[] }>`
      select phone, z.zones, y.zones as campaign from contact c join zone_set z on z.id = c.zone_set
        join campaign_contact cc on cc.contact_id = c.id join zone_set y on y.id = cc.zone_set`.execute(
      world.database.sql,
    );
    for (const { zones, campaign } of rows) expect(campaign).toEqual(zones);
    return Object.fromEntries(rows.map(({ phone, zones }) => [phone, zones]));
  }

  test("are those of the new one, in every campaign", async () => {
    expect(await refreshNumberZones(world.database.sql)).toBe(2);
    expect(await zonesByPhone()).toEqual({
      [chihuahua]: zonesOf(chihuahua),
      [recife]: zonesOf(recife),
      [berlin]: ["Europe/Berlin"],
    });
    const { rows } = await sql<{ zones: string[] }>`
      select zones from campaign_zone c join zone_set z on z.id = c.zone_set
       where campaign_id = ${campaignId}`.execute(world.database.sql);
    expect(rows.map(({ zones }) => zones)).toEqual(expect.arrayContaining([zonesOf(chihuahua), zonesOf(recife)]));
  });

  test("stay as they are where the contact has a zone of its own", async () => {
    await sql`update contact set timezone = 'America/Mazatlan' where phone = ${chihuahua}`.execute(world.database.sql);
    expect(await refreshNumberZones(world.database.sql)).toBe(1);
    expect((await zonesByPhone())[chihuahua]).toEqual(["America/Mazatlan"]);
  });

  test("are looked at once for each table, whoever asks", async () => {
    const db = world.database.sql;
    const moved = await Promise.all([refreshNumberZones(db), refreshNumberZones(db)]);
    expect(moved[0] + moved[1]).toBe(2);
    expect(await refreshNumberZones(db)).toBe(0);
    await sql`update contact set zone_set = 0`.execute(db);
    expect(await refreshNumberZones(db)).toBe(0);
  });

  test("of a contact whose stored zone says no place are unknown", async () => {
    const db = world.database.sql;
    await sql`insert into zone_set (zones) values ('{EST}') on conflict do nothing`.execute(db);
    const { rows } = await sql<{ id: number }>`select id from zone_set where zones = '{EST}'`.execute(db);
    expect((await readZoneSets(db)).get(rows[0]!.id)).toEqual([]);
  });
});
