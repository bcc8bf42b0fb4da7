/**
 * What is open under /api/auth before and around signing in. Of better-auth's endpoints only those named here: its
 * others would be a second way, with other rules, to what /api/v1 does for organisations, members and keys.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Refusal, type RefusalCode } from "#domain/errors.ts";
import { acceptInvitation } from "#store/accounts/invitations.ts";
import type { Database } from "#store/db.ts";
import { ADDRESS_HEADER, type Auth, AUTH_PATH } from "./auth.ts";
import { isFromHere } from "./origin.ts";
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
  baseUrl: string;
}

export function registerDoors(server: FastifyInstance, { sql, auth, baseUrl }: DoorOptions): void {
  for (const [method, path] of betterAuthEndpoints) {
    server.route({
      method,
      url: AUTH_PATH + path,
      handler: (request, reply) => pass(auth, baseUrl, request, reply, path, request.body),
    });
  }

  server.get<{ Querystring: { invitation?: string } }>(`${AUTH_PATH}/sign-up`, (request) =>
    signUpState(sql, request.query.invitation),
  );

  server.post(`${AUTH_PATH}/sign-up/email`, async (request, reply) => {
    refuseStrangePages(request, baseUrl);
    const credentials = await signUpWith(sql, request.body);
    // Not through the limit on signing in: who was just let in is no guesser.
    const headers = forwarded(request, baseUrl);
    return answer(reply, await auth.api.signInEmail({ body: credentials, headers, asResponse: true }));
  });

  server.post<{ Body: { invitationId?: unknown } | undefined }>(
    `${AUTH_PATH}/organization/accept-invitation`,
    async (request) => {
      refuseStrangePages(request, baseUrl);
      const session = request.headers.cookie ? await sessionOf(auth, request.headers.cookie) : null;
      if (!session) throw new Refusal("unauthenticated", "Sign in with the address that was invited, then accept.");
      return acceptInvitation(sql, String(request.body?.invitationId), session.user);
    },
  );
}

function refuseStrangePages(request: FastifyRequest, baseUrl: string): void {
  if (isFromHere(request, baseUrl)) return;
  throw new Refusal("forbidden", "This request came from a page of another site. Use the pages of this server.");
}

/** Hands a request to better-auth, and its answer back. */
async function pass(
  auth: Auth,
  baseUrl: string,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  body: unknown,
): Promise<unknown> {
  const url = new URL(AUTH_PATH + path, baseUrl);
  url.search = request.url.split("?")[1] ?? "";
  const headers = forwarded(request, baseUrl);
  const { method } = request;
  if (method === "GET") return answer(reply, await auth.handler(new Request(url, { headers })));
  refuseStrangePages(request, baseUrl);
  headers.set("content-type", "application/json");
  return answer(reply, await auth.handler(new Request(url, { method, headers, body: JSON.stringify(body ?? {}) })));
}

/** Of a request's headers those that better-auth shall see. */
function forwarded(request: FastifyRequest, baseUrl: string): Headers {
  const { cookie, "user-agent": agent } = request.headers;
  return new Headers({
    // Whether the page is ours is judged here, by the host it was asked for and not only by the base URL.
    origin: new URL(baseUrl).origin,
    [ADDRESS_HEADER]: request.ip,
    ...(agent === undefined ? {} : { "user-agent": agent }),
    ...(cookie === undefined ? {} : { cookie }),
  });
}

/** better-auth's answer as ours: cookies, body, and its refusals as problem documents. */
async function answer(reply: FastifyReply, response: Response): Promise<unknown> {
  const body: unknown = await response.json().catch(() => null);
  const retryAfter = response.headers.get("x-retry-after");
  if (retryAfter) void reply.header("retry-after", retryAfter);
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

const sentences: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "The e-mail address or the password is wrong. Check both, and try again.",
  INVALID_PASSWORD: "The password is wrong. Try again.",
};

/** better-auth's refusal as one of ours; what it breaks on itself is a fault. */
function refusalOf(status: number, told: unknown): Error {
  const { message = "", code = "" } = (told ?? {}) as { message?: string; code?: string };
  const ours = codes[status];
  if (!ours) return new Error(`better-auth answered ${status} ${code}`);
  if (status === 429) return new Refusal(ours, "Too many attempts from this address. Wait a minute, and try again.");
  return new Refusal(ours, sentences[code] ?? (message ? `${message}.` : "Sign in first."));
}
