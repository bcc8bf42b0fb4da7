/** What the environment says, read once and checked whole. No other module reads it. */
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import path from "node:path";
import { readDatabaseAddress } from "#domain/database-address.ts";
import { parseEnv } from "node:util";

/** What a process does of all there is to do; with a PostgreSQL server each may have processes of its own. */
export const processRoles = ["web", "dialer", "voice", "jobs"] as const;
export type ProcessRole = (typeof processRoles)[number];

export interface Config {
  /** 0: any free one. */
  port: number;
  host: string;
  /** Absolute. Embedded database, recordings, uploads, generated secret. */
  dataFolder: string;
  /** Null: the embedded database. */
  databaseUrl: string | null;
  /** The same database for notifications, where a pooler stands before it; null: `databaseUrl` itself. */
  databaseListenUrl: string | null;
  roles: ReadonlySet<ProcessRole>;
  /** Null: the one that is generated into the data folder. Never null with `databaseUrl`. */
  secret: string | null;
  /** Where people and carriers reach the web role, without a slash at its end; null: where it listens. */
  publicUrl: string | null;
  /** Addresses and CIDRs of the reverse proxies whose X-Forwarded-* headers are believed; empty: none. */
  trustProxy: readonly string[];
  bootstrapApiKey: string | null;
  /** How long live calls may go on when the process is told to end. */
  drainSeconds: number;
  /** Where a process without the web role tells how it is; 0: any free port; null: nowhere. */
  statusPort: number | null;
  /** Who reads the metrics from another machine sends it; null: they are read on this machine only. */
  metricsToken: string | null;
  /** Where the user stands: files named on the command line are relative to it. */
  startedIn: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment cannot be used; the message is one sentence for each problem, a line each. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

type Reading<T> = { value: T } | { problem: string };

interface Setting<T> {
  /** What it is for, in lines for .env.example. */
  about: readonly string[];
  /** What is taken when it is absent or empty; null: nothing. */
  fallback: string | null;
  /** Reads a text that is not empty. `problem` goes on from the name: "PORT must be …". */
  read(text: string): Reading<T>;
}

const readPort = (text: string): Reading<number> =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535
    ? { value: Number(text) }
    : { problem: "must be a port number from 0 to 65535" };

const PORT: Setting<number> = {
  about: ["The port of the web app and the API; 0 takes any free one."],
  fallback: "4700",
  read: readPort,
};

const HOST: Setting<string> = {
  about: ["The address to listen on. 127.0.0.1 is this machine only; 0.0.0.0 is every network it is in."],
  fallback: "127.0.0.1",
  read: (text) =>
    /^[A-Za-z0-9.:_-]+$/.test(text)
      ? { value: text }
      : { problem: "must be an address or host name without a port or protocol, such as 127.0.0.1 or 0.0.0.0" },
};

const CAMPANILE_DATA: Setting<string> = {
  about: [
    "The folder of the embedded database, recordings, uploads and the generated secret. Made where it is missing.",
  ],
  fallback: "./data",
  read: (text) => ({ value: path.resolve(text) }),
};

const readDatabaseUrl = (text: string): Reading<string> =>
  readDatabaseAddress(text) === null
    ? {
        problem:
          "must be a PostgreSQL address such as postgres://user:password@localhost:5432/campanile, or with several hosts " +
          "postgres://user:password@one:5432,two:5432/campanile?target_session_attrs=read-write",
      }
    : { value: text };

const DATABASE_URL: Setting<string> = {
  about: [
    "A PostgreSQL server, version 15 or later, in place of the embedded database, such as",
    "postgres://user:password@localhost:5432/campanile. It needs CAMPANILE_SECRET. Several hosts, of which the one that takes",
    "writes is used: postgres://user:password@one:5432,two:5432/campanile?target_session_attrs=read-write",
  ],
  fallback: null,
  read: readDatabaseUrl,
};

const DATABASE_LISTEN_URL: Setting<string> = {
  about: [
    "The same database without a pooler between, for notifications. Only where DATABASE_URL leads through one that shares",
    "connections between transactions, such as PgBouncer with pool_mode=transaction.",
  ],
  fallback: null,
  read: readDatabaseUrl,
};

const CAMPANILE_ROLES: Setting<ReadonlySet<ProcessRole>> = {
  about: [
    "What this process does: all, or a comma list of web, dialer, jobs. Together the processes on one database must do",
    "them all.",
  ],
  fallback: "all",
  read: (text) => {
    const names = text
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "");
    if (names.length === 1 && names[0] === "all") return { value: new Set(processRoles) };
    const known = processRoles.filter((role) => names.includes(role));
    // Other programs name it (api.md), and no process has anything to do by it yet.
    if (known.length === 1 && known[0] === "voice")
      return { problem: "must name web, dialer or jobs: voice alone has nothing to do yet" };
    if (known.length > 0 && names.every((name) => known.some((role) => role === name)))
      return { value: new Set(known) };
    return { problem: "must be all, or a comma list of web, dialer, jobs" };
  },
};

