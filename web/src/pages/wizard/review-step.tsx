/** What a launch would do, what is missing for it, and everything once more. */
import { Skeleton } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowRight,
  IconCircleCheckFilled,
  IconCircleXFilled,
  IconPlayerSkipForwardFilled,
} from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { SkipReason } from "#domain/contact/lifecycle.ts";
import type { Campaign } from "../../features/campaigns/kept.ts";
import { finishText } from "../../features/settings-form/describe.ts";
import type { CampaignFields } from "../../features/settings-form/fields.ts";
import { grouped } from "../../lib/format.ts";
import { Failure } from "../../ui/page.tsx";
import { skipReasonWords } from "../../words/campaign-settings.ts";
import { people } from "./choice.ts";
import type { Preflight } from "./preflight.ts";
import { Choices } from "./choices.tsx";
import type { Head as StepHead } from "./step-content.tsx";
import { placeOf } from "./steps.ts";
import "./review-step.css";

interface ReviewStepProps {
  campaign: Campaign;
  fields: CampaignFields;
  preflight: UseQueryResult<Preflight>;
  head: typeof StepHead;
}

export function ReviewStep({ campaign, fields, preflight, head: Head }: ReviewStepProps) {
  const found = preflight.data;
  const isDraft = campaign.status === "draft";
  const title = !found ? "Review" : !found.ready ? "Not ready yet" : isDraft ? "Ready to ring" : "Ready to go on";
  return (
    <>
      <Head
        title={title}
        about="Read it once more. Contacts and settings lock when the campaign starts; pause to change them."
      />
      {preflight.isError && !found && (
        <Failure what="The check" problem={preflight.error} again={() => void preflight.refetch()} />
      )}
      {preflight.isPending && <Skeleton className="late" h={180} radius="lg" aria-label="Checking" />}
      {found && <Findings campaign={campaign} found={found} />}
      <Choices campaign={campaign} fields={fields} />
    </>
  );
}

function Findings({ campaign, found }: { campaign: Campaign; found: Preflight }) {
  const { problems, warnings } = found;
  return (
    <section className="panel wiz-ready" aria-labelledby="ready">
      <h2 id="ready">{campaign.status === "draft" ? "Before you launch" : "Before you resume"}</h2>
      <ul>
        {problems.map((point) => (
          <Point key={point.message} kind="bad" campaign={campaign} path={point.path}>
            <b>
              <span className="vh">Missing: </span>
              {point.message}
            </b>
          </Point>
        ))}
        <Sums found={found} campaign={campaign} />
        {warnings.map((point) => (
          <Point key={point.message} kind="warn" campaign={campaign} path={point.path}>
            <b>
              <span className="vh">Warning: </span>
              {point.message}
            </b>
          </Point>
        ))}
      </ul>
    </section>
  );
}

function Sums({ found, campaign }: { found: Preflight; campaign: Campaign }) {
  const { willCall, willSkip, concurrency, estimatedFinishAt } = found;
  const retrying = campaign.counts.retrying;
  const skipped = Object.entries(willSkip) as Array<[SkipReason, number]>;
  const sum = skipped.reduce((all, [, count]) => all + count, 0);
  return (
    <>
      {willCall > 0 && (
        <Point kind="ok">
          <b>Calls {people(willCall)}</b>
          <span>
            {concurrency > 0 && `Up to ${grouped(concurrency)} at once`}
            {retrying > 0 && `, and ${grouped(retrying)} that wait for another try`}
          </span>
        </Point>
      )}
      {estimatedFinishAt !== null && willCall > 0 && (
        <Point kind="ok">
          <b>Done {finishText(estimatedFinishAt)}</b>
          <span>An estimate; the tries after it come later</span>
        </Point>
      )}
      {sum > 0 && (
        <Point kind="skip">
          <b>Leaves out {people(sum)}</b>
          {skipped.map(([reason, count]) => (
            <span key={reason}>
              {grouped(count)} {skipReasonWords[reason]}
            </span>
          ))}
        </Point>
      )}
    </>
  );
}

const marks = {
  ok: IconCircleCheckFilled,
  skip: IconPlayerSkipForwardFilled,
  warn: IconAlertTriangle,
  bad: IconCircleXFilled,
} as const;

interface PointProps {
  kind: keyof typeof marks;
  campaign?: Campaign;
  path?: string;
  children: ReactNode;
}

function Point({ kind, campaign, path, children }: PointProps) {
  const Mark = marks[kind];
  return (
    <li data-kind={kind}>
      <Mark size={18} aria-hidden />
      <div>{children}</div>
      {campaign && path !== undefined && <Mend campaign={campaign} path={path} />}
    </li>
  );
}

/** To where it is mended: a step, or the AI employee's own page. */
function Mend({ campaign, path }: { campaign: Campaign; path: string }) {
  const { aiEmployee } = campaign;
  if (aiEmployee && path.startsWith("aiEmployee.")) {
    return (
      <Link to="/employees/$id" params={{ id: aiEmployee.id }}>
        Open {aiEmployee.name} <IconArrowRight size={14} aria-hidden />
      </Link>
    );
  }
  const { step, hash } = placeOf(path);
  return (
    <Link to="/campaigns/$id/edit/$step" params={{ id: campaign.id, step }} {...(hash === undefined ? {} : { hash })}>
      Mend it <IconArrowRight size={14} aria-hidden />
    </Link>
  );
}
