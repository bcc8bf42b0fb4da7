import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addCall } from "#harness/calls.ts";
import { databases } from "#harness/databases.ts";
import { addOrganisation, openWorld, type World } from "#harness/world.ts";
import { countContacts, findRecord, listContacts } from "./contact-list.ts";
import { type ContactOrder, contactOrders, type ContactPlace } from "./contact-page.ts";
import { tidySearch } from "./contact-tidy.ts";
import type { ContactChoice } from "./contact-filter.ts";
import { suppress } from "./suppress.ts";

const now = new Date("2026-11-23T12:00:00Z");
const people = [
  { phone: "+14155550100", first_name: "Ada", last_name: "Lovelace", email: "ada@example.org", tags: ["Vip"] },
  { phone: "+4930123456", first_name: "José", last_name: "Müller", company: "100% Brot_GmbH", external_id: "K-0042" },
  { phone: "+491701234567", first_name: "Zoë", last_name: "Łukasz-Weiß" },
  { phone: "+442079460000", company: "O'Neill \\ Sons" },
  { phone: "+819012345678", last_name: "王伟" },
];

describe.each(databases)("contacts in lists on $name", ({ open }) => {
  let world: World;
  let ids: number[];

  beforeAll(async () => {
    world = await openWorld(open);
    const { sql: db } = world.database;
    const other = await addOrganisation(world.database, "org2");
    await db
      .insertInto("contact")
      .values({ organisation_id: other, ...people[0]! })
      .execute();
    const rows = await db
      .insertInto("contact")
      .values(people.map((person) => ({ organisation_id: world.organisationId, ...person })))
      .returning("id")
      .execute();
    ids = rows.map((row) => row.id).toSorted((a, b) => a - b);
    for (const [contact, at, outcome] of [
      [0, "2026-11-01T10:00:00Z", "busy"],
      [2, "2026-11-20T10:00:00Z", "success"],
      [0, "2026-11-10T10:00:00Z", "no_answer"],
      [0, "2026-11-11T10:00:00Z", null],
      [4, "2026-11-20T10:00:00Z", "busy"],
    ] as const)
      await addCall(world, {
        contact_id: ids[contact]!,
        phone: people[contact]!.phone,
        dialed_at: new Date(at),
        ended_at: new Date(at),
        outcome,
      });
  });
  afterAll(() => world.close());

  /** Positions in `people`, of all pages of two. */
  async function pages(order: ContactOrder, descending: boolean, choice: ContactChoice = {}): Promise<number[]> {
    const found: number[] = [];
    for (let after: ContactPlace | null = null; ;) {
      const page: Parameters<typeof listContacts>[3] = { limit: 2, order, descending, after };
      const rows = await listContacts(world.database.sql, world.organisationId, choice, page, now);
      found.push(...rows.slice(0, 2).map((row) => ids.indexOf(Number(row.contact.id))));
      if (rows.length <= 2) {
        expect(await countContacts(world.database.sql, world.organisationId, choice, now)).toBe(found.length);
        return found;
      }
      after = rows[1]!.place;
    }
  }

  const searches: Array<[string, number[]]> = [
    ["lace", [0]],
    ["ADA love", [0]],
    ["lovelace  ada", [0]],
    ["@Example", [0]],
    ["vip", [0]],
    ["jose", [1]],
    ["Jóse MULLER", [1]],
    ["lukasz-weiss", [2]],
    ["łuk", [2]],
    ["0% brot_g", [1]],
    ["k-0042", [1]],
    ["0_%", []],
    ["neill \\", [3]],
    ["王", [4]],
    ["ë", [0, 1, 2, 3]],
    ["z", [2]],
    ["zo", [2]],
    ["(415) 555", [0]],
    ["415-555-0100", [0]],
    ["+1415", [0]],
    ["+415", []],
    ["0170 12", [2]],
    ["+49170", [2]],
    ["+49 (0)170", [2]],
    ["0049 30", [1]],
    ["030 / 12 34 56", [1]],
    ["00", [0, 1, 3]],
    ["nobody", []],
    ["ada lovelace lovelace", []],
  ];

  async function findsAll(): Promise<void> {
    for (const [search, expected] of searches) {
      const found = await pages("createdAt", false, { search });
      expect({ search, found }).toEqual({ search, found: expected });
    }
  }

  const orders: Record<ContactOrder, number[]> = {
    createdAt: [0, 1, 2, 3, 4],
    name: [0, 1, 2, 4, 3],
    phone: [0, 3, 2, 1, 4],
    lastCalledAt: [1, 3, 0, 2, 4],
  };

  async function ordersAll(): Promise<void> {
    const german: ContactChoice = { filter: { all: [{ field: "phone", op: "starts_with", value: "+49" }] } };
    for (const order of contactOrders) {
      expect(await pages(order, false)).toEqual(orders[order]);
      expect(await pages(order, true)).toEqual(orders[order].toReversed());
      expect(await pages(order, false, german)).toEqual(orders[order].filter((n) => n === 1 || n === 2));
      expect(await pages(order, true, { search: "a" })).toEqual(
        orders[order].toReversed().filter((n) => n === 0 || n === 2),
      );
    }
  }

  test("a search finds any part in any writing, and every order goes page by page, before anything is tidied", async () => {
    expect.hasAssertions();
    await findsAll();
    await ordersAll();
  });

  test("and afterwards", async () => {
    expect(await tidySearch(world.database.sql)).toBe(people.length + 1);
    expect(await tidySearch(world.database.sql)).toBe(0);
    await findsAll();
    await ordersAll();
  });

  test("a change is found at once, and what it was no longer", async () => {
    const { sql: db } = world.database;
    const change = (first_name: string) =>
      db.updateTable("contact").set({ first_name }).where("id", "=", ids[1]!).execute();
    await tidySearch(db);
    await change("Josephine");
    expect(await pages("createdAt", false, { search: "josephine" })).toEqual([1]);
    expect(await pages("createdAt", false, { search: "jose muller" })).toEqual([]);
    await tidySearch(db);
    expect(await pages("createdAt", false, { search: "jose muller" })).toEqual([]);
    await change("José");
  });

  test("one that is deleted is gone from everything a search looks at, and from the count", async () => {
    const { sql: db } = world.database;
    const before = await countContacts(db, world.organisationId, {}, now);
    const { id } = await db
      .insertInto("contact")
      .values({ organisation_id: world.organisationId, phone: "+14155550199", first_name: "Gone" })
      .returning("id")
      .executeTakeFirstOrThrow();
    await addCall(world, { contact_id: id, outcome: "busy" });
    await tidySearch(db);
    expect(await countContacts(db, world.organisationId, {}, now)).toBe(before + 1);
    await db.deleteFrom("contact").where("id", "=", id).execute();
    expect(await countContacts(db, world.organisationId, {}, now)).toBe(before);
    for (const table of ["contact_search", "contact_last_call"] as const)
      expect(await db.selectFrom(table).selectAll().where("contact_id", "=", id).execute()).toEqual([]);
  });

  test("a contact tells its last call with an outcome, and whether its number is on the do-not-call list now", async () => {
    const { sql: db } = world.database;
    const entry = { organisationId: world.organisationId, phones: [people[1]!.phone], source: "api", note: null };
    await suppress(db, { ...entry, addedBy: null, expiresAt: new Date("2026-11-24T00:00:00Z"), now });
    const [ada, jose] = [await findRecord(db, "org1", ids[0]!, now), await findRecord(db, "org1", ids[1]!, now)];
    expect(ada).toMatchObject({
      lastCall: { outcome: "no_answer", endedAt: "2026-11-10T10:00:00.000Z" },
      doNotCall: false,
    });
    expect(jose).toMatchObject({ lastCall: null, doNotCall: true });
    expect((await findRecord(db, "org1", ids[1]!, new Date("2026-11-24T00:00:00Z"))).doNotCall).toBe(false);
    await expect(findRecord(db, "org2", ids[1]!, now)).rejects.toMatchObject({ code: "not_found" });
  });
});
