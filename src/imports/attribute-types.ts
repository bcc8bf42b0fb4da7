/** What the cells of an attribute are read as. Which type a column has is told in type-evidence.ts. */
import type { AttributeType } from "#domain/contact/import.ts";
import { type DateOrder, inOrder, writtenDate } from "./dates.ts";
import { readNumber } from "./numbers.ts";
import { readYesNo } from "./yes-no.ts";

/**
 * A cell in the one writing of its type, in which values can be compared: `1234.5`, `2026-11-03`, `2026-11-03 14:30`,
 * `yes` or `no`; text as it is. Null when it is not certain what the cell says.
 */
export function readTyped(type: AttributeType, cell: string): string | null {
  switch (type) {
    case "text":
      return cell;
    case "number":
      return readNumber(cell).number;
    case "date_dmy":
      return readDate("dmy", cell);
    case "date_mdy":
      return readDate("mdy", cell);
    case "date_ymd":
      return readDate("ymd", cell);
    case "yes_no":
      return readYesNo(cell);
  }
}

function readDate(order: DateOrder, cell: string): string | null {
  const date = writtenDate(cell);
  return date && inOrder(date, order);
}
