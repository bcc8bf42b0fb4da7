import { randomBytes } from "node:crypto";

/** An id nobody can guess: an invitation's is also what lets its reader in. */
export function newId(): string {
  return randomBytes(24).toString("base64url");
}
