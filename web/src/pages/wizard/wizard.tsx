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
import { lockedWords, wizardFrame } from "../../words/wizard.ts";
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
    document.title = wizardFrame.tab(campaign.data?.name ?? wizardFrame.create);
  }, [campaign.data?.name]);
  const known = steps.find(({ key }) => key === step)?.key;
  if (!known) return <Navigate to="/campaigns/$id/edit/$step" params={{ id, step: "details" }} replace />;
  if (campaign.isError) return <Missing problem={campaign.error} again={() => void campaign.refetch()} />;
  if (!campaign.data) return <p className="waiting late">{lockedWords.loading}</p>;
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
      <Link to="/campaigns" aria-label={wizardFrame.home}>
        <Logo size={40} />
      </Link>
      <h1>{campaign.name}</h1>
      <Empty
        icon={IconLock}
        title={isOpen ? lockedWords.role : lockedWords.state}
        text={isOpen ? lockedWords.roleAbout : lockedWords.stateAbout(campaignStatusWords[campaign.status])}
        actions={
          <Button component={Link} to={`/campaigns/${campaign.id}`}>
            {lockedWords.open}
          </Button>
        }
        note={wasEdited ? lockedWords.changed : undefined}
      />
    </main>
  );
}

function Missing({ problem, again }: { problem: Error; again: () => void }) {
  const isGone = problem instanceof ApiProblem && problem.status === 404;
  return (
    <main id="main" className="wiz-alone">
      <Link to="/campaigns" aria-label={wizardFrame.home}>
        <Logo size={40} />
      </Link>
      <h1 className="vh">{wizardFrame.create}</h1>
      {isGone ? (
        <Empty
          icon={IconLock}
          title={lockedWords.gone}
          text={lockedWords.goneAbout}
          actions={
            <Button component={Link} to="/campaigns">
              {lockedWords.all}
            </Button>
          }
        />
      ) : (
        <Failure what={lockedWords.what} problem={problem} again={again} />
      )}
    </main>
  );
}
