import fc from "fast-check";
import { contactFieldNames, renderTemplate, variableKey } from "#domain/template.ts";
import { databases } from "#harness/databases.ts";
import { addCampaign, addEmployee, addLine, openWorld, type World } from "#harness/world.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countPreflight, unknownAttributes } from "./preflight.ts";

/** White space as JavaScript knows it, and letters in capitals, with accents in one code point and in two. */
const piece = fc.constantFrom(
  "a",
  "A",
  "é",
  "É",
  "e\u0301",
  "ñ",
  "Ñ",
  "ß",
  "Ж",
  "ж",
  "1",
  "_",
  " ",
  "  ",
  "\t",
  "\u00a0",
  "\u3000",
  "\ufeff",
);
const name = fc.oneof(
  fc.constantFrom(
    "first_name",
    "First_Name",
    " email ",
    "FULL_NAME",
    "Phone",
    "company",
    "plan",
    "Plan",
    "PLAN",
    "my plan",
    "My  Plan\u00a0",
  ),
  fc.string({ unit: piece, minLength: 1, maxLength: 4 }).filter((text) => text.trim() !== ""),
);
const value = fc.constantFrom<string | null>(
  null,
  "",
  " ",
  "\t\u00a0",
  "\ufeff",
  "gold",
  " gold ",
  "0",
  "{{first_name}}",
);
const fields = fc.record({
  first_name: value,
  last_name: value,
  email: value,
  company: value,
  language: value,
  timezone: value,
  external_id: value,
});

const nothing = {
  first_name: null,
  last_name: null,
  email: null,
  company: null,
  language: null,
  timezone: null,
  external_id: null,
};

describe.each(databases)("variables of contacts on $name", ({ open }) => {
  let world: World;
  let contactId: number;
  beforeAll(async () => {
    world = await openWorld(open);
    const { id } = await world.database.sql
      .insertInto("contact")
      .values({ organisation_id: world.organisationId, phone: "+14155550100" })
      .returning("id")
      .executeTakeFirstOrThrow();
    contactId = id;
  });
  afterAll(() => world.close());

  test("have one key in the database and in the program", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 20 }), async (names) => {
        const { rows } = await sql<{ keys: string[] }>`
          select array(select variable_key(name) from unnest(${sql.val(names)}::text[]) with ordinality n(name, place) order by place)
                 as keys`.execute(world.database.sql);
        expect(rows[0]!.keys).toEqual(names.map(variableKey));
      }),
      { numRuns: 40 },
    );
  });

  test("are missing for the claim exactly when they would be missing in a template", async () => {
    const attributes = fc.dictionary(name, value, { maxKeys: 5 });
    await fc.assert(
      fc.asyncProperty(
        fields,
        attributes,
        fc.array(name, { minLength: 1, maxLength: 3 }),
        async (given, columns, required) => {
          const db = world.database.sql;
          await db
            .updateTable("contact")
            .set({ ...given, attributes: JSON.stringify(columns) })
            .where("id", "=", contactId)
            .execute();
          const { rows } = await sql<{ lacking: boolean }>`
          select lacks_variable(c, ${sql.val(required)}::text[]) as lacking from contact c where id = ${contactId}`.execute(
            db,
          );
          const stored = await db
            .selectFrom("contact")
            .select("attributes")
            .where("id", "=", contactId)
            .executeTakeFirstOrThrow();
          const known = Object.fromEntries(Object.entries(given).filter(([, one]) => one !== null));
          const fullName = [given.first_name, given.last_name].filter((one) => one !== null).join(" ");
          // As the claim freezes them with a call.
          const values = {
            ...(stored.attributes as Record<string, string | null>),
            ...known,
            phone: "+14155550100",
            ...(fullName && { full_name: fullName }),
          };
          const template = required.map((one) => `{{${one}}}`).join(" ");
          expect(rows[0]!.lacking).toBe(renderTemplate(template, values).missing.length > 0);
        },
      ),
      {
        numRuns: 500,
        examples: [
          [{ ...nothing, email: "\u00a0" }, {}, ["email"]],
          [nothing, { Plan: "", plan: "gold" }, ["plan"]],
          [nothing, { email: "a@b.example" }, ["email"]],
          [{ ...nothing, email: "" }, { email: "a@b.example" }, ["email"]],
        ],
      },
    );
  });

  test("of every field are found under its name", async () => {
    const every = {
      first_name: "A",
      last_name: "B",
      email: "C",
      company: "D",
      language: "en",
      timezone: "UTC",
      external_id: "E",
    };
    await world.database.sql
      .updateTable("contact")
      .set({ ...every, attributes: "{}" })
      .where("id", "=", contactId)
      .execute();
    for (const field of contactFieldNames) {
      const { rows } = await sql<{ lacking: boolean }>`
        select lacks_variable(c, array[${field}]) as lacking from contact c where id = ${contactId}`.execute(
        world.database.sql,
      );
      expect([field, rows[0]!.lacking]).toEqual([field, false]);
    }
  });

  test("are counted before a launch: each pending contact once, under the first reason that leaves it out", async () => {
    const { sql: db } = world.database;
    const campaignId = await addCampaign(world, { lineId: await addLine(world), employeeId: await addEmployee(world) });
    const people = [
      { phone: "+1", plan: "gold", zone: 1 },
      { phone: "+2", plan: null, zone: 1 },
      { phone: "+3", plan: null, zone: 0 },
      { phone: "+4", plan: null, zone: 0, listed: "user" },
      { phone: "+5", plan: "gold", zone: 1, listed: "simulator" },
      { phone: "+6", plan: "gold", zone: 1, listed: "user", expires: new Date("2026-11-01T00:00:00Z") },
      { phone: "+7", plan: "gold", zone: 1, settled: true },
    ];
    await sql`insert into zone_set (id, zones) values (1, '{UTC}') on conflict do nothing`.execute(db);
    for (const one of people) {
      const { id } = await db
        .insertInto("contact")
        .values({
          organisation_id: world.organisationId,
          phone: one.phone,
          attributes: JSON.stringify(one.plan ? { Plan: one.plan } : {}),
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      await db
        .insertInto("campaign_contact")
        .values({
          organisation_id: world.organisationId,
          campaign_id: campaignId,
          contact_id: id,
          zone_set: one.zone,
          status: one.settled ? "success" : "pending",
          next_attempt_at: one.settled ? null : new Date(),
        })
        .execute();
      if (one.listed)
        await db
          .insertInto("do_not_call")
          .values({
            organisation_id: world.organisationId,
            phone: one.phone,
            source: one.listed,
            expires_at: one.expires ?? null,
          })
          .execute();
    }
    const count = (simulated: boolean, required: string[]) =>
      countPreflight(db, world.organisationId, campaignId, {
        required,
        zoneSetsWithoutZone: [0],
        simulated,
        now: new Date("2026-11-02T00:00:00Z"),
      });
    expect(await count(false, ["plan"])).toEqual({ pending: 6, doNotCall: 1, noTimezone: 1, missingVariable: 1 });
    expect(await count(true, ["plan"])).toEqual({ pending: 6, doNotCall: 2, noTimezone: 1, missingVariable: 1 });
    expect(await count(true, [])).toEqual({ pending: 6, doNotCall: 2, noTimezone: 1, missingVariable: 0 });
    expect(await unknownAttributes(db, campaignId, ["plan", " PLAN ", "price"])).toEqual(["price"]);
    expect(await unknownAttributes(db, campaignId, [])).toEqual([]);
  });
});
