/** The file: its name and size, how it was read and why, and how to have it read otherwise. */
import { Button, FileButton } from "@mantine/core";
import { IconFileSpreadsheet } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { grouped } from "../../lib/format.ts";
import { Because } from "./because.tsx";
import { ReadOtherwise } from "./read-otherwise.tsx";
import { Refused } from "./upload-step.tsx";
import { fileOf, type Reading, useUpload } from "./upload.ts";
import { type ContactImport, delimiterWords } from "./words.ts";

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
                  Replace file
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
      <span className="num">{rows === 1 ? "1 row" : `${grouped(rows)} rows`}</span>
      <span className="num">{columns.length === 1 ? "1 column" : `${columns.length} columns`}</span>
      {format.delimiter !== null && (
        <Because reason={reasons.delimiter}>{delimiterWords(format.delimiter)} separated</Because>
      )}
      {format.encoding !== null && <Because reason={reasons.encoding}>{format.encoding.toUpperCase()}</Because>}
      {format.quote === "'" && <Because reason={reasons.quote}>single quotation marks</Because>}
      {format.quote === "none" && <Because reason={reasons.quote}>no quotation marks</Because>}
      {format.sheet !== null && <Because reason={reasons.sheet}>sheet “{format.sheet}”</Because>}
      <Because reason={reasons.header}>{format.header ? "first row names the columns" : "no header row"}</Because>
    </span>
  );
}
