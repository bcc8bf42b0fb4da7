/** What is set so far, beside the steps where there is room. */
import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import { UNNAMED } from "../../features/campaigns/address.ts";
import type { Campaign } from "../../features/campaigns/kept.ts";
import { hoursLines, triesText, zoneText } from "../../features/settings-form/describe.ts";
import { type CampaignFields, settingsOf } from "../../features/settings-form/fields.ts";
import { grouped, roughly } from "../../lib/format.ts";
import { EmployeeName } from "../../ui/marks.tsx";
import { summaryWords } from "../../words/wizard-review.tsx";
import type { Preflight } from "./preflight.ts";
import "./summary.css";

interface SummaryProps {
  campaign: Campaign;
  fields: CampaignFields;
  preflight: Preflight | undefined;
}

export function Summary({ campaign, fields, preflight }: SummaryProps) {
  const settings = settingsOf(fields);
  const total = campaign.counts.total;
  const hours = hoursLines(settings.windows);
  const finish = preflight?.estimatedFinishAt;
  return (
    <aside className="wiz-side" aria-label={summaryWords.label}>
      <div className="wiz-sum">
        <Title order={2} fz={14}>
          {summaryWords.title}
        </Title>
        <dl>
          <Fact name={summaryWords.name}>{fields.name === UNNAMED ? null : fields.name}</Fact>
          <Fact name={summaryWords.employee}>
            {campaign.aiEmployee && <EmployeeName name={campaign.aiEmployee.name} size={22} />}
          </Fact>
          <Fact name={summaryWords.contacts}>{total > 0 && <b className="num">{grouped(total)}</b>}</Fact>
          <Fact name={summaryWords.hours}>
            {hours.length > 0 && (
              <>
                {hours.map((line) => (
                  <span key={line} className="wiz-sum-line">
                    {line}
                  </span>
                ))}
                <span className="wiz-sum-line">{zoneText(settings.timezone)}</span>
              </>
            )}
          </Fact>
          <Fact name={summaryWords.atOnce}>{summaryWords.calls(settings.maxConcurrentCalls)}</Fact>
          <Fact name={summaryWords.tries}>{triesText(settings.retry)}</Fact>
        </dl>
        {finish && total > 0 && (
          <div className="wiz-sum-end">
            <span>{summaryWords.done}</span>
            <b>{roughly(finish)}</b>
          </div>
        )}
      </div>
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children || <span className="wiz-sum-none">{summaryWords.unset}</span>}</dd>
    </div>
  );
}
