/** For tests: a server with a few endpoints on it, known callers, and an idempotency store in memory. */
import { Refusal } from "#domain/errors.ts";
import { type Role, rolePermissions, roles } from "#domain/roles.ts";
import type { FastifyInstance } from "fastify";
import type { IdempotencyStore, KeyOwner, StoredAnswer } from "./idempotency.ts";
import type { Authenticate } from "./principal.ts";
import { createServer, type ServerOptions } from "./server.ts";

/** Whoever sends a role's name as their key has that role, in the organisation 1; `viewer@2` in the organisation 2. */
const roleAsKey: Authenticate = async (request) => {
  const [name, organisationId = "1"] = (request.headers.authorization ?? "").replace(/^Bearer /, "").split("@");
  const role = roles.find((one): one is Role => one === name);
  if (!role) throw new Refusal("unauthenticated", "Send an API key as Authorization: Bearer KEY, or sign in.");
  return { kind: "key", id: `key-of-${role}`, name: role, organisationId, role, permissions: rolePermissions[role] };
};

export const bearer = (role: string) => ({ authorization: `Bearer ${role}` });

/** What the contract of `IdempotencyStore` says, for one process. */
function memoryIdempotency(): IdempotencyStore {
  const kept = new Map<string, { hash: string; answer: StoredAnswer | null }>();
  const at = ({ organisationId, principal, key }: KeyOwner) => `${organisationId} ${principal} ${key}`;
  return {
    async begin(owner, hash) {
      const found = kept.get(at(owner));
      if (!found) {
        kept.set(at(owner), { hash, answer: null });
        return { state: "new" };
      }
      if (found.hash !== hash) return { state: "mismatch" };
      return found.answer ? { state: "replay", ...found.answer } : { state: "busy" };
    },
    async finish(owner, answer) {
      const found = kept.get(at(owner));
      if (found) found.answer = answer;
    },
    async abandon(owner) {
      kept.delete(at(owner));
    },
  };
}

/** A server that need not be complete, and that fails on answers with a key too many. */
export async function testServer(options: Partial<ServerOptions> = {}): Promise<FastifyInstance> {
  const server = await createServer({
    version: "0.0.0-test",
    authenticate: roleAsKey,
    idempotency: memoryIdempotency(),
    checkContract: false,
    strictAnswers: true,
    ...options,
  });
  return server;
}
