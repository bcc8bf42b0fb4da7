/**
 * What is open under /api/auth before and around signing in. Of better-auth's endpoints only those named here: its
 * others would be a second way, with other rules, to what /api/v1 does for organisations, members and keys.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Refusal, type RefusalCode } from "#domain/errors.ts";
import { acceptInvitation } from "#store/accounts/invitations.ts";
import { accountIdOf, hasSessionFrom } from "#store/accounts/sign-ins.ts";
import type { Database } from "#store/db.ts";
import { addressOf } from "../host-check.ts";
import { noteSecurityEvent } from "../security-events.ts";
import type { ServerAddress } from "../server-address.ts";
import { ACCOUNT_RULE, ADDRESS_RULE, type Attempts, countAttempts, tooManyAttempts } from "./attempts.ts";
import { ADDRESS_HEADER, type Auth, AUTH_PATH } from "./auth.ts";
import { checkFirstOwnerToken, needsFirstOwnerToken } from "./first-owner.ts";
import { refuseForeignOrigin } from "./origin.ts";
import { sessionOf } from "./principal.ts";
import { signUpState, signUpWith } from "./sign-up.ts";

const betterAuthEndpoints = [
  ["POST", "/sign-in/email"],
  ["POST", "/sign-out"],
  ["GET", "/get-session"],
  ["POST", "/change-password"],
  ["POST", "/update-user"],
  ["GET", "/list-sessions"],
  ["POST", "/revoke-session"],
  ["POST", "/revoke-other-sessions"],
  ["GET", "/organization/list"],
  ["POST", "/organization/set-active"],
] as const;

export interface DoorOptions {
  sql: Database["sql"];
  auth: Auth;
  address: ServerAddress;
  /** Where the pages are, for better-auth. */
  origin: string;
  firstOwnerToken: string;
}

export function registerDoors(server: FastifyInstance, options: DoorOptions): void {
  const { sql, auth, address } = options;
  const attempts = countAttempts();

  /** The attempts of one address at one door. */
  const limitAddress = (door: string, request: FastifyRequest, reply: FastifyReply) => {
    const wait = attempts.take(ADDRESS_RULE, door, addressOf(request));
    if (wait > 0) throw waitFor(reply, "address", wait);
  };

  for (const [method, path] of betterAuthEndpoints) {
    server.route({
      method,
      url: AUTH_PATH + path,
      handler: async (request, reply) => {
        const asked = () => pass(options, request, reply, path);
        if (path !== "/sign-in/email" && path !== "/change-password") return asked();
        limitAddress(path, request, reply);
        const session = path === "/change-password" ? await sessionIn(auth, request) : null;
        const email = session?.user.email ?? emailIn(request.body);
        return email === null ? asked() : withPassword({ sql, attempts, request, reply, email }, asked);
      },
    });
  }

  server.get<{ Querystring: { invitation?: unknown } }>(`${AUTH_PATH}/sign-up`, async (request, reply) => {
    const { invitation } = request.query;
    const id = typeof invitation === "string" ? invitation.slice(0, 100) : undefined;
    if (id !== undefined) limitAddress("invitation", request, reply);
    return signUpState(sql, id, needsFirstOwnerToken(request, address));
  });

  server.post(`${AUTH_PATH}/sign-up/email`, async (request, reply) => {
    refuseForeignOrigin(request, address);
    limitAddress("sign-up", request, reply);
    const credentials = await signUpWith(sql, request.body, ({ invitationId, token }) => {
      if (invitationId === undefined) {
        checkFirstOwnerToken(request, address, { given: token, expected: options.firstOwnerToken });
      } else {
        limitInvitation(attempts, reply, invitationId);
      }
    });
    // Not through the limit on signing in: who was just let in is no guesser.
    const headers = forwarded(request, options);
    return answer(reply, await auth.api.signInEmail({ body: credentials, headers, asResponse: true }));
  });

  server.post<{ Body: { invitationId?: unknown } | undefined }>(
    `${AUTH_PATH}/organization/accept-invitation`,
    async (request, reply) => {
      refuseForeignOrigin(request, address);
      limitAddress("invitation", request, reply);
      const invitationId = String(request.body?.invitationId);
      limitInvitation(attempts, reply, invitationId);
      const session = await sessionIn(auth, request);
      if (!session) throw new Refusal("unauthenticated", "Sign in with the address that was invited, then accept.");
      return acceptInvitation(sql, invitationId, session.user);
    },
  );
}

