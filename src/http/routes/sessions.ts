import type { FastifyInstance } from "fastify";
import { endOneSession, endOtherSessions } from "#actions/end-sessions.ts";
import { accountEndpoints } from "#contract/accounts.ts";
import { Refusal } from "#domain/errors.ts";
import { listSessions } from "#store/accounts/sessions.ts";
import type { Database } from "#store/db.ts";
import { pageAnswer, pageRequest } from "../accounts/pages.ts";
import { askedBy } from "../audited.ts";
import { bind } from "../bind.ts";
import type { Principal } from "../principal.ts";

export function bindSessions(server: FastifyInstance, sql: Database["sql"]): void {
  bind(server, accountEndpoints.listSessions, async ({ principal, query }) => {
    const { id, sessionId } = signedIn(principal);
    return pageAnswer(await listSessions(sql, id, pageRequest(query)), query.limit, (row) => ({
      ...row,
      current: row.id === sessionId,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    }));
  });
  bind(server, accountEndpoints.endSession, ({ principal, params, request }) =>
    endOneSession(sql, askedBy(principal, request, Date.now()), signedIn(principal).id, params.id),
  );
  bind(server, accountEndpoints.endOtherSessions, async ({ principal, request }) => {
    const { id, sessionId } = signedIn(principal);
    return { ended: await endOtherSessions(sql, askedBy(principal, request, Date.now()), id, sessionId) };
  });
}

/** @throws Refusal `forbidden` for a program: its key is no person's session */
function signedIn({ id, sessionId }: Principal): { id: string; sessionId: string } {
  if (sessionId !== undefined) return { id, sessionId };
  throw new Refusal("forbidden", "An API key has no sessions; a person who is signed in sees and ends their own.");
}
