/**
 * What is open under /api/auth before and around signing in, each door with a schema of its own (bodies.ts). Of
 * better-auth's endpoints only those named here: its others would be a second way, with other rules, to what /api/v1 does
 * for organisations, members, sessions and keys.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { Refusal, type RefusalCode } from "#domain/errors.ts";
import { acceptInvitation } from "#store/accounts/invitations.ts";
import { renameUser } from "#store/accounts/members.ts";
import { addressOf } from "../host-check.ts";
import { ADDRESS_HEADER, AUTH_PATH } from "./auth.ts";
import { acceptInvitationBody, readBody, setActiveBody, signInBody, updateUserBody } from "./bodies.ts";
import { checkFirstOwnerToken, needsFirstOwnerToken } from "./first-owner.ts";
import { type Guard, guardDoors, WrongPassword } from "./guarded.ts";
import { refuseForeignOrigin } from "./origin.ts";
import { registerPasswordDoors } from "./password-doors.ts";
import { type PrincipalOptions, sessionIn, signedIn } from "./principal.ts";
import { signUpState, signUpWith } from "./sign-up.ts";

interface DoorOptions extends PrincipalOptions {
  /** Where the pages are, for better-auth. */
  origin: string;
  firstOwnerToken: string;
}

export function registerDoors(server: FastifyInstance, options: DoorOptions): void {
  const guard = guardDoors(options.sql);
  registerBetterAuth(server, options, guard);
  registerSession(server, options);
  registerJoining(server, options, guard);
  registerPasswordDoors(server, options, guard);
}

const nothing = z.object({});

function registerBetterAuth(server: FastifyInstance, options: DoorOptions, guard: Guard): void {
  server.post(`${AUTH_PATH}/sign-in/email`, async (request, reply) => {
    guard.address("sign-in", request, reply);
    refuseForeignOrigin(request, options.address);
    const body = readBody(signInBody, request.body);
    return guard.password(body.email, request, reply, () => pass(options, request, reply, "/sign-in/email", body));
  });
  server.post(`${AUTH_PATH}/sign-out`, (request, reply) => {
    refuseForeignOrigin(request, options.address);
    return pass(options, request, reply, "/sign-out", readBody(nothing, request.body));
  });
  server.post(`${AUTH_PATH}/organization/set-active`, async (request, reply) => {
    refuseForeignOrigin(request, options.address);
    await signedIn(options.auth, request);
    return pass(options, request, reply, "/organization/set-active", readBody(setActiveBody, request.body));
  });
  server.get(`${AUTH_PATH}/organization/list`, async (request, reply) => {
    await signedIn(options.auth, request);
    return pass(options, request, reply, "/organization/list");
  });
}

function registerSession(server: FastifyInstance, { sql, auth, address }: DoorOptions): void {
  server.get(`${AUTH_PATH}/get-session`, async (request, reply) => {
    void reply.header("cache-control", "no-store");
    const found = await sessionIn(auth, request);
    if (!found) return reply.type("application/json").send("null");
    const { id, createdAt, expiresAt, activeOrganizationId } = found.session;
    const { id: userId, name, email } = found.user;
    return { session: { id, createdAt, expiresAt, activeOrganizationId }, user: { id: userId, name, email } };
  });
  server.post(`${AUTH_PATH}/update-user`, async (request) => {
    refuseForeignOrigin(request, address);
    const { user } = await signedIn(auth, request);
    await renameUser(sql, user.id, readBody(updateUserBody, request.body).name);
    return { status: true };
  });
}

function registerJoining(server: FastifyInstance, options: DoorOptions, guard: Guard): void {
  const { sql, auth, address } = options;
  server.get<{ Querystring: { invitation?: unknown } }>(`${AUTH_PATH}/sign-up`, async (request, reply) => {
    const { invitation } = request.query;
    const id = typeof invitation === "string" && invitation !== "" ? invitation : undefined;
    if (id !== undefined) guard.address("invitation", request, reply);
    const known = acceptInvitationBody.safeParse({ invitationId: id }).data?.invitationId;
    return signUpState(sql, known, needsFirstOwnerToken(request, address));
  });

  server.post(`${AUTH_PATH}/sign-up/email`, async (request, reply) => {
    refuseForeignOrigin(request, address);
    guard.address("sign-up", request, reply);
    const credentials = await signUpWith(sql, request.body, ({ invitationId, token }) => {
      if (invitationId === undefined) {
        checkFirstOwnerToken(request, address, { given: token, expected: options.firstOwnerToken });
      } else {
        guard.secret("invitation", invitationId, reply);
      }
    });
    // Not through the limit on signing in: who was just let in is no guesser.
    const headers = forwarded(request, options);
    return answer(reply, await auth.api.signInEmail({ body: credentials, headers, asResponse: true }));
  });

  server.post(`${AUTH_PATH}/organization/accept-invitation`, async (request, reply) => {
    refuseForeignOrigin(request, address);
    guard.address("invitation", request, reply);
    const { invitationId } = readBody(acceptInvitationBody, request.body);
    guard.secret("invitation", invitationId, reply);
    const session = await sessionIn(auth, request);
    if (!session) throw new Refusal("unauthenticated", "Sign in with the address that was invited, then accept.");
    return acceptInvitation(sql, invitationId, session.user);
  });
}

/** Hands a request to better-auth, and its answer back. @param body absent: it only asks */
async function pass(
  options: DoorOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  body?: object,
): Promise<unknown> {
  const { auth, origin } = options;
  const url = new URL(AUTH_PATH + path, origin);
  const headers = forwarded(request, options);
  if (body === undefined) return answer(reply, await auth.handler(new Request(url, { headers })));
  headers.set("content-type", "application/json");
  const asked = new Request(url, { method: "POST", headers, body: JSON.stringify(body) });
  return answer(reply, await auth.handler(asked));
}

/** Of a request's headers those that better-auth shall see. */
function forwarded(request: FastifyRequest, { origin }: DoorOptions): Headers {
  const { cookie, "user-agent": agent } = request.headers;
  return new Headers({
    // Whether the page is ours is decided here (origin.ts), by the host it was asked for and not only by this.
    origin,
    [ADDRESS_HEADER]: addressOf(request),
    // A list of sessions shows it.
    ...(agent === undefined ? {} : { "user-agent": agent.slice(0, 500) }),
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

/** better-auth's refusal as one of ours; what it breaks on itself is a fault. */
function refusalOf(status: number, told: unknown): Error {
  const { message = "", code = "" } = (told ?? {}) as { message?: string; code?: string };
  const ours = codes[status];
  if (!ours) return new Error(`better-auth answered ${status} ${code}`);
  if (code === "INVALID_EMAIL_OR_PASSWORD") {
    return new WrongPassword(ours, "The e-mail address or the password is wrong. Check both, and try again.");
  }
  return new Refusal(ours, message ? `${message}.` : "Sign in first.");
}
