/** Every setting in words, read-only; the way to change them, or why they cannot be changed now. */
import { Button, Title } from "@mantine/core";
import { IconLock, IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { isEditable } from "#domain/campaign/lifecycle.ts";
import { useMay } from "../../app/session.ts";
import { dateText, lengthText } from "../../features/settings-form/describe.ts";
import { WeekPicture } from "../../features/settings-form/week-picture.tsx";
import { call as ask } from "../../lib/api.ts";
import { grouped } from "../../lib/format.ts";
import { keys } from "../../lib/query.ts";
import { EmployeeName } from "../../ui/marks.tsx";
import { KeyValue } from "../../ui/page.tsx";
import { ContactStatusBadge } from "../../ui/status.tsx";
import { settingNames as names, settingSentences, settingsTab as words } from "../../words/campaign-settings-tab.tsx";
import { endWords, retryWords, speedWords, voicemailWords, zoneWords } from "./settings-words.ts";
import type { Campaign } from "./sums.ts";
import "./settings.css";

export function SettingsTab({ campaign }: { campaign: Campaign }) {
  const { settings } = campaign;
  return (
    <div className="panel campaign-settings">
      <EditOrLock campaign={campaign} />
      <div className="campaign-settings-grid">
        <div>
          <Title order={2} className="campaign-panel-title" mb="sm">
            {words.hours}
          </Title>
          {settings.windows.length === 0 ? (
            <p className="dim">{words.noHours}</p>
          ) : (
            <WeekPicture windows={settings.windows} />
          )}
          <p className="campaign-settings-note">
            {zoneWords(settings)}.<QuietHours campaign={campaign} />
          </p>
          {settings.blackoutDates.length > 0 && (
            <p className="campaign-settings-note">{words.noCallsOn(settings.blackoutDates.map(dateText))}</p>
          )}
        </div>
        <Details campaign={campaign} />
      </div>
    </div>
  );
}

function EditOrLock({ campaign }: { campaign: Campaign }) {
  const { status, allowed, id } = campaign;
  if (allowed.includes("edit"))
    return (
      <div className="campaign-lock">
        <span>{status === "paused" ? words.editablePaused : words.editable}</span>
        <Button
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/campaigns/$id/edit/$step" params={{ id, step: "settings" }} {...props} />}
        >
          {words.edit}
        </Button>
      </div>
    );
  if (isEditable(status)) return null;
  return (
    <div className="campaign-lock">
      <IconLock size={16} aria-hidden />
      {allowed.includes("pause") ? <span>{words.lockedUntilPause(status)}</span> : <span>{words.locked(status)}</span>}
    </div>
  );
}

/** The organisation's hours without calls bind every real line. */
function QuietHours({ campaign }: { campaign: Campaign }) {
  const may = useMay();
  const real = campaign.line !== null && campaign.line.kind !== "simulator";
  const { data } = useQuery({
    queryKey: keys.settings("rules"),
    queryFn: () => ask("getRules"),
    enabled: real && may("rules:read"),
  });
  if (!real || !data?.quietHours) return null;
  return ` ${words.quiet(data.quietHours.from, data.quietHours.to)}`;
}

function Details({ campaign }: { campaign: Campaign }) {
  const { settings, aiEmployee, line, callerId, description, counts } = campaign;
  return (
    <dl className="campaign-settings-list">
      {description !== null && description !== "" && <KeyValue name={names.description}>{description}</KeyValue>}
      <KeyValue name={names.employee}>
        {aiEmployee === null ? settingSentences.notChosen : <EmployeeName name={aiEmployee.name} size={22} />}
      </KeyValue>
      <KeyValue name={names.line}>{line === null ? settingSentences.notChosen : line.name}</KeyValue>
      <KeyValue name={names.callerId}>{callerId ?? settingSentences.lineFirst}</KeyValue>
      <KeyValue name={names.contacts}>{grouped(counts.total)}</KeyValue>
      <KeyValue name={names.atOnce}>{grouped(settings.maxConcurrentCalls)}</KeyValue>
      <KeyValue name={names.perSecond}>{speedWords(settings)}</KeyValue>
      <KeyValue name={names.retries}>{retryWords(settings)}</KeyValue>
      {settings.retry.on.length > 0 && settings.retry.maxRetries > 0 && (
        <KeyValue name={names.retryAfter}>
          <span className="campaign-settings-tags">
            {settings.retry.on.map((outcome) => (
              <ContactStatusBadge key={outcome} value={outcome} />
            ))}
          </span>
        </KeyValue>
      )}
      <KeyValue name={names.rings}>{lengthText(settings.ringTimeoutSeconds)}</KeyValue>
      <KeyValue name={names.longest}>{lengthText(settings.maxCallSeconds)}</KeyValue>
      <KeyValue name={names.voicemail}>{voicemailWords(settings)}</KeyValue>
      <KeyValue name={names.opening}>
        {settings.opening === null ? settingSentences.ownGreeting : settingSentences.quoted(settings.opening)}
      </KeyValue>
      <KeyValue name={names.ends}>{endWords(settings)}</KeyValue>
    </dl>
  );
}
