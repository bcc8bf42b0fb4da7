import type { FastifyInstance } from "fastify";
import { accountEndpoints } from "#contract/accounts.ts";
import { findOrganisation, type Organisation, renameOrganisation } from "#store/accounts/organisations.ts";
import type { Database } from "#store/db.ts";
import { bind } from "../bind.ts";

export function bindOrganisation(server: FastifyInstance, sql: Database["sql"]): void {
  bind(server, accountEndpoints.getOrganisation, async ({ principal }) =>
    shown(await findOrganisation(sql, principal.organisationId)),
  );
  bind(server, accountEndpoints.updateOrganisation, async ({ principal, body }) =>
    shown(
      body.name === undefined
        ? await findOrganisation(sql, principal.organisationId)
        : await renameOrganisation(sql, principal.organisationId, body.name),
    ),
  );
}

function shown({ id, name, createdAt }: Organisation) {
  return { id, name, createdAt: createdAt.toISOString() };
}
