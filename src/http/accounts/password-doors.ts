/** Changing a password, and setting it anew by a link that the command line on this machine makes. */
import { createHash, randomBytes } from "node:crypto";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { changePassword } from "#actions/change-password.ts";
import type { AccountAskedBy } from "#actions/note-account.ts";
import { resetPassword } from "#actions/reset-password.ts";
import { Refusal } from "#domain/errors.ts";
import { keepPasswordReset, passwordHashOf, passwordResetOf } from "#store/accounts/passwords.ts";
import { accountIdOf } from "#store/accounts/sign-ins.ts";
import { AUTH_PATH } from "./auth.ts";
import { changePasswordBody, passwordResetBody, readBody, resetPasswordBody, resetPasswordQuery } from "./bodies.ts";
import { type Guard, WrongPassword } from "./guarded.ts";
import { sameSecret } from "./keys.ts";
import { refuseForeignOrigin } from "./origin.ts";
import { type PrincipalOptions, signedIn } from "./principal.ts";
import { refuseWeakPassword } from "./passwords.ts";

/** Where the command line asks for a link. */
const LOCAL_RESET_PATH = "/local/password-reset";
const RESET_MILLISECONDS = 3_600_000;

export function registerPasswordDoors(server: FastifyInstance, options: PrincipalOptions, guard: Guard): void {
  const { sql, auth, address, localKey } = options;

  server.post(`${AUTH_PATH}/change-password`, async (request, reply) => {
    refuseForeignOrigin(request, address);
    guard.address("change-password", request, reply);
    const { user, session } = await signedIn(auth, request);
    const { currentPassword, newPassword, revokeOtherSessions } = readBody(changePasswordBody, request.body);
    await refuseWeakPassword(newPassword, user.email, "newPassword");
    return guard.password(user.email, request, reply, async () => {
      const was = await passwordHashOf(sql, user.id);
      if (was === null || !(await verifyPassword({ hash: was, password: currentPassword }))) {
        throw new WrongPassword("invalid", "The current password is wrong. Try again.", "currentPassword");
      }
      const change = { userId: user.id, was, sessionId: session.id, keepOthers: !revokeOtherSessions };
      const hash = await hashPassword(newPassword);
      return { endedSessions: await changePassword(sql, askedFor(user, request), { ...change, hash }) };
    });
  });

  server.get(`${AUTH_PATH}/reset-password`, async (request, reply) => {
    const { token } = asReset(guard, request, reply, () => readBody(resetPasswordQuery, request.query));
    const { email } = await passwordResetOf(sql, hashToken(token), new Date());
    return { email };
  });

  server.post(`${AUTH_PATH}/reset-password`, async (request, reply) => {
    refuseForeignOrigin(request, address);
    const { token, newPassword } = asReset(guard, request, reply, () => readBody(resetPasswordBody, request.body));
    const tokenHash = hashToken(token);
    const { userId, name, email } = await passwordResetOf(sql, tokenHash, new Date());
    await refuseWeakPassword(newPassword, email, "newPassword");
    const asked = askedFor({ id: userId, name }, request);
    await resetPassword(sql, asked, { userId, tokenHash, hash: await hashPassword(newPassword) });
    return { email };
  });

  server.post(LOCAL_RESET_PATH, (request) => makeResetLink(sql, localKey, request));
}

/** No API key and no person can: whoever makes such a link can sign in as the other. */
async function makeResetLink(sql: PrincipalOptions["sql"], localKey: string | undefined, request: FastifyRequest) {
  const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (localKey === undefined || key === undefined || !sameSecret(key, localKey)) {
    throw new Refusal(
      "unauthenticated",
      "Links to reset a password are made on the server's own machine: npm run campanile -- reset-password EMAIL.",
    );
  }
  const { email } = readBody(passwordResetBody, request.body);
  const userId = await accountIdOf(sql, email);
  if (userId === undefined) throw new Refusal("not_found", `There is no account with the address ${email}.`);
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(Date.now() + RESET_MILLISECONDS);
  await keepPasswordReset(sql, { userId, tokenHash: hashToken(token), expiresAt });
  return { token, expiresAt: expiresAt.toISOString() };
}

/** Limited like signing in: by address, and by the token that is tried. */
function asReset<T extends { token: string }>(
  guard: Guard,
  request: FastifyRequest,
  reply: FastifyReply,
  read: () => T,
): T {
  guard.address("reset-password", request, reply);
  const wanted = read();
  guard.secret("reset-password", wanted.token, reply);
  void reply.header("cache-control", "no-store");
  return wanted;
}

/** The token is random: nothing is won by a slow hash. */
function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

function askedFor({ id, name }: { id: string; name: string }, { id: requestId }: FastifyRequest): AccountAskedBy {
  return { actor: { kind: "user", id, name }, now: new Date(), requestId };
}
