import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases } from "#harness/databases.ts";
import { addOrganisation, openWorld, type World } from "#harness/world.ts";
import { conditionHolds, type FilterCondition } from "./contact-conditions.ts";
import type { ContactFilter, FilterNode } from "./contact-filter.ts";
import { countContacts, listContacts } from "./contact-list.ts";
import { contactOrders } from "./contact-page.ts";
import { tidySearch } from "./contact-tidy.ts";

const now = new Date("2026-11-23T12:00:00Z");

const written = fc.oneof(
  fc.constantFrom(
    "1",
    "1.0",
    "+1",
    "-0",
    "007",
    "1.",
    ".5",
    "1e3",
    "٣",
    "1,5",
    " 12 ",
    "\t12",
    "1 2",
    "NaN",
    "",
    " ",
    "\u00a0",
  ),
  fc.constantFrom(
    "2024-02-29",
    "2026-02-29",
    "2026-11-03",
    " 2026-11-03 ",
    "0000-01-01",
    "0001-01-01",
    "2026-13-01",
    "2026-04-31",
  ),
  fc.constantFrom("9".repeat(40), "9".repeat(41), `0.${"3".repeat(40)}`, "Leeds", "LEEDS", "ß", "İ", "x".repeat(300)),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -20, max: 20 }).map(String),
  fc.integer({ min: -20, max: 20 }).map(String),
  fc
    .date({ min: new Date("2026-01-01"), max: new Date("2026-12-31"), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
);
const tag = fc.constantFrom("vip", "VIP", "new", "a\nb", "t", "");
const column = fc.constantFrom("Owed", "owed", " OWED ", "due", "t\nvip");
const person = fc.record({
  tags: fc.array(tag, { maxLength: 3 }),
  attributes: fc.dictionary(column, written, { maxKeys: 3 }),
});

const field = fc.constantFrom("attribute:owed", "attribute:Due", "attribute:t\nvip", "attribute:nobody");
const number = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constantFrom(1e21, 0.1, -0, 1e40));
const date = fc.constantFrom("2026-11-03", "2024-02-29", "2026-06-30", "0000-01-01", "9999-12-31");
const condition = fc.oneof(
  fc.record({ field, op: fc.constantFrom("gt", "gte", "lt", "lte"), value: number }),
  fc.record({ field, op: fc.constant("between"), value: fc.tuple(number, number) }),
  fc.record({ field, op: fc.constantFrom("before", "after", "on"), value: date }),
  fc.record({ field, op: fc.constantFrom("is", "is_not"), value: written }),
  fc.record({ field, op: fc.constant("is_one_of"), value: fc.array(written, { minLength: 1, maxLength: 3 }) }),
  fc.record({ field: fc.constant("tag"), op: fc.constantFrom("is", "is_not"), value: tag }),
  fc.record({
    field: fc.constant("tag"),
    op: fc.constantFrom("has_any", "has_all"),
    value: fc.array(tag, { minLength: 1, maxLength: 3 }),
  }),
) as fc.Arbitrary<FilterCondition>;

const group = <N extends FilterNode>(inner: fc.Arbitrary<N>): fc.Arbitrary<ContactFilter> =>
  fc.array(inner, { minLength: 1, maxLength: 3 }).chain((nodes) => fc.constantFrom({ all: nodes }, { any: nodes }));
const filter = group(fc.oneof(condition, group(condition)));

/** Of each contact by itself, as contact-conditions.ts says it. */
function holds(node: FilterNode): ReturnType<typeof conditionHolds> {
  if (!("all" in node) && !("any" in node)) return conditionHolds(node, now);
  const inner = ("all" in node ? node.all : node.any).map(holds);
  return sql`(${sql.join(inner, "all" in node ? sql` and ` : sql` or `)})`;
}

describe.each(databases)("sets that narrow tables answer on $name", ({ open }) => {
  let world: World;
  let other: string;
  beforeAll(async () => {
    world = await openWorld(open);
    other = await addOrganisation(world.database, "org2");
  });
  afterAll(() => world.close());

  const add = async (
    people: readonly { tags: string[]; attributes: Record<string, string> }[],
    organisation_id: string,
  ) => {
    const rows = people.map(({ tags, attributes }, n) => ({
      organisation_id,
      phone: `+1415555${1000 + n}`,
      tags,
      attributes: JSON.stringify(attributes),
    }));
    if (rows.length > 0) await world.database.sql.insertInto("contact").values(rows).execute();
  };

  test("hold for whom their conditions hold, tidied, due or partly due, in counts and in every order", async () => {
    const { sql: db } = world.database;
    const { organisationId } = world;
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 1, maxLength: 6 }),
        fc.array(person, { maxLength: 6 }),
        fc.array(filter, { minLength: 1, maxLength: 4 }),
        async (early, late, filters) => {
          await db.deleteFrom("contact").execute();
          for (const table of ["contact_fact", "contact_number", "contact_search"] as const)
            expect(await sql`select from ${sql.table(table)}`.execute(db)).toMatchObject({ rows: [] });
          await add(early, organisationId);
          await add(early, other);
          await tidySearch(db);
          // What was is changed or joined by what is due.
          await sql`update contact set tags = '{new}', attributes = '{"owed": "7"}' where id % 3 = 0`.execute(db);
          await db
            .updateTable("contact")
            .set({ phone: sql`'+44' || id` })
            .execute();
          await add(late, organisationId);
          for (const tidied of [false, true]) {
            if (tidied) await tidySearch(db);
            for (const one of filters) {
              const { rows } = await sql<{ id: string }>`
                select contact.id::text as id from contact
                 where organisation_id = ${organisationId} and ${holds(one)} order by contact.id`.execute(db);
              const expected = rows.map(({ id }) => id);
              expect(await countContacts(db, organisationId, { filter: one }, now)).toBe(expected.length);
              for (const order of contactOrders) {
                const page = { limit: 200, order, descending: false, after: null };
                const listed = await listContacts(db, organisationId, { filter: one }, page, now);
                const ids = listed.map(({ contact }) => contact.id);
                if (order !== "createdAt") ids.sort((a, b) => Number(a) - Number(b));
                expect(ids).toEqual(expected);
              }
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test("a number and a day are read as they are written, and nothing else is", async () => {
    const read = async (value: string) => {
      const { rows } = await sql<{ number: string | null; day: string | null }>`
        select number_in(${value})::text as number, day_in(${value})::text as day`.execute(world.database.sql);
      return rows[0]!;
    };
    await fc.assert(
      fc.asyncProperty(written, async (value) => {
        const text = value.replaceAll(/^ +| +$/g, "");
        const isNumber = /^[+-]?[0-9]{1,40}([.][0-9]{1,40})?$/.test(text);
        const isDay =
          !Number.isNaN(Date.parse(text)) &&
          /^\d{4}-\d\d-\d\d$/.test(text) &&
          !text.startsWith("0000") &&
          new Date(text).toISOString().startsWith(text);
        const { number: found, day } = await read(value);
        expect({ value, number: found === null ? null : Number(found), day }).toEqual({
          value,
          number: isNumber ? Number(text) + 0 : null,
          day: isDay ? text.replaceAll("-", "").replace(/^0+/, "") : null,
        });
      }),
      { numRuns: 200 },
    );
  });
});
