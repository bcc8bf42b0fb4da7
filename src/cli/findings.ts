/** What `doctor` finds, each as one line that says how to mend it. Pure: the facts come in. */
import type { Line } from "./client.ts";
import { showDuration } from "./hours.ts";

export type Level = "ok" | "warn" | "fail";

export interface Finding {
  level: Level;
  subject: string;
  /** What is so, and where it is not well, what to do. */
  text: string;
}

/** @param wanted the major version this program is made for */
export function nodeFinding(version: string, wanted: number): Finding {
  const major = Number(version.replace(/^v/, "").split(".")[0]);
  if (major >= wanted) return { level: "ok", subject: "Node", text: version };
  return {
    level: "fail",
    subject: "Node",
    text: `${version}; this program needs ${wanted}: run it with npm, which takes the project's own.`,
  };
}

export interface FolderFacts {
  folder: string;
  exists: boolean;
  /** Of the folder, or of the nearest one above it that exists. */
  writable: boolean;
  freeBytes: number;
  /** A sentence where others could read or change what is in the folder. */
  unsafe: string | null;
}

const gigabyte = 1_000_000_000;

export function folderFindings({ folder, exists, writable, freeBytes, unsafe }: FolderFacts): Finding[] {
  const free = `${(freeBytes / gigabyte).toFixed(1)} GB free`;
  const locked = `This user may not write ${folder}; change its owner or permissions, or set CAMPANILE_DATA.`;
  const problem = unsafe ?? (writable ? null : locked);
  return [
    problem === null
      ? { level: "ok", subject: "Data folder", text: exists ? folder : `${folder} (made at the first start)` }
      : { level: "fail", subject: "Data folder", text: problem },
    { subject: "Disk", ...diskFinding(freeBytes, free) },
  ];
}

function diskFinding(freeBytes: number, free: string): Omit<Finding, "subject"> {
  if (freeBytes < 0.2 * gigabyte)
    return { level: "fail", text: `${free}; make room, the database needs some to work.` };
  if (freeBytes < 2 * gigabyte) return { level: "warn", text: `${free}; make room before it is full.` };
  return { level: "ok", text: free };
}

export interface DatabaseState {
  kind: "embedded" | "postgres";
  version: string;
  versionNumber: number;
  clockAheadMilliseconds: number;
  missing: readonly string[];
  unknown: readonly string[];
  copyOf: string | null;
}

const names = { embedded: "embedded PostgreSQL", postgres: "PostgreSQL server" };

/** @param oldest the oldest version this program runs on, as `server_version_num` counts */
export function databaseFindings(state: DatabaseState, oldest: number): Finding[] {
  const always = [versionFinding(state, oldest), schemaFinding(state), clockFinding(state.clockAheadMilliseconds)];
  return state.copyOf === null ? always : [...always, copyFinding(state.copyOf)];
}

function versionFinding({ kind, version, versionNumber }: DatabaseState, oldest: number): Finding {
  const text = `${names[kind]} ${version.split(" ")[0]}`;
  if (versionNumber >= oldest) return { level: "ok", subject: "Database", text };
  const wanted = Math.floor(oldest / 10_000);
  return { level: "fail", subject: "Database", text: `${text}; it must be ${wanted} or later: upgrade the server.` };
}

function schemaFinding({ missing, unknown }: DatabaseState): Finding {
  const subject = "Schema";
  if (unknown.length > 0) {
    const text = `made by a newer Campanile (it has ${unknown.join(", ")}); start that version.`;
    return { level: "fail", subject, text };
  }
  if (missing.length > 0) {
    return { level: "warn", subject, text: `${missing.length} migrations are to come; the next start runs them.` };
  }
  return { level: "ok", subject, text: "up to date" };
}

function copyFinding(original: string): Finding {
  const text =
    `a copy of "${original}"; each start pauses its running campaigns. If it is the one that calls now: ` +
    "npm run campanile -- adopt-database";
  return { level: "warn", subject: "Copy", text };
}

