/** The real program on a fresh database and a free port, and a client that holds every answer to the contract. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type App, startApp, type StartOptions } from "#src/app.ts";
import { type Config, processRoles, type ProcessRole } from "#src/config.ts";
import { type Role, roles } from "#domain/roles.ts";
import { issueApiKey } from "#http/accounts/accounts.ts";
import { createOrganisation, ensureOrganisation } from "#store/accounts/organisations.ts";
import { type Database, openDatabase } from "#store/db.ts";
import { apiClient, type ApiClient } from "./api-client.ts";
import { createPostgresDatabase } from "./databases.ts";

export interface TestApp extends ApiClient {
  app: App;
  url: string;
  config: Config;
  close(): Promise<void>;
}

/** A configuration for tests; what it names is removed by whoever made it. */
export function testConfig(given: Partial<Config> = {}): Config {
  return {
    port: 0,
    host: "127.0.0.1",
    dataFolder: "",
    databaseUrl: null,
    databaseListenUrl: null,
    roles: new Set(processRoles),
    secret: null,
    publicUrl: null,
    trustProxy: ["loopback"],
    bootstrapApiKey: null,
    drainSeconds: 8,
    statusPort: null,
    metricsToken: null,
    startedIn: process.cwd(),
    ...given,
  };
}

/** Starts the program by this configuration; its client is the owner of the first organisation. */
export async function openApp(config: Config, options: StartOptions = {}): Promise<TestApp> {
  const app = await startApp(config, { strictAnswers: true, ...options });
  return {
    ...apiClient(app.url, app.localKey),
    app,
    url: app.url,
    config,
    close: () => app.close({ drainMilliseconds: 0 }),
  };
}

export interface PostgresApp extends TestApp {
  /** The same database, from the side. */
  database: Database;
  organisationId: string;
  /** Another process of the same copy. */
  another(how?: { roles?: readonly ProcessRole[] }): Promise<TestApp>;
  /** The client of a program with a role, in the first organisation or another. */
  as(role: Role, organisationId?: string): Promise<ApiClient & { key: string; id: string }>;
  /** A second organisation, empty. */
  addOrganisation(name: string): Promise<string>;
}

/** On a new database of the test run's PostgreSQL: a few hundred milliseconds, where the embedded one takes seconds. */
export async function openPostgresApp(given: Partial<Config> = {}, options: StartOptions = {}): Promise<PostgresApp> {
  const { url, drop } = await createPostgresDatabase();
  const folder = mkdtempSync(path.join(tmpdir(), "campanile-app-"));
  const config = testConfig({
    dataFolder: folder,
    databaseUrl: url,
    secret: "a secret of at least 32 characters",
    ...given,
  });
  const app = await openApp(config, options);
  const database = await openDatabase({ url });
  const { id: organisationId } = await ensureOrganisation(database.sql);
  const others: TestApp[] = [];
  return {
    ...app,
    database,
    organisationId,
    another: async (how = {}) => {
      const another = await openApp({ ...config, ...(how.roles ? { roles: new Set(how.roles) } : {}) });
      others.push(another);
      return another;
    },
    as: async (role, organisation = organisationId) => {
      const by = { organisationId: organisation, role: roles[0] };
      const { key, id } = await issueApiKey(database.sql, by, { name: `the ${role}'s program`, role });
      return { ...apiClient(app.url, key), key, id };
    },
    addOrganisation: async (name) => (await createOrganisation(database.sql, name)).id,
    close: async () => {
      for (const other of others) await other.close();
      await app.close();
      await database.close();
      await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A folder for the embedded database, removed by `remove`. */
export function temporaryFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), "campanile-app-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
