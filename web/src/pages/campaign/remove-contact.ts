/** Takes a contact out of a campaign that never called it. */
import { useMutation } from "@tanstack/react-query";
import { tellRefusal } from "../../features/campaigns/act.ts";
import type { CampaignContact } from "../../features/calls/words.ts";
import { call as ask } from "../../lib/api.ts";
import { nameOf } from "../../lib/format.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { tell } from "../../ui/toast.tsx";
import type { Campaign } from "./sums.ts";

export function useRemoveContact({ id }: Campaign) {
  return useMutation({
    mutationFn: async (row: CampaignContact) => {
      await ask("removeCampaignContacts", { params: { id }, body: { contactIds: [row.contact.id] } });
      return row;
    },
    onSuccess: async (row) => {
      tell({ text: `${nameOf(row.contact)} is no longer in this campaign.` });
      // The row with the focus is gone: the focus stays in the list.
      document.querySelector<HTMLElement>('.ftab[aria-pressed="true"]')?.focus();
      await queryClient.invalidateQueries({ queryKey: keys.campaign(id) });
    },
    onError: tellRefusal,
  });
}
