/**
 * Door: what stays of a person who was erased. Everything of the data folder, every row of both databases, and what the API
 * still answers are searched for the person's number in every writing, name, e-mail address and values.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiClient } from "#harness/api-client.ts";
import { openApp, openPostgresApp, temporaryFolder, testConfig } from "#harness/app.ts";
import { openDatabase, type Database } from "#store/db.ts";

const phone = "+14155557134";
/** In every writing that a file or a note may have. */
const numbers = ["14155557134", "(415) 555-7134", "415.555.7134", "415-555-7134", "4155557134"];
const words = ["Quintessa", "Zyxwvut", "quintessa.z@example.org", "Moonflower Lane 77", "EXT-QZ-4711", "Zyxwvut & Co"];
const traces = [...numbers, ...words];
const person = {
  phone,
  firstName: words[0]!,
  lastName: words[1]!,
  email: words[2]!,
  company: words[5]!,
  externalId: words[4]!,
  tags: ["zyxwvut-vip"],
  attributes: { address: words[3]! },
};
const name = `${words[0]!} ${words[1]!}`;

const found = (text: string) => traces.filter((trace) => text.toLowerCase().includes(trace.toLowerCase()));

async function waitFor<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    const seen = await look();
    if (seen) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Not in time: ${what}`);
}

const importIs = (client: ApiClient, id: string, status: string) =>
  waitFor(`import ${status}`, async () => (await client.get("getImport", { params: { id } })).status === status);

async function upload(client: ApiClient, fileName: string, text: string): Promise<string> {
  const body = new FormData();
  body.set("file", new Blob([text]), fileName);
  const response = await client.raw("/api/v1/imports", { method: "POST", body });
  return ((await response.json()) as { id: string }).id;
}

const columns = { phone: "phone", first: "first_name", last: "last_name", email: "email", note: "attribute:note" };

/** The person in every place that the product has; and somebody else, who stays. */
async function leaveTraces(client: ApiClient): Promise<{ contactId: string; key: string; campaignId: string }> {
  const key = "the-key-of-a-retry";
  const headers = { "idempotency-key": key };
  const { id: contactId } = await client.get("createContact", { body: person, headers });
  await client.get("createContact", { body: { phone: "+14155557135", firstName: "Ben", lastName: "Stays" } });

  // A call to try the AI employee; once the number is listed there is none.
  const { items: lines } = await client.get("listLines");
  await client.get("updateLine", { params: { id: lines[0].id }, body: { settings: { speed: "max" } } });
  const { items: employees } = await client.get("listAiEmployees");
  await client.get("testCall", { params: { id: employees[0].id }, body: { to: phone, lineId: lines[0].id } });

  const { id: campaignId } = await client.get("createCampaign", { body: { name: "Spring" } });
  const head = "phone,first,last,email,note\n";
  const rows = [
    `${numbers[1]!},Quintessa,Zyxwvut,${words[2]!},"${words[3]!}"`,
    `12,Quintessa,Zyxwvut,,by name alone`,
    `+14155557136,Cid,Stays,,fine`,
    `13,Dan,,${words[2]!},by e-mail alone`,
  ];
  const done = await upload(client, `${name}.csv`, `${head}${rows.join("\n")}\n`);
  await client.get("mapImport", { params: { id: done }, body: { columns, country: "US" } });
  await importIs(client, done, "preview");
  await client.get("confirmImport", { params: { id: done }, body: { campaignId } });
  await importIs(client, done, "done");
  // Of this one nobody has said yet what its columns are.
  await upload(client, "unread.csv", `${head}${numbers[2]!},Quintessa,Zyxwvut,,\n+14155557137,Eve,Stays,,\n`);

  const file = `phone,who\n"n/a, was ${numbers[3]!}",${name}\n14,Zyxwvut Quintessa\n15,Fay Stays\n`;
  await client.get("importDoNotCall", { file, query: { country: "US", columns: "phone" } });
  await client.get("addDoNotCall", { body: { phone, note: `${name} rang and was cross` } });
  await client.get("addDoNotCall", { body: { phone: "+14155557138", note: `Husband of ${name}, ${numbers[1]!}` } });
  await client.get("createFilter", {
    body: { name, filter: { all: [{ field: "tag", op: "is", value: "zyxwvut-vip" }] } },
  });
  await client.get("createFilter", { body: { name: "Kept", filter: { all: [] } } });

  return { contactId, key, campaignId };
}

async function called(database: Database, organisationId: string, contactId: string, campaignId: string) {
  await waitFor("the test call to end", async () => {
    const { rows } = await sql`select from call where ended_at is null`.execute(database.sql);
    return rows.length === 0;
  });
  await sql`
    with one as (
      insert into call (organisation_id, campaign_id, contact_id, attempt, phone, line_id, line_kind, simulated, ai_employee_id,
                        owner, settings_version, employee_version, variables, queued_at, ended_at, state)
      select ${organisationId}, ${campaignId}::bigint, ${contactId}::bigint, 1, ${phone}, l.id, l.kind, true, e.id, 'test', 1, 1,
             ${JSON.stringify({ first_name: words[0] })}::jsonb, now(), now(), 'ended'
        from line l, ai_employee e where l.organisation_id = ${organisationId} and e.organisation_id = ${organisationId} limit 1
      returning id)
    insert into conversation (organisation_id, call_id, contact_id, transcript, summary, collected, recording, simulated, created_at)
    select ${organisationId}, id, ${contactId}::bigint, ${JSON.stringify([{ at: 0, who: "contact", text: `I am ${name}` }])}::jsonb,
           ${`${name} lives at ${words[3]!}`}, '{}', ${recording}, true, now() from one`.execute(database.sql);
  // What the server's own samples of values are made of.
  await sql`analyze`.execute(database.sql);
}

const erasedAll = (database: Database) =>
  waitFor("the erasure to be done", async () => {
    const { rows } = await sql`select from erasure`.execute(database.sql);
    return rows.length === 0;
  });

const recording = "00000000-0000-4000-8000-000000004711.wav";

function record(folder: string): void {
  mkdirSync(path.join(folder, "recordings"), { recursive: true });
  writeFileSync(path.join(folder, "recordings", recording), name);
}
const isRecorded = (folder: string) => existsSync(path.join(folder, "recordings", recording));

/** Every row of every table as text, the planner's samples among them. */
async function dump(database: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'
     union all select 'pg_catalog.pg_statistic' order by 1`.execute(database.sql);
  const lines: string[] = [];
  for (const { name: table } of rows) {
    const { rows: all } = await sql<{ line: string }>`select t::text as line from ${sql.table(table)} t`.execute(
      database.sql,
    );
    lines.push(...all.map(({ line }) => `${table} ${line}`));
  }
  return lines;
}

