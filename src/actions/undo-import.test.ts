import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases } from "#harness/databases.ts";
import { type ImportDesk, openImportDesk } from "#harness/import-desk.ts";
import { addCampaign, addEmployee, addLine } from "#harness/world.ts";

describe.each(databases)("what several imports brought, on $name", ({ open }) => {
  let desk: ImportDesk;
  let next = 1_000;
  beforeAll(async () => {
    desk = await openImportDesk(open);
  });
  afterAll(async () => {
    await desk.close();
    expect(desk.faults).toEqual([]);
  });

  const line = () => `+1415555${next++}`;
  const bringIn = async (phone: string, campaignId?: number): Promise<string> => {
    const mapping = { columns: { Phone: "phone" }, onDuplicate: "skip" };
    return (await desk.bringIn(["Phone", phone], mapping, campaignId)).id;
  };
  const undo = async (id: string) => (await desk.api.ask("POST", `/imports/${id}/undo`)).body;
  const isStored = async (phone: string) => {
    const { sql: db } = desk.world.database;
    return (await db.selectFrom("contact").select("id").where("phone", "=", phone).execute()).length === 1;
  };
  const draft = async () => {
    const { world } = desk;
    const given = { lineId: await addLine(world), employeeId: await addEmployee(world), status: "draft" } as const;
    return addCampaign(world, given);
  };
  const people = async (campaignId: number) => {
    const { sql: db } = desk.world.database;
    return (await db.selectFrom("campaign_contact").select("id").where("campaign_id", "=", campaignId).execute())
      .length;
  };

  test("stays until the last of them is undone", async () => {
    const phone = line();
    const [first, second, third] = [await bringIn(phone), await bringIn(phone), await bringIn(phone)];
    for (const id of [first, second]) {
      expect(await undo(id)).toMatchObject({ status: "undone", error: null });
      expect(await isStored(phone)).toBe(true);
    }
    expect(await undo(third)).toMatchObject({ status: "undone", error: null });
    expect(await isStored(phone)).toBe(false);
  });

  test("stays in the campaign that another of them let it join", async () => {
    const [phone, campaignId] = [line(), await draft()];
    const [first, second] = [await bringIn(phone, campaignId), await bringIn(phone, campaignId)];
    await undo(first);
    expect([await isStored(phone), await people(campaignId)]).toEqual([true, 1]);
    await undo(second);
    expect([await isStored(phone), await people(campaignId)]).toEqual([false, 0]);
  });

  test("leaves the campaign that only the undone one let it join", async () => {
    const [phone, campaignId, other] = [line(), await draft(), await draft()];
    const [first] = [await bringIn(phone, campaignId), await bringIn(phone, other)];
    await undo(first);
    expect([await isStored(phone), await people(campaignId), await people(other)]).toEqual([true, 0, 1]);
  });

  test("stays in its campaign when both only met it", async () => {
    const [phone, campaignId] = [line(), await draft()];
    await bringIn(phone);
    const [first, second] = [await bringIn(phone, campaignId), await bringIn(phone, campaignId)];
    await undo(first);
    expect(await people(campaignId)).toBe(1);
    await undo(second);
    expect([await isStored(phone), await people(campaignId)]).toEqual([true, 0]);
  });
});