function limitInvitation(attempts: Attempts, reply: FastifyReply, invitationId: string): void {
  const wait = attempts.take(ACCOUNT_RULE, "invitation", invitationId);
  if (wait > 0) throw waitFor(reply, "account", wait);
}

function waitFor(reply: FastifyReply, at: "address" | "account", seconds: number): Refusal {
  void reply.header("retry-after", String(seconds));
  return tooManyAttempts(at, seconds);
}

interface PasswordAttempt {
  sql: Database["sql"];
  attempts: Attempts;
  request: FastifyRequest;
  reply: FastifyReply;
  email: string;
}

/**
 * A request that shows an account's password. Wrong ones are counted for the account from all addresses together, but for
 * those where it is signed in: somebody who guesses locks nobody out of where they work.
 */
async function withPassword(attempt: PasswordAttempt, asked: () => Promise<unknown>): Promise<unknown> {
  const { sql, attempts, request, reply, email } = attempt;
  const account = email.toLowerCase();
  const wait = attempts.take(ACCOUNT_RULE, "account", account);
  if (wait > 0 && !(await hasSessionFrom(sql, account, addressOf(request)))) throw waitFor(reply, "account", wait);
  let isWrong = false;
  try {
    return await asked();
  } catch (error) {
    isWrong = error instanceof WrongPassword;
    if (isWrong) noteSecurityEvent(request, "sign_in_failed", { accountId: (await accountIdOf(sql, account)) ?? null });
    throw error;
  } finally {
    if (wait === 0 && !isWrong) attempts.giveBack("account", account);
  }
}

function emailIn(body: unknown): string | null {
  const { email } = (body ?? {}) as { email?: unknown };
  return typeof email === "string" && email.length <= 320 ? email : null;
}

async function sessionIn(auth: Auth, { headers: { cookie } }: FastifyRequest) {
  return cookie === undefined ? null : sessionOf(auth, cookie);
}

/** Hands a request to better-auth, and its answer back. */
async function pass(
  options: DoorOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
): Promise<unknown> {
  const { auth, address, origin } = options;
  const url = new URL(AUTH_PATH + path, origin);
  url.search = request.url.split("?")[1] ?? "";
  const headers = forwarded(request, options);
  const { method } = request;
  if (method === "GET") return answer(reply, await auth.handler(new Request(url, { headers })));
  refuseForeignOrigin(request, address);
  headers.set("content-type", "application/json");
  const body = JSON.stringify(request.body ?? {});
  return answer(reply, await auth.handler(new Request(url, { method, headers, body })));
}

/** Of a request's headers those that better-auth shall see. */
function forwarded(request: FastifyRequest, { origin }: DoorOptions): Headers {
  const { cookie, "user-agent": agent } = request.headers;
  return new Headers({
    // Whether the page is ours is decided here (origin.ts), by the host it was asked for and not only by this.
    origin,
    [ADDRESS_HEADER]: addressOf(request),
    ...(agent === undefined ? {} : { "user-agent": agent }),
    ...(cookie === undefined ? {} : { cookie }),
  });
}

/** better-auth's answer as ours: cookies, body, and its refusals as problem documents. */
async function answer(reply: FastifyReply, response: Response): Promise<unknown> {
  const body: unknown = await response.json().catch(() => null);
  for (const cookie of response.headers.getSetCookie()) void reply.header("set-cookie", cookie);
  void reply.header("cache-control", "no-store");
  if (!response.ok) throw refusalOf(response.status, body);
  return reply.code(response.status).send(body);
}

const codes: Record<number, RefusalCode> = {
  400: "malformed",
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  422: "invalid",
  429: "too_many_requests",
};

class WrongPassword extends Refusal {}

/** Of the refusals that mean that a password was wrong. */
const sentences: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "The e-mail address or the password is wrong. Check both, and try again.",
  INVALID_PASSWORD: "The password is wrong. Try again.",
};

/** better-auth's refusal as one of ours; what it breaks on itself is a fault. */
function refusalOf(status: number, told: unknown): Error {
  const { message = "", code = "" } = (told ?? {}) as { message?: string; code?: string };
  const ours = codes[status];
  if (!ours) return new Error(`better-auth answered ${status} ${code}`);
  const known = sentences[code];
  if (known !== undefined) return new WrongPassword(ours, known);
  return new Refusal(ours, message ? `${message}.` : "Sign in first.");
}
