/** One conversation: who, what came of it, what was said, and how the call went. Opened by `?open=ID`. */
import { ActionIcon, Drawer, Tooltip } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconArrowDown, IconArrowUp, IconMessageX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { ApiProblem, call as ask } from "../../lib/api.ts";
import { duration, exactly, moment } from "../../lib/format.ts";
import { keys } from "../../lib/query.ts";
import { PersonMark } from "../../ui/marks.tsx";
import { Empty, Failure } from "../../ui/page.tsx";
import { ContactStatusBadge } from "../../ui/status.tsx";
import type { Conversation } from "../calls/arrivals.ts";
import { Simulated } from "../calls/list-parts.tsx";
import { LoadingRows } from "../../ui/loading-rows.tsx";
import { useCall, useContact } from "../calls/lookups.ts";
import { lower, resultWords, tryWords } from "../calls/words.ts";
import { singleKeys } from "../palette/shortcuts.ts";
import { ConversationBody } from "./drawer-body.tsx";
import { useOpenConversation } from "./open.ts";
import "./drawer.css";

/** @param ids of the list behind it, in its order, for next and previous */
export default function DrawerWindow({ ids }: { ids: readonly string[] }) {
  const { id, open, close } = useOpenConversation();
  const at = id === null ? -1 : ids.indexOf(id);
  const newer = at > 0 ? ids[at - 1] : undefined;
  const older = at >= 0 ? ids[at + 1] : undefined;
  const goTo = (to: string | undefined) => singleKeys.on() && to !== undefined && open(to);
  useHotkeys([
    ["J", () => id !== null && goTo(older)],
    ["K", () => id !== null && goTo(newer)],
  ]);
  const { data, error, refetch } = useQuery({
    queryKey: keys.conversation(id ?? ""),
    queryFn: () => ask("getConversation", { params: { id: id ?? "" } }),
    enabled: id !== null,
  });
  return (
    <Drawer
      opened={id !== null}
      onClose={close}
      size={640}
      padding={0}
      returnFocus={false}
      classNames={{ header: "dr-header", body: "dr-body", content: "dr-content", title: "dr-heading" }}
      title={data ? <Who conversation={data} /> : "Conversation"}
      closeButtonProps={{ "aria-label": "Close conversation" }}
    >
      {error instanceof ApiProblem && error.status === 404 ? (
        <Empty
          icon={IconMessageX}
          title="This conversation is not here"
          text="It was deleted, or the address is not right."
        />
      ) : error && !data ? (
        <Failure what="The conversation" problem={error} again={() => void refetch()} />
      ) : data ? (
        <div key={data.id} className="dr-inner">
          <div className="dr-sub">
            <HowItWent conversation={data} />
            <span className="grow" />
            <Step label="Newer (K)" icon={<IconArrowUp size={17} />} to={newer} open={open} />
            <Step label="Older (J)" icon={<IconArrowDown size={17} />} to={older} open={open} />
          </div>
          <ConversationBody conversation={data} />
        </div>
      ) : (
        <LoadingRows rows={5} />
      )}
    </Drawer>
  );
}

function Step(props: { label: string; icon: React.ReactNode; to: string | undefined; open: (id: string) => void }) {
  const { label, icon, to, open } = props;
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={32}
        aria-label={`${label.split(" ")[0]} conversation`}
        aria-disabled={to === undefined}
        data-disabled={to === undefined || undefined}
        onClick={() => to !== undefined && open(to)}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

function Who({ conversation }: { conversation: Conversation }) {
  const { name, phone } = useContact(conversation.contactId);
  const known = name !== "" && name !== phone;
  return (
    <span className="dr-title">
      <PersonMark name={known ? name : ""} size={38} />
      <span>
        <b>{name === "" ? "Unknown contact" : name}</b>
        {known && <i className="num">{phone}</i>}
      </span>
      {conversation.simulated && <Simulated />}
    </span>
  );
}

/** Outcome, result, when, how long and which try. */
function HowItWent({ conversation }: { conversation: Conversation }) {
  const call = useCall(conversation.contactId, conversation.callId);
  const begun = call?.answeredAt ?? call?.dialedAt ?? conversation.transcript[0]?.at;
  return (
    <>
      {call?.outcome && <ContactStatusBadge value={call.outcome} />}
      <span className="dr-facts">
        {conversation.result !== null && <span>{resultWords[conversation.result]}</span>}
        {begun !== undefined && (
          <time dateTime={begun} title={exactly(begun)}>
            {conversation.result === null ? moment(begun) : lower(moment(begun))}
          </time>
        )}
        {call?.talkSeconds != null && <span>talked {duration(call.talkSeconds)}</span>}
        {call && <span>{lower(tryWords(call.attempt)).toLowerCase()}</span>}
      </span>
    </>
  );
}
