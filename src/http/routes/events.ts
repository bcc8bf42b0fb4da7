import type { FastifyInstance, FastifyRequest } from "fastify";
import { campaignNotFound } from "#actions/campaign-change.ts";
import { eventEndpoints } from "#contract/events.ts";
import { Refusal } from "#domain/errors.ts";
import type { Permission } from "#domain/roles.ts";
import type { Database } from "#store/db.ts";
import { readCampaigns } from "#store/campaigns.ts";
import { bind } from "../bind.ts";
import { idOf } from "../ids.ts";
import type { LiveHub } from "../live/hub.ts";
import type { Principal } from "../principal.ts";

export function bindEvents(server: FastifyInstance, sql: Database["sql"], hub: LiveHub): void {
  bind(server, eventEndpoints.followCampaign, async ({ principal, params, request }) =>
    follow(principal, { ids: [idOf(params.id, "campaign")], imports: false }, request),
  );

  bind(server, eventEndpoints.followCampaigns, async ({ principal, query, request }) => {
    const ids = query.campaigns?.map((text) => idOf(text, "campaign")) ?? null;
    return follow(principal, { ids, imports: query.imports ?? false }, request);
  });

  async function follow(
    { organisationId, permissions }: Principal,
    { ids, imports }: { ids: number[] | null; imports: boolean },
    request: FastifyRequest,
  ) {
    const campaignIds = ids && [...new Set(ids)];
    if (campaignIds) {
      const found = await readCampaigns(sql, organisationId, campaignIds);
      if (found.length < campaignIds.length) throw campaignNotFound();
    }
    const last = request.headers["last-event-id"];
    return hub.follow({
      organisationId,
      campaignIds,
      imports,
      permissions,
      lastEventId: (Array.isArray(last) ? last[0] : last) ?? null,
      renew: () => stillMay(request, organisationId),
    });
  }

  /** What whoever opened the stream may do by now; null when they may no longer follow campaigns here. */
  async function stillMay(request: FastifyRequest, organisationId: string): Promise<ReadonlySet<Permission> | null> {
    try {
      const principal = await server.binding.authenticate(request);
      const { permission } = eventEndpoints.followCampaigns;
      return principal.organisationId === organisationId && principal.permissions.has(permission)
        ? principal.permissions
        : null;
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }
}
