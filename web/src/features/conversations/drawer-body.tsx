/** What the drawer holds below its head: recording, summary, goal, collected details, transcript, call timeline. */
import { Tabs } from "@mantine/core";
import { IconArrowUpRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { basePath } from "../../lib/base.ts";
import { drawerWords as words, testCallWords } from "../../words/conversations.tsx";
import type { Conversation } from "../calls/arrivals.ts";
import { calledName } from "../calls/call.ts";
import { CallTimeline } from "./call-timeline.tsx";
import { Findings } from "./findings.tsx";
import { usePlayback } from "./playback.ts";
import { Recording } from "./recording.tsx";
import { Transcript } from "./transcript.tsx";

export function ConversationBody({ conversation }: { conversation: Conversation }) {
  const employee = conversation.aiEmployee?.name ?? words.employee;
  const name = calledName(conversation);
  const firstName = conversation.contact?.firstName ?? words.contact;
  const url = conversation.recordingUrl && basePath + conversation.recordingUrl;
  const playback = usePlayback(url);
  return (
    <>
      {conversation.removedAt !== null && <p>{words.removed}</p>}
      {url !== null && playback && (
        <Recording id={conversation.id} url={url} playback={playback} employee={employee} contact={firstName} />
      )}
      <Findings conversation={conversation} />
      <Tabs defaultValue="transcript" className="dr-tabs">
        <Tabs.List aria-label={words.sections}>
          <Tabs.Tab value="transcript">{words.transcript}</Tabs.Tab>
          <Tabs.Tab value="call">{words.timeline}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="transcript">
          <Transcript
            lines={conversation.transcript}
            begunAt={conversation.startedAt ?? conversation.transcript[0]?.at ?? null}
            employee={employee}
            contact={firstName}
            contactName={name === conversation.to ? "" : name}
            playback={playback}
          />
        </Tabs.Panel>
        <Tabs.Panel value="call">
          <CallTimeline callId={conversation.callId} />
        </Tabs.Panel>
      </Tabs>
      <DrawerFoot conversation={conversation} />
    </>
  );
}

/** Where one may go on reading. */
function DrawerFoot({ conversation }: { conversation: Conversation }) {
  const { campaignId, campaign, contact } = conversation;
  return (
    <div className="dr-foot">
      {campaign !== null && (
        <span>
          {words.campaign(
            <Link to="/campaigns/$id" params={{ id: campaign.id }}>
              {campaign.name}
            </Link>,
          )}
        </span>
      )}
      {campaignId === null && <span>{testCallWords}</span>}
      {contact !== null && (
        <Link to="/contacts" search={{ open: contact.id }} className="dr-foot-go">
          {words.openContact}
          <IconArrowUpRight size={14} aria-hidden />
        </Link>
      )}
    </div>
  );
}
