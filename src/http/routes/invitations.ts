import type { FastifyInstance, FastifyRequest } from "fastify";
import { accountEndpoints } from "#contract/accounts.ts";
import { cancelInvitation, createInvitation, type Invitation, listInvitations } from "#store/accounts/invitations.ts";
import type { Database } from "#store/db.ts";
import { pageAnswer, pageRequest } from "../accounts/pages.ts";
import { bind } from "../bind.ts";

export function bindInvitations(server: FastifyInstance, sql: Database["sql"]): void {
  bind(server, accountEndpoints.listInvitations, async ({ principal, query, request }) =>
    pageAnswer(await listInvitations(sql, principal, pageRequest(query)), query.limit, (row) => shown(row, request)),
  );
  bind(server, accountEndpoints.createInvitation, async ({ principal, body, request }) => {
    const { kind, id, name, organisationId, role } = principal;
    const by = { organisationId, role, name, userId: kind === "user" ? id : undefined };
    return shown(await createInvitation(sql, by, body), request);
  });
  bind(server, accountEndpoints.deleteInvitation, ({ principal, params }) =>
    cancelInvitation(sql, principal, params.id),
  );
}

/** The link is on the host that was asked: whoever copies it from a page can open that page. */
function shown({ expiresAt, createdAt, ...invitation }: Invitation, request: FastifyRequest) {
  return {
    ...invitation,
    link: `${request.protocol}://${request.host}/sign-up?invitation=${invitation.id}`,
    expiresAt: expiresAt.toISOString(),
    createdAt: createdAt.toISOString(),
  };
}
