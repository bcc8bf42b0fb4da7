/** What a contact went through, the latest first, and more of it when one asks. */
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { usePages } from "../../lib/pages.ts";
import { Moment } from "../../ui/moment.tsx";
import { Failure } from "../../ui/page.tsx";
import { historyWords } from "../../words/contact-drawer.tsx";
import { LoadingRows } from "../../ui/loading-rows.tsx";

interface TimelineProps<Entry> {
  label: string;
  /** What did not load, such as `The calls`. */
  what: string;
  list: ReturnType<typeof usePages<Entry>>;
  loadingRows: number;
  keyOf: (entry: Entry, index: number) => string;
  atOf: (entry: Entry) => string;
  /** An entry, before its instant. */
  children: (entry: Entry) => ReactNode;
}

export function Timeline<Entry>({ label, what, list, loadingRows, keyOf, atOf, children }: TimelineProps<Entry>) {
  if (list.problem !== null) return <Failure what={what} problem={list.problem} again={list.again} />;
  if (list.isLoading) return <LoadingRows rows={loadingRows} height={48} />;
  return (
    <>
      <ol className="cts-history" aria-label={label}>
        {list.items.map((entry, index) => (
          <li key={keyOf(entry, index)}>
            {children(entry)}
            <Moment at={atOf(entry)} className="num" />
          </li>
        ))}
      </ol>
      {list.more && (
        <Button variant="default" size="xs" mt="sm" loading={list.isLoadingMore} onClick={list.more}>
          {historyWords.more(list.total)}
        </Button>
      )}
    </>
  );
}
