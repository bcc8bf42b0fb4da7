/** What a campaign holds: its contacts, calls, conversations and activity, and all of it as a file. */
import type { FastifyInstance } from "fastify";
import { addCampaignContacts, removeCampaignContacts } from "#actions/campaign-contacts.ts";
import { campaignNotFound, type CampaignRequest } from "#actions/campaign-change.ts";
import { noteExport } from "#actions/note-export.ts";
import { whyWaiting } from "#actions/why-waiting.ts";
import { campaignEndpoints } from "#contract/campaign-endpoints.ts";
import type { BodyOf } from "#contract/endpoint.ts";
import type { Clock } from "#domain/clock.ts";
import { scheduleOf } from "#domain/dialing/windows.ts";
import { lineLimits } from "#domain/line.ts";
import { readId } from "#store/ids.ts";
import { listCalls } from "#store/calls.ts";
import { listActivity, listCampaignContacts } from "#store/campaign-contacts.ts";
import { chosenByIds, chosenByImport, type ContactChoice } from "#store/campaign-writes.ts";
import { type CampaignRecord, readCampaigns } from "#store/campaigns.ts";
import { contactsMatching } from "#store/contact-filter.ts";
import { listConversations } from "#store/conversations.ts";
import type { Database } from "#store/db.ts";
import { readZoneSets } from "#store/engine-view.ts";
import { findImport } from "#store/imports.ts";
import { readRules } from "#store/rules.ts";
import { askedBy } from "../audited.ts";
import { bind } from "../bind.ts";
import { exportCampaign } from "../campaign-export.ts";
import { idPage, idPageAnswer } from "../id-pages.ts";
import { idOf } from "../ids.ts";
import { pageOf } from "../pages.ts";
import type { Principal } from "../principal.ts";

export function bindCampaignLists(server: FastifyInstance, sql: Database["sql"], clock: Clock): void {
  async function campaignOf(principal: Principal, params: { id: string }): Promise<CampaignRecord> {
    const [campaign] = await readCampaigns(sql, principal.organisationId, [idOf(params.id, "campaign")]);
    if (!campaign) throw campaignNotFound();
    return campaign;
  }

  async function choiceOf(
    principal: Principal,
    body: BodyOf<typeof campaignEndpoints.addCampaignContacts>,
  ): Promise<ContactChoice> {
    if ("contactIds" in body) return chosenByIds(body.contactIds.map((id) => readId(id) ?? 0));
    if ("filter" in body)
      return contactsMatching(
        principal.organisationId,
        { filter: body.filter, search: body.search },
        new Date(clock.now()),
      );
    const importId = idOf(body.importId, "import");
    await findImport(sql, principal.organisationId, importId);
    return chosenByImport(importId);
  }

  const requestOf = (principal: Principal, params: { id: string }): CampaignRequest => ({
    db: sql,
    organisationId: principal.organisationId,
    campaignId: idOf(params.id, "campaign"),
    actor: { kind: principal.kind, name: principal.name },
    now: clock.now(),
  });

  bind(server, campaignEndpoints.addCampaignContacts, async ({ principal, params, body }) => {
    const changed = await addCampaignContacts(requestOf(principal, params), await choiceOf(principal, body));
    return { ...changed, skipped: leftOut(body, changed.added) ?? changed.skipped };
  });
  bind(server, campaignEndpoints.removeCampaignContacts, async ({ principal, params, body }) => {
    const changed = await removeCampaignContacts(requestOf(principal, params), await choiceOf(principal, body));
    return { ...changed, skipped: leftOut(body, changed.removed) ?? changed.skipped };
  });

  bind(server, campaignEndpoints.listCampaignContacts, async ({ principal, params, query }) => {
    const campaign = await campaignOf(principal, params);
    const { rows, total } = await listCampaignContacts(sql, campaign.id, { ...query, ...idPage(query) });
    const rules = await readRules(sql, principal.organisationId);
    const zones = await readZoneSets(sql);
    const now = clock.now();
    const limits = campaign.line && lineLimits(campaign.line.kind, campaign.line.settings);
    const waiting = {
      status: campaign.status,
      scheduledAt: campaign.scheduledAt?.getTime() ?? null,
      schedule: scheduleOf(campaign.settings, rules, limits?.bindsRules ?? true),
      paced: campaign.settings.callsPerSecond !== null || (limits?.callsPerSecond ?? null) !== null,
    };
    return pageOf(rows, {
      limit: query.limit,
      total,
      position: (row) => row.id,
      item: (row) => {
        const planned = row.nextAttemptAt?.getTime() ?? null;
        const why = whyWaiting(planned, row.waitingFor, waiting, zones.get(row.zoneSet) ?? [], now);
        return {
          id: String(row.id),
          contact: {
            id: String(row.contactId ?? ""),
            phone: row.phone ?? "",
            firstName: row.firstName,
            lastName: row.lastName,
          },
          status: row.status,
          skipReason: row.skipReason,
          attempts: row.attempts,
          nextAttemptAt: why.nextAttemptAt === null ? null : new Date(why.nextAttemptAt).toISOString(),
          waitingFor: why.waitingFor,
          result: row.result,
          lastCallId: row.lastCallId === null ? null : String(row.lastCallId),
        };
      },
    });
  });

  bind(server, campaignEndpoints.listCampaignCalls, async ({ principal, params, query }) => {
    const { id } = await campaignOf(principal, params);
    const live = query.live === undefined ? undefined : query.live === "true";
    const choice = { campaignId: id, live, ...idPage(query) };
    return idPageAnswer(await listCalls(sql, principal.organisationId, choice), query);
  });

  bind(server, campaignEndpoints.listCampaignConversations, async ({ principal, params, query }) => {
    const { id } = await campaignOf(principal, params);
    const choice = { campaignId: id, search: query.search, outcomes: query.outcome, ...idPage(query) };
    return idPageAnswer(await listConversations(sql, principal.organisationId, choice), query);
  });

  bind(server, campaignEndpoints.listCampaignActivity, async ({ principal, params, query }) => {
    const { id } = await campaignOf(principal, params);
    const { rows, total } = await listActivity(sql, id, idPage(query));
    return pageOf(rows, {
      limit: query.limit,
      total,
      position: (row) => row.id,
      item: (row) => ({
        id: String(row.id),
        at: row.at.toISOString(),
        actor: row.actorName === null ? null : { kind: actorKind(row.actorKind), name: row.actorName },
        kind: row.kind,
        text: row.text,
      }),
    });
  });

  bind(server, campaignEndpoints.exportCampaign, async ({ principal, params, request, reply }) => {
    const { id } = await campaignOf(principal, params);
    const subject = { kind: "campaign", id: String(id) } as const;
    await noteExport(sql, askedBy(principal, request, clock.now()), "campaign.exported", subject);
    void reply.header("content-disposition", `attachment; filename="campaign-${id}.csv"`);
    return exportCampaign(sql, principal.organisationId, id);
  });
}

/** Of picked contacts, those that came to nothing; ids that name nobody are among them, so that nobody misses them. */
function leftOut(body: BodyOf<typeof campaignEndpoints.addCampaignContacts>, done: number): number | undefined {
  return "contactIds" in body ? new Set(body.contactIds).size - done : undefined;
}

function actorKind(kind: string | null): "user" | "key" | "system" {
  return kind === "user" || kind === "key" ? kind : "system";
}
