import type { FastifyInstance } from "fastify";
import { accountEndpoints } from "#contract/accounts.ts";
import { emailOf } from "#store/accounts/members.ts";
import { findOrganisation } from "#store/accounts/organisations.ts";
import type { Database } from "#store/db.ts";
import { bind } from "../bind.ts";

export function bindMe(server: FastifyInstance, sql: Database["sql"]): void {
  bind(server, accountEndpoints.getMe, async ({ principal }) => {
    const { kind, id, name, role, permissions } = principal;
    const organisation = await findOrganisation(sql, principal.organisationId);
    return {
      user: kind === "user" ? { id, name, email: (await emailOf(sql, id)) ?? "" } : null,
      key: kind === "key" ? { id, name } : null,
      organisation: { id: organisation.id, name: organisation.name },
      role,
      permissions: [...permissions],
    };
  });
}
