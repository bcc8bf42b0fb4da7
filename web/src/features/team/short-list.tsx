/** A list of few, such as people or keys; more of it when one asks. */
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { usePages } from "../../lib/pages.ts";
import { showMore } from "../../words/ui.ts";

interface ShortListProps<Row extends { id: string }> {
  label: string;
  list: Pick<ReturnType<typeof usePages<Row>>, "items" | "more" | "isLoadingMore">;
  children: (row: Row) => ReactNode;
}

export function ShortList<Row extends { id: string }>({ label, list, children }: ShortListProps<Row>) {
  return (
    <>
      <ul className="s-list" aria-label={label}>
        {list.items.map((row) => (
          <li key={row.id}>{children(row)}</li>
        ))}
      </ul>
      {list.more && (
        <Button variant="default" m="md" onClick={list.more} loading={list.isLoadingMore}>
          {showMore}
        </Button>
      )}
    </>
  );
}
