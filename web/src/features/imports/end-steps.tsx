/** What came of an import: done, failed or undone. */
import { Button, Group } from "@mantine/core";
import { IconAlertTriangle, IconArrowBackUp, IconCircleCheck, IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "../../app/session.ts";
import { addressOf } from "../../lib/api.ts";
import { grouped } from "../../lib/format.ts";
import { Empty } from "../../ui/page.tsx";
import { KeptContacts } from "./kept-contacts.tsx";
import { countOf } from "./rows.ts";
import { Step } from "./steps.tsx";
import { UndoDialog } from "./undo-dialog.tsx";
import type { ContactImport } from "./words.ts";
import "./end-steps.css";

const PAST_THE_LAST = 4;

/** @param onDone null: the page has its own way on */
export function DoneStep({ one, onDone }: { one: ContactImport; onDone: ((result: ContactImport) => void) | null }) {
  const left = countOf(one, "left_out");
  const kept = countOf(one, "duplicate_in_contacts");
  const sums: [string, number][] = [
    ["New", one.result?.added ?? 0],
    ["Updated", one.result?.changed ?? 0],
    ["Already there", kept],
    ["Left out", left],
  ];
  return (
    <Step at={PAST_THE_LAST} title={`${one.fileName} is imported`}>
      <div className="imp-sums" role="status">
        <IconCircleCheck size={22} aria-hidden />
        {sums
          .filter(([label, count]) => count > 0 || label !== "Already there")
          .map(([label, count]) => (
            <div key={label}>
              <b className="num">{grouped(count)}</b>
              <span>{label}</span>
            </div>
          ))}
      </div>
      <Group gap="sm" mt="lg">
        {onDone && <Button onClick={() => onDone(one)}>Show these contacts</Button>}
        {left > 0 && <LeftOutRows one={one} count={left} />}
        <Undo one={one} />
      </Group>
    </Step>
  );
}

function LeftOutRows({ one, count }: { one: ContactImport; count: number }) {
  return (
    <Button
      component="a"
      href={addressOf("exportRejectedRows", { params: { id: one.id } })}
      download
      variant="default"
      leftSection={<IconDownload size={15} aria-hidden />}
    >
      Left-out rows ({grouped(count)})
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
        Undo this import
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
        title={`${one.fileName} could not be imported`}
        text={one.error ?? "The server gave no reason."}
        actions={
          <>
            {may("contacts:write") && <Button onClick={onAgain}>Import another file</Button>}
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
      <p className="imp-about">
        The import of {one.fileName} is undone: its new contacts are gone, and those it changed are as they were.{" "}
        {one.error}
      </p>
      <KeptContacts importId={one.id} />
      {may("contacts:write") && (
        <Group mt="lg">
          <Button variant="default" onClick={onAgain}>
            Import another file
          </Button>
        </Group>
      )}
    </section>
  );
}
