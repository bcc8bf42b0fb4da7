/** The way from a command to the API: through the server that runs on the data folder, else through one of its own. */
import { setTimeout as wait } from "node:timers/promises";
import type { App } from "#src/app.ts";
import { ranges } from "#domain/campaign/settings.ts";
import { type Config, type ProcessRole, processRoles } from "#src/config.ts";
import { ApiProblem, type Client, createClient, ServerGone } from "./client.ts";
import { findServer } from "./server.ts";

export interface Connection {
  readonly client: Client;
  readonly url: string;
  /** Whether calls end with this command. */
  readonly own: boolean;
  /** What only commands on this machine may ask for, outside of the contract. @throws ApiProblem, ServerGone */
  askLocal(path: string, body: object): Promise<unknown>;
  /** Finds the way anew when the server is gone. */
  renew(): Promise<void>;
  /**
   * Ends the server if it is this command's own. Calls of other campaigns may be live on it: with `letCallsEnd` they all
   * come to their own end first, without it as many as do within the server's patience.
   */
  close(how?: { letCallsEnd: boolean }): Promise<void>;
}

interface Way {
  client: Client;
  url: string;
  key: string;
  app: App | undefined;
}

/** Between taking the data folder and answering, a server opens its database. */
const startingMilliseconds = 20_000;
/** Between its last answer and giving the data folder free, a server lets its calls end. */
const endingMilliseconds = 600_000;

/**
 * @param roles what a server of the command's own has to do
 * @throws DataFolderInUse when another process has the folder and does not answer
 */
export async function connect(config: Config, roles: readonly ProcessRole[] = processRoles): Promise<Connection> {
  let way = await findWay(config, roles, startingMilliseconds);
  return {
    get client() {
      return way.client;
    },
    get url() {
      return way.url;
    },
    get own() {
      return way.app !== undefined;
    },
    askLocal: (path, body) => askLocal(way, path, body),
    async renew() {
      if (way.app === undefined) way = await findWay(config, roles, endingMilliseconds);
    },
    async close(how) {
      await way.app?.close(how?.letCallsEnd ? { drainMilliseconds: ranges.maxCallSeconds.max * 1_000 } : {});
    },
  };
}

async function findWay(config: Config, roles: readonly ProcessRole[], patience: number): Promise<Way> {
  const deadline = performance.now() + patience;
  for (;;) {
    const running = config.databaseUrl === null ? await findServer(config.dataFolder) : undefined;
    if (running)
      return { client: createClient(running.url, running.key), url: running.url, key: running.key, app: undefined };
    try {
      return await startOwn(config, roles);
    } catch (error) {
      const taken = error instanceof Error && error.name === "DataFolderInUse";
      if (!taken || performance.now() > deadline) throw error;
      await wait(250);
    }
  }
}

async function startOwn(config: Config, roles: readonly ProcessRole[]): Promise<Way> {
  // Loaded only here: most of the program, for a command that may need none of it.
  const { startApp } = await import("#src/app.ts");
  const app = await startApp({ ...config, host: "127.0.0.1", roles: new Set(roles) }, { port: 0, log: false });
  return { client: createClient(app.url, app.localKey), url: app.url, key: app.localKey, app };
}

async function askLocal({ url, key }: Way, path: string, body: object): Promise<unknown> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const sent = { method: "POST", headers, body: JSON.stringify(body) };
  const response = await fetch(new URL(path, url), sent).catch((cause: unknown) => {
    throw new ServerGone(url, cause);
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ApiProblem(response.status, answer);
  return answer;
}
