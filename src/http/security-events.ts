/**
 * What other programs may act on, such as a ban of addresses: log lines with an `event`, the address that asked and the
 * ids of who asked, never a name or what was sent. SECURITY.md lists them.
 */
import type { FastifyRequest } from "fastify";
import type { ProblemCode } from "#contract/problem.ts";
import { addressOf } from "./host-check.ts";

export type SecurityEvent =
  | "sign_in_failed"
  | "key_refused"
  | "role_refused"
  | "origin_refused"
  | "host_refused"
  | "rate_limited";

export function noteSecurityEvent(
  request: FastifyRequest,
  event: SecurityEvent,
  ids: Record<string, unknown> = {},
): void {
  const { principal } = request;
  request.log.warn(
    {
      event,
      address: addressOf(request),
      method: request.method,
      route: request.routeOptions.url ?? null,
      ...(principal && {
        organisationId: principal.organisationId,
        [principal.kind]: principal.id,
        role: principal.role,
      }),
      ...ids,
    },
    "security",
  );
}

/** The event that a refusal is, where it is one. */
export function refusalEvent(request: FastifyRequest, code: ProblemCode): SecurityEvent | null {
  switch (code) {
    case "unauthenticated":
      return request.headers.authorization === undefined ? null : "key_refused";
    case "forbidden":
      return request.principal ? "role_refused" : null;
    case "wrong_origin":
      return "origin_refused";
    case "wrong_host":
      return "host_refused";
    case "too_many_requests":
      return "rate_limited";
    default:
      return null;
  }
}
