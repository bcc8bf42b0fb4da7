import { readFileSync } from "node:fs";
import path from "node:path";
import { callResults, callStates, outcomes } from "#domain/call/outcomes.ts";
import { campaignStatuses } from "#domain/campaign/lifecycle.ts";
import { contactStatuses, skipReasons, waitingReasons } from "#domain/contact/lifecycle.ts";
import { employeeKinds } from "#domain/employee.ts";
import { lineKinds } from "#domain/line.ts";
import { databases } from "#harness/databases.ts";
import { readTableTypes, type TableFacts } from "#harness/table-types.ts";
import { openWorld, type World } from "#harness/world.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accounts } from "./migrations/0001-accounts.ts";

const enums: Record<string, readonly string[]> = {
  campaign_status: campaignStatuses,
  contact_status: contactStatuses,
  skip_reason: skipReasons,
  waiting_reason: waitingReasons,
  call_state: callStates,
  outcome: outcomes,
  call_result: callResults,
  line_kind: lineKinds,
  employee_kind: employeeKinds,
};

const tablesFile = readFileSync(path.join(import.meta.dirname, "tables.ts"), "utf8");

/** These have types of their own in accounts/tables.ts, which leave out what only better-auth reads. */
const accountTables = new Set(accounts.statements.flatMap((text) => /^create table "(\w+)"/.exec(text)?.[1] ?? []));

interface ColumnRow {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
  filled: boolean;
}

describe.each(databases)("the schema on $name", ({ open }) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(open);
  });
  afterAll(() => world.close());

  test("has the domain's tables as its enums, in their order", async () => {
    const { rows } = await sql<{ name: string; labels: string[] }>`
      select t.typname as name, array_agg(e.enumlabel::text order by e.enumsortorder) as labels
        from pg_type t join pg_enum e on e.enumtypid = t.oid group by 1`.execute(world.database.sql);
    expect(Object.fromEntries(rows.map((row) => [row.name, row.labels]))).toEqual(enums);
  });

  test("is what the program takes it for: columns, types, what may be null and what may be left out", async () => {
    expect(differences(readTableTypes(tablesFile), await readColumns(world))).toEqual([]);
  });

  test("is told apart from one that has a column more, on either side", async () => {
    const planted = tablesFile.replace("  saved_filter: SavedFilterTable;", "$& planted: { id: number };");
    const more = readTableTypes(planted.replace("  phone: string;", "  phone: string;\n  planted: Or<string>;"));
    const columns = await readColumns(world);
    expect(differences(more, columns)).toEqual([
      "contact.planted is not in the database",
      "planted.id is not in the database",
    ]);
    const known = readTableTypes(tablesFile);
    const column = { table: "call", column: "planted", type: "text", nullable: true, filled: false };
    expect(differences(known, [...columns, column])).toEqual(["call.planted is not in tables.ts"]);
    const changed = columns.map((one) =>
      one.table === "call" && one.column === "phone" ? { ...one, nullable: true } : one,
    );
    expect(differences(known, changed)).toEqual(["call.phone may be null in the database"]);
  });
});

async function readColumns(world: World): Promise<ColumnRow[]> {
  const { rows } = await sql<ColumnRow>`
    select table_name::text as table, column_name::text as column, udt_name::text as type, is_nullable = 'YES' as nullable,
           column_default is not null or is_identity = 'YES' as filled
      from information_schema.columns where table_schema = 'public'`.execute(world.database.sql);
  return rows.filter((row) => !accountTables.has(row.table));
}

/** What a type of the database is to the program; json and jsonb are read and written alike. */
const kinds: Record<string, string> = {
  int4: "number",
  int8: "number",
  _int8: "_number",
  _int4: "_number",
  float8: "number",
  numeric: "number",
  json: "jsonb",
};

function differences(tables: TableFacts, columns: readonly ColumnRow[]): string[] {
  const found: string[] = [];
  const left = new Set(
    Object.entries(tables).flatMap(([table, has]) => Object.keys(has).map((one) => `${table}.${one}`)),
  );
  for (const { table, column, type, nullable, filled } of columns) {
    const name = `${table}.${column}`;
    const told = tables[table]?.[column];
    if (!left.delete(name) || !told) {
      found.push(`${name} is not in tables.ts`);
      continue;
    }
    if (told.type !== (kinds[type] ?? type)) found.push(`${name} is ${type}, not ${told.type}`);
    if (nullable && !told.nullable) found.push(`${name} may be null in the database`);
    if (!nullable && told.nullable) found.push(`${name} may not be null in the database`);
    if (told.optional && !nullable && !filled) found.push(`${name} may not be left out`);
  }
  return [...found, ...[...left].map((name) => `${name} is not in the database`)].toSorted();
}
