import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contactFilter as contract, type ContactFilter as ContractFilter } from "#contract/filters.ts";
import { addCall } from "#harness/calls.ts";
import { databases } from "#harness/databases.ts";
import {
  addCampaign,
  addContacts,
  addEmployee,
  addLine,
  addOrganisation,
  openWorld,
  type World,
} from "#harness/world.ts";
import { countContacts } from "./contact-list.ts";
import { tidySearch } from "./contact-tidy.ts";
import { type ContactFilter, contactsMatching, type FilterNode } from "./contact-filter.ts";
import { suppress } from "./suppress.ts";

const now = new Date("2026-11-23T12:00:00Z");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

describe.each(databases)("a contact filter on $name", ({ open }) => {
  let world: World;
  /** The names the tests know contacts by, by id. */
  const names = new Map<number, string>();
  const ids: Record<string, number> = {};

  beforeAll(async () => {
    world = await openWorld(open);
    const other = await addOrganisation(world.database, "org2");
    const db = world.database.sql;
    const add = async (name: string, phone: string, given: object = {}, organisation_id = world.organisationId) => {
      const contact = { organisation_id, phone, ...given };
      const { id } = await db.insertInto("contact").values(contact).returning("id").executeTakeFirstOrThrow();
      names.set(id, name);
      ids[name] = id;
    };
    await add("ada", "+14155550100", {
      first_name: "Ada",
      email: "Ada@Example.org",
      tags: ["VIP", "new"],
      attributes: JSON.stringify({ "Plan  Name": "Gold", Score: "50%", Owed: "-12.50", Due: "2026-11-03", Odd: "٣" }),
    });
    await add("bob", "+4930123456", {
      first_name: "bob",
      company: " \u00a0\t",
      attributes: `{"score": "\u3000", "Score": 9}`,
    });
    await add("cyd", "+81312345678", {
      external_id: "C_3",
      timezone: "Asia/Tokyo",
      tags: ["vip gold", "new"],
      attributes: JSON.stringify({ owed: " 100 ", due: "2026-02-31", Text: "x".repeat(300) }),
      created_at: hoursAgo(1000),
    });
    await add("theirs", "+14155550100", { first_name: "Ada", tags: ["vip"] }, other);

    const campaign = { lineId: await addLine(world), employeeId: await addEmployee(world) };
    ids["campaign"] = await addCampaign(world, campaign);
    await addContacts(world, ids["campaign"], [{ phone: "+14155550100" }, { phone: "+81312345678" }], now);
    const call = (name: string, outcome: "success" | "busy" | null, hours: number, ended = true) =>
      addCall(world, {
        contact_id: ids[name]!,
        phone: `+1${ids[name]}${hours}`,
        outcome,
        dialed_at: hoursAgo(hours),
        ended_at: ended ? hoursAgo(hours) : null,
      });
    await call("ada", "busy", 48);
    await call("ada", "success", 24);
    await call("bob", "success", 72);
    await call("bob", "busy", 2);
    await call("bob", null, 1, false);
    const listed = { organisationId: world.organisationId, note: null, addedBy: null, now };
    await suppress(world.database.sql, { ...listed, phones: ["+14155550100"], source: "api", expiresAt: null });
    await suppress(world.database.sql, { ...listed, phones: ["+4930123456"], source: "api", expiresAt: hoursAgo(1) });
    const anImport = async () => {
      const row = { organisation_id: world.organisationId, file_name: "a.csv", status: "done" };
      const { id } = await db.insertInto("import").values(row).returning("id").executeTakeFirstOrThrow();
      return id;
    };
    expect(await anImport()).toBe(1);
    const imported = await anImport();
    ids["import"] = imported;
    await db
      .insertInto("import_contact")
      .values([{ import_id: imported, row: 1, contact_id: ids["cyd"]! }])
      .execute();
    await db.updateTable("contact").set({ import_id: 1, import_row: 1 }).where("id", "=", ids["bob"]!).execute();
    await tidySearch(db);
  });
  afterAll(() => world.close());
  const everyone = { organisation_id: "org1", first_id: 1, last_id: 1_000 };

  async function matching(filter: ContactFilter, organisationId = world.organisationId): Promise<string[]> {
    // What the API lets in, as it lets it in.
    const parsed: ContractFilter = contract.parse(filter);
    const { rows } = await contactsMatching(organisationId, { filter: parsed }, now).execute(world.database.sql);
    return rows.toSorted((a, b) => a.ord - b.ord).map((row) => names.get(row.id) ?? "unknown");
  }

  const conditions: Array<[FilterNode, string[]]> = [
    [{ field: "firstName", op: "is", value: "ADA" }, ["ada"]],
    [{ field: "firstName", op: "is_not", value: "ada" }, ["bob", "cyd"]],
    [{ field: "email", op: "contains", value: "@example" }, ["ada"]],
    [{ field: "email", op: "not_contains", value: "@example" }, ["bob", "cyd"]],
    [{ field: "firstName", op: "starts_with", value: "B" }, ["bob"]],
    [{ field: "firstName", op: "starts_with", value: "o" }, []],
    [{ field: "externalId", op: "contains", value: "_3" }, ["cyd"]],
    [{ field: "externalId", op: "contains", value: "%" }, []],
    [{ field: "company", op: "is_empty" }, ["ada", "bob", "cyd"]],
    [{ field: "timezone", op: "is_not_empty" }, ["cyd"]],
    [{ field: "phone", op: "is", value: "+1 (415) 555-0100" }, ["ada"]],
    [{ field: "phone", op: "starts_with", value: "+49 30" }, ["bob"]],
    [{ field: "phone", op: "contains", value: "abc" }, []],
    [{ field: "attribute:plan name", op: "is", value: "gold" }, ["ada"]],
    [{ field: "attribute:Score", op: "contains", value: "0%" }, ["ada"]],
    [{ field: "attribute:Score", op: "is", value: "9" }, ["bob"]],
    [{ field: "attribute:Score", op: "is_empty" }, ["cyd"]],
    [{ field: "attribute:nothing", op: "is_not_empty" }, []],
    [{ field: "tag", op: "is", value: "vip" }, ["ada"]],
    [{ field: "tag", op: "is_not", value: "vip" }, ["bob", "cyd"]],
    [{ field: "tag", op: "has_any", value: ["Gold", "NEW"] }, ["ada", "cyd"]],
    [{ field: "tag", op: "has_all", value: ["new", "vip"] }, ["ada"]],
    [{ field: "firstName", op: "is_one_of", value: ["ADA", "Bob", "Eve"] }, ["ada", "bob"]],
    [{ field: "phone", op: "is_one_of", value: ["+1 415 555 0100"] }, ["ada"]],
    [{ field: "attribute:score", op: "is_one_of", value: ["9", "50%"] }, ["ada", "bob"]],
    [{ field: "attribute:PLAN NAME", op: "is_one_of", value: ["", "gold"] }, ["ada", "bob", "cyd"]],
    [{ field: "attribute:text", op: "is", value: "X".repeat(300) }, ["cyd"]],
    [{ field: "attribute:owed", op: "lt", value: 0 }, ["ada"]],
    [{ field: "attribute:owed", op: "gte", value: -12.5 }, ["ada", "cyd"]],
    [{ field: "attribute:owed", op: "gt", value: -12.5 }, ["cyd"]],
    [{ field: "attribute:owed", op: "between", value: [-13, 99] }, ["ada"]],
    [{ field: "attribute:score", op: "lte", value: 1e21 }, ["bob"]],
    [{ field: "attribute:odd", op: "gt", value: -1 }, []],
    [{ field: "attribute:due", op: "on", value: "2026-11-03" }, ["ada"]],
    [{ field: "attribute:due", op: "before", value: "2026-11-04" }, ["ada"]],
    [{ field: "attribute:due", op: "after", value: "2026-11-03" }, []],
    [{ field: "attribute:due", op: "after", value: "2026-11-02" }, ["ada"]],
    [{ field: "createdAt", op: "before", value: "2026-11-01" }, ["cyd"]],
    [{ field: "createdAt", op: "after", value: "2026-11-01" }, ["ada", "bob"]],
    [{ field: "import", op: "is", value: "1" }, ["bob"]],
    [{ field: "import", op: "is_not", value: "1" }, ["ada", "cyd"]],
    [{ field: "import", op: "is", value: "no id" }, []],
    [{ field: "campaign", op: "is", value: "no id" }, []],
    [{ field: "campaign", op: "is_not", value: "no id" }, ["ada", "bob", "cyd"]],
    [{ field: "lastOutcome", op: "is", value: "success" }, ["ada"]],
    [{ field: "lastOutcome", op: "is", value: "busy" }, ["bob"]],
    [{ field: "lastOutcome", op: "is_not", value: "busy" }, ["ada", "cyd"]],
    [{ field: "lastCalledAt", op: "is_empty" }, ["cyd"]],
    [{ field: "lastCalledAt", op: "is_not_empty" }, ["ada", "bob"]],
    [{ field: "lastCalledAt", op: "before", value: "2026-11-23" }, ["ada"]],
    [{ field: "lastCalledAt", op: "after", value: "2026-11-23" }, ["bob"]],
    [{ field: "lastCalledAt", op: "after", value: "2026-11-22T14:00:00+02:00" }, ["ada", "bob"]],
    [{ field: "doNotCall", op: "is", value: true }, ["ada"]],
    [{ field: "doNotCall", op: "is", value: false }, ["bob", "cyd"]],
  ];
  test.each(conditions)("%o is true of %o", async (condition, expected) => {
    expect(await matching({ all: [condition] })).toEqual(expected);
    // Among alternatives, and when what a search looks at is up to date, other statements find the same.
    expect(await matching({ any: [condition] })).toEqual(expected);
    const { sql: db } = world.database;
    expect(await countContacts(db, world.organisationId, { filter: { all: [condition] } }, now)).toBe(expected.length);
    await db.transaction().execute(async (transaction) => {
      await transaction.deleteFrom("contact_search_due").execute();
      await transaction.insertInto("contact_search_due").values(everyone).execute();
      expect(await countContacts(transaction, world.organisationId, { filter: { all: [condition] } }, now)).toBe(
        expected.length,
      );
      await transaction.deleteFrom("contact_search_due").execute();
    });
  });

  test("knows the members of a campaign, and whom an import brought or met", async () => {
    const campaign = String(ids["campaign"]);
    expect(await matching({ all: [{ field: "campaign", op: "is", value: campaign }] })).toEqual(["ada", "cyd"]);
    expect(await matching({ all: [{ field: "campaign", op: "is_not", value: campaign }] })).toEqual(["bob"]);
    expect(await matching({ all: [{ field: "import", op: "is", value: String(ids["import"]) }] })).toEqual(["cyd"]);
  });

  test("joins conditions by all and any, three levels deep", async () => {
    const vip = { field: "tag", op: "is", value: "vip" } as const;
    const bob = { field: "firstName", op: "is", value: "bob" } as const;
    const never = { field: "lastCalledAt", op: "is_empty" } as const;
    expect(await matching({ all: [] })).toEqual(["ada", "bob", "cyd"]);
    expect(await matching({ any: [] })).toEqual([]);
    expect(await matching({ any: [vip, bob] })).toEqual(["ada", "bob"]);
    expect(await matching({ all: [vip, bob] })).toEqual([]);
    expect(await matching({ all: [{ any: [vip, never] }, { any: [bob, { all: [never] }] }] })).toEqual(["cyd"]);
  });

  test("sees one organisation alone", async () => {
    expect(await matching({ all: [] }, "org2")).toEqual(["theirs"]);
    expect(await matching({ any: [{ field: "doNotCall", op: "is", value: true }] }, "org2")).toEqual([]);
  });

  test("values are values, whatever is written in them", async () => {
    const nasty = `'; drop table contact; --`;
    expect(await matching({ all: [{ field: "firstName", op: "is", value: nasty }] })).toEqual([]);
    expect(await matching({ all: [{ field: `attribute:${nasty}`, op: "contains", value: "\\" }] })).toEqual([]);
    expect(await matching({ all: [] })).toHaveLength(3);
  });
});
