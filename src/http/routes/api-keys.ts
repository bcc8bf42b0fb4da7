import type { FastifyInstance } from "fastify";
import { handOverApiKey } from "#actions/hand-over-api-key.ts";
import { revokeApiKey } from "#actions/revoke-api-key.ts";
import { accountEndpoints } from "#contract/accounts.ts";
import { Refusal } from "#domain/errors.ts";
import { type ApiKey, listApiKeys } from "#store/accounts/api-keys.ts";
import type { Database } from "#store/db.ts";
import { issueApiKey } from "../accounts/keys.ts";
import { pageAnswer, pageRequest } from "../accounts/pages.ts";
import { askedBy } from "../audited.ts";
import { bind } from "../bind.ts";

export function bindApiKeys(server: FastifyInstance, sql: Database["sql"]): void {
  bind(server, accountEndpoints.listApiKeys, async ({ principal, query }) =>
    pageAnswer(await listApiKeys(sql, principal.organisationId, pageRequest(query)), query.limit, shown),
  );
  bind(server, accountEndpoints.createApiKey, async ({ principal, body, request }) => {
    const expiresAt = body.expiresAt === null ? null : new Date(body.expiresAt);
    if (expiresAt && expiresAt <= new Date()) {
      const message = "expiresAt is past; give a later instant, or null for a key that does not expire.";
      throw new Refusal("invalid", message, [{ path: "expiresAt", message }]);
    }
    const wanted = { name: body.name, role: body.role, expiresAt };
    const { key, ...made } = await issueApiKey(sql, principal, wanted, askedBy(principal, request, Date.now()));
    return { ...shown(made), key };
  });
  bind(server, accountEndpoints.handOverApiKey, async ({ principal, params, body, request }) => {
    const wanted = { id: params.id, memberId: body.memberId };
    return shown(await handOverApiKey(sql, askedBy(principal, request, Date.now()), principal, wanted));
  });
  bind(server, accountEndpoints.deleteApiKey, ({ principal, params, request }) =>
    revokeApiKey(sql, askedBy(principal, request, Date.now()), principal, params.id),
  );
}

function shown({ createdAt, lastUsedAt, expiresAt, ...key }: ApiKey) {
  return {
    ...key,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
