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
            Calling hours
          </Title>
          {settings.windows.length === 0 ? (
            <p className="dim">No calling hours are set: nobody is called.</p>
          ) : (
            <WeekPicture windows={settings.windows} />
          )}
          <p className="campaign-settings-note">
            {zoneWords(settings)}.<QuietHours campaign={campaign} />
          </p>
          {settings.blackoutDates.length > 0 && (
            <p className="campaign-settings-note">No calls on {settings.blackoutDates.map(dateText).join("; ")}.</p>
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
        <span>{status === "paused" ? "While it is paused, settings can be changed." : "Settings can be changed."}</span>
        <Button
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/campaigns/$id/edit/$step" params={{ id, step: "settings" }} {...props} />}
        >
          Edit settings
        </Button>
      </div>
    );
  if (isEditable(status)) return null;
  return (
    <div className="campaign-lock">
      <IconLock size={16} aria-hidden />
      {allowed.includes("pause") ? (
        <span>
          Settings are locked while the campaign is {status}. <b>Pause</b> to change hours, speed, retries or words.
        </span>
      ) : (
        <span>Settings are locked: the campaign is {status}.</span>
      )}
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
  return ` Quiet hours ${data.quietHours.from} to ${data.quietHours.to}, in the contact's time.`;
}

function Details({ campaign }: { campaign: Campaign }) {
  const { settings, aiEmployee, line, callerId, description, counts } = campaign;
  return (
    <dl className="campaign-settings-list">
      {description !== null && description !== "" && <KeyValue name="Description">{description}</KeyValue>}
      <KeyValue name="AI employee">
        {aiEmployee === null ? "Not chosen yet" : <EmployeeName name={aiEmployee.name} size={22} />}
      </KeyValue>
      <KeyValue name="Line">{line === null ? "Not chosen yet" : line.name}</KeyValue>
      <KeyValue name="Caller ID">{callerId ?? "The line's first number"}</KeyValue>
      <KeyValue name="Contacts">{grouped(counts.total)}</KeyValue>
      <KeyValue name="Calls at once">{grouped(settings.maxConcurrentCalls)}</KeyValue>
      <KeyValue name="New calls per second">{speedWords(settings)}</KeyValue>
      <KeyValue name="Retries">{retryWords(settings)}</KeyValue>
      {settings.retry.on.length > 0 && settings.retry.maxRetries > 0 && (
        <KeyValue name="Retry after">
          <span className="campaign-settings-tags">
            {settings.retry.on.map((outcome) => (
              <ContactStatusBadge key={outcome} value={outcome} />
            ))}
          </span>
        </KeyValue>
      )}
      <KeyValue name="Rings for">{lengthText(settings.ringTimeoutSeconds)}</KeyValue>
      <KeyValue name="Longest call">{lengthText(settings.maxCallSeconds)}</KeyValue>
      <KeyValue name="Voicemail">{voicemailWords(settings)}</KeyValue>
      <KeyValue name="Opening">
        {settings.opening === null ? "The AI employee's own greeting" : `“${settings.opening}”`}
      </KeyValue>
      <KeyValue name="Recording">{settings.recording ? "Calls are recorded" : "Calls are not recorded"}</KeyValue>
      <KeyValue name="Ends">{endWords(settings)}</KeyValue>
    </dl>
  );
}
