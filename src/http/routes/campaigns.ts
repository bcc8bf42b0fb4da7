/** Campaigns: their configuration, their moves and their figures. Their contacts and calls are in campaign-lists.ts. */
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { type CampaignRequest, campaignNotFound } from "#actions/campaign-change.ts";
import { cancelCampaign } from "#actions/cancel-campaign.ts";
import { createCampaign, deleteCampaign, duplicateCampaign, editCampaign } from "#actions/edit-campaign.ts";
import { launchCampaign } from "#actions/launch-campaign.ts";
import { pauseCampaign } from "#actions/pause-campaign.ts";
import { preflight } from "#actions/preflight.ts";
import { resumeCampaign } from "#actions/resume-campaign.ts";
import { retryFailed } from "#actions/retry-failed.ts";
import { campaignEndpoints } from "#contract/campaign-endpoints.ts";
import type { Clock } from "#domain/clock.ts";
import { Refusal } from "#domain/errors.ts";
import { successRate } from "#domain/metrics.ts";
import { BUCKET_SECONDS, readCapacity, readMetrics, readTimeline } from "#store/campaign-figures.ts";
import { listCampaigns, readCampaigns } from "#store/campaigns.ts";
import { readId } from "#store/ids.ts";
import type { Database } from "#store/db.ts";
import { readZoneSets } from "#store/engine-view.ts";
import { readRules } from "#store/rules.ts";
import { bind } from "../bind.ts";
import { type CampaignAnswer, campaignAnswer } from "../campaign-answer.ts";
import { idOf } from "../ids.ts";
import { decodeCursor, pageOf } from "../pages.ts";
import type { Principal } from "../principal.ts";

const position = z.object({ key: z.string(), id: z.int() });

