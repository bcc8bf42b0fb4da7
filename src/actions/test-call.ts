import { employeeProblems } from "#domain/employee-problems.ts";
import { Refusal, type RefusalCode } from "#domain/errors.ts";
import { lineLimits } from "#domain/line.ts";
import { readPhone } from "#numbering/read-phone.ts";
import { usableEmployee, usableLine } from "#store/campaign-parts.ts";
import { lockOrganisation, readEmployee } from "#store/engine-view.ts";
import type { Sql } from "#store/db.ts";
import { isListed, liveOnLine, queueTestCall } from "#store/test-calls.ts";

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
    if (!employee) throw refuse("invalid", "employee", "The AI employee is not active; activate it first.");
    const [problem] = employeeProblems(employee);
    if (problem) throw refuse("not_ready", "employee", `The AI employee cannot call. ${problem.message}`);
    const line = await usableLine(transaction, organisationId, lineId);
    if (!line) throw refuse("invalid", "lineId", "There is no such line; choose one of GET /lines.");
    const read = readPhone(request.to, null);
    if (!read.ok) throw refuse("invalid", "to", read.reason);
    const { phone } = read;
    const limits = lineLimits(line.kind, line.settings);
    const { simulated } = limits;
    if (await isListed(transaction, organisationId, { phone, simulated, now: new Date(now) }))
      throw refuse("invalid", "to", "The number is on the do-not-call list; take it off there, or call another.");
    if ((await liveOnLine(transaction, lineId)) >= limits.maxConcurrentCalls)
      throw refuse("not_ready", "lineId", "All places of the line are taken; try again when a call has ended.");
    const id = await queueTestCall(transaction, {
      organisationId,
      employeeId,
      employeeVersion: employee.version,
      line: { id: lineId, kind: line.kind, simulated, callerId: limits.callerIds[0] ?? null },
      phone,
      now: new Date(now),
    });
    if (id === null) throw refuse("not_ready", "to", "The number is on a call now; try again when it has ended.");
    return id;
  });
}

function refuse(code: RefusalCode, path: string, message: string): Refusal {
  return new Refusal(code, message, [{ path, message }]);
}
