/** Signing up: by invitation, or once as the first owner. In the place and shape of better-auth's own endpoint. */
import { hashPassword } from "better-auth/crypto";
import { z } from "zod";
import { parse } from "#contract/sentences.ts";
import { nameInput, text } from "#contract/values.ts";
import { Refusal } from "#domain/errors.ts";
import { findOpenInvitation } from "#store/accounts/invitations.ts";
import { awaitsFirstOwner, checkSignUp, signUp } from "#store/accounts/sign-up.ts";
import type { Database } from "#store/db.ts";
import { passwordLength } from "./auth.ts";

const signUpBody = z.object({
  name: nameInput,
  email: z.email().max(320),
  password: text({ min: passwordLength.min, max: passwordLength.max }),
  invitationId: text({ min: 1, max: 100 }).optional(),
  token: text({ max: 200 }).optional(),
});

/**
 * Makes the account from a request's body, and answers with what it signs in with. Refusals as the store's `signUp`.
 *
 * @param admit refuses who may not try, before anything is looked up for them
 */
export async function signUpWith(
  sql: Database["sql"],
  body: unknown,
  admit: (wanted: { invitationId: string | undefined; token: string | undefined }) => void,
): Promise<{ email: string; password: string }> {
  const read = parse(signUpBody, body);
  if ("problems" in read) {
    throw new Refusal("malformed", read.problems.map((problem) => problem.message).join(" "), read.problems);
  }
  const { name, email, password, invitationId, token } = read.value;
  admit({ invitationId, token });
  // Hashing is slow by design; nobody makes the server do it who would be refused anyway.
  await checkSignUp(sql, invitationId);
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