export function bindCampaigns(
  server: FastifyInstance,
  { sql, isFull }: Pick<Database, "sql" | "isFull">,
  clock: Clock,
): void {
  const requestOf = (principal: Principal, params: { id: string }): CampaignRequest => ({
    db: sql,
    organisationId: principal.organisationId,
    campaignId: idOf(params.id, "campaign"),
    actor: { kind: principal.kind, name: principal.name },
    now: clock.now(),
  });

  async function answers(principal: Principal, ids: readonly number[]): Promise<Map<number, CampaignAnswer>> {
    const { organisationId, permissions } = principal;
    const records = await readCampaigns(sql, organisationId, ids);
    const context = {
      rules: await readRules(sql, organisationId),
      zones: await readZoneSets(sql),
      now: clock.now(),
      diskFull: isFull(),
    };
    return new Map(records.map((record) => [record.id, campaignAnswer(record, permissions, context)]));
  }

  async function answer(principal: Principal, id: number): Promise<CampaignAnswer> {
    const found = (await answers(principal, [id])).get(id);
    if (!found) throw campaignNotFound();
    return found;
  }

  bind(server, campaignEndpoints.listCampaigns, async ({ principal, query }) => {
    const { page, total, statusCounts } = await listCampaigns(sql, principal.organisationId, {
      search: query.search,
      status: query.status,
      aiEmployeeId: query.aiEmployeeId === undefined ? undefined : (readId(query.aiEmployeeId) ?? 0),
      from: query.from === undefined ? undefined : new Date(query.from),
      to: query.to === undefined ? undefined : new Date(query.to),
      sort: query.sort,
      limit: query.limit,
      after: decodeCursor(position, query.cursor),
    });
    const found = await answers(
      principal,
      page.map((row) => row.id),
    );
    const { nextCursor } = pageOf(page, { limit: query.limit, total, item: (row) => row, position: (row) => row });
    const items = page.slice(0, query.limit).flatMap((row) => found.get(row.id) ?? []);
    return { items, nextCursor, total, statusCounts };
  });

  bind(server, campaignEndpoints.createCampaign, async ({ principal, body }) => {
    const id = await createCampaign(
      sql,
      principal.organisationId,
      {
        name: body.name,
        description: body.description ?? "",
        aiEmployeeId: partId("aiEmployeeId", body.aiEmployeeId),
        lineId: partId("lineId", body.lineId),
        callerId: body.callerId,
        settings: body.settings,
      },
      { kind: principal.kind, name: principal.name },
      clock.now(),
    );
    return answer(principal, id);
  });

  bind(server, campaignEndpoints.getCampaignMetrics, async ({ principal, query }) => {
    const { organisationId } = principal;
    const from = query.from === undefined ? null : new Date(query.from);
    const to = query.to === undefined ? null : new Date(query.to);
    const { callsSucceeded, ...metrics } = await readMetrics(sql, organisationId, from, to);
    const { places, inUse } = await readCapacity(sql, organisationId);
    return {
      ...metrics,
      successRate: successRate(callsSucceeded, metrics.callsCompleted),
      capacity: { inUse, total: places },
    };
  });

  bind(server, campaignEndpoints.getCampaign, ({ principal, params }) =>
    answer(principal, idOf(params.id, "campaign")),
  );

  bind(server, campaignEndpoints.updateCampaign, async ({ principal, params, body }) => {
    const request = requestOf(principal, params);
    await editCampaign(request, {
      ...body,
      aiEmployeeId: body.aiEmployeeId === undefined ? undefined : partId("aiEmployeeId", body.aiEmployeeId),
      lineId: body.lineId === undefined ? undefined : partId("lineId", body.lineId),
    });
    return answer(principal, request.campaignId);
  });

  bind(server, campaignEndpoints.deleteCampaign, ({ principal, params }) =>
    deleteCampaign(requestOf(principal, params)),
  );

  bind(server, campaignEndpoints.getCampaignPreflight, async ({ principal, params }) => {
    const id = idOf(params.id, "campaign");
    const found = await preflight(sql, principal.organisationId, id, clock.now());
    if (!found) throw campaignNotFound();
    return {
      ...found,
      problems: [...found.problems],
      warnings: [...found.warnings],
      estimatedFinishAt: found.estimatedFinishAt?.toISOString() ?? null,
    };
  });

  bind(server, campaignEndpoints.startCampaign, async ({ principal, params, body }) => {
    const request = requestOf(principal, params);
    await launchCampaign(request, body.at);
    return answer(principal, request.campaignId);
  });

  const moves = [
    [campaignEndpoints.pauseCampaign, pauseCampaign],
    [campaignEndpoints.resumeCampaign, resumeCampaign],
    [campaignEndpoints.cancelCampaign, cancelCampaign],
  ] as const;
  for (const [endpoint, move] of moves) {
    bind(server, endpoint, async ({ principal, params }) => {
      const request = requestOf(principal, params);
      await move(request);
      return answer(principal, request.campaignId);
    });
  }

  bind(server, campaignEndpoints.retryFailedContacts, async ({ principal, params, body }) => {
    const request = requestOf(principal, params);
    await retryFailed(request, body.outcomes);
    return answer(principal, request.campaignId);
  });

  bind(server, campaignEndpoints.duplicateCampaign, async ({ principal, params, body }) => {
    const id = await duplicateCampaign(requestOf(principal, params), body.name);
    return answer(principal, id);
  });

  bind(server, campaignEndpoints.getCampaignTimeline, async ({ principal, params }) => {
    const { id } = await answer(principal, idOf(params.id, "campaign"));
    const buckets = await readTimeline(sql, Number(id));
    return { bucketSeconds: BUCKET_SECONDS, items: buckets.map((one) => ({ ...one, at: one.at.toISOString() })) };
  });
}

/** An id in a body: what it names is checked by the action; what can name nothing is refused here. */
function partId(path: string, text: string | null): number | null {
  if (text === null) return null;
  try {
    return idOf(text, path === "lineId" ? "line" : "AI employee");
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    throw new Refusal("invalid", refusal.message, [{ path, message: refusal.message }]);
  }
}
