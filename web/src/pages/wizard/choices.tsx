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
  listed,
  retries,
  triesText,
  zoneText,
} from "../../features/settings-form/describe.ts";
import { type CampaignFields, settingsOf } from "../../features/settings-form/fields.ts";
import { TemplateQuote } from "../../features/template/preview.tsx";
import { call } from "../../lib/api.ts";
import { grouped, moment } from "../../lib/format.ts";
import { keys } from "../../lib/query.ts";
import { EmployeeName, VoiceMark } from "../../ui/marks.tsx";
import { languageName } from "../../words/employees.ts";
import { people } from "./choice.ts";

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
        <Choice title="Details" id={id} step="details">
          <p>
            <b>{fields.name === UNNAMED ? "Not named yet" : fields.name}</b>
          </p>
          {fields.description !== null && <p className="dim">{fields.description}</p>}
        </Choice>
        <Choice title="AI employee" id={id} step="employee">
          {employee ? (
            <EmployeeName
              name={employee.name}
              sub={[employee.role, languageName(employee.language)].filter(Boolean).join(", ")}
              size={34}
              off={!employee.active}
            />
          ) : (
            <p className="dim">Not chosen yet</p>
          )}
        </Choice>
        <Choice title="Contacts" id={id} step="contacts">
          <p>{campaign.counts.total === 0 ? "None yet" : <b>{people(campaign.counts.total)}</b>}</p>
        </Choice>
        <Choice title="Calling hours" id={id} step="settings" hash="hours">
          {hoursLines(settings.windows).map((line) => (
            <p key={line}>{line}</p>
          ))}
          <p className="dim">{zoneText(settings.timezone)}</p>
          {blackoutDates.length > 0 && <p className="dim">Not on {listed(blackoutDates.map(dateText))}</p>}
          {endsAt !== null && <p className="dim">Until {moment(endsAt)}</p>}
        </Choice>
        <Choice title="Speed and retries" id={id} step="settings" hash="speed">
          <p>
            {grouped(maxConcurrentCalls)} at once
            {callsPerSecond !== null && `, ${callsPerSecond} new ${callsPerSecond === 1 ? "call" : "calls"} per second`}
          </p>
          <p className="dim">
            {triesText(retry)}
            {retries(retry) && `, ${conditionsText(retry)}`}
          </p>
        </Choice>
        <Choice title="Line and voicemail" id={id} step="settings" hash="line">
          <p>
            {campaign.line?.name ?? "No line yet"}
            {fields.callerId !== null && `, as ${fields.callerId}`}
          </p>
          <p className="dim">
            Rings {lengthText(settings.ringTimeoutSeconds)}, talks at most {lengthText(settings.maxCallSeconds)},{" "}
            {settings.recording ? "recorded" : "not recorded"}
          </p>
          <p className="dim">Voicemail: {voicemail.action === "hang_up" ? "hang up" : "leave message"}</p>
        </Choice>
      </div>
      {employee && opening !== "" && (
        <div className="wiz-quote">
          <VoiceMark name={employee.name} size={30} />
          <p>
            “<TemplateQuote campaignId={id} template={opening} />”
          </p>
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
          aria-label={`Edit ${title}`}
          {...(hash === undefined ? {} : { hash })}
        >
          Edit
        </Link>
      </div>
      {children}
    </section>
  );
}
