/** What came of an import: done, failed or undone. */
import { Button, Group } from "@mantine/core";
import { IconAlertTriangle, IconArrowBackUp, IconCircleCheck, IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "../../app/session.ts";
import { addressOf } from "../../lib/api.ts";
import { grouped } from "../../lib/format.ts";
import { Empty } from "../../ui/page.tsx";
import { endWords, sumWords, undoWords } from "../../words/imports.tsx";
import { KeptContacts } from "./kept-contacts.tsx";
import { countOf } from "./rows.ts";
import { Step } from "./steps.tsx";
import { UndoDialog } from "./undo-dialog.tsx";
import type { ContactImport } from "./import.ts";
import "./end-steps.css";

const PAST_THE_LAST = 4;

/** @param onDone null: the page has its own way on */
export function DoneStep({ one, onDone }: { one: ContactImport; onDone: ((result: ContactImport) => void) | null }) {
  const left = countOf(one, "left_out");
  const kept = countOf(one, "duplicate_in_contacts");
  const sums: [string, number][] = [
    [sumWords.added, one.result?.added ?? 0],
    [sumWords.changed, one.result?.changed ?? 0],
    [sumWords.alreadyThere, kept],
    [sumWords.leftOut, left],
  ];
  return (
    <Step at={PAST_THE_LAST} title={endWords.done(one.fileName)}>
      <div className="imp-sums" role="status">
        <IconCircleCheck size={22} aria-hidden />
        {sums
          .filter(([label, count]) => count > 0 || label !== sumWords.alreadyThere)
          .map(([label, count]) => (
            <div key={label}>
              <b className="num">{grouped(count)}</b>
              <span>{label}</span>
            </div>
          ))}
      </div>
      <Group gap="sm" mt="lg">
        {onDone && <Button onClick={() => onDone(one)}>{endWords.show}</Button>}
        {left > 0 && <LeftOutRows one={one} count={left} />}
        <Undo one={one} />
      </Group>
    </Step>
  );
}

function LeftOutRows({ one, count }: { one: ContactImport; count: number }) {
  const may = useMay();
  if (!may("contacts:export")) return null;
  return (
    <Button
      component="a"
      href={addressOf("exportRejectedRows", { params: { id: one.id } })}
      download
      variant="default"
      leftSection={<IconDownload size={15} aria-hidden />}
    >
      {sumWords.leftOutCount(count)}
    </Button>
  );
}

function Undo({ one }: { one: ContactImport }) {
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (!may("contacts:write")) return null;
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {undoWords.open}
      </Button>
      <UndoDialog one={isOpen ? one : null} onClose={() => setOpen(false)} />
    </>
  );
}

export function FailedStep({ one, onAgain }: { one: ContactImport; onAgain: () => void }) {
  const may = useMay();
  return (
    <div className="panel imp">
      <Empty
        icon={IconAlertTriangle}
        title={endWords.failed(one.fileName)}
        text={one.error ?? endWords.noReason}
        actions={
          <>
            {may("contacts:write") && <Button onClick={onAgain}>{endWords.another}</Button>}
            <Undo one={one} />
          </>
        }
      />
    </div>
  );
}

export function UndoneStep({ one, onAgain }: { one: ContactImport; onAgain: () => void }) {
  const may = useMay();
  return (
    <section className="imp">
      <p className="imp-about">{endWords.undone(one.fileName, one.error)}</p>
      <KeptContacts importId={one.id} />
      {may("contacts:write") && (
        <Group mt="lg">
          <Button variant="default" onClick={onAgain}>
            {endWords.another}
          </Button>
        </Group>
      )}
    </section>
  );
}
