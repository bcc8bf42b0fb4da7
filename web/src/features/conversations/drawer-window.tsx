/** One conversation: who, what came of it, what was said, and how the call went. Opened by `?open=ID`. */
import { ActionIcon, Drawer, Tooltip } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconArrowDown, IconArrowUp, IconMessageX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiProblem, call as ask } from "../../lib/api.ts";
import { duration, exactly, moment, momentWithin } from "../../lib/format.ts";
import { keys } from "../../lib/query.ts";
import { PersonMark } from "../../ui/marks.tsx";
import { Empty, Failure } from "../../ui/page.tsx";
import { ContactStatusBadge } from "../../ui/status.tsx";
import { resultWords, tryWords } from "../../words/calls.ts";
import { drawerWords as words } from "../../words/conversations.tsx";
import type { Conversation } from "../calls/arrivals.ts";
import { Simulated } from "../calls/list-parts.tsx";
import { LoadingRows } from "../../ui/loading-rows.tsx";
import { calledName } from "../calls/call.ts";
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
      title={data ? <Who conversation={data} /> : words.title}
      closeButtonProps={{ "aria-label": words.close }}
    >
      {error instanceof ApiProblem && error.status === 404 ? (
        <Empty icon={IconMessageX} title={words.gone} text={words.goneAbout} />
      ) : error && !data ? (
        <Failure what={words.what} problem={error} again={() => void refetch()} />
      ) : data ? (
        <div key={data.id} className="dr-inner">
          <div className="dr-sub">
            <HowItWent conversation={data} />
            <span className="grow" />
            <Step label={words.newer} hint={words.newerHint} icon={<IconArrowUp size={17} />} to={newer} open={open} />
            <Step
              label={words.older}
              hint={words.olderHint}
              icon={<IconArrowDown size={17} />}
              to={older}
              open={open}
            />
          </div>
          <ConversationBody conversation={data} />
        </div>
      ) : (
        <LoadingRows rows={5} />
      )}
    </Drawer>
  );
}

interface StepProps {
  label: string;
  hint: string;
  icon: ReactNode;
  to: string | undefined;
  open: (id: string) => void;
}

function Step({ label, hint, icon, to, open }: StepProps) {
  return (
    <Tooltip label={hint}>
      <ActionIcon
        size={32}
        aria-label={label}
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
  const { to, simulated } = conversation;
  const name = calledName(conversation);
  return (
    <span className="dr-title">
      <PersonMark name={name === to ? "" : name} size={38} />
      <span>
        <b>{name}</b>
        {name !== to && <i className="num">{to}</i>}
      </span>
      {simulated && <Simulated />}
    </span>
  );
}

/** Outcome, result, when, how long and which try. */
function HowItWent({ conversation }: { conversation: Conversation }) {
  const { outcome, result, attempt, talkSeconds } = conversation;
  const begun = conversation.startedAt ?? conversation.transcript[0]?.at;
  return (
    <>
      {outcome !== null && <ContactStatusBadge value={outcome} />}
      <span className="dr-facts">
        {result !== null && <span>{resultWords[result]}</span>}
        {begun !== undefined && (
          <time dateTime={begun} title={exactly(begun)}>
            {result === null ? moment(begun) : momentWithin(begun)}
          </time>
        )}
        {talkSeconds !== null && <span>{words.talked(duration(talkSeconds))}</span>}
        <span>{tryWords(attempt).toLowerCase()}</span>
      </span>
    </>
  );
}
