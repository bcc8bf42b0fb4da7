/** Who is asking. */
import type { Permission, Role } from "#domain/roles.ts";
import type { FastifyRequest } from "fastify";

export interface Principal {
  kind: "user" | "key";
  id: string;
  name: string;
  organisationId: string;
  role: Role;
  permissions: ReadonlySet<Permission>;
  /** Of a person who is signed in. */
  sessionId?: string;
}

/** Tells who sent a request by its API key or session cookie; throws the refusal `unauthenticated` where nobody did. */
export type Authenticate = (request: FastifyRequest) => Promise<Principal>;
