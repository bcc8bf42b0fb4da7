/**
 * A table of any length: only the rows in sight are drawn, and more are asked for before their end. While one scrolls, a
 * row that stays in sight is not drawn anew, so what a row shows may only depend on its data and on `columns`.
 */
import { memo, type ReactNode, useRef } from "react";
import { MOST_LOADED } from "../lib/pages.ts";
import { listWords } from "../words/ui.ts";
import { useLongList } from "./use-long-list.ts";

export interface Column<Row> {
  /** Unique. */
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** `r`: numbers; `num`: tabular figures. */
  className?: string;
}

export interface LongTableProps<Row> {
  /** What is listed, for screen readers. */
  label: string;
  /** Kept by the caller where it can be: new columns draw every row in sight anew. */
  columns: ReadonlyArray<Column<Row>>;
  rows: readonly Row[];
  idOf: (row: Row) => string;
  /** Of the whole list, loaded or not. */
  total: number;
  more: (() => void) | null;
  /** Pixels of a row before it is measured. */
  rowHeight?: number;
  rowClass?: (row: Row) => string | undefined;
  /** For tables with cards on small screens: a class such as `hide-m`. */
  className?: string;
}

/** Rows that are drawn beyond those in sight. */
const OVERSCAN = 4;

export function LongTable<Row>(props: LongTableProps<Row>) {
  const { label, columns, rows, idOf, total, more, rowHeight = 57, rowClass, className } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const { shown, before, after, measure } = useLongList({
    place: body,
    rows,
    idOf,
    more,
    rowHeight,
    overscan: OVERSCAN,
  });
  return (
    <div className={className === undefined ? "tw" : `tw ${className}`}>
      <table className="t" aria-label={label} aria-rowcount={total + 1}>
        <thead>
          <tr>
            {columns.map(({ key, head, className: classes }) => (
              <th key={key} scope="col" className={classes}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {before > 0 && <Spacer height={before} columns={columns.length} />}
          {shown.map(({ index, key }) => {
            const row = rows[index]!;
            return (
              <tr
                key={String(key)}
                ref={measure}
                data-index={index}
                aria-rowindex={index + 2}
                className={rowClass?.(row)}
              >
                <Cells row={row} columns={columns} />
              </tr>
            );
          })}
          {after > 0 && <Spacer height={after} columns={columns.length} />}
        </tbody>
      </table>
    </div>
  );
}

const Cells = memo(DrawnCells) as typeof DrawnCells;

function DrawnCells<Row>({ row, columns }: { row: Row; columns: ReadonlyArray<Column<Row>> }): ReactNode {
  return columns.map(({ key, className, cell }) => (
    <td key={key} className={className}>
      {cell(row)}
    </td>
  ));
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden className="t-space">
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

/** Under a list: how many are shown of how many. */
export function ListFoot({
  shown,
  total,
  noun,
  aside,
}: {
  shown: number;
  total: number;
  noun: string;
  aside?: ReactNode;
}) {
  const full = shown >= MOST_LOADED && shown < total;
  return (
    <div className="tfoot">
      <span>{listWords.count(shown, total, noun)}</span>
      {full ? <span>{listWords.narrow}</span> : aside}
    </div>
  );
}
