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
import type { CampaignFields } from "../../features/settings-form/fields.ts";
import { around } from "../../lib/format.ts";
import { Failure } from "../../ui/page.tsx";
import { skipReasonWords } from "../../words/campaign-settings.ts";
import { reviewWords } from "../../words/wizard-review.tsx";
import { stepHeads } from "../../words/wizard.ts";
import type { Preflight } from "./preflight.ts";
import { TryFirst } from "./try-first.tsx";
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
  const title = titleOf(found, campaign.status === "draft");
  return (
    <>
      <Head title={title} about={stepHeads.review.about} />
      {preflight.isError && !found && (
        <Failure what={reviewWords.what} problem={preflight.error} again={() => void preflight.refetch()} />
      )}
      {preflight.isPending && <Skeleton className="late" h={180} radius="lg" aria-label={reviewWords.checking} />}
      {found && <Findings campaign={campaign} fields={fields} found={found} />}
      <Choices campaign={campaign} fields={fields} />
    </>
  );
}

function titleOf(found: Preflight | undefined, isDraft: boolean): string {
  if (!found) return stepHeads.review.title(null);
  if (!found.ready) return reviewWords.notReady;
  return isDraft ? reviewWords.ready : reviewWords.readyToGoOn;
}

interface FindingsProps {
  campaign: Campaign;
  fields: CampaignFields;
  found: Preflight;
}

function Findings({ campaign, fields, found }: FindingsProps) {
  const { problems, warnings } = found;
  return (
    <section className="panel wiz-ready" aria-labelledby="ready">
      <h2 id="ready">{campaign.status === "draft" ? reviewWords.beforeLaunch : reviewWords.beforeResume}</h2>
      <ul>
        {problems.map((point) => (
          <Point key={point.message} kind="bad" campaign={campaign} path={point.path}>
            <b>
              <span className="vh">{reviewWords.missing}</span>
              {point.message}
            </b>
          </Point>
        ))}
        <InOrder found={found} campaign={campaign} fields={fields} />
        <Sums found={found} campaign={campaign} />
        {warnings.map((point) => (
          <Point key={point.message} kind="warn" campaign={campaign} path={point.path}>
            <b>
              <span className="vh">{reviewWords.warning}</span>
              {point.message}
            </b>
          </Point>
        ))}
      </ul>
      <TryFirst campaign={campaign} />
    </section>
  );
}

/** What was looked at and is as it should be: nothing found stands against it. */
function InOrder({ campaign: { aiEmployee, line }, fields, found: { problems, warnings } }: FindingsProps) {
  const isClear = (...starts: string[]) =>
    [...problems, ...warnings].every(({ path }) => !starts.some((start) => path.startsWith(start)));
  const opening = fields["settings.opening"] === null ? "aiEmployee.greeting" : "settings.opening";
  return (
    <>
      {aiEmployee && isClear("aiEmployee") && (
        <Point kind="ok">
          <b>{reviewWords.employeeReady(aiEmployee.name)}</b>
        </Point>
      )}
      {aiEmployee && isClear("aiEmployee", opening) && (
        <Point kind="ok">
          <b>{reviewWords.saysAi(aiEmployee.name)}</b>
        </Point>
      )}
      {line && isClear("line", "callerId") && (
        <Point kind="ok">
          <b>{reviewWords.lineReady(line.name)}</b>
          {line.kind === "simulator" && <span>{reviewWords.simulated}</span>}
          {fields.callerId !== null && <span>{reviewWords.callerId(fields.callerId)}</span>}
        </Point>
      )}
    </>
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
          <b>{reviewWords.calls(willCall)}</b>
          <span>{reviewWords.callsAbout(concurrency, retrying)}</span>
        </Point>
      )}
      {estimatedFinishAt !== null && willCall > 0 && (
        <Point kind="ok">
          <b>{reviewWords.done(around(estimatedFinishAt))}</b>
          <span>{reviewWords.doneAbout}</span>
        </Point>
      )}
      {sum > 0 && (
        <Point kind="skip">
          <b>{reviewWords.leavesOut(sum)}</b>
          {skipped.map(([reason, count]) => (
            <span key={reason}>{reviewWords.reason(count, skipReasonWords[reason])}</span>
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
        {reviewWords.openEmployee(aiEmployee.name)} <IconArrowRight size={14} aria-hidden />
      </Link>
    );
  }
  const { step, hash } = placeOf(path);
  return (
    <Link to="/campaigns/$id/edit/$step" params={{ id: campaign.id, step }} {...(hash === undefined ? {} : { hash })}>
      {reviewWords.mend} <IconArrowRight size={14} aria-hidden />
    </Link>
  );
}
