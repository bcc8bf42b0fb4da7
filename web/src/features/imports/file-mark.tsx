/** The mark of a file: a text of cells, or a workbook. */
import { IconFileSpreadsheet, IconFileTypeCsv } from "@tabler/icons-react";

/** @param size pixels */
export function FileMark({ name, size }: { name: string; size: number }) {
  const Mark = /\.xlsx$/i.test(name) ? IconFileSpreadsheet : IconFileTypeCsv;
  return <Mark size={size} stroke={1.5} aria-hidden />;
}
