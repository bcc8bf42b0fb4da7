/** One row for each column of the file. */
import { Tooltip } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import type { AttributeType } from "#domain/contact/import.ts";
import { rate } from "../../lib/format.ts";
import { matchWords } from "../../words/import-file.tsx";
import { Because } from "./because.tsx";
import { FieldSelect, VariableNote } from "./field-select.tsx";
import type { Draft } from "./mapping.ts";
import type { ContactImport } from "./import.ts";

type FileColumn = ContactImport["columns"][number];
const SAMPLES = 2;

export function MatchTable({
  one,
  draft,
  wrong,
  change,
}: {
  one: ContactImport;
  draft: Draft;
  wrong: Record<string, string>;
  change: (part: Partial<Draft>) => void;
}) {
  return (
    <div className="panel">
      <div className="tw">
        <table className="t imp-match" aria-label={matchWords.table}>
          <thead>
            <tr>
              <th scope="col">{matchWords.column}</th>
              <th scope="col">{matchWords.values}</th>
              <th scope="col">
                <span className="vh">{matchWords.becomes}</span>
              </th>
              <th scope="col">{matchWords.field}</th>
              <th scope="col" className="r">
                {matchWords.filled}
              </th>
            </tr>
          </thead>
          <tbody>
            {one.columns.map((column) => (
              <tr key={column.name}>
                <td data-is="name">
                  <Because reason={column.reason}>
                    <b>{column.name}</b>
                  </Because>
                </td>
                <td data-is="values">
                  <Samples samples={column.samples} />
                </td>
                <td data-is="arrow">
                  <IconArrowRight size={16} aria-hidden />
                </td>
                <td data-is="field">
                  <Field column={column} draft={draft} clash={wrong[column.name]} change={change} />
                </td>
                <td data-is="filled" className="r num">
                  <Filled filled={column.filled} rows={one.rows} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Samples({ samples }: { samples: string[] }) {
  const shown = samples.slice(0, SAMPLES);
  return (
    <div className="imp-values">
      {shown.length === 0 ? <span>{matchWords.empty}</span> : shown.map((value) => <span key={value}>{value}</span>)}
    </div>
  );
}

function Field({
  column: { name, type: looksLike },
  draft,
  clash,
  change,
}: {
  column: FileColumn;
  draft: Draft;
  clash: string | undefined;
  change: (part: Partial<Draft>) => void;
}) {
  const meaning = draft.columns[name] ?? null;
  const become = (next: string | null) => change({ columns: { ...draft.columns, [name]: next } });
  const read = (type: AttributeType) => change({ types: { ...draft.types, [name]: type } });
  return (
    <>
      <FieldSelect column={name} meaning={meaning} clash={clash} change={become} />
      {meaning?.startsWith("attribute:") && (
        <VariableNote
          column={name}
          meaning={meaning}
          type={draft.types[name] ?? looksLike}
          changeType={read}
          rename={become}
        />
      )}
    </>
  );
}

/** All and none are said as such; nothing between them is rounded to either. */
function Filled({ filled, rows }: { filled: number; rows: number }) {
  const share = rows === 0 ? null : (filled / rows) * 100;
  const between = share !== null && share > 0 && share < 100;
  return (
    <Tooltip label={matchWords.filledOf(filled, rows)}>
      <span>{between ? rate(Math.min(99.9, Math.max(0.1, share))) : share === null ? "–" : `${share}%`}</span>
    </Tooltip>
  );
}
