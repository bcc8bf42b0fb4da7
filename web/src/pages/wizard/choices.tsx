/** Everything that was chosen, each with the way back to it. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useId } from "react";
import { UNNAMED, type WizardStep } from "../../features/campaigns/address.ts";
import type { Campaign } from "../../features/campaigns/kept.ts";
import {
  conditionsText,
  dateText,
  hoursLines,
  lengthText,
  retries,
  triesText,
  zoneText,
} from "../../features/settings-form/describe.ts";
import { type CampaignFields, settingsOf } from "../../features/settings-form/fields.ts";
import { TemplateQuote } from "../../features/template/preview.tsx";
import { call } from "../../lib/api.ts";
import { moment } from "../../lib/format.ts";
import { keys } from "../../lib/query.ts";
import { EmployeeName, VoiceMark } from "../../ui/marks.tsx";
import { languageName } from "../../words/employees.ts";
import { allOf } from "../../words/campaign-settings.ts";
import { contactCount } from "../../words/wizard.ts";
import { choiceWords } from "../../words/wizard-review.tsx";

export function Choices({ campaign, fields }: { campaign: Campaign; fields: CampaignFields }) {
  const settings = settingsOf(fields);
  const { retry, voicemail, callsPerSecond, maxConcurrentCalls, blackoutDates, endsAt } = settings;
  const employee = useQuery({
    queryKey: keys.employee(fields.aiEmployeeId ?? ""),
    queryFn: () => call("getAiEmployee", { params: { id: fields.aiEmployeeId! } }),
    enabled: fields.aiEmployeeId !== null,
  }).data;
  const opening = settings.opening ?? employee?.greeting ?? "";
  const { id } = campaign;
  return (
    <>
      <div className="wiz-choices">
        <Choice title={choiceWords.details} id={id} step="details">
          <p>
            <b>{fields.name === UNNAMED ? choiceWords.unnamed : fields.name}</b>
          </p>
          {fields.description !== null && <p className="dim">{fields.description}</p>}
        </Choice>
        <Choice title={choiceWords.employee} id={id} step="employee">
          {employee ? (
            <EmployeeName
              name={employee.name}
              sub={[employee.role, languageName(employee.language)].filter(Boolean).join(", ")}
              size={34}
              off={!employee.active}
            />
          ) : (
            <p className="dim">{choiceWords.noEmployee}</p>
          )}
        </Choice>
        <Choice title={choiceWords.contacts} id={id} step="contacts">
          <p>{campaign.counts.total === 0 ? choiceWords.noContacts : <b>{contactCount(campaign.counts.total)}</b>}</p>
        </Choice>
        <Choice title={choiceWords.hours} id={id} step="settings" hash="hours">
          {hoursLines(settings.windows).map((line) => (
            <p key={line}>{line}</p>
          ))}
          <p className="dim">{zoneText(settings.timezone)}</p>
          {blackoutDates.length > 0 && <p className="dim">{choiceWords.daysOff(allOf(blackoutDates.map(dateText)))}</p>}
          {endsAt !== null && <p className="dim">{choiceWords.until(moment(endsAt))}</p>}
        </Choice>
        <Choice title={choiceWords.speed} id={id} step="settings" hash="speed">
          <p>{choiceWords.pace(maxConcurrentCalls, callsPerSecond)}</p>
          <p className="dim">{choiceWords.tries(triesText(retry), retries(retry) ? conditionsText(retry) : null)}</p>
        </Choice>
        <Choice title={choiceWords.line} id={id} step="settings" hash="line">
          <p>{choiceWords.lineAs(campaign.line?.name ?? null, fields.callerId)}</p>
          <p className="dim">
            {choiceWords.limits(lengthText(settings.ringTimeoutSeconds), lengthText(settings.maxCallSeconds))}
          </p>
          <p className="dim">{choiceWords.voicemail(voicemail.action)}</p>
        </Choice>
      </div>
      {employee && opening !== "" && (
        <div className="wiz-quote">
          <VoiceMark name={employee.name} size={30} />
          <p>{choiceWords.quoted(<TemplateQuote campaignId={id} template={opening} />)}</p>
        </div>
      )}
    </>
  );
}

interface ChoiceProps {
  title: string;
  id: string;
  step: WizardStep;
  hash?: string;
  children: ReactNode;
}

function Choice({ title, id, step, hash, children }: ChoiceProps) {
  const titleId = useId();
  return (
    <section className="wiz-choice" aria-labelledby={titleId}>
      <div className="wiz-choice-head">
        <h2 id={titleId}>{title}</h2>
        <Link
          to="/campaigns/$id/edit/$step"
          params={{ id, step }}
          aria-label={choiceWords.editOf(title)}
          {...(hash === undefined ? {} : { hash })}
        >
          {choiceWords.edit}
        </Link>
      </div>
      {children}
    </section>
  );
}
