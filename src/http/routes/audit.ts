import type { FastifyInstance } from "fastify";
import { auditEndpoints } from "#contract/audit.ts";
import { listAudit } from "#store/audit.ts";
import type { Sql } from "#store/db.ts";
import { bind } from "../bind.ts";
import { idPage, idPageAnswer } from "../id-pages.ts";

export function bindAudit(server: FastifyInstance, sql: Sql): void {
  bind(server, auditEndpoints.listAudit, async ({ principal, query }) => {
    const { from, to, ...choice } = query;
    const span = { from: from === undefined ? from : new Date(from), to: to === undefined ? to : new Date(to) };
    return idPageAnswer(await listAudit(sql, principal.organisationId, { ...choice, ...span }, idPage(query)), query);
  });
}
