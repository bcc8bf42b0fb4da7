import type { FastifyInstance } from "fastify";
import { callEndpoints } from "#contract/calls.ts";
import { findCall } from "#store/calls.ts";
import type { Sql } from "#store/db.ts";
import { bind } from "../bind.ts";
import { idOf } from "../ids.ts";

export function bindCalls(server: FastifyInstance, sql: Sql): void {
  bind(server, callEndpoints.getCall, ({ principal, params }) =>
    findCall(sql, principal.organisationId, idOf(params.id, "call")),
  );
}
