/**
 * Who comes first owns everything. Where others than people of this machine can come, the first owner shows a token that
 * was printed at the start.
 */
import { hkdfSync } from "node:crypto";
import { Refusal } from "#domain/errors.ts";
import type { FastifyRequest } from "fastify";
import { isOwnMachine } from "../own-machine.ts";
import type { ServerAddress } from "../server-address.ts";
import { sameSecret } from "./keys.ts";

/** The same in all processes and after each start; it is good for nothing once there is an owner. */
export function firstOwnerToken(secret: string): string {
  return Buffer.from(hkdfSync("sha256", secret, "campanile", "first owner", 16)).toString("hex");
}

export function needsFirstOwnerToken(request: FastifyRequest, address: ServerAddress): boolean {
  return !address.isLocal || !isOwnMachine(request);
}

/** @throws Refusal `setup_token_wrong` where a token is needed and another one, or none, came */
export function checkFirstOwnerToken(
  request: FastifyRequest,
  address: ServerAddress,
  { given, expected }: { given: string | undefined; expected: string },
): void {
  if (!needsFirstOwnerToken(request, address)) return;
  if (given !== undefined && sameSecret(given.trim(), expected)) return;
  throw new Refusal(
    "setup_token_wrong",
    "The first owner of a server that others can reach needs its setup token: it was printed when the server started.",
  );
}
