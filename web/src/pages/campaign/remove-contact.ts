/** Takes a contact out of a campaign that never called it. */
import { useMutation } from "@tanstack/react-query";
import { tellRefusal } from "../../ui/tell-refusal.ts";
import type { CampaignContact } from "../../features/calls/call.ts";
import { call as ask } from "../../lib/api.ts";
import { nameOf } from "../../lib/format.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { tell } from "../../ui/toast.tsx";
import { contactRows } from "../../words/campaign-sections.tsx";

export function useRemoveContact(campaignId: string) {
  return useMutation({
    mutationFn: async (row: CampaignContact) => {
      await ask("removeCampaignContacts", { params: { id: campaignId }, body: { contactIds: [row.contact.id] } });
      return row;
    },
    onSuccess: async (row) => {
      tell({ text: contactRows.removed(nameOf(row.contact)) });
      focusNeighbour(row.contact.id);
      await queryClient.invalidateQueries({ queryKey: keys.campaign(campaignId) });
    },
    onError: tellRefusal,
  });
}

/** The row with the focus goes: the focus stays in the list, on the next row that could go too. */
function focusNeighbour(contactId: string): void {
  const buttons = [...document.querySelectorAll<HTMLElement>("[data-remove]")];
  const at = buttons.findIndex(({ dataset }) => dataset.remove === contactId);
  const next = buttons[at + 1] ?? buttons[at - 1];
  (next ?? document.querySelector<HTMLElement>('.ftab[aria-pressed="true"]'))?.focus();
}
