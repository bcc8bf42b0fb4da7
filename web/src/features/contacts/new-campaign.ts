/** A draft for contacts that were chosen first: they are in it when its wizard opens. */
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { call } from "../../lib/api.ts";
import { queryClient } from "../../lib/query.ts";
import { UNNAMED } from "../campaigns/address.ts";
import { tellRefusal } from "../../ui/tell-refusal.ts";
import type { selectedBody } from "./selection.ts";

export function useCampaignOf() {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (contacts: ReturnType<typeof selectedBody>) => {
      const { id } = await call("createCampaign", { body: { name: UNNAMED } });
      await call("addCampaignContacts", { params: { id }, body: contacts });
      return id;
    },
    onSuccess: async (id) => {
      void queryClient.invalidateQueries({ queryKey: ["campaigns"] });
      await navigate({ to: "/campaigns/$id/edit/$step", params: { id, step: "details" } });
    },
    onError: tellRefusal,
  });
}
