/** Lists of any length, in the page's own scroll: only the rows in sight are drawn, and more are asked for before their end. */
import { useWindowVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { measureShown } from "./measure-shown.ts";

/** So many rows before the end of what is loaded, more are asked for. */
const AHEAD = 40;

/** As most rows have it. */
export const byId = ({ id }: { id: string }): string => id;

interface LongList {
  shown: readonly VirtualItem[];
  /** Pixels that the rows above and below those that are drawn take. */
  before: number;
  after: number;
  /** The `ref` of each row, which has its index as `data-index`. */
  measure: (row: Element | null) => void;
}

/**
 * @param place what holds the rows and nothing else
 * @param rowHeight pixels of a row before it is measured
 * @param overscan rows that are drawn beyond those in sight
 */
export function useLongList<Row>(given: {
  place: RefObject<HTMLElement | null>;
  rows: readonly Row[];
  idOf: (row: Row) => string;
  more: (() => void) | null;
  rowHeight: number;
  overscan: number;
}): LongList {
  const { place, rows, idOf, more, rowHeight, overscan } = given;
  const id = useRef(idOf);
  id.current = idOf;
  // Another function would have every row's place worked out anew, with each frame that one scrolls.
  const keyAt = useCallback((index: number) => id.current(rows[index]!), [rows]);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan,
    scrollMargin: useTop(place),
    getItemKey: keyAt,
    measureElement: measureShown,
    // The browser scrolls by itself; rows may come with its next frame instead of holding it up.
    useFlushSync: false,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1);
  const lastIndex = last?.index ?? 0;
  useEffect(() => {
    if (more && lastIndex >= rows.length - AHEAD) more();
  }, [lastIndex, rows.length, more]);
  const margin = virtual.options.scrollMargin;
  return {
    shown,
    before: shown[0] ? shown[0].start - margin : 0,
    after: last ? virtual.getTotalSize() - (last.end - margin) : 0,
    measure: virtual.measureElement,
  };
}

/** Where the rows begin on the page, in pixels: what stands above them comes, goes and grows. */
function useTop(place: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const look = () => {
      const box = place.current?.getBoundingClientRect();
      // A hidden list stands nowhere.
      if (box && box.width > 0) setTop(Math.round(box.top + window.scrollY));
    };
    look();
    const watch = new ResizeObserver(look);
    watch.observe(document.body);
    if (place.current) watch.observe(place.current);
    return () => watch.disconnect();
  }, [place]);
  return top;
}
