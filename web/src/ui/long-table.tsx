/** A table of any length: only the rows in sight are drawn, and more are asked for before their end. */
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { grouped } from "../lib/format.ts";

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
const OVERSCAN = 8;

export function LongTable<Row>(props: LongTableProps<Row>) {
  const { label, columns, rows, idOf, total, more, rowHeight = 57, rowClass, className } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  // Where the rows begin on the page: toolbars above them come and go.
  useLayoutEffect(() => {
    if (body.current) setTop(Math.round(body.current.getBoundingClientRect().top + window.scrollY));
  }, [rows.length]);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: top,
    getItemKey: (index) => idOf(rows[index]!),
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - OVERSCAN * 2) more();
  }, [last, rows.length, more]);

  const margin = virtual.options.scrollMargin;
  const before = shown[0] ? shown[0].start - margin : 0;
  const after = shown.length > 0 ? virtual.getTotalSize() - (shown.at(-1)!.end - margin) : 0;
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
                ref={virtual.measureElement}
                data-index={index}
                aria-rowindex={index + 2}
                className={rowClass?.(row)}
              >
                {columns.map((column) => (
                  <td key={column.key} className={column.className}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 && <Spacer height={after} columns={columns.length} />}
        </tbody>
      </table>
    </div>
  );
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
  return (
    <div className="tfoot">
      <span>{shown < total ? `${grouped(shown)} of ${grouped(total)} ${noun}` : `${grouped(total)} ${noun}`}</span>
      {aside}
    </div>
  );
}
