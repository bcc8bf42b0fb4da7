import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases } from "#harness/databases.ts";
import { addOrganisation, openWorld, type World } from "#harness/world.ts";
import { readContactLabels } from "./contact-labels.ts";
import { tidySearch } from "./contact-tidy.ts";

describe.each(databases)("the tags and attributes in use on $name", ({ open }) => {
  let world: World;
  let next = 0;
  beforeAll(async () => {
    world = await openWorld(open);
    await addOrganisation(world.database, "org2");
  });
  afterAll(() => world.close());

  const db = () => world.database.sql;
  const add = (tags: string[], attributes: object, organisation_id = world.organisationId) =>
    db()
      .insertInto("contact")
      .values({ organisation_id, phone: `+1415555${next++}`, tags, attributes: JSON.stringify(attributes) })
      .execute();
  const read = (limit = 200, organisationId = world.organisationId) => readContactLabels(db(), organisationId, limit);
  const empty = async () => {
    await db().deleteFrom("contact").execute();
    await tidySearch(db());
  };
  /** At once, and when the background has been there: the same. */
  const both = async (limit?: number) => {
    const due = await read(limit);
    await tidySearch(db());
    expect(await read(limit)).toEqual(due);
    return due;
  };

  test("are none at first", async () => {
    expect(await read()).toEqual({ attributes: [], tags: [] });
  });

  test("are told by name, each once whatever its capitals, with the type that all values have", async () => {
    await add(["Vip", "warm lead"], { Plan: "gold", Age: "41", Since: "2026-11-03", Agreed: "yes", Note: "" });
    await add(["VIP"], { plan: "7", Age: "-3.5", Since: "2026-11-03 14:30", Agreed: "no", "Two\nlines": "x" });
    await add(["Vip"], { Plan: "silver", Age: " ", "  ": "blank name" });
    await add(["theirs"], { Theirs: "1" }, "org2");
    expect(await both()).toEqual({
      attributes: [
        { name: "Age", type: "number" },
        { name: "Agreed", type: "yes_no" },
        { name: "Note", type: "text" },
        { name: "Plan", type: "text" },
        { name: "Since", type: "date" },
        { name: "Two lines", type: "text" },
      ],
      tags: ["Vip", "warm lead"],
    });
    expect(await read(200, "org2")).toEqual({ attributes: [{ name: "Theirs", type: "number" }], tags: ["theirs"] });
  });

  test("are those that most have, where there are more than are told", async () => {
    await empty();
    await add(["a", "b", "c"], { x: "1" });
    await add(["b", "c"], { y: "1" });
    await add(["c"], { y: "1" });
    expect(await both(2)).toMatchObject({ tags: ["b", "c"] });
    expect(await both(1)).toEqual({ tags: ["c"], attributes: [{ name: "y", type: "number" }] });
  });

  test("go with the last contact that has them, and come back with the next", async () => {
    await empty();
    await add(["old"], { Plan: "gold" });
    await tidySearch(db());
    await db()
      .updateTable("contact")
      .set({ tags: ["new"], attributes: '{"Level":"2"}' })
      .execute();
    const after = { tags: ["new"], attributes: [{ name: "Level", type: "number" }] };
    await tidySearch(db());
    expect(await read()).toEqual(after);
    await db().deleteFrom("contact").execute();
    expect(await read()).toEqual({ tags: [], attributes: [] });
    await add(["new"], { Level: "2" });
    expect(await both()).toEqual(after);
  });

  test("are kept as one number for each, however often contacts changed", async () => {
    await empty();
    for (let n = 0; n < 3; n++) {
      await add(["vip"], {});
      await tidySearch(db());
    }
    await tidySearch(db());
    const { rows } = await sql<{ label: string; n: number }>`select label, n from contact_label`.execute(db());
    expect(rows).toEqual([{ label: "tag\nvip\n", n: 3 }]);
  });
});
