/** What a draft still lacks, by the same preflight that a start is held to. */
import { Skeleton } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { SkipReason } from "#domain/contact/lifecycle.ts";
import { call as ask, type Answer } from "../../lib/api.ts";
import { around } from "../../lib/format.ts";
import { keys } from "../../lib/query.ts";
import { Failure, Section } from "../../ui/page.tsx";
import { draftWords as words } from "../../words/campaign-sections.tsx";
import type { Campaign } from "./sums.ts";
import "./draft.css";

type Preflight = Answer<"getCampaignPreflight">;

export function DraftPanel({ campaign }: { campaign: Campaign }) {
  const { data, error, refetch } = useQuery({
    queryKey: keys.campaignPart(campaign.id, "preflight"),
    queryFn: () => ask("getCampaignPreflight", { params: { id: campaign.id } }),
    staleTime: 0,
  });
  return (
    <Section
      title={data?.ready === false ? words.lacking : words.ready}
      about={data && data.willCall > 0 ? whoIsCalled(data) : undefined}
    >
      {error && !data ? (
        <Failure what={words.what} problem={error} again={() => void refetch()} />
      ) : data ? (
        <Findings preflight={data} />
      ) : (
        <Skeleton h={64} />
      )}
    </Section>
  );
}

function whoIsCalled({ willCall, estimatedFinishAt, concurrency }: Preflight): string {
  return words.calls(willCall, concurrency, estimatedFinishAt === null ? null : around(estimatedFinishAt));
}

function Findings({ preflight }: { preflight: Preflight }) {
  const { problems, warnings, willSkip } = preflight;
  const skipped = Object.entries(willSkip).filter(([, count]) => count > 0);
  return (
    <ul className="campaign-findings">
      {problems.map(({ path, message }) => (
        <li key={path + message} data-kind="problem">
          <IconAlertTriangle size={17} aria-hidden />
          <span>{words.problem(message)}</span>
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
          <span>{words.skipped(count, reason as SkipReason)}</span>
        </li>
      ))}
      {preflight.ready && (
        <li data-kind="ready">
          <IconCircleCheck size={17} aria-hidden />
          <span>{words.complete}</span>
        </li>
      )}
    </ul>
  );
}
