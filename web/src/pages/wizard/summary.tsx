/** What is set so far, beside the steps where there is room. */
import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import { UNNAMED } from "../../features/campaigns/address.ts";
import type { Campaign } from "../../features/campaigns/kept.ts";
import { hoursLines, triesText, zoneText } from "../../features/settings-form/describe.ts";
import { type CampaignFields, settingsOf } from "../../features/settings-form/fields.ts";
import { around, grouped } from "../../lib/format.ts";
import { EmployeeName } from "../../ui/marks.tsx";
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
    <aside className="wiz-side" aria-label="Summary so far">
      <div className="wiz-sum">
        <Title order={2} fz={14}>
          Your campaign
        </Title>
        <dl>
          <Fact name="Name">{fields.name === UNNAMED ? null : fields.name}</Fact>
          <Fact name="AI employee">
            {campaign.aiEmployee && <EmployeeName name={campaign.aiEmployee.name} size={22} />}
          </Fact>
          <Fact name="Contacts">{total > 0 && <b className="num">{grouped(total)}</b>}</Fact>
          <Fact name="Calling hours">
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
          <Fact name="At once">{`${grouped(settings.maxConcurrentCalls)} ${settings.maxConcurrentCalls === 1 ? "call" : "calls"}`}</Fact>
          <Fact name="Tries">{triesText(settings.retry)}</Fact>
        </dl>
        {finish && total > 0 && (
          <div className="wiz-sum-end">
            <span>Done around</span>
            <b>{around(finish).replace("around ", "")}</b>
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
      <dd>{children || <span className="wiz-sum-none">Not set yet</span>}</dd>
    </div>
  );
}
