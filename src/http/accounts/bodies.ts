/** What the doors under /api/auth take. better-auth is handed what was read by these, and nothing else that was sent. */
import { z } from "zod";
import { parse } from "#contract/sentences.ts";
import { idInput, nameInput, text } from "#contract/values.ts";
import { Refusal } from "#domain/errors.ts";
import { newPasswordInput, passwordInput } from "./passwords.ts";

const emailInput = z.email().max(320);

export const signInBody = z.object({ email: emailInput, password: passwordInput, rememberMe: z.boolean().optional() });

export const signUpBody = z.object({
  name: nameInput,
  email: emailInput,
  password: newPasswordInput,
  invitationId: idInput.optional(),
  token: text({ max: 200 }).optional(),
});

export const changePasswordBody = z.object({
  currentPassword: passwordInput,
  newPassword: newPasswordInput,
  /** False keeps the person signed in elsewhere. */
  revokeOtherSessions: z.boolean().default(true),
});

export const resetPasswordBody = z.object({ token: idInput, newPassword: newPasswordInput });

export const resetPasswordQuery = z.object({ token: idInput });

export const passwordResetBody = z.object({ email: emailInput });

export const updateUserBody = z.strictObject({ name: nameInput });

export const setActiveBody = z.object({ organizationId: idInput.nullable() });

export const acceptInvitationBody = z.object({ invitationId: idInput });

/** @throws Refusal `malformed` with a sentence for each thing that is wrong */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const read = parse(schema, body ?? {});
  if ("value" in read) return read.value;
  throw new Refusal("malformed", read.problems.map((problem) => problem.message).join(" "), read.problems);
}
