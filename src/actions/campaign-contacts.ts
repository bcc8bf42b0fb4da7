/** Adding contacts to a campaign and taking them out. */
import { acceptsContacts, canMove, releasesContacts } from "#domain/campaign/lifecycle.ts";
import { Refusal } from "#domain/errors.ts";
import { noteActivity } from "#store/campaign-moves.ts";
import { addContacts, type ContactChoice, removeContacts } from "#store/campaign-writes.ts";
import { type CampaignRequest, changeCampaign, makeMove } from "./campaign-change.ts";

export interface ContactsChanged {
  added: number;
  skipped: number;
  removed: number;
}

/** Adds them in draft, paused and completed campaigns; a completed one is reopened and goes on for them. */
export async function addCampaignContacts(request: CampaignRequest, choice: ContactChoice): Promise<ContactsChanged> {
  return changeCampaign(request, async (transaction, campaign) => {
    const { organisationId, campaignId } = request;
    if (!acceptsContacts(campaign.status))
      throw new Refusal(
        "contacts_not_changeable",
        `The campaign is ${campaign.status}; contacts can be added to a draft, paused or completed one.`,
      );
    const now = new Date(request.now);
    const { added, matched } = await addContacts(transaction, organisationId, campaignId, choice, now);
    if (added > 0) {
      const text = `${added} ${added === 1 ? "contact was" : "contacts were"} added.`;
      if (canMove("reopen", campaign.status)) {
        await makeMove(transaction, request, {
          name: "reopen",
          to: "queued",
          text: `Reopened: ${text}`,
          set: { scheduled_at: null, finished_at: null },
        });
      } else {
        await noteActivity(transaction, {
          organisationId,
          campaignIds: [campaignId],
          kind: "contacts_added",
          text,
          actor: request.actor,
          now,
        });
      }
    }
    return { added, skipped: matched - added, removed: 0 };
  });
}

/** Takes out those never attempted, in draft and paused campaigns; the others stay and are counted as skipped. */
export async function removeCampaignContacts(
  request: CampaignRequest,
  choice: ContactChoice,
): Promise<ContactsChanged> {
  return changeCampaign(request, async (transaction, campaign) => {
    const { organisationId, campaignId } = request;
    if (!releasesContacts(campaign.status))
      throw new Refusal(
        "contacts_not_changeable",
        `The campaign is ${campaign.status}; contacts can be taken out of a draft or paused one.`,
      );
    const { removed, matched } = await removeContacts(transaction, organisationId, campaignId, choice);
    if (removed > 0) {
      await noteActivity(transaction, {
        organisationId,
        campaignIds: [campaignId],
        kind: "contacts_removed",
        text: `${removed} ${removed === 1 ? "contact was" : "contacts were"} taken out.`,
        actor: request.actor,
        now: new Date(request.now),
      });
    }
    return { added: 0, skipped: matched - removed, removed };
  });
}
