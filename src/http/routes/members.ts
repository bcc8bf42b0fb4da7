import type { FastifyInstance } from "fastify";
import { accountEndpoints } from "#contract/accounts.ts";
import { changeRole, listMembers, type Member, removeMember } from "#store/accounts/members.ts";
import type { Database } from "#store/db.ts";
import { pageAnswer, pageRequest } from "../accounts/pages.ts";
import { bind } from "../bind.ts";

export function bindMembers(server: FastifyInstance, sql: Database["sql"]): void {
  bind(server, accountEndpoints.listMembers, async ({ principal, query }) =>
    pageAnswer(await listMembers(sql, principal.organisationId, pageRequest(query)), query.limit, shown),
  );
  bind(server, accountEndpoints.updateMember, async ({ principal, params, body }) =>
    shown(await changeRole(sql, principal, params.id, body.role)),
  );
  bind(server, accountEndpoints.removeMember, ({ principal, params }) => removeMember(sql, principal, params.id));
}

function shown({ createdAt, ...member }: Member) {
  return { ...member, joinedAt: createdAt.toISOString() };
}
