/** The file: its name and size, how it was read and why, and how to have it read otherwise. */
import { Button, FileButton } from "@mantine/core";
import { IconFileSpreadsheet } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { howReadWords } from "../../words/import-file.tsx";
import { Because } from "./because.tsx";
import { ReadOtherwise } from "./read-otherwise.tsx";
import { Refused } from "./upload-step.tsx";
import { fileOf, type Reading, useUpload } from "./upload.ts";
import type { ContactImport } from "./import.ts";

/** @param onReplaced the file was read again, or another took its place: it is a new import */
export function FileLine({
  one,
  aside,
  onReplaced,
}: {
  one: ContactImport;
  aside?: ReactNode;
  onReplaced?: (importId: string) => void;
}) {
  const { upload, sending, refusal } = useUpload(({ id }) => onReplaced?.(id));
  const file = fileOf(one.id);
  const again = (reading: Reading, chosen = file) => chosen && void upload(chosen, reading, one.id);
  return (
    <>
      {refusal && <Refused {...refusal} />}
      <div className="imp-file">
        <IconFileSpreadsheet size={26} stroke={1.5} aria-hidden />
        <div className="imp-file-name">
          <b>{one.fileName}</b>
          <HowRead one={one} />
        </div>
        <span className="grow" />
        {aside}
        {onReplaced && (
          <div className="imp-file-acts">
            <ReadOtherwise one={one} file={file} isBusy={sending !== null} read={again} />
            <FileButton onChange={(chosen) => chosen && void upload(chosen, {}, one.id)}>
              {(props) => (
                <Button {...props} variant="subtle" color="gray" size="xs" loading={sending !== null}>
                  {howReadWords.replace}
                </Button>
              )}
            </FileButton>
          </div>
        )}
      </div>
    </>
  );
}

function HowRead({ one: { rows, columns, format } }: { one: ContactImport }) {
  const { reasons } = format;
  return (
    <span className="imp-read">
      <span className="num">{howReadWords.rows(rows)}</span>
      <span className="num">{howReadWords.columns(columns.length)}</span>
      {format.delimiter !== null && (
        <Because reason={reasons.delimiter}>{howReadWords.separated(format.delimiter)}</Because>
      )}
      {format.encoding !== null && <Because reason={reasons.encoding}>{format.encoding.toUpperCase()}</Because>}
      {format.quote === "'" && <Because reason={reasons.quote}>{howReadWords.singleQuotes}</Because>}
      {format.quote === "none" && <Because reason={reasons.quote}>{howReadWords.noQuotes}</Because>}
      {format.sheet !== null && <Because reason={reasons.sheet}>{howReadWords.sheet(format.sheet)}</Because>}
      <Because reason={reasons.header}>{format.header ? howReadWords.header : howReadWords.noHeader}</Because>
    </span>
  );
}
