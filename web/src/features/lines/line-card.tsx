import { IconPhone, IconTestPipe } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lineKindWords } from "../../words/settings.ts";
import { type LineState, lineCard, lineStateWords } from "../../words/lines.ts";
import type { Line } from "./use-lines.ts";

export function LineCard({ line, on }: { line: Line; on: boolean }) {
  const { id, name, kind, liveCalls, settings, problems } = line;
  const Mark = kind === "simulator" ? IconTestPipe : IconPhone;
  const { maxConcurrentCalls } = settings as { maxConcurrentCalls?: number };
  return (
    <Link
      to="/settings"
      search={{ tab: "lines", open: id }}
      resetScroll={false}
      className="panel lc"
      data-on={on || undefined}
      aria-current={on ? "true" : undefined}
    >
      <span className="lc-h">
        <span className="lc-i">
          <Mark size={18} stroke={1.7} aria-hidden />
        </span>
        <span className="lc-n">
          <b>{name}</b>
          <i>
            {lineKindWords[kind].name} · {lineKindWords[kind].about.toLowerCase()}
          </i>
        </span>
        <span className="grow" />
        <LineBadge line={line} />
      </span>
      <span className="lc-f">
        <span>
          <b className="num">{lineCard.liveOf(liveCalls, maxConcurrentCalls)}</b> {lineCard.live}
        </span>
        {problems.map(({ message }) => (
          <span key={message}>{message}</span>
        ))}
      </span>
    </Link>
  );
}

/** Of a campaign's status, for its colours. */
const looks: Record<LineState, "draft" | "paused" | "completed"> = {
  off: "draft",
  broken: "paused",
  ready: "completed",
};

function LineBadge({ line: { active, problems } }: { line: Line }) {
  const state: LineState = !active ? "off" : problems.length > 0 ? "broken" : "ready";
  const status = looks[state];
  return (
    <span
      className={`pill lc-pill${active ? "" : " pill-outline"}`}
      style={{ color: `var(--s-${status}-fg)`, background: `var(--s-${status}-bg)` }}
    >
      {state === "ready" && <span className="lc-dot" aria-hidden />}
      {lineStateWords[state]}
    </span>
  );
}
