/** What the drawer holds below its head: recording, summary, goal, collected details, transcript, call timeline. */
import { Tabs } from "@mantine/core";
import { IconTarget, IconTargetOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { call as ask } from "../../lib/api.ts";
import { grouped } from "../../lib/format.ts";
import { keys } from "../../lib/query.ts";
import type { Conversation } from "../calls/arrivals.ts";
import type { Campaign } from "../campaigns/kept.ts";
import { useCall, useContact } from "../calls/lookups.ts";
import { CallTimeline } from "./call-timeline.tsx";
import { usePlayback } from "./playback.ts";
import { Recording } from "./recording.tsx";
import { Transcript } from "./transcript.tsx";

export function ConversationBody({ conversation }: { conversation: Conversation }) {
  const call = useCall(conversation.contactId, conversation.callId);
  const { contact, name } = useContact(conversation.contactId);
  const campaign = useCampaignOf(conversation);
  const employee = campaign?.aiEmployee?.name ?? "AI employee";
  const firstName = contact?.firstName ?? (name === "" ? "Contact" : name);
  const url = conversation.recordingUrl;
  const playback = usePlayback(url);
  return (
    <>
      {url !== null && playback && (
        <Recording id={conversation.id} url={url} playback={playback} employee={employee} contact={firstName} />
      )}
      <Findings conversation={conversation} />
      <Tabs defaultValue="transcript" className="dr-tabs">
        <Tabs.List aria-label="Conversation sections">
          <Tabs.Tab value="transcript">Transcript</Tabs.Tab>
          <Tabs.Tab value="call">Call timeline</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="transcript">
          <Transcript
            lines={conversation.transcript}
            begunAt={conversation.startedAt ?? conversation.transcript[0]?.at ?? null}
            employee={employee}
            contact={firstName}
            contactName={name}
            playback={playback}
          />
        </Tabs.Panel>
        <Tabs.Panel value="call">
          {call ? <CallTimeline call={call} /> : <p className="dr-none">The call is no longer known.</p>}
        </Tabs.Panel>
      </Tabs>
      <DrawerFoot conversation={conversation} campaign={campaign} />
    </>
  );
}

/** Where one may go on reading. */
function DrawerFoot({ conversation, campaign }: { conversation: Conversation; campaign: Campaign | undefined }) {
  return (
    <div className="dr-foot">
      {campaign && (
        <span>
          Campaign{" "}
          <Link to="/campaigns/$id" params={{ id: campaign.id }}>
            {campaign.name}
          </Link>
        </span>
      )}
      {conversation.campaignId === null && <span>Test call</span>}
      {conversation.contactId !== null && (
        <Link to="/contacts" search={{ open: conversation.contactId }}>
          Open contact
        </Link>
      )}
    </div>
  );
}

function useCampaignOf({ campaignId }: Conversation) {
  return useQuery({
    queryKey: keys.campaign(campaignId ?? ""),
    queryFn: () => ask("getCampaign", { params: { id: campaignId ?? "" } }),
    enabled: campaignId !== null,
  }).data;
}

/** Whether the goal was reached stands apart from success, which only says that a conversation took place. */
function Findings({ conversation }: { conversation: Conversation }) {
  const { summary, goalReached, collected } = conversation;
  const details = Object.entries(collected);
  const Mark = goalReached ? IconTarget : IconTargetOff;
  return (
    <div className="dr-sum">
      {goalReached !== null && (
        <p className="dr-goal" data-reached={goalReached}>
          <Mark size={16} stroke={1.9} aria-hidden />
          {goalReached ? "Goal reached" : "Goal not reached"}
        </p>
      )}
      {summary !== null && (
        <>
          <h3>Summary</h3>
          <p>{summary}</p>
        </>
      )}
      {details.length > 0 && (
        <dl className="dr-fields" aria-label="Collected details">
          {details.map(([field, value]) => (
            <div key={field}>
              <dt>{fieldWords(field)}</dt>
              <dd>{valueWords(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

/** `follow_up_day` and `followUpDay` as "Follow up day". */
function fieldWords(field: string): string {
  const words = field
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function valueWords(value: Conversation["collected"][string]): string {
  if (value === null || value === "") return "–";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return typeof value === "number" ? grouped(value) : value;
}