export const secretCharacters = 32;

const CAMPANILE_SECRET: Setting<string> = {
  about: [
    "Encrypts stored credentials and signs sessions. With the embedded database one is generated into the data folder;",
    `with DATABASE_URL it is required, at least ${secretCharacters} characters, and the same for all processes. Make one with`,
    "openssl rand -hex 32",
  ],
  fallback: null,
  read: (text) =>
    text.length >= secretCharacters
      ? { value: text }
      : { problem: `must have at least ${secretCharacters} characters; make one with: openssl rand -hex 32` },
};

/** What the server has at its root: below one of these nobody could tell the app's path from one of its own. */
const ownPaths =
  "account api assets campaigns contacts conversations employees healthz icon.svg local metrics problems proxyz readyz reset-password settings sign-in sign-up".split(
    " ",
  );

const CAMPANILE_PUBLIC_URL: Setting<string> = {
  about: [
    "The address people use, where a proxy stands before the server, such as https://calls.example.com, or with the path",
    "it has there: https://example.com/campanile. Links carry it, changes are taken from its pages alone, and with https",
    "cookies are Secure. See docs/how-to/behind-a-proxy.md.",
  ],
  fallback: null,
  read: (text) => {
    const url = URL.parse(text);
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
      return {
        problem: "must be the address people use, such as https://calls.example.com, and nothing after its path",
      };
    const pathname = url.pathname.replace(/\/+$/, "");
    if (!/^(\/[A-Za-z0-9._~-]+)*$/.test(pathname) || pathname.split("/").some((part) => /^\.+$/.test(part)))
      return { problem: "must have a path of letters, digits, -, . and _ alone, such as /campanile" };
    const [, first = ""] = pathname.split("/");
    if (ownPaths.includes(first))
      return { problem: `must have another path: /${first} is one of the server's own; take one such as /campanile` };
    return { value: url.origin + pathname };
  },
};

const CAMPANILE_TRUST_PROXY: Setting<readonly string[]> = {
  about: [
    "The addresses of the reverse proxies before the server, whose X-Forwarded-For, -Host and -Proto are believed: a comma",
    "list of addresses and CIDRs such as 10.0.0.0/8, loopback for this machine, or none.",
  ],
  fallback: "loopback",
  read: (text) => {
    const entries = text.split(",").map((entry) => entry.trim());
    if (entries.length === 1 && entries[0] === "none") return { value: [] };
    return entries.every(isProxyEntry)
      ? { value: entries }
      : { problem: "must be none, or a comma list of addresses and CIDRs such as 10.0.0.0/8 (or loopback)" };
  },
};

