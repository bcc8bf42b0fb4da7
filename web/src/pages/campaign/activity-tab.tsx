/** What happened to the campaign, the latest first, and who did it. */
import { Button } from "@mantine/core";
import {
  type Icon,
  IconBan,
  IconCircleCheck,
  IconHistory,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlus,
  IconRocket,
  IconRotateClockwise,
  IconUserMinus,
  IconUserPlus,
} from "@tabler/icons-react";
import { useEffect } from "react";
import { LoadingRows } from "../../ui/loading-rows.tsx";
import { call as ask, type Answer } from "../../lib/api.ts";
import { exactly, moment } from "../../lib/format.ts";
import { usePages } from "../../lib/pages.ts";
import { keys } from "../../lib/query.ts";
import { Empty, Failure } from "../../ui/page.tsx";
import { activityTab as words } from "../../words/campaign-sections.tsx";
import type { Campaign } from "./sums.ts";
import "./activity.css";

type Activity = Answer<"listCampaignActivity">["items"][number];

/** Kinds without a picture of their own have a clock. */
const icons: Record<string, Icon> = {
  created: IconPlus,
  edited: IconPencil,
  start: IconRocket,
  began: IconRocket,
  pause: IconPlayerPause,
  paused: IconPlayerPause,
  resume: IconPlayerPlay,
  cancel: IconBan,
  completed: IconCircleCheck,
  retry_failed: IconRotateClockwise,
  reopen: IconRotateClockwise,
  contacts_added: IconUserPlus,
  contacts_removed: IconUserMinus,
};

export function ActivityTab({ campaign }: { campaign: Campaign }) {
  const { id, status } = campaign;
  const list = usePages<Activity>(keys.campaignPart(id, "activity"), (cursor, signal) =>
    ask("listCampaignActivity", { params: { id }, query: { limit: 50, cursor } }, { signal }),
  );
  const { again } = list;
  useEffect(() => again(), [status]);
  if (list.isLoading) return <LoadingRows rows={4} height={56} />;
  if (list.problem) return <Failure what={words.what} problem={list.problem} again={again} />;
  if (list.items.length === 0)
    return (
      <div className="panel">
        <Empty icon={IconHistory} title={words.none} text={words.noneAbout} />
      </div>
    );
  return (
    <div className="panel">
      <ol className="campaign-log" aria-label={words.label}>
        {list.items.map((one) => (
          <Entry key={one.id} entry={one} />
        ))}
      </ol>
      {list.more && (
        <div className="campaign-log-more">
          <Button variant="default" loading={list.isLoadingMore} onClick={list.more}>
            {words.older}
          </Button>
        </div>
      )}
    </div>
  );
}

function Entry({ entry }: { entry: Activity }) {
  const Mark = icons[entry.kind] ?? IconHistory;
  return (
    <li>
      <span className="campaign-log-icon" aria-hidden>
        <Mark size={15} stroke={1.8} />
      </span>
      <div>
        <p>{inViewersTime(entry.text)}</p>
        <span className="campaign-log-actor">
          {entry.actor === null || entry.actor.kind === "system" ? words.system : entry.actor.name}
        </span>
      </div>
      <time className="num" dateTime={entry.at} title={exactly(entry.at)}>
        {moment(entry.at)}
      </time>
    </li>
  );
}

/** Instants inside a sentence are written as the server keeps them. */
const inViewersTime = (text: string): string =>
  text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, (instant) => moment(instant));
