import type { FastifyInstance } from "fastify";
import { testCall } from "#actions/test-call.ts";
import { aiEmployeeEndpoints } from "#contract/ai-employees.ts";
import type { Clock } from "#domain/clock.ts";
import { findCall } from "#store/calls.ts";
import type { Sql } from "#store/db.ts";
import { readId } from "#store/ids.ts";
import { bind } from "../bind.ts";
import { idOf } from "../ids.ts";

export function bindTestCalls(server: FastifyInstance, sql: Sql, clock: Clock): void {
  bind(server, aiEmployeeEndpoints.testCall, async ({ principal, params, body }) => {
    const { organisationId } = principal;
    const id = await testCall({
      db: sql,
      organisationId,
      employeeId: idOf(params.id, "AI employee"),
      // A text that can be no id names no line, as an id does that is nobody's.
      lineId: readId(body.lineId) ?? 0,
      to: body.to,
      now: clock.now(),
    });
    return findCall(sql, organisationId, id);
  });
}
