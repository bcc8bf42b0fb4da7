import type { FastifyInstance } from "fastify";
import { createAiEmployee } from "#actions/create-ai-employee.ts";
import { deleteAiEmployee } from "#actions/delete-ai-employee.ts";
import { updateAiEmployee } from "#actions/update-ai-employee.ts";
import { aiEmployeeEndpoints } from "#contract/ai-employees.ts";
import { findAiEmployee, listAiEmployees } from "#store/ai-employees.ts";
import type { Sql } from "#store/db.ts";
import { bind } from "../bind.ts";
import { idPage, idPageAnswer } from "../id-pages.ts";
import { idOf } from "../ids.ts";

/** All but the test call, which needs the engine. */
export function bindAiEmployees(server: FastifyInstance, sql: Sql): void {
  const named = (params: { id: string }) => idOf(params.id, "AI employee");

  bind(server, aiEmployeeEndpoints.listAiEmployees, async ({ principal, query }) =>
    idPageAnswer(
      await listAiEmployees(sql, principal.organisationId, { ...idPage(query), search: query.search }),
      query,
    ),
  );
  bind(server, aiEmployeeEndpoints.createAiEmployee, ({ principal, body }) =>
    createAiEmployee(sql, principal.organisationId, body),
  );
  bind(server, aiEmployeeEndpoints.getAiEmployee, ({ principal, params }) =>
    findAiEmployee(sql, principal.organisationId, named(params)),
  );
  bind(server, aiEmployeeEndpoints.updateAiEmployee, ({ principal, params, body }) =>
    updateAiEmployee(sql, principal.organisationId, named(params), body),
  );
  bind(server, aiEmployeeEndpoints.deleteAiEmployee, ({ principal, params }) =>
    deleteAiEmployee(sql, principal.organisationId, named(params), new Date()),
  );
}