/** Calling hours and leases are reckoned on the database's clock; some drift is made up for. */
function clockFinding(aheadMilliseconds: number): Finding {
  const subject = "Clock";
  const seconds = Math.abs(aheadMilliseconds) / 1_000;
  if (seconds < 2) return { level: "ok", subject, text: "the same as the database's" };
  const side = aheadMilliseconds > 0 ? "behind" : "ahead of";
  return {
    level: seconds < 60 ? "warn" : "fail",
    subject,
    text: `this machine is ${showDuration(seconds)} ${side} the database; set both by a time server (NTP).`,
  };
}

export function lineFindings(lines: readonly Pick<Line, "name" | "kind" | "active" | "problems">[]): Finding[] {
  if (lines.length === 0) {
    return [{ level: "warn", subject: "Lines", text: "there are none; add one in the settings." }];
  }
  return lines.map(({ name, kind, active, problems }) => {
    const subject = `Line "${name}"`;
    if (problems.length > 0) {
      const text = problems.map(({ message }) => message).join(" ");
      return { level: active ? "fail" : "warn", subject, text };
    }
    return active
      ? { level: "ok", subject, text: kind }
      : { level: "warn", subject, text: `${kind}, switched off; nothing is called over it until it is switched on.` };
  });
}

/**
 * @param own of this process's secret; null where none was made yet
 * @param stored of the secret that the database was first used with; null where that is not known
 */
export function secretFinding(own: string | null, stored: string | null): Finding {
  const subject = "Secret";
  if (own === null && stored !== null) {
    const text = `the data folder has no file secret, and the database was used with one (${stored}): put it back from a backup.`;
    return { level: "fail", subject, text };
  }
  if (own === null) return { level: "ok", subject, text: "is made at the first start" };
  if (stored === null || stored === own) {
    return { level: "ok", subject, text: `${stored === null ? "" : "the database's own, "}check value ${own}` };
  }
  return {
    level: "fail",
    subject,
    text: `its check value is ${own}, and the database was first used with ${stored}: set that one, or run rotate-secret.`,
  };
}

/** A request of ours as it came back to the server, through whatever stands before it. */
export interface ProxySight {
  host: string;
  hostKnown: boolean;
  protocol: "http" | "https";
  forwarded: boolean;
  trusted: boolean;
}

/** @param seen null: something else than Campanile answered */
export function proxyFindings(publicUrl: string, seen: ProxySight | null): Finding[] {
  const subject = "Proxy";
  const fail = (text: string): Finding => ({ level: "fail", subject, text });
  if (seen === null) {
    return [
      fail(
        `at ${publicUrl} something else than Campanile answers; hand on its path to the server, with or without it.`,
      ),
    ];
  }
  const { protocol, hostname } = new URL(publicUrl);
  const wrong = [
    ...(seen.hostKnown
      ? []
      : [
          fail(
            `it asks for ${seen.host}; let it hand on the Host it was asked for, ${hostname} (nginx: proxy_set_header Host $http_host).`,
          ),
        ]),
    ...(seen.forwarded && !seen.trusted
      ? [fail("its X-Forwarded-For is not believed; set it, and name the proxy's address in CAMPANILE_TRUST_PROXY.")]
      : []),
    ...(seen.protocol === protocol.slice(0, -1)
      ? []
      : [
          fail(
            `people use ${protocol.slice(0, -1)} and the server is told ${seen.protocol}; let the proxy set X-Forwarded-Proto.`,
          ),
        ]),
  ];
  return wrong.length > 0 ? wrong : [{ level: "ok", subject, text: `${publicUrl} leads here` }];
}

/** `ok    Node         v26.10.0` */
export function writeFinding({ level, subject, text }: Finding): string {
  return `${level.padEnd(5)} ${subject.padEnd(12)} ${text}`;
}
