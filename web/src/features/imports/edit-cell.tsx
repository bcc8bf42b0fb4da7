/** A cell of the file that is corrected where it stands: by a click, or at once where it is at fault. */
import { TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { checkWords } from "../../words/import-rows.tsx";
import { useEditRow } from "./use-import.ts";

export function EditCell({
  importId,
  row,
  column,
  value,
  isWrong,
  shown,
}: {
  importId: string;
  row: number;
  column: string;
  value: string;
  isWrong: boolean;
  /** What is shown in place of the value, such as a number as it was read. */
  shown?: React.ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const edit = useEditRow(importId);
  const button = useRef<HTMLButtonElement>(null);
  const label = checkWords.cell(column, row);
  const close = () => {
    setOpen(false);
    setTimeout(() => button.current?.focus());
  };
  const save = (typed: string, then?: () => void) => {
    if (typed === value) then?.();
    else if (!edit.isPending) edit.mutate({ row, values: { [column]: typed } }, { onSuccess: () => then?.() });
  };
  if (!isOpen && !isWrong) {
    return (
      <button type="button" ref={button} className="imp-cell" onClick={() => setOpen(true)}>
        <span className="vh">{checkWords.edit(label)}</span>
        {shown ?? (value === "" ? <span className="imp-blank">{checkWords.blank}</span> : value)}
      </button>
    );
  }
  return (
    <TextInput
      key={value}
      size="xs"
      className="imp-edit"
      aria-label={label}
      defaultValue={value}
      placeholder={isWrong && value === "" ? checkWords.isBlank(column) : ""}
      error={isWrong}
      disabled={edit.isPending}
      autoFocus={isOpen}
      onKeyDown={(event) => {
        if (event.key === "Enter") save(event.currentTarget.value, close);
        if (event.key === "Escape") {
          event.stopPropagation();
          event.currentTarget.value = value;
          close();
        }
      }}
      onBlur={(event) => save(event.currentTarget.value, () => setOpen(false))}
    />
  );
}