function isProxyEntry(entry: string): boolean {
  if (entry === "loopback") return true;
  const [address = "", bits, ...rest] = entry.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

const CAMPANILE_BOOTSTRAP_API_KEY: Setting<string> = {
  about: [
    "On an empty database: makes the first organisation and an owner's API key with this very value, so that a machine",
    "can be set up without a browser. Ignored on any other database. Whoever has it may do everything: at least",
    `${secretCharacters} characters, made with openssl rand -hex 32`,
  ],
  fallback: null,
  read: (text) =>
    text.length >= secretCharacters && /^[!-~]+$/.test(text)
      ? { value: text }
      : {
          problem: `must have at least ${secretCharacters} characters without spaces; make one with: openssl rand -hex 32`,
        },
};

/** Longer than any call may last. */
const mostDrainSeconds = 7_200;

const CAMPANILE_DRAIN_SECONDS: Setting<number> = {
  about: [
    "How many seconds live calls may go on when a process is told to end (SIGTERM). The rest are interrupted and follow their",
    "campaigns' retry rules. Whoever ends the process has to grant it 12 seconds more. SIGUSR2 waits for every call instead.",
  ],
  fallback: "8",
  read: (text) =>
    /^\d{1,4}$/.test(text) && Number(text) <= mostDrainSeconds
      ? { value: Number(text) }
      : { problem: `must be a number of seconds from 0 to ${mostDrainSeconds}` },
};

const CAMPANILE_STATUS_PORT: Setting<number> = {
  about: [
    "A process without the web role answers /healthz, /readyz and /metrics on this port of HOST; without it, nowhere.",
    "One with the web role answers them on PORT.",
  ],
  fallback: null,
  read: readPort,
};

const CAMPANILE_METRICS_TOKEN: Setting<string> = {
  about: [
    "Whoever reads /metrics from another machine sends it: Authorization: Bearer TOKEN. Without it they are read on this",
    `machine only. At least ${secretCharacters} characters.`,
  ],
  fallback: null,
  read: (text) =>
    text.length >= secretCharacters && /^[!-~]+$/.test(text)
      ? { value: text }
      : {
          problem: `must have at least ${secretCharacters} characters without spaces; make one with: openssl rand -hex 32`,
        },
};

/** Every setting there is, in the order of .env.example. */
export const settings = {
  PORT,
  HOST,
  CAMPANILE_DATA,
  DATABASE_URL,
  DATABASE_LISTEN_URL,
  CAMPANILE_ROLES,
  CAMPANILE_SECRET,
  CAMPANILE_PUBLIC_URL,
  CAMPANILE_TRUST_PROXY,
  CAMPANILE_BOOTSTRAP_API_KEY,
  CAMPANILE_DRAIN_SECONDS,
  CAMPANILE_STATUS_PORT,
  CAMPANILE_METRICS_TOKEN,
};
type SettingName = keyof typeof settings;
const settingNames = Object.keys(settings) as SettingName[];

/**
 * The configuration of this process. An empty value counts as absent; the real environment wins over the file.
 *
 * @param dotenvFile read where it exists; null: not at all
 * @throws ConfigError that names every problem at once
 */
export function readConfig(environment: Environment = process.env, dotenvFile: string | null = ".env"): Config {
  const file = dotenvFile === null ? {} : readDotenv(dotenvFile);
  const problems: string[] = [];

  function value<T>(name: SettingName, setting: Setting<T>): T | null {
    const text = [environment[name], file[name], setting.fallback].map((one) => one?.trim()).find(Boolean);
    if (text === undefined) return null;
    const reading = setting.read(text);
    if ("value" in reading) return reading.value;
    // What a secret or an address with a password holds is not for a screen or a log.
    const shown = setting.fallback === null ? "" : `, not "${text}"`;
    problems.push(`${name} ${reading.problem}${shown}.`);
    return null;
  }

  const config = {
    port: value("PORT", PORT),
    host: value("HOST", HOST),
    dataFolder: value("CAMPANILE_DATA", CAMPANILE_DATA),
    databaseUrl: value("DATABASE_URL", DATABASE_URL),
    databaseListenUrl: value("DATABASE_LISTEN_URL", DATABASE_LISTEN_URL),
    roles: value("CAMPANILE_ROLES", CAMPANILE_ROLES),
    secret: value("CAMPANILE_SECRET", CAMPANILE_SECRET),
    publicUrl: value("CAMPANILE_PUBLIC_URL", CAMPANILE_PUBLIC_URL),
    trustProxy: value("CAMPANILE_TRUST_PROXY", CAMPANILE_TRUST_PROXY),
    bootstrapApiKey: value("CAMPANILE_BOOTSTRAP_API_KEY", CAMPANILE_BOOTSTRAP_API_KEY),
    drainSeconds: value("CAMPANILE_DRAIN_SECONDS", CAMPANILE_DRAIN_SECONDS),
    statusPort: value("CAMPANILE_STATUS_PORT", CAMPANILE_STATUS_PORT),
    metricsToken: value("CAMPANILE_METRICS_TOKEN", CAMPANILE_METRICS_TOKEN),
    startedIn: whereTheUserStands(environment),
  };
  const secretGiven = Boolean(environment.CAMPANILE_SECRET || file.CAMPANILE_SECRET);
  if (config.databaseUrl !== null && !secretGiven) {
    problems.push(
      `DATABASE_URL needs CAMPANILE_SECRET, at least ${secretCharacters} characters and the same for all processes; ` +
        "make one with: openssl rand -hex 32.",
    );
  }
  if (config.databaseListenUrl !== null && config.databaseUrl === null) {
    problems.push(
      "DATABASE_LISTEN_URL is for a server whose DATABASE_URL leads through a pooler; set both, or neither.",
    );
  }
  problems.push(...unknownNames({ ...file, ...environment }));
  if (problems.length > 0) throw new ConfigError(problems);
  return config as Config;
}

/** Where the database of this configuration is. */
export function databaseLocation({
  databaseUrl,
  databaseListenUrl,
  dataFolder,
}: Config): { url: string; listenUrl?: string } | { folder: string } {
  if (databaseUrl === null) return { folder: dataFolder };
  return { url: databaseUrl, ...(databaseListenUrl === null ? {} : { listenUrl: databaseListenUrl }) };
}

function readDotenv(file: string): Environment {
  try {
    return parseEnv(readFileSync(file, "utf8"));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") return {};
    throw new ConfigError([
      `The file ${path.resolve(file)} cannot be read (${code}); mend its permissions or remove it.`,
    ]);
  }
}

/** A misspelt setting would otherwise be a setting that silently does nothing. */
function unknownNames(environment: Environment): string[] {
  const given = Object.keys(environment).filter((name) => name.startsWith("CAMPANILE_") && !(name in settings));
  return given.map((name) => {
    const bare = name.slice("CAMPANILE_".length);
    const meant = settingNames.find((known) => known === bare) ?? closest(name, settingNames);
    return meant === undefined
      ? `${name} is not a setting; remove it, or use one of ${settingNames.join(", ")}.`
      : `${name} is not a setting; did you mean ${meant}?`;
  });
}

/** npm runs a script in the package's folder, and tells where it was called. */
function whereTheUserStands(environment: Environment): string {
  const here = process.cwd();
  const calledIn = environment.INIT_CWD;
  return calledIn && environment.npm_lifecycle_event === "campanile" && here === path.dirname(import.meta.dirname)
    ? calledIn
    : here;
}

/** The name that is nearest to a misspelt one, at most three letters away. */
function closest(misspelt: string, names: readonly SettingName[]): SettingName | undefined {
  const near = names.map((name) => ({ name, distance: distance(misspelt, name) })).filter((one) => one.distance <= 3);
  return near.toSorted((a, b) => a.distance - b.distance)[0]?.name;
}

/** Letters to add, drop or change to make one text of the other (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [i, letter] of one.split("").entries()) {
    const next = [i + 1];
    for (const [j, wanted] of other.split("").entries()) {
      const changed = (row[j] ?? 0) + Number(letter !== wanted);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
