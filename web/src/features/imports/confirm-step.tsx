/** What will happen, in numbers, before it does. */
import { grouped } from "../../lib/format.ts";
import { going } from "./check-step.tsx";
import { FileLine } from "./file-line.tsx";
import { countOf, leftOut } from "./rows.ts";
import { Step, StepFoot } from "./steps.tsx";
import { useConfirmImport } from "./use-import.ts";
import { type ContactImport, verdictWords } from "./words.ts";
import "./end-steps.css";

export function ConfirmStep({
  one,
  campaignId,
  onBack,
}: {
  one: ContactImport;
  campaignId: string | null;
  onBack: () => void;
}) {
  const confirm = useConfirmImport(one.id);
  const contacts = going(one);
  const noun = contacts === 1 ? "contact" : "contacts";
  return (
    <Step
      at={3}
      title="Add these contacts"
      about={
        campaignId === null
          ? "They go into your contact database. The import can be undone."
          : "They go into this campaign and into your contact database. Nobody is called yet."
      }
    >
      <FileLine one={one} />
      <div className="imp-conf">
        <div className="imp-conf-n">
          <b className="num">{grouped(contacts)}</b>
          <span>{campaignId === null ? `${noun} to import` : `${noun} to call`}</span>
        </div>
        <Sums one={one} />
      </div>
      <StepFoot
        onBack={onBack}
        back="Check rows"
        next={`Add ${grouped(contacts)} ${noun}`}
        isBusy={confirm.isPending}
        onNext={() => confirm.mutate(campaignId)}
      />
    </Step>
  );
}

function Sums({ one }: { one: ContactImport }) {
  const policy = one.mapping?.onDuplicate ?? "skip";
  const lines: [string, number][] = [
    [
      policy === "skip" ? "New in your database" : "New, or already there and brought up to date",
      countOf(one, "ready"),
    ],
    ["Already there, kept as they are", countOf(one, "duplicate_in_contacts")],
    ["Ready with a warning", one.warnings],
    ...leftOut.map((verdict): [string, number] => [
      `Left out: ${verdictWords[verdict].toLowerCase()}`,
      countOf(one, verdict),
    ]),
  ];
  return (
    <ul>
      {lines
        .filter(([, count], index) => index === 0 || count > 0)
        .map(([label, count]) => (
          <li key={label}>
            <span>{label}</span>
            <b className="num">{grouped(count)}</b>
          </li>
        ))}
    </ul>
  );
}
