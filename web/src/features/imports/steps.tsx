/** Where one is on the way of a file into the database, and the frame of a step. */
import { Button, Title } from "@mantine/core";
import { IconArrowLeft, IconArrowRight, IconCheck } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";

import { stepWords } from "../../words/import-file.tsx";

/** `at`: from 0; past the last one all are done. The heading takes the focus when a step comes in place of another. */
export function Step({
  at,
  title,
  about,
  children,
}: {
  at: number;
  title: string;
  about?: ReactNode;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (at > 0) heading.current?.focus({ preventScroll: true });
  }, [at]);
  return (
    <section className="imp">
      <ol className="imp-steps" aria-label={stepWords.label}>
        {stepWords.names.map((name, index) => (
          <li
            key={name}
            data-on={index === at || undefined}
            data-done={index < at || undefined}
            aria-current={index === at ? "step" : undefined}
          >
            {index < at && <IconCheck size={12} stroke={3} aria-label={stepWords.done} />}
            {name}
          </li>
        ))}
      </ol>
      <Title order={2} className="imp-title" tabIndex={-1} ref={heading}>
        {title}
      </Title>
      {about !== undefined && <p className="imp-about">{about}</p>}
      {children}
    </section>
  );
}

/** At the foot of the screen: the way back, and the one button that goes on. */
export function StepFoot({
  back,
  onBack,
  next,
  onNext,
  isBusy = false,
  why,
}: {
  back?: string;
  onBack?: () => void;
  next: string;
  onNext: () => void;
  isBusy?: boolean;
  /** Why one cannot go on. */
  why?: string | null;
}) {
  return (
    <div className="imp-foot">
      {onBack && (
        <Button variant="subtle" color="gray" leftSection={<IconArrowLeft size={16} />} onClick={onBack}>
          {back ?? stepWords.back}
        </Button>
      )}
      <span className="grow" />
      {why && (
        <span className="imp-why" role="status">
          {why}
        </span>
      )}
      <Button
        rightSection={<IconArrowRight size={16} />}
        onClick={onNext}
        loading={isBusy}
        disabled={why !== null && why !== undefined}
      >
        {next}
      </Button>
    </div>
  );
}
