import { Refusal } from "#domain/errors.ts";
import { lineLimits } from "#domain/line.ts";
import { readPhone } from "#numbering/read-phone.ts";
import { usableEmployee, usableLine } from "#store/campaign-parts.ts";
import { lockOrganisation, readEmployee } from "#store/engine-view.ts";
import type { Sql } from "#store/db.ts";
import { liveOnLine, queueTestCall } from "#store/test-calls.ts";

export interface TestCallRequest {
  db: Sql;
  organisationId: string;
  employeeId: number;
  lineId: number;
  to: string;
  now: number;
}

/** Has an AI employee call one number, usually one's own. Gives the call's id; the engine dials it within a moment. */
export async function testCall(request: TestCallRequest): Promise<number> {
  const { db, organisationId, employeeId, lineId, now } = request;
  return db.transaction().execute(async (transaction) => {
    await lockOrganisation(transaction, organisationId);
    if (!(await usableEmployee(transaction, organisationId, employeeId)))
      throw new Refusal("not_found", "There is no such AI employee in this organisation.");
    const employee = await readEmployee(transaction, employeeId);
    if (!employee) throw invalid("employee", "The AI employee is not active; activate it first.");
    const line = await usableLine(transaction, organisationId, lineId);
    if (!line) throw invalid("lineId", "There is no such line; choose one of GET /lines.");
    const read = readPhone(request.to, null);
    if (!read.ok) throw invalid("to", read.reason);
    const limits = lineLimits(line.kind, line.settings);
    if ((await liveOnLine(transaction, lineId)) >= limits.maxConcurrentCalls)
      throw new Refusal("in_use", "All places of the line are taken; try again when a call has ended.");
    const id = await queueTestCall(transaction, {
      organisationId,
      employeeId,
      employeeVersion: employee.version,
      line: { id: lineId, kind: line.kind, simulated: limits.simulated, callerId: limits.callerIds[0] ?? null },
      phone: read.phone,
      now: new Date(now),
    });
    if (id === null) throw new Refusal("in_use", "The number is on a call now; try again when it has ended.");
    return id;
  });
}

function invalid(path: string, message: string): Refusal {
  return new Refusal("invalid", message, [{ path, message }]);
}
