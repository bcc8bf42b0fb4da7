import { IconPhone, IconTestPipe } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { grouped } from "../../lib/format.ts";
import { lineKindWords } from "../../words/settings.ts";
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
        <LineState line={line} />
      </span>
      <span className="lc-f">
        <span>
          <b className="num">
            {grouped(liveCalls)}
            {maxConcurrentCalls !== undefined && ` / ${grouped(maxConcurrentCalls)}`}
          </b>{" "}
          calls live
        </span>
        {problems.map(({ message }) => (
          <span key={message}>{message}</span>
        ))}
      </span>
    </Link>
  );
}

function LineState({ line: { active, problems } }: { line: Line }) {
  const [label, status] = !active
    ? ["Off", "draft"]
    : problems.length > 0
      ? ["Does not work", "paused"]
      : ["Ready", "completed"];
  return (
    <span
      className={`pill s-pill${active ? "" : " pill-outline"}`}
      style={{ color: `var(--s-${status}-fg)`, background: `var(--s-${status}-bg)` }}
    >
      {label}
    </span>
  );
}
