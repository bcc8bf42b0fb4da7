import { createPostgresDatabase } from "#harness/databases.ts";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeWorkplace, type Workplace } from "../../src/cli/test-workplace.ts";

const secret = "0123456789abcdef0123456789abcdef";
let place: Workplace | undefined;
let admin: Client;
let url: string;
let drop: () => Promise<void>;

beforeEach(async () => {
  ({ url, drop } = await createPostgresDatabase());
  admin = new Client({ connectionString: url });
  await admin.connect();
});
afterEach(async () => {
  await place?.remove();
  await admin.query("drop owned by misuser").catch(() => {});
  await admin.query("drop role if exists misuser");
  await admin.end();
  await drop();
});

/** How a start ends on the database, as a user of our own. */
async function start(change: (address: URL) => void = () => {}) {
  const address = new URL(url);
  address.username = "misuser";
  address.password = "secret";
  change(address);
  place = makeWorkplace({ DATABASE_URL: address.href, CAMPANILE_SECRET: secret });
  return place.run("serve");
}

/** Tables, types and functions, whoever made them. */
async function things(): Promise<number> {
  const { rows } = await admin.query<{ n: number }>(
    `select (select count(*) from pg_class where relnamespace = 'public'::regnamespace)::int
          + (select count(*) from pg_proc where pronamespace = 'public'::regnamespace)::int as n`,
  );
  return rows[0]!.n;
}

const role = "create role misuser login password 'secret'";

test.each<[string, string[], string, ((address: URL) => void)?]>([
  ["has no connection left", [`${role} connection limit 0`], "The database server has no connection left"],
  ["may make no tables", [role], "The user of DATABASE_URL may not do in the database what it has to"],
  [
    "finds another program's tables",
    [role, "grant all on schema public to misuser", "create table theirs (id integer)"],
    "The database holds a table theirs that Campanile did not make",
  ],
  [
    "can only read",
    [role, "alter role misuser set default_transaction_read_only = on"],
    "The database of DATABASE_URL can only be read",
  ],
  ["has another password", [role], "refuses the user or password", (address) => void (address.password = "wrong")],
  ["names no database", [role], "does not exist; create it", (address) => void (address.pathname = "/nowhere")],
  ["finds nobody there", [role], "cannot be reached", (address) => void (address.port = "1")],
])(
  "a start that %s says so, ends with exit code 1, and leaves the database as it was",
  async (_, statements, sentence, change) => {
    for (const statement of statements) await admin.query(statement);
    const before = await things();
    const { code, stdout, stderr } = await start(change);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(await things()).toBe(before);
  },
  20_000,
);
