/** What will happen, in numbers, before it does. */
import { grouped } from "../../lib/format.ts";
import { confirmWords } from "../../words/import-rows.tsx";
import { verdictWords } from "../../words/imports.tsx";
import { going } from "./check-step.tsx";
import { FileLine } from "./file-line.tsx";
import { countOf, leftOut } from "./rows.ts";
import { Step, StepFoot } from "./steps.tsx";
import { useConfirmImport } from "./use-import.ts";
import type { ContactImport } from "./import.ts";
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
  return (
    <Step
      at={3}
      title={confirmWords.title}
      about={campaignId === null ? confirmWords.about : confirmWords.aboutCampaign}
    >
      <FileLine one={one} />
      <div className="imp-conf">
        <div className="imp-conf-n">
          <b className="num">{grouped(contacts)}</b>
          <span>{campaignId === null ? confirmWords.toImport(contacts) : confirmWords.toCall(contacts)}</span>
        </div>
        <Sums one={one} />
      </div>
      <StepFoot
        onBack={onBack}
        back={confirmWords.back}
        next={confirmWords.next(contacts)}
        isBusy={confirm.isPending}
        onNext={() => confirm.mutate(campaignId)}
      />
    </Step>
  );
}

function Sums({ one }: { one: ContactImport }) {
  const policy = one.mapping?.onDuplicate ?? "skip";
  const lines: [string, number][] = [
    [policy === "skip" ? confirmWords.new : confirmWords.newOrKnown, countOf(one, "ready")],
    [confirmWords.kept, countOf(one, "duplicate_in_contacts")],
    [confirmWords.warned, one.warnings],
    ...leftOut.map((verdict): [string, number] => [confirmWords.leftOut(verdictWords[verdict]), countOf(one, verdict)]),
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
