/** What can be done to a campaign now: `allowed` of the server, as things to press. */
import {
  type Icon,
  IconCopy,
  IconDownload,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconRotateClockwise,
  IconTrash,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { CampaignAction } from "#domain/campaign/lifecycle.ts";
import { useMay } from "../../app/session.ts";
import { addressOf } from "../../lib/api.ts";
import { actionWords } from "../../words/campaign-actions.ts";
import { editAddress } from "./address.ts";
import { actOn } from "./act.ts";
import type { Campaign } from "./kept.ts";

export type DialogName = "start" | "stop" | "delete";

export interface CampaignItem {
  key: CampaignAction | "export";
  label: string;
  icon: Icon;
  /** `main`: the likeliest; `shown`: a button where there is room; `rest`: in the menu. */
  rank: "main" | "shown" | "rest";
  /** The page's primary button. */
  filled?: boolean;
  danger?: boolean;
  /** Its key on the keyboard. */
  hint?: string;
  run: () => void;
}

type Made = Omit<CampaignItem, "key">;

interface Means {
  open: (dialog: DialogName) => void;
  goTo: (href: string) => void;
}

/** In the order of the menu. */
const made: Record<CampaignItem["key"], (campaign: Campaign, means: Means) => Made> = {
  start: (_, { open }) => ({
    label: actionWords.start,
    icon: IconPlayerPlay,
    rank: "shown",
    filled: true,
    run: () => open("start"),
  }),
  pause: (campaign) => ({
    label: actionWords.pause,
    icon: IconPlayerPause,
    rank: "main",
    hint: "P",
    run: () => actOn("pause", { campaign }),
  }),
  resume: (campaign) => ({
    label: actionWords.resume,
    icon: IconPlayerPlay,
    rank: "main",
    filled: true,
    hint: "P",
    run: () => actOn("resume", { campaign }),
  }),
  retry_failed: (campaign) => ({
    label: actionWords.retryFailed(campaign.retryable),
    icon: IconRotateClockwise,
    rank: "main",
    filled: true,
    run: () => actOn("retryFailed", { campaign }),
  }),
  edit: (campaign, { goTo }) => ({
    label: campaign.status === "draft" ? actionWords.continueDraft : actionWords.edit,
    icon: IconPencil,
    rank: campaign.status === "draft" ? "main" : "shown",
    run: () => goTo(editAddress(campaign)),
  }),
  duplicate: (campaign) => ({
    label: actionWords.duplicate,
    icon: IconCopy,
    // What is stopped goes on only as another.
    rank: campaign.status === "canceled" ? "shown" : "rest",
    hint: "D",
    run: () => actOn("duplicate", { campaign }),
  }),
  export: (campaign) => ({
    label: actionWords.export,
    icon: IconDownload,
    rank: campaign.finishedAt === null ? "rest" : "shown",
    hint: "E",
    run: () => window.location.assign(addressOf("exportCampaign", { params: { id: campaign.id } })),
  }),
  cancel: (_, { open }) => ({
    label: actionWords.stop,
    icon: IconPlayerStop,
    rank: "shown",
    danger: true,
    run: () => open("stop"),
  }),
  delete: (_, { open }) => ({
    label: actionWords.delete,
    icon: IconTrash,
    rank: "rest",
    danger: true,
    run: () => open("delete"),
  }),
};

export function useCampaignItems(campaign: Campaign, open: (dialog: DialogName) => void): CampaignItem[] {
  const navigate = useNavigate();
  const mayExport = useMay()("contacts:export");
  const means = { open, goTo: (href: string) => void navigate({ href }) };
  // There is nothing in the file of a campaign without contacts.
  const allowed = new Set<CampaignItem["key"]>(campaign.allowed);
  if (campaign.counts.total > 0 && mayExport) allowed.add("export");
  return (Object.keys(made) as CampaignItem["key"][])
    .filter((key) => allowed.has(key))
    .map((key) => ({ key, ...made[key](campaign, means) }));
}