/** Where the person is still named, but for the number itself on the do-not-call list, and the planner's sample of that. */
const leftIn = (lines: readonly string[]) =>
  lines.filter((line) => {
    const seen = found(line);
    const isListed = /^(?:public\.do_not_call|pg_catalog\.pg_statistic) /.test(line);
    return isListed ? seen.some((trace) => !/^\d+$/.test(trace)) : seen.length > 0;
  });

describe("a person who was erased", () => {
  let app: Awaited<ReturnType<typeof openPostgresApp>>;
  beforeAll(async () => {
    app = await openPostgresApp();
  });
  afterAll(() => app?.close());

  test("is in no row of a PostgreSQL database, and no answer names them", async () => {
    const { contactId, key, campaignId } = await leaveTraces(app);
    await called(app.database, app.organisationId, contactId, campaignId);
    record(app.config.dataFolder);
    const before = leftIn(await dump(app.database));
    const tables = [...new Set(before.map((line) => line.split(" ")[0]!.replace("public.", "")))];
    expect(tables).toEqual(
      expect.arrayContaining(["activity", "call", "contact", "conversation", "do_not_call", "do_not_call_refused"]),
    );
    expect(tables).toEqual(
      expect.arrayContaining(["import", "import_block", "saved_filter", "pg_catalog.pg_statistic"]),
    );

    await app.get("deleteContact", { params: { id: contactId } });
    await erasedAll(app.database);
    expect(leftIn(await dump(app.database))).toEqual([]);

    await waitFor("the recording to go", async () => !isRecorded(app.config.dataFolder));

    // What is counted, and who stays.
    const { items: listed } = await app.get("listDoNotCall");
    expect(listed).toMatchObject([
      { phone: "+14155557138", note: "Husband of [erased], [erased]" },
      { phone, note: null },
    ]);
    const { items: contacts } = await app.get("listContacts");
    expect((contacts as Array<{ firstName: string }>).map(({ firstName }) => firstName).toSorted()).toEqual([
      "Ben",
      "Cid",
    ]);
    const all = (await dump(app.database)).join("\n");
    for (const other of ["Eve", "Fay Stays", "Kept"]) expect(all).toContain(other);
    const [unread] = (await app.get("listImports")).items;
    await app.get("mapImport", { params: { id: unread.id }, body: { columns, country: "US" } });
    await importIs(app, unread.id, "preview");

    // The first request is not carried out again, and its answer is not given.
    const again = await app.ask("createContact", { body: person, headers: { "idempotency-key": key } });
    expect([again.status, again.body.code]).toEqual([409, "answer_erased"]);
    expect(found(again.text)).toEqual([]);
  }, 60_000);

  test("is not in the audit log, which has ids alone", async () => {
    const { text } = await app.ask("listAudit");
    expect(found(text)).toEqual([]);
  });
});

describe("a person who was erased from the embedded database", () => {
  const place = temporaryFolder();
  afterAll(() => place.remove());

  test("is in no file of the data folder, but for the number on the do-not-call list", async () => {
    const config = testConfig({ dataFolder: place.folder });
    let app = await openApp(config);
    let ids: Awaited<ReturnType<typeof leaveTraces>>;
    try {
      ids = await leaveTraces(app);
    } finally {
      await app.close();
    }
    const database = await openDatabase({ folder: place.folder });
    try {
      const { rows } = await sql<{ id: string }>`select id from organisation`.execute(database.sql);
      await called(database, rows[0]!.id, ids.contactId, ids.campaignId);
    } finally {
      await database.close();
    }
    record(place.folder);
    expect(found(everyFile(place.folder)).length).toBeGreaterThan(4);

    app = await openApp(config);
    await app.get("deleteContact", { params: { id: ids.contactId } });
    await waitFor("the filter to be gone", async () => (await app.get("listFilters")).items.length === 1);
    await waitFor("the recording to go", async () => !isRecorded(place.folder));
    // A process that ends before the work does leaves it to the next one.
    for (let starts = 0; starts < 5 && !(await isDone(place.folder, app)); starts++) app = await openApp(config);
    // The number is on the list, and there alone.
    expect(found(everyFile(place.folder))).toEqual(["14155557134", "4155557134"]);
  }, 120_000);
});

/** Ends the process, and says whether it had come to the end of the erasure. */
async function isDone(folder: string, app: { close(): Promise<void> }): Promise<boolean> {
  await app.close();
  const database = await openDatabase({ folder });
  try {
    return (await sql`select from erasure`.execute(database.sql)).rows.length === 0;
  } finally {
    await database.close();
  }
}

function everyFile(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file));
  return files
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, "latin1"))
    .join("\n");
}
