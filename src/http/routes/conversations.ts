import type { FastifyInstance } from "fastify";
import { conversationEndpoints } from "#contract/conversations.ts";
import { Refusal } from "#domain/errors.ts";
import type { Recordings } from "#recordings/recordings.ts";
import { findConversation, listConversations } from "#store/conversations.ts";
import type { Sql } from "#store/db.ts";
import { readId } from "#store/ids.ts";
import { findRecording } from "#store/recordings.ts";
import { bind } from "../bind.ts";
import { idPage, idPageAnswer } from "../id-pages.ts";
import { idOf } from "../ids.ts";

export function bindConversations(server: FastifyInstance, sql: Sql, recordings: Recordings): void {
  bind(server, conversationEndpoints.listConversations, async ({ principal, query }) => {
    const { outcome, search, from, to } = query;
    const choice = {
      campaignId: wanted(query.campaignId),
      contactId: wanted(query.contactId),
      outcomes: outcome,
      search,
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
    };
    const page = await listConversations(sql, principal.organisationId, { ...choice, ...idPage(query) });
    return idPageAnswer(page, query);
  });
  bind(server, conversationEndpoints.getConversation, ({ principal, params }) =>
    findConversation(sql, principal.organisationId, idOf(params.id, "conversation")),
  );
  bind(server, conversationEndpoints.getRecording, async ({ principal, params }) => {
    const { name, removedAt } = await findRecording(sql, principal.organisationId, idOf(params.id, "conversation"));
    if (removedAt !== null) {
      throw new Refusal(
        "not_found",
        "What was said was removed: the organisation keeps conversations for a limited time.",
      );
    }
    if (name === null) throw new Refusal("not_found", "This conversation was not recorded.");
    if (!(await recordings.has(name))) {
      throw new Refusal("not_found", "The file of this recording is no longer there; the transcript is.");
    }
    return { folder: recordings.folder, name };
  });
}

/** No row has the id 0: what can be no id has no conversations. */
function wanted(id: string | undefined): number | undefined {
  return id === undefined ? undefined : (readId(id) ?? 0);
}
