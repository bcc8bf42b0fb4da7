/** A new campaign is a draft from its first moment: nothing that is filled in can be lost. */
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { call } from "../../lib/api.ts";
import { keys, queryClient } from "../../lib/query.ts";
import { unnamedCampaign } from "../../words/campaign-actions.ts";
import { tellRefusal } from "../../ui/tell-refusal.ts";

export function useCreateCampaign() {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => call("createCampaign", { body: { name: unnamedCampaign } }),
    onSuccess: async (campaign) => {
      queryClient.setQueryData(keys.campaign(campaign.id), campaign);
      void queryClient.invalidateQueries({ queryKey: keys.campaigns() });
      await navigate({ to: "/campaigns/$id/edit/$step", params: { id: campaign.id, step: "details" } });
    },
    onError: tellRefusal,
  });
}
