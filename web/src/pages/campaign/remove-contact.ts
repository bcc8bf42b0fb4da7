/** Takes a contact out of a campaign that never called it. */
import { tellRefusal } from "../../ui/tell-refusal.ts";
import type { CampaignContact } from "../../features/calls/call.ts";
import { call as ask } from "../../lib/api.ts";
import { nameOf } from "../../lib/format.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { tell } from "../../ui/toast.tsx";
import { contactRows } from "../../words/campaign-sections.tsx";

const going = new Set<string>();

/** A row shows nothing of it but that it goes; pressed again meanwhile, the button does nothing. */
export async function removeContact(campaignId: string, { contact }: CampaignContact): Promise<void> {
  if (going.has(contact.id)) return;
  going.add(contact.id);
  try {
    await ask("removeCampaignContacts", { params: { id: campaignId }, body: { contactIds: [contact.id] } });
    tell({ text: contactRows.removed(nameOf(contact)) });
    focusNeighbour(contact.id);
    await queryClient.invalidateQueries({ queryKey: keys.campaign(campaignId) });
  } catch (problem) {
    tellRefusal(problem);
  } finally {
    going.delete(contact.id);
  }
}

/** The row with the focus goes: the focus stays in the list, on the next row that could go too. */
function focusNeighbour(contactId: string): void {
  const buttons = [...document.querySelectorAll<HTMLElement>("[data-remove]")];
  const at = buttons.findIndex(({ dataset }) => dataset.remove === contactId);
  const next = buttons[at + 1] ?? buttons[at - 1];
  (next ?? document.querySelector<HTMLElement>('.ftab[aria-pressed="true"]'))?.focus();
}
