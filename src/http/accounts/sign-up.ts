/** Signing up: by invitation, or once as the first owner. In the place and shape of better-auth's own endpoint. */
import { hashPassword } from "better-auth/crypto";
import { findOpenInvitation } from "#store/accounts/invitations.ts";
import { awaitsFirstOwner, checkSignUp, signUp } from "#store/accounts/sign-up.ts";
import type { Database } from "#store/db.ts";
import { readBody, signUpBody } from "./bodies.ts";
import { refuseWeakPassword } from "./passwords.ts";

/**
 * Makes the account from a request's body, and answers with what it signs in with. Refusals as the store's `signUp`, and `invalid` for a weak password.
 *
 * @param admit refuses who may not try, before anything is looked up for them
 */
export async function signUpWith(
  sql: Database["sql"],
  body: unknown,
  admit: (wanted: { invitationId: string | undefined; token: string | undefined }) => void,
): Promise<{ email: string; password: string }> {
  const { name, email, password, invitationId, token } = readBody(signUpBody, body);
  admit({ invitationId, token });
  // Hashing is slow by design; nobody makes the server do it who would be refused anyway.
  await checkSignUp(sql, invitationId);
  await refuseWeakPassword(password, email, "password");
  await signUp(sql, { name, email, passwordHash: await hashPassword(password), invitationId });
  return { email, password };
}

export interface SignUpState {
  /** Whether the first owner may sign up without an invitation. */
  firstOwner: boolean;
  /** Whether they need the token that was printed at the start. */
  tokenNeeded: boolean;
  /** The invitation that was asked about; null when it is not open (any more). */
  invitation: { email: string; organisation: string } | null;
}

/** What the sign-up page must know before anyone is signed in. */
export async function signUpState(
  sql: Database["sql"],
  invitationId: string | undefined,
  needsToken: boolean,
): Promise<SignUpState> {
  const invitation = invitationId === undefined ? undefined : await findOpenInvitation(sql, invitationId);
  const firstOwner = await awaitsFirstOwner(sql);
  return {
    firstOwner,
    tokenNeeded: firstOwner && needsToken,
    invitation: invitation ? { email: invitation.email, organisation: invitation.organisationName } : null,
  };
}
