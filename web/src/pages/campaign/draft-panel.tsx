/** What a draft still lacks, by the same preflight that a start is held to. */
import { Button, Skeleton } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { SkipReason } from "#domain/contact/lifecycle.ts";
import { skipWords } from "../../features/calls/words.ts";
import { campaignAddress } from "../../features/campaigns/address.ts";
import { call as ask, type Answer } from "../../lib/api.ts";
import { around, grouped } from "../../lib/format.ts";
import { keys } from "../../lib/query.ts";
import { Failure, Section } from "../../ui/page.tsx";
import type { Campaign } from "./sums.ts";

type Preflight = Answer<"getCampaignPreflight">;

export function DraftPanel({ campaign }: { campaign: Campaign }) {
  const { data, error, refetch } = useQuery({
    queryKey: keys.campaignPart(campaign.id, "preflight"),
    queryFn: () => ask("getCampaignPreflight", { params: { id: campaign.id } }),
    staleTime: 0,
  });
  return (
    <Section
      title={data?.ready === false ? "Not ready to start" : "Before it starts"}
      about={data && data.willCall > 0 ? whoIsCalled(data) : undefined}
      action={
        campaign.allowed.includes("edit") && (
          <Button
            variant="default"
            leftSection={<IconPencil size={16} aria-hidden />}
            renderRoot={(props) => <Link to={campaignAddress(campaign)} {...props} />}
          >
            Go on editing
          </Button>
        )
      }
    >
      {error && !data ? (
        <Failure what="The check" problem={error} again={() => void refetch()} />
      ) : data ? (
        <Findings preflight={data} />
      ) : (
        <Skeleton h={64} />
      )}
    </Section>
  );
}

function whoIsCalled({ willCall, estimatedFinishAt, concurrency }: Preflight): string {
  const contacts = `A start calls ${grouped(willCall)} ${willCall === 1 ? "contact" : "contacts"}`;
  const speed = willCall > 0 ? `, up to ${grouped(concurrency)} at once` : "";
  return `${contacts}${speed}.${estimatedFinishAt === null ? "" : ` Done ${around(estimatedFinishAt)}.`}`;
}

function Findings({ preflight }: { preflight: Preflight }) {
  const { problems, warnings, willSkip } = preflight;
  const skipped = Object.entries(willSkip).filter(([, count]) => count > 0);
  return (
    <ul className="campaign-findings">
      {problems.map(({ path, message }) => (
        <li key={path + message} data-kind="problem">
          <IconAlertTriangle size={17} aria-hidden />
          <span>
            <span className="vh">Missing: </span>
            {message}
          </span>
        </li>
      ))}
      {warnings.map(({ path, message }) => (
        <li key={path + message} data-kind="warning">
          <IconInfoCircle size={17} aria-hidden />
          <span>{message}</span>
        </li>
      ))}
      {skipped.map(([reason, count]) => (
        <li key={reason}>
          <IconInfoCircle size={17} aria-hidden />
          <span>
            {grouped(count)} left out: {skipWords[reason as SkipReason].toLowerCase()}.
          </span>
        </li>
      ))}
      {preflight.ready && (
        <li data-kind="ready">
          <IconCircleCheck size={17} aria-hidden />
          <span>Nothing is missing.</span>
        </li>
      )}
    </ul>
  );
}
