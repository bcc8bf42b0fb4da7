/** Who is asking: a person by the session cookie, a program by its key, or the command line on this machine. */
import type { FastifyRequest } from "fastify";
import { Refusal } from "#domain/errors.ts";
import { type Role, rolePermissions } from "#domain/roles.ts";
import { useApiKey } from "#store/accounts/api-keys.ts";
import { membershipOf } from "#store/accounts/members.ts";
import { firstOrganisation } from "#store/accounts/organisations.ts";
import { markSeen } from "#store/accounts/sessions.ts";
import type { Database } from "#store/db.ts";
import type { Principal } from "../principal.ts";
import type { ServerAddress } from "../server-address.ts";
import { type Auth, SESSION_SECONDS } from "./auth.ts";
import { hashKey, sameSecret } from "./keys.ts";
import { refuseForeignOrigin } from "./origin.ts";

export interface PrincipalOptions {
  sql: Database["sql"];
  auth: Auth;
  address: ServerAddress;
  /** What the command line finds in the data folder; it acts as an owner of the first organisation. */
  localKey?: string | undefined;
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Costs one indexed read for a key, and three for a session. Refuses with `unauthenticated` whoever is not signed in or
 * has an unknown key, with `wrong_origin` a change that another site's page asks for with this site's cookie, and with
 * `forbidden` someone who is in no organisation (any more).
 */
export async function authenticate(request: FastifyRequest, options: PrincipalOptions): Promise<Principal> {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) return byKey(authorization, options);
  const session = cookie === undefined ? null : await sessionOf(options.auth, cookie);
  if (!session) {
    throw new Refusal("unauthenticated", "Sign in, or send an API key in the header Authorization: Bearer KEY.");
  }
  if (!SAFE_METHODS.has(request.method)) refuseForeignOrigin(request, options.address);
  const membership = await membershipOf(options.sql, session.user.id, session.session.activeOrganizationId);
  if (!membership) {
    throw new Refusal("forbidden", "You are in no organisation any more. Ask an owner or admin for an invitation.");
  }
  const { organisationId, role } = membership;
  const { id: sessionId, updatedAt } = session.session;
  await markSeen(options.sql, sessionId, updatedAt);
  const who = { id: session.user.id, name: session.user.name, organisationId, role };
  return { ...principal("user", who), sessionId };
}

/** The session of this cookie, which ends a fixed time after it was signed in, however much it is used. */
async function sessionOf(auth: Auth, cookie: string) {
  const found = await auth.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } });
  // One of a version that renewed them may say that it lasts longer.
  if (!found || found.session.createdAt.getTime() + SESSION_SECONDS * 1_000 <= Date.now()) return null;
  return found;
}

export async function sessionIn(auth: Auth, { headers: { cookie } }: FastifyRequest) {
  return cookie === undefined ? null : sessionOf(auth, cookie);
}

/** @throws Refusal `unauthenticated` */
export async function signedIn(auth: Auth, request: FastifyRequest) {
  const session = await sessionIn(auth, request);
  if (!session) throw new Refusal("unauthenticated", "Sign in first.");
  return session;
}

async function byKey(authorization: string, { sql, localKey }: PrincipalOptions): Promise<Principal> {
  const key = /^Bearer +(.+?) *$/i.exec(authorization)?.[1];
  if (key === undefined)
    throw new Refusal("unauthenticated", "Send the API key in the header Authorization: Bearer KEY.");
  if (localKey && sameSecret(key, localKey)) {
    const organisation = await firstOrganisation(sql);
    if (!organisation) throw new Refusal("unavailable", "There is no organisation yet; try again in a moment.");
    return principal("key", { id: "local", name: "Command line", organisationId: organisation.id, role: "owner" });
  }
  const known = await useApiKey(sql, await hashKey(key));
  if (!known) throw new Refusal("unauthenticated", "This API key is unknown, expired or deleted; use another one.");
  return principal("key", known);
}

function principal(
  kind: Principal["kind"],
  who: { id: string; name: string; organisationId: string; role: Role },
): Principal {
  return { kind, ...who, permissions: rolePermissions[who.role] };
}
