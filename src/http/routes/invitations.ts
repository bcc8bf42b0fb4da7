import type { FastifyInstance, FastifyRequest } from "fastify";
import { accountEndpoints } from "#contract/accounts.ts";
import { cancelInvitation, createInvitation, type Invitation, listInvitations } from "#store/accounts/invitations.ts";
import type { Database } from "#store/db.ts";
import { pageAnswer, pageRequest } from "../accounts/pages.ts";
import { bind } from "../bind.ts";
import type { ServerAddress } from "../server-address.ts";

export function bindInvitations(server: FastifyInstance, sql: Database["sql"], address: ServerAddress): void {
  const shown = (invitation: Invitation, request: FastifyRequest) => shownAt(invitation, linkBase(request, address));
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

/** Without a public address the host that was asked: whoever copies the link from a page can open that page. */
function linkBase(request: FastifyRequest, { publicUrl }: ServerAddress): string {
  return publicUrl ?? `${request.protocol === "https" ? "https" : "http"}://${request.host}`;
}

function shownAt({ expiresAt, createdAt, ...invitation }: Invitation, base: string) {
  return {
    ...invitation,
    link: `${base}/sign-up?invitation=${invitation.id}`,
    expiresAt: expiresAt.toISOString(),
    createdAt: createdAt.toISOString(),
  };
}
