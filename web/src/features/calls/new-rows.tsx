/**
 * New rows of a list that somebody may be reading (DESIGN.md, "Real time"). They slide in by themselves only where nobody
 * would notice anything move; otherwise they wait behind a pill.
 */
import type { InfiniteData } from "@tanstack/react-query";
import { IconArrowUp } from "@tabler/icons-react";
import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { ListPage } from "../../lib/pages.ts";
import { queryClient } from "../../lib/query.ts";
import { callList } from "../../words/calls.ts";
import "./calls.css";

const TICK_MILLISECONDS = 1_000;
const UNTOUCHED_MILLISECONDS = 2_000;
const TINTED_MILLISECONDS = 4_000;
/** More than these are asked for again rather than put in one by one. */
const MOST_KEPT = 200;
const MOST_GROWN = 2_000;

interface Row {
  id: string;
}
type Kept<Item> = InfiniteData<ListPage<Item>>;

export interface NewRows<Item> {
  /** Of the element around the list. */
  ref: RefObject<HTMLDivElement | null>;
  /** To be called with every row as it arrives; those that are in the list are changed where they stand. */
  arrive: (item: Item) => void;
  waiting: number;
  isFresh: (id: string) => boolean;
  show: () => void;
}

/** @param filtered a new row may not belong: the list is then asked for again when one wishes */
export function useNewRows<Item extends Row>(queryKey: readonly unknown[], filtered: boolean): NewRows<Item> {
  const ref = useRef<HTMLDivElement>(null);
  const arrived = useRef(new Map<string, Item>());
  const [waiting, setWaiting] = useState(0);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const touched = useTouched(ref);
  const keyText = JSON.stringify(queryKey);

  const insert = useCallback(() => {
    const added = [...arrived.current.values()].toReversed();
    arrived.current.clear();
    setWaiting(0);
    const key = JSON.parse(keyText) as unknown[];
    if (filtered || added.length >= MOST_KEPT) return void queryClient.resetQueries({ queryKey: key, exact: true });
    queryClient.setQueryData<Kept<Item>>(key, (kept) => kept && putFirst(kept, added));
    forgetTail(key);
    setFresh(new Set(added.map(({ id }) => id)));
  }, [filtered, keyText]);

  useEffect(() => {
    arrived.current.clear();
    setWaiting(0);
    const timer = setInterval(() => {
      const key = JSON.parse(keyText) as unknown[];
      if (arrived.current.size === 0) return;
      queryClient.setQueryData<Kept<Item>>(key, (kept) => kept && changeInPlace(kept, arrived.current));
      if (arrived.current.size === 0) return setWaiting(0);
      // Only now is it known which of them are new.
      for (const id of arrived.current.keys()) if (arrived.current.size > MOST_KEPT) arrived.current.delete(id);
      if (!filtered && isCalm(ref.current, touched.current)) insert();
      else setWaiting(arrived.current.size);
    }, TICK_MILLISECONDS);
    return () => clearInterval(timer);
  }, [keyText, filtered, insert, touched]);

  useEffect(() => {
    if (fresh.size === 0) return undefined;
    const timer = setTimeout(() => setFresh(new Set()), TINTED_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [fresh]);

  const arrive = useCallback((item: Item) => void arrived.current.set(item.id, item), []);
  const show = () => {
    insert();
    ref.current?.scrollIntoView({ block: "start" });
    ref.current?.focus({ preventScroll: true });
  };
  return { ref, arrive, waiting, isFresh: (id) => fresh.has(id), show };
}

/** When somebody last touched the list. */
function useTouched(ref: RefObject<HTMLElement | null>): RefObject<number> {
  const touched = useRef(0);
  useEffect(() => {
    const touch = (event: Event) => {
      if (event.type === "scroll" || (event.target instanceof Node && ref.current?.contains(event.target)))
        touched.current = Date.now();
    };
    const kinds = ["scroll", "pointerdown", "pointermove", "keydown"] as const;
    for (const kind of kinds) window.addEventListener(kind, touch, { passive: true });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, touch);
    };
  }, [ref]);
  return touched;
}

/** The list is at its top, untouched, with no pointer or focus in it, and no drawer stands before it. */
function isCalm(list: HTMLElement | null, touched: number): boolean {
  if (list === null) return true;
  const open = new URLSearchParams(window.location.search).has("open");
  if (open || list.getBoundingClientRect().top < 0) return false;
  if (document.visibilityState !== "visible") return true;
  const busy = list.contains(document.activeElement) || list.matches(":hover");
  return !busy && Date.now() - touched > UNTOUCHED_MILLISECONDS;
}

function putFirst<Item extends Row>(kept: Kept<Item>, added: readonly Item[]): Kept<Item> {
  const ids = new Set(kept.pages.flatMap((page) => page.items.map(({ id }) => id)));
  const news = added.filter(({ id }) => !ids.has(id));
  return {
    ...kept,
    pages: kept.pages.map((page, index) => ({
      ...page,
      total: page.total === null ? null : page.total + news.length,
      items: index === 0 ? [...news, ...page.items] : page.items,
    })),
  };
}

/** A list that grows by itself for hours keeps its beginning, and asks for the rest again as one scrolls. */
function forgetTail(queryKey: unknown[]): void {
  const kept = queryClient.getQueryData<Kept<Row>>(queryKey);
  const first = kept?.pages[0];
  if (!first || kept.pages.reduce((sum, page) => sum + page.items.length, 0) < MOST_GROWN) return;
  const items = first.items.slice(0, MOST_KEPT);
  queryClient.setQueryData<Kept<Row>>(queryKey, {
    pages: [{ ...first, items }],
    pageParams: kept.pageParams.slice(0, 1),
  });
  void queryClient.invalidateQueries({ queryKey, exact: true });
}

/** Rows that are in the list already take the place of their older selves, and no longer wait; undefined: none was. */
function changeInPlace<Item extends Row>(kept: Kept<Item>, arrived: Map<string, Item>): Kept<Item> | undefined {
  let changed = false;
  const pages = kept.pages.map((page) => ({
    ...page,
    items: page.items.map((item) => {
      const now = arrived.get(item.id);
      if (now === undefined) return item;
      arrived.delete(item.id);
      changed = true;
      return now;
    }),
  }));
  return changed ? { ...kept, pages } : undefined;
}

/** Around a list that calls arrive in. */
export function ListPlace<Item>(props: { rows: NewRows<Item>; label: string; children: ReactNode }) {
  const { rows, label, children } = props;
  return (
    <div className="list-place" ref={rows.ref} tabIndex={-1} role="group" aria-label={label}>
      <NewPill rows={rows} />
      {children}
    </div>
  );
}

/** "4 new calls". */
function NewPill({ rows }: { rows: Pick<NewRows<Row>, "waiting" | "show"> }) {
  if (rows.waiting === 0) return null;
  return (
    <div className="newpill-place">
      <button type="button" className="newpill" onClick={rows.show}>
        <IconArrowUp size={14} stroke={2.2} aria-hidden />
        {callList.waiting(rows.waiting, MOST_KEPT)}
      </button>
    </div>
  );
}
