/**
 * The two databases the product runs on, for tests that must hold on both:
 * `describe.each(databases)("… on $name", ({ open }) => …)`.
 */
import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";
import { type Database, type DatabaseLocation, openDatabase } from "#store/db.ts";

export interface EmptyDatabase {
  location: DatabaseLocation;
  close(): Promise<void>;
}

export const databases: readonly { name: string; open: () => Promise<EmptyDatabase> }[] = [
  {
    name: "PGlite",
    open: async () => ({ location: { memory: true }, close: async () => {} }),
  },
  {
    name: "PostgreSQL",
    open: async () => {
      const { url, drop } = await createPostgresDatabase();
      return { location: { url }, close: drop };
    },
  },
];

/** The database with the program's schema; closing it removes it. */
export async function openFresh(open: () => Promise<EmptyDatabase>): Promise<Database> {
  const empty = await open();
  const database = await openDatabase(empty.location);
  return {
    ...database,
    close: async () => {
      await database.close();
      await empty.close();
    },
  };
}

/**
 * A new, empty database with a random name on the test run's PostgreSQL, or on the server whose maintenance database is
 * given. `drop` ends the connections that are still open.
 */
export async function createPostgresDatabase(
  serverUrl = inject("postgresUrl"),
): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await administer(serverUrl, `create database ${name} template template0`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(serverUrl, `drop database if exists ${name} with (force)`) };
}

async function administer(serverUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
