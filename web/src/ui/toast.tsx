/** A short notice of what was done, or of what was refused. Said to screen readers too; gone by itself when all is well. */
import { CloseButton } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useEffect, useSyncExternalStore } from "react";
import { noticeWords } from "../words/ui.ts";
import "./toast.css";

export interface Notice {
  text: string;
  /** Further sentences, such as each missing thing. */
  more?: readonly string[];
  /** Refused: it stays until it is closed. */
  refused?: boolean;
  link?: { label: string; to: string };
}

type Shown = Notice & { id: number };

const SECONDS_SHOWN = 6;
const MOST_SHOWN = 3;

let shown: readonly Shown[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function become(next: readonly Shown[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Shows it at the foot of the page. */
export function tell(notice: Notice): void {
  lastId += 1;
  become([...shown.filter(({ text }) => text !== notice.text), { ...notice, id: lastId }].slice(-MOST_SHOWN));
}

const close = (id: number) => become(shown.filter((one) => one.id !== id));

/** Where the notices appear; once, in the frame. */
export function Notices() {
  const notices = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => shown,
  );
  return (
    <div className="notices" role="region" aria-label={noticeWords.label} aria-live="polite">
      {notices.map((notice) => (
        <OneNotice key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function OneNotice({ notice }: { notice: Shown }) {
  const { id, text, more = [], refused = false, link } = notice;
  useEffect(() => {
    if (refused) return undefined;
    const timer = setTimeout(() => close(id), SECONDS_SHOWN * 1_000);
    return () => clearTimeout(timer);
  }, [id, refused]);
  return (
    <div className="notice" data-refused={refused || undefined}>
      {refused ? <IconAlertTriangle size={17} aria-hidden /> : <IconCheck size={17} aria-hidden />}
      <div>
        <p>{text}</p>
        {more.length > 0 && (
          <ul>
            {more.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
        {link && (
          <Link to={link.to} onClick={() => close(id)}>
            {link.label}
          </Link>
        )}
      </div>
      <CloseButton size="sm" aria-label={noticeWords.close} onClick={() => close(id)} />
    </div>
  );
}
