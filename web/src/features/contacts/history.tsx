/** Everything that happened to a contact, the latest first. */
import {
  type Icon,
  IconArrowMerge,
  IconFileSpreadsheet,
  IconMessage,
  IconPhone,
  IconSpeakerphone,
  IconUserPlus,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { outcomeFacts } from "#domain/call/outcomes.ts";
import { type Answer, call } from "../../lib/api.ts";
import { usePages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";
import { ContactStatusBadge } from "../../ui/status.tsx";
import { callStateWords, resultWords } from "../../words/calls.ts";
import { drawerWords, historyWords } from "../../words/contact-drawer.tsx";
import { Timeline } from "./timeline.tsx";

type Entry = Answer<"listContactHistory">["items"][number];
type Kind<K extends Entry["kind"]> = Extract<Entry, { kind: K }>;

const icons: Record<Entry["kind"], Icon> = {
  added: IconUserPlus,
  import: IconFileSpreadsheet,
  campaign: IconSpeakerphone,
  call: IconPhone,
  conversation: IconMessage,
  merge: IconArrowMerge,
};

export function ContactHistory({ id }: { id: string }) {
  const history = usePages<Entry>(keys.contact(id, "history"), (cursor, signal) =>
    call("listContactHistory", { params: { id }, query: { limit: 50, cursor } }, { signal }),
  );
  return (
    <Timeline
      label={drawerWords.history}
      what={historyWords.what}
      list={history}
      loadingRows={4}
      keyOf={({ kind, at }, index) => `${kind} ${at} ${index}`}
      atOf={({ at }) => at}
    >
      {(entry) => {
        const Mark = icons[entry.kind];
        return (
          <>
            <Mark size={16} stroke={1.7} aria-hidden />
            <div>{words(entry)}</div>
          </>
        );
      }}
    </Timeline>
  );
}

function words(entry: Entry): ReactNode {
  switch (entry.kind) {
    case "added":
      return historyWords.added;
    case "import":
      return historyWords[entry.added ? "addedByImport" : "metByImport"](
        <Link to="/contacts/import/$id" params={{ id: entry.importId }}>
          {entry.fileName}
        </Link>,
      );
    case "campaign":
      return <InCampaign entry={entry} />;
    case "call":
      return <Called entry={entry} />;
    case "conversation":
      return (
        <>
          <Link to="/conversations" search={{ open: entry.conversationId }}>
            {historyWords.conversation}
          </Link>
          {entry.summary !== null && <p className="t-sub">{entry.summary}</p>}
        </>
      );
    case "merge":
      return historyWords.merged(entry.by);
  }
}

function InCampaign({ entry }: { entry: Kind<"campaign"> }) {
  return (
    <>
      {historyWords.inCampaign(
        <Link to="/campaigns/$id" params={{ id: entry.campaignId }}>
          {entry.name}
        </Link>,
      )}
      <div className="cts-line">
        <ContactStatusBadge value={entry.status} />
        <span className="t-sub">{historyWords.place(entry.attempts, entry.nextAttemptAt)}</span>
      </div>
    </>
  );
}

function Called({ entry }: { entry: Kind<"call"> }) {
  return (
    <>
      {historyWords.call(entry.attempt)}
      <div className="cts-line">
        {entry.outcome === null ? (
          <span className="t-sub">{callStateWords[entry.state]}</span>
        ) : (
          <ContactStatusBadge value={outcomeFacts[entry.outcome].contactStatus} />
        )}
        {entry.result !== null && <span className="t-sub">{resultWords[entry.result]}</span>}
      </div>
    </>
  );
}
