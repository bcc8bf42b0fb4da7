/** A list of the settings under its filters: a table, cards on a small screen, or what there is to say of nothing. */
import { Button } from "@mantine/core";
import { type Icon, IconSearch } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { usePages } from "../../lib/pages.ts";
import { type Column, ListFoot, LongTable } from "../../ui/long-table.tsx";
import { Empty, Failure } from "../../ui/page.tsx";
import { showMore } from "../../words/ui.ts";

export interface SettingListProps<Row> {
  words: {
    whole: string;
    label: string;
    loading: string;
    noneTitle: string;
    none: string;
    noMatchTitle: string;
    noMatch: string;
    clearFilters: string;
    entries: (count: number) => string;
  };
  icon: Icon;
  list: ReturnType<typeof usePages<Row>>;
  toolbar: ReactNode;
  isFiltered: boolean;
  clear: () => void;
  idOf: (row: Row) => string;
  columns: ReadonlyArray<Column<Row>>;
  /** What a row is on a small screen. */
  card: (row: Row) => ReactNode;
  /** Beside the count of entries. */
  aside: string;
  /** Dialogs about a row. */
  children?: ReactNode;
}

export function SettingList<Row>(props: SettingListProps<Row>) {
  const { words, icon, list, toolbar, isFiltered, clear, children } = props;
  if (list.problem) return <Failure what={words.whole} problem={list.problem} again={list.again} />;
  return (
    <section className="panel" aria-label={words.label}>
      {toolbar}
      {list.isLoading ? (
        <div className="s-wait late" role="status" aria-label={words.loading} />
      ) : list.items.length === 0 ? (
        <Empty
          icon={isFiltered ? IconSearch : icon}
          title={isFiltered ? words.noMatchTitle : words.noneTitle}
          text={isFiltered ? words.noMatch : words.none}
          actions={
            isFiltered && (
              <Button variant="default" onClick={clear}>
                {words.clearFilters}
              </Button>
            )
          }
        />
      ) : (
        <Entries {...props} />
      )}
      {children}
    </section>
  );
}

function Entries<Row>({ words, list, idOf, columns, card, aside }: SettingListProps<Row>) {
  return (
    <>
      <LongTable
        className="hide-m"
        label={words.label}
        columns={columns}
        rows={list.items}
        idOf={idOf}
        total={list.total}
        more={list.more}
        rowHeight={51}
      />
      <ul className="s-list only-m" aria-label={words.label}>
        {list.items.map((row) => (
          <li key={idOf(row)}>{card(row)}</li>
        ))}
      </ul>
      {list.more && (
        <Button className="only-m" variant="default" m="md" onClick={list.more} loading={list.isLoadingMore}>
          {showMore}
        </Button>
      )}
      <ListFoot
        shown={list.items.length}
        total={list.total}
        noun={words.entries(list.total)}
        aside={<span className="hide-m">{aside}</span>}
      />
    </>
  );
}
