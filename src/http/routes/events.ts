import type { FastifyInstance } from "fastify";
import { campaignNotFound } from "#actions/campaign-change.ts";
import { eventEndpoints } from "#contract/events.ts";
import type { Database } from "#store/db.ts";
import { readCampaigns } from "#store/campaigns.ts";
import { bind } from "../bind.ts";
import { idOf } from "../ids.ts";
import type { LiveHub } from "../live/hub.ts";

export function bindEvents(server: FastifyInstance, sql: Database["sql"], hub: LiveHub): void {
  bind(server, eventEndpoints.followCampaign, async ({ principal, params, request }) => {
    const id = idOf(params.id, "campaign");
    return follow(principal, [id], request.headers["last-event-id"]);
  });

  bind(server, eventEndpoints.followCampaigns, async ({ principal, query, request }) => {
    const ids = query.campaigns?.map((text) => idOf(text, "campaign")) ?? null;
    return follow(principal, ids, request.headers["last-event-id"]);
  });

  async function follow(
    principal: { organisationId: string; permissions: Parameters<LiveHub["follow"]>[0]["permissions"] },
    campaignIds: number[] | null,
    lastEventId: string | string[] | undefined,
  ) {
    const { organisationId, permissions } = principal;
    if (campaignIds) {
      const found = await readCampaigns(sql, organisationId, campaignIds);
      if (found.length < new Set(campaignIds).size) throw campaignNotFound();
    }
    const last = Array.isArray(lastEventId) ? lastEventId[0] : lastEventId;
    return hub.follow({ organisationId, campaignIds, permissions, lastEventId: last ?? null });
  }
}
