import { type ReactNode, useRef } from "react";
import { useLongList } from "./use-long-list.ts";

interface CardListProps<Row> {
  label: string;
  rows: readonly Row[];
  idOf: (row: Row) => string;
  /** Of the whole list, loaded or not. */
  total?: number | undefined;
  more: (() => void) | null;
  /** Pixels of a card before it is measured. */
  cardHeight?: number;
  className?: string;
  children: (row: Row) => ReactNode;
}

/** Cards that are drawn beyond those in sight. */
const OVERSCAN = 4;

/** Cards in place of a table's rows; as with rows, only those in sight are drawn. */
export function CardList<Row>(props: CardListProps<Row>) {
  const { label, rows, idOf, total = rows.length, more, cardHeight = 120, className = "cards", children } = props;
  const place = useRef<HTMLUListElement>(null);
  const { shown, before, after, measure } = useLongList({
    place,
    rows,
    idOf,
    more,
    rowHeight: cardHeight,
    overscan: OVERSCAN,
  });
  return (
    <ul className={className} ref={place} aria-label={label} style={{ paddingTop: before, paddingBottom: after }}>
      {shown.map(({ index, key }) => (
        <li key={String(key)} ref={measure} data-index={index} aria-setsize={total} aria-posinset={index + 1}>
          {children(rows[index]!)}
        </li>
      ))}
    </ul>
  );
}
