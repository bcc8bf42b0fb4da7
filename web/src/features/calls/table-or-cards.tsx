/** A list as a table, or as cards where there is no room for one. */
import type { ReactNode } from "react";
import { LongTable, type LongTableProps } from "../../ui/long-table.tsx";
import { CardList } from "../../ui/card-list.tsx";
import { useIsSmall } from "../../ui/small.ts";

/** What is given through to the table by a list that calls arrive in. */
export interface ArrivingRowsProps<Row> extends Pick<LongTableProps<Row>, "rows" | "total" | "more"> {
  /** Opens what was said, by the conversation's id. */
  open: (conversationId: string) => void;
  isFresh: (id: string) => boolean;
}

interface TableOrCardsProps<Row> extends LongTableProps<Row> {
  /** What a card says of its row. */
  card: (row: Row) => ReactNode;
}

export function TableOrCards<Row>({ card, ...table }: TableOrCardsProps<Row>) {
  const { label, rows, idOf, more } = table;
  return useIsSmall() ? (
    <CardList label={label} rows={rows} idOf={idOf} more={more}>
      {card}
    </CardList>
  ) : (
    <LongTable {...table} />
  );
}
