/** What was said: the AI employee on the left, the contact on the right, each with its time since the answer. */
import { duration, exactly } from "../../lib/format.ts";
import { PersonMark, VoiceMark } from "../../ui/marks.tsx";
import { playerWords, transcriptWords as words } from "../../words/player.ts";
import type { Conversation } from "../calls/arrivals.ts";
import { type Playback, useCurrent } from "./playback.ts";

export function Transcript({
  lines,
  begunAt,
  employee,
  contact,
  contactName,
  playback,
}: {
  lines: Conversation["transcript"];
  begunAt: string | null;
  employee: string;
  contact: string;
  /** Whole, for the initials. */
  contactName: string;
  /** Of the recording, which begins with the answer; null where there is none. */
  playback: Playback | null;
}) {
  const begun = new Date(begunAt ?? lines[0]?.at ?? 0).getTime();
  const moments = lines.map(({ at }) => Math.max(0, (new Date(at).getTime() - begun) / 1_000));
  const current = useCurrent(playback, moments);
  if (lines.length === 0) return <p className="dr-none">{words.nothing}</p>;
  return (
    <ol className="dr-chat" aria-label={words.transcript}>
      {lines.map((line, index) => (
        <li
          key={index}
          className="dr-msg"
          data-speaker={line.speaker}
          data-playable={playback !== null || undefined}
          aria-current={index === current || undefined}
          onClick={() => !isSelecting() && playback?.seek(moments[index]!)}
        >
          {line.speaker === "employee" ? (
            <VoiceMark name={employee} size={26} />
          ) : (
            <PersonMark name={contactName} size={26} />
          )}
          <div>
            <div className="dr-msg-head">
              <b>{line.speaker === "employee" ? employee : contact}</b>
              <Moment at={line.at} seconds={moments[index]!} playable={playback !== null} />
            </div>
            <p>{line.text}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** When it was said; a button for the keyboard, whose click is the line's. */
function Moment({ at, seconds, playable }: { at: string; seconds: number; playable: boolean }) {
  const time = (
    <time className="num" dateTime={at} title={exactly(at)}>
      {duration(seconds)}
    </time>
  );
  if (!playable) return time;
  return (
    <button type="button" className="dr-msg-go" aria-label={playerWords.goTo(duration(seconds))}>
      {time}
    </button>
  );
}

/** Who marks words in a line does not want to go there. */
const isSelecting = () => getSelection()?.isCollapsed === false;
