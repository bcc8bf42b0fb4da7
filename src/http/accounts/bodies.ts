/** What the doors under /api/auth take. better-auth is handed what was read by these, and nothing else that was sent. */
import { z } from "zod";
import { fieldName, parse } from "#contract/sentences.ts";
import { nameInput, text } from "#contract/values.ts";
import { Refusal } from "#domain/errors.ts";
import { newPasswordInput, passwordInput } from "./passwords.ts";

const emailInput = z.email().max(320);

/** A name stands on one line, in lists and in what commands print. */
const personName = nameInput
  .overwrite((name) => name.replaceAll(/[\p{Cc}\u2028\u2029]/gu, "").trim())
  .refine((name) => name !== "", { error: "name must not be empty." })
  .refine((name) => name.isWellFormed(), { error: "name holds half a character; type it again." });

/** An id, or what a link has in place of a password. */
const plainText = (range: { min?: number; max: number }) =>
  text(range).refine((value) => value.isWellFormed(), {
    error: (issue) => `${fieldName(issue.path)} holds half a character; copy it again.`,
  });

const id = plainText({ min: 1, max: 100 });

export const signInBody = z.object({ email: emailInput, password: passwordInput, rememberMe: z.boolean().optional() });

export const signUpBody = z.object({
  name: personName,
  email: emailInput,
  password: newPasswordInput,
  invitationId: id.optional(),
  token: plainText({ max: 200 }).optional(),
});

export const changePasswordBody = z.object({
  currentPassword: passwordInput,
  newPassword: newPasswordInput,
  /** False keeps the person signed in elsewhere. */
  revokeOtherSessions: z.boolean().default(true),
});

export const resetPasswordBody = z.object({ token: id, newPassword: newPasswordInput });

export const resetPasswordQuery = z.object({ token: id });

export const passwordResetBody = z.object({ email: emailInput });

export const updateUserBody = z.strictObject({ name: personName });

export const setActiveBody = z.object({ organizationId: id.nullable() });

export const acceptInvitationBody = z.object({ invitationId: id });

/** @throws Refusal `malformed` with a sentence for each thing that is wrong */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const read = parse(schema, body ?? {});
  if ("value" in read) return read.value;
  throw new Refusal("malformed", read.problems.map((problem) => problem.message).join(" "), read.problems);
}
