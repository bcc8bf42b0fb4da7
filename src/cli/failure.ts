/** How a command fails: with a sentence that says what to do, and an exit code. Never with a stack. */
import { ConfigError } from "#src/config.ts";

/** As api.md fixes them: the input was bad, or anything else kept the command from its end. */
export const exitCodes = { done: 0, failed: 1, badInput: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** An expected failure; the message is what the person reads. */
export class CommandFailure extends Error {
  readonly exitCode: ExitCode;
  constructor(message: string, exitCode: ExitCode = exitCodes.failed, cause?: unknown) {
    super(message, { cause });
    this.name = "CommandFailure";
    this.exitCode = exitCode;
  }
}

export function badInput(sentence: string): CommandFailure {
  return new CommandFailure(sentence, exitCodes.badInput);
}

interface KnownFault {
  /** Node's, or PostgreSQL's SQLSTATE. */
  code: string;
  sentence(fault: NodeJS.ErrnoException & { port?: number; address?: string }): string;
}

const databaseUnreachable = () =>
  "The database server of DATABASE_URL cannot be reached; check that it runs and that the address is right.";
const databaseRefuses = () => "The database server refuses the user or password of DATABASE_URL; correct them there.";

/** Faults of the machine that a person can mend. */
const knownFaults: readonly KnownFault[] = [
  {
    code: "EADDRINUSE",
    sentence: ({ port }) => `Port ${port} is taken by another program; stop that one, or choose another with PORT.`,
  },
  {
    code: "EADDRNOTAVAIL",
    sentence: ({ address }) => `This machine has no address ${address}; set HOST to one it has, such as 127.0.0.1.`,
  },
  { code: "ENOSPC", sentence: () => "The disk is full; make room and try again." },
  {
    code: "EACCES",
    sentence: ({ path, port }) =>
      path === undefined
        ? `This user may not listen on port ${port}; choose one above 1023 with PORT.`
        : `This user may not use ${path}; change its owner or permissions, or choose another place.`,
  },
  { code: "EROFS", sentence: ({ path }) => `${path} is on a disk that cannot be written; choose another place.` },
  { code: "ENOTDIR", sentence: ({ path }) => `A part of the path ${path} is a file, not a folder; choose another.` },
  { code: "ECONNREFUSED", sentence: databaseUnreachable },
  { code: "ENOTFOUND", sentence: databaseUnreachable },
  { code: "EAI_AGAIN", sentence: databaseUnreachable },
  { code: "ETIMEDOUT", sentence: databaseUnreachable },
  { code: "08001", sentence: databaseUnreachable },
  { code: "08006", sentence: databaseUnreachable },
  { code: "28P01", sentence: databaseRefuses },
  { code: "28000", sentence: databaseRefuses },
  {
    code: "53300",
    sentence: () =>
      "The database server has no connection left; raise its max_connections, or run fewer processes: each takes up to 17.",
  },
  {
    code: "57P03",
    sentence: () => "The database server is starting or stopping; try again in a moment.",
  },
  {
    code: "42501",
    sentence: () =>
      "The user of DATABASE_URL may not do in the database what it has to; make that user the database's owner.",
  },
  {
    code: "25006",
    sentence: () => "The database of DATABASE_URL can only be read; name the primary server.",
  },
  {
    code: "3D000",
    sentence: () => "The database that DATABASE_URL names does not exist; create it, or correct the name.",
  },
  { code: "53100", sentence: () => "The disk of the database is full; make room and try again." },
];

/** Errors of rooms that this one does not know; their messages are sentences that say what to do. */
const selfExplaining = new Set([
  "DataFolderInUse",
  "UnsafeDataFolder",
  "DamagedDatabase",
  "NewerSchema",
  "OldServer",
  "OtherDatabase",
  "DatabaseStopped",
  "BadBackup",
  "UnusableServer",
  "OtherSecret",
  "UnusableSecret",
]);

export interface FailureReport {
  message: string;
  exitCode: ExitCode;
}

/** What a person is told about anything that was thrown. */
export function describeFailure(thrown: unknown): FailureReport {
  if (thrown instanceof CommandFailure) return { message: thrown.message, exitCode: thrown.exitCode };
  if (thrown instanceof ConfigError) return { message: thrown.message, exitCode: exitCodes.badInput };
  if (!(thrown instanceof Error)) return { message: unexpected(String(thrown)), exitCode: exitCodes.failed };
  if (selfExplaining.has(thrown.name)) return { message: thrown.message, exitCode: exitCodes.failed };
  for (const fault of causes(thrown)) {
    const known = knownFaults.find(({ code }) => code === (fault as NodeJS.ErrnoException).code);
    if (known) return { message: known.sentence(fault), exitCode: exitCodes.failed };
  }
  return { message: unexpected(thrown.message || thrown.name), exitCode: exitCodes.failed };
}

/** A fault, what caused it, and what it collects (a host with several addresses refuses once for each). */
function causes(fault: Error): Error[] {
  const further = [fault.cause, ...(fault instanceof AggregateError ? (fault.errors as unknown[]) : [])];
  return [fault, ...further.filter((one) => one instanceof Error).flatMap(causes)];
}

function unexpected(message: string): string {
  return `Something unexpected went wrong: ${message.split("\n")[0]}`;
}
