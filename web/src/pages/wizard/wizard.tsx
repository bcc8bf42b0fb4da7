/** Create campaign, and the settings of a paused one: five steps, each saved as it is filled in. */
import { Button } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useIsMutating, useQuery } from "@tanstack/react-query";
import { Link, Navigate, useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useLiveCampaign } from "../../app/live.ts";
import type { WizardStep } from "../../features/campaigns/address.ts";
import type { Campaign } from "../../features/campaigns/kept.ts";
import { campaignStatusWords } from "../../words/en.ts";
import { ApiProblem, call } from "../../lib/api.ts";
import { keys } from "../../lib/query.ts";
import { Logo } from "../../ui/marks.tsx";
import { Empty, Failure } from "../../ui/page.tsx";
import { WizardFrame } from "./frame.tsx";
import { launchKey } from "./launch.tsx";
import { steps } from "./steps.ts";
import "./wizard.css";

export function Wizard() {
  const { id, step } = useParams({ strict: false }) as { id: string; step: string };
  const campaign = useQuery({
    queryKey: keys.campaign(id),
    queryFn: ({ signal }) => call("getCampaign", { params: { id } }, { signal }),
  });
  useEffect(() => {
    document.title = `${campaign.data?.name ?? "Create campaign"} · Campanile`;
  }, [campaign.data?.name]);
  const known = steps.find(({ key }) => key === step)?.key;
  if (!known) return <Navigate to="/campaigns/$id/edit/$step" params={{ id, step: "details" }} replace />;
  if (campaign.isError) return <Missing problem={campaign.error} again={() => void campaign.refetch()} />;
  if (!campaign.data) return <p className="waiting late">Loading the campaign</p>;
  return <Editable key={id} campaign={campaign.data} step={known} />;
}

/** A launched campaign is locked; whoever was editing it is told, and what was typed stands until they go. */
function Editable({ campaign, step }: { campaign: Campaign; step: WizardStep }) {
  useLiveCampaign(campaign.id);
  const wasEdited = useRef(false);
  const isLaunching = useIsMutating({ mutationKey: launchKey(campaign.id) }) > 0;
  const mayEdit = campaign.allowed.includes("edit");
  if (!mayEdit && !isLaunching) return <Locked campaign={campaign} wasEdited={wasEdited.current} />;
  wasEdited.current = true;
  return <WizardFrame campaign={campaign} step={step} />;
}

function Locked({ campaign, wasEdited }: { campaign: Campaign; wasEdited: boolean }) {
  const isOpen = campaign.status === "draft" || campaign.status === "paused";
  return (
    <main id="main" className="wiz-alone">
      <Link to="/campaigns" aria-label="Campanile, home">
        <Logo size={40} />
      </Link>
      <h1>{campaign.name}</h1>
      <Empty
        icon={IconLock}
        title={isOpen ? "Not for your role" : "This campaign cannot be edited now"}
        text={
          isOpen
            ? "You can look at campaigns; an owner or admin can let you make them."
            : `It is ${campaignStatusWords[campaign.status].toLowerCase()}. Contacts and settings are locked; pause a running campaign to change them.`
        }
        actions={
          <Button component={Link} to={`/campaigns/${campaign.id}`}>
            Open the campaign
          </Button>
        }
        note={wasEdited ? "That changed while this page was open: what was not saved by then is not in it." : undefined}
      />
    </main>
  );
}

function Missing({ problem, again }: { problem: Error; again: () => void }) {
  const isGone = problem instanceof ApiProblem && problem.status === 404;
  return (
    <main id="main" className="wiz-alone">
      <Link to="/campaigns" aria-label="Campanile, home">
        <Logo size={40} />
      </Link>
      <h1 className="vh">Create campaign</h1>
      {isGone ? (
        <Empty
          icon={IconLock}
          title="There is no such campaign"
          text="It was deleted, or the address is not right."
          actions={
            <Button component={Link} to="/campaigns">
              All campaigns
            </Button>
          }
        />
      ) : (
        <Failure what="The campaign" problem={problem} again={again} />
      )}
    </main>
  );
}
