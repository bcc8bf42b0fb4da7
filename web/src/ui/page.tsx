/** The frame of a page, and what stands in it where there is nothing to show. */
import { Button, Title, Tooltip } from "@mantine/core";
import { type Icon, IconInfoCircle, IconLock, IconPlugConnectedX, IconRefresh } from "@tabler/icons-react";
import { type ReactNode, useEffect, useId } from "react";
import { ApiProblem } from "../lib/api.ts";
import { frameWords } from "../words/app.tsx";
import { failureWords } from "../words/ui.ts";

export function Page({
  title,
  heading,
  above,
  sub,
  actions,
  children,
}: {
  /** Of the browser's tab. */
  title: string;
  /** In place of the title, where it is more than text. */
  heading?: ReactNode;
  above?: ReactNode;
  sub?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = frameWords.tab(title);
  }, [title]);
  return (
    <div className="page">
      <header className="page-head">
        <div className="page-title">
          {above}
          <Title order={1}>{heading ?? title}</Title>
          {sub !== undefined && <div className="page-sub">{sub}</div>}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function Section({
  title,
  about,
  action,
  children,
}: {
  title: string;
  about?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <div>
          <Title order={2} id={id}>
            {title}
          </Title>
          {about !== undefined && <p className="section-about">{about}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

export function Empty({
  icon: Mark,
  title,
  text,
  actions,
  note,
}: {
  icon: Icon;
  title: string;
  text: ReactNode;
  actions?: ReactNode;
  note?: ReactNode;
}) {
  return (
    <div className="empty">
      <span className="empty-icon">
        <Mark size={24} stroke={1.6} aria-hidden />
      </span>
      <Title order={2} fz={18} mt="md">
        {title}
      </Title>
      <p className="empty-text">{text}</p>
      {actions !== undefined && <div className="empty-actions">{actions}</div>}
      {note !== undefined && <p className="empty-note">{note}</p>}
    </div>
  );
}

/** What failed, that calls go on, and what to do; or that the role does not reach. */
export function Failure({ what, problem, again }: { what: string; problem: unknown; again: () => void }) {
  if (problem instanceof ApiProblem && problem.status === 403) {
    return <Empty icon={IconLock} title={failureWords.role} text={problem.message} note={failureWords.whoHelps} />;
  }
  const message = problem instanceof Error ? problem.message : failureWords.unexpected;
  const request = problem instanceof ApiProblem ? problem.requestId : null;
  return (
    <Empty
      icon={IconPlugConnectedX}
      title={failureWords.title(what)}
      text={failureWords.about(message)}
      actions={
        <Button leftSection={<IconRefresh size={16} />} onClick={again}>
          {failureWords.again}
        </Button>
      }
      note={request === null ? undefined : failureWords.request(request)}
    />
  );
}

/** A question mark beside a number that says how it is counted. */
export function Info({ text }: { text: string }) {
  return (
    <Tooltip label={text} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className="info" aria-label={text}>
        <IconInfoCircle size={14} />
      </button>
    </Tooltip>
  );
}

export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="kbd">{children}</kbd>;
}

export function KeyValue({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="kv">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
