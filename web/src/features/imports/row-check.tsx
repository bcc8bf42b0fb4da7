/** What became of a row, in a sentence, and what it would change in a contact that is stored. */
import {
  type Icon,
  IconAlertTriangle,
  IconCheck,
  IconCopy,
  IconInfoCircle,
  IconShieldCheck,
  IconUserCheck,
} from "@tabler/icons-react";
import type { ImportVerdict } from "#domain/contact/import.ts";
import { changeWords } from "../../words/import-rows.tsx";
import { verdictWords } from "../../words/imports.tsx";
import { importFieldName, type ImportRow } from "./import.ts";

type Look = { icon: Icon; kind: "ok" | "bad" | "warn" | "mute" };

export const verdictLooks: Record<ImportVerdict, Look> = {
  ready: { icon: IconCheck, kind: "ok" },
  invalid_number: { icon: IconAlertTriangle, kind: "bad" },
  missing_number: { icon: IconAlertTriangle, kind: "bad" },
  duplicate_in_file: { icon: IconCopy, kind: "warn" },
  duplicate_in_contacts: { icon: IconUserCheck, kind: "mute" },
  do_not_call: { icon: IconShieldCheck, kind: "mute" },
  other: { icon: IconAlertTriangle, kind: "bad" },
};

const CHANGES_SHOWN = 3;

function Change({ field, from, to }: { field: string; from: string | null; to: string | null }) {
  const name = importFieldName(field);
  return from === null || from === "" ? changeWords.adds(name, to) : changeWords.becomes(name, from, to);
}

export function RowCheck({ row }: { row: ImportRow }) {
  const { icon: Mark, kind } = verdictLooks[row.verdict];
  const says = row.reason ?? verdictWords[row.verdict];
  return (
    <div className="imp-check">
      <span className="imp-chk" data-k={kind}>
        <Mark size={15} aria-hidden />
        <span>{says}</span>
      </span>
      {row.warnings.map((warning) => (
        <span className="imp-chk" data-k="warn" key={warning}>
          <IconInfoCircle size={15} aria-hidden />
          <span>{warning}</span>
        </span>
      ))}
      {row.contact && row.contact.changes.length > 0 && (
        <ul className="imp-changes" aria-label={changeWords.label}>
          {row.contact.changes.slice(0, CHANGES_SHOWN).map((change) => (
            <li key={change.field}>
              <Change {...change} />
            </li>
          ))}
          {row.contact.changes.length > CHANGES_SHOWN && (
            <li
              title={row.contact.changes
                .slice(CHANGES_SHOWN)
                .map(({ field }) => importFieldName(field))
                .join(", ")}
            >
              {changeWords.more(row.contact.changes.length - CHANGES_SHOWN)}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
