/** From anything thrown to a problem document (RFC 9457), and to a log line without personal data. */
import { problemCodes, type ProblemCode } from "#contract/problem.ts";
import { Refusal, type Problem } from "#domain/errors.ts";
import type { FastifyReply } from "fastify";

export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ProblemCode;
  errors?: readonly Problem[];
}

const problemContentType = "application/problem+json; charset=utf-8";

export function problemDocument(code: ProblemCode, detail: string, errors?: readonly Problem[]): ProblemDocument {
  const { status, title } = problemCodes[code];
  return { type: `/problems/${code}`, title, status, detail, code, ...(errors ? { errors } : {}) };
}

export function sendProblem(reply: FastifyReply, problem: ProblemDocument): FastifyReply {
  if (problem.code === "unauthenticated") void reply.header("www-authenticate", 'Bearer realm="Campanile"');
  return reply.code(problem.status).type(problemContentType).send(JSON.stringify(problem));
}

/** How far down its causes an error is read: one that is its own cause has no end. */
const causesTold = 8;

/** The parts of an error that say what kind it is. */
interface Coded {
  code?: unknown;
  statusCode?: unknown;
  cause?: unknown;
}

/** Fastify's and its plugins' own refusals, by the code of the error. */
const frameworkRefusals: Record<string, { code: ProblemCode; detail: string }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: "too_large",
    detail: "The body is larger than this address takes (1 MB, except for files); send less at once.",
  },
  FST_REQ_FILE_TOO_LARGE: { code: "too_large", detail: "The file is larger than this server takes; split it." },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: "unsupported_media_type",
    detail: "Send the body as application/json, or a file as multipart/form-data.",
  },
  FST_INVALID_MULTIPART_CONTENT_TYPE: {
    code: "unsupported_media_type",
    detail: "Send the file as multipart/form-data, in a part named file.",
  },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    code: "malformed",
    detail: "The body is not valid JSON; correct it and send it again.",
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: "malformed",
    detail: "The body is not as long as its Content-Length says.",
  },
  FST_ERR_MAX_PARAM_LENGTH: { code: "not_found", detail: "No id is as long as the one in this address." },
  FST_STATIC_FORBIDDEN_PATH: { code: "not_found", detail: "There is no file at this address." },
  FST_ERR_BAD_URL: { code: "malformed", detail: "The address is not a valid URL." },
};

/** PostgreSQL's disk is full (53100), or the embedded database's file system says so. */
const fullCodes = ["53100", "ENOSPC", "EDQUOT"];
/** PostgreSQL is starting, stopping, full of connections, or not there. */
const absentCodes = [
  "57P01",
  "57P02",
  "57P03",
  "53300",
  // A server that has become a standby.
  "25006",
  "08000",
  "08001",
  "08003",
  "08006",
  "ECONNREFUSED",
  "ECONNRESET",
  // Of our own limits, and of the kernel's keep-alives.
  "ETIMEDOUT",
];

/**
 * What the sender is told of an error. `internal` means that it was a fault of ours: log it.
 *
 * @param requestId what the sender may quote, so that the fault is found in the log
 */
export function problemOf(error: unknown, requestId: string): ProblemDocument {
  if (error instanceof Refusal) return problemDocument(error.code, error.message, error.problems);
  const codes = codesOf(error);
  const framework = codes.map((code) => frameworkRefusals[code]).find((entry) => entry !== undefined);
  if (framework) return problemDocument(framework.code, framework.detail);
  if (codes.some((code) => fullCodes.includes(code))) {
    return problemDocument(
      "database_full",
      "The disk of the database is full, and nothing was changed. Reading goes on; make room, and writing goes on by itself.",
    );
  }
  if (codes.some((code) => absentCodes.includes(code))) {
    return problemDocument("unavailable", "The database does not answer now; try again in a moment.");
  }
  if ((error as Coded | null)?.statusCode === 412) {
    return problemDocument("precondition_failed", "It has changed since; ask for it without the condition.");
  }
  if ((error as Coded | null)?.statusCode === 416) {
    return problemDocument("range_not_satisfiable", "The file ends before the part that was asked for; ask for less.");
  }
  if ((error as Coded | null)?.statusCode === 400) {
    return problemDocument("malformed", "The request could not be read; correct it and send it again.");
  }
  return problemDocument(
    "internal",
    `This is a fault of the server. Whoever runs it finds it in the log as ${requestId}.`,
  );
}

/** The codes along an error's chain of causes, the outermost first. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (
    let at = error as Coded | null | undefined, depth = 0;
    at && depth <= causesTold;
    at = at.cause as Coded, depth += 1
  ) {
    if (typeof at.code === "string") codes.push(at.code);
  }
  return codes;
}

const loggable = ["code", "constraint", "table", "column", "routine", "severity", "syscall"] as const;

/**
 * An error for the log: what kind, where in our code, and no values. Database errors quote the row they failed on, so of
 * them the message stays out; of others, numbers that could be telephone numbers and addresses are blotted.
 */
export function describeFault(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const facts = error as Error & Record<string, unknown>;
  const fromDatabase = "severity" in facts || "routine" in facts;
  return {
    type: error.name,
    ...(fromDatabase ? {} : { message: blot(error.message) }),
    ...Object.fromEntries(loggable.filter((key) => typeof facts[key] === "string").map((key) => [key, facts[key]])),
    stack: (error.stack ?? "").split("\n").filter((frame) => /^\s+at /.test(frame)),
    ...(error.cause === undefined || depth >= causesTold ? {} : { cause: describeFault(error.cause, depth + 1) }),
  };
}

function blot(message: string): string {
  return message.replaceAll(/[^\s"'<>]+@[^\s"'<>]+/g, "…").replaceAll(/\+?\d[\d\s().-]{5,}\d/g, "…");
}
