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
import { grouped, moment } from "../../lib/format.ts";
import { usePages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";
import { ContactStatusBadge } from "../../ui/status.tsx";
import { callStateWords, resultWords } from "../calls/words.ts";
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
      label="History"
      what="The history"
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
      return "Added to your contacts";
    case "import":
      return (
        <>
          {entry.added ? "Added by the import of " : "Met by the import of "}
          <Link to="/contacts/import/$id" params={{ id: entry.importId }}>
            {entry.fileName}
          </Link>
        </>
      );
    case "campaign":
      return <InCampaign entry={entry} />;
    case "call":
      return <Called entry={entry} />;
    case "conversation":
      return (
        <>
          <Link to="/conversations" search={{ open: entry.conversationId }}>
            Conversation
          </Link>
          {entry.summary !== null && <p className="t-sub">{entry.summary}</p>}
        </>
      );
    case "merge":
      return entry.by === null ? "Merged with another contact" : `Merged with another contact by ${entry.by}`;
  }
}

function InCampaign({ entry }: { entry: Kind<"campaign"> }) {
  const tries = entry.attempts === 1 ? "1 try" : `${grouped(entry.attempts)} tries`;
  const next = entry.nextAttemptAt === null ? "" : `, next ${moment(entry.nextAttemptAt)}`;
  return (
    <>
      In the campaign{" "}
      <Link to="/campaigns/$id" params={{ id: entry.campaignId }}>
        {entry.name}
      </Link>
      <div className="cts-line">
        <ContactStatusBadge value={entry.status} />
        <span className="t-sub">{entry.attempts === 0 ? `Not called yet${next}` : `${tries}${next}`}</span>
      </div>
    </>
  );
}

function Called({ entry }: { entry: Kind<"call"> }) {
  return (
    <>
      Call, try {grouped(entry.attempt)}
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
