/** A request as the audit log writes it down. */
import type { AskedBy } from "#store/audit.ts";
import type { FastifyRequest } from "fastify";
import type { Principal } from "./principal.ts";

/** Who asked, by which request. */
export function askedBy({ kind, id, name, organisationId }: Principal, request: FastifyRequest, now: number): AskedBy {
  return { organisationId, actor: { kind, id, name }, now: new Date(now), requestId: request.id };
}
