/** How high a row of a long list is; a row of a hidden list is as high as it was. */
import { measureElement, type Virtualizer } from "@tanstack/react-virtual";

/**
 * A row that has just come is as high as it was, or as was thought, until the browser says so by itself: to ask would make
 * it lay out the page at once. What is hidden by a style sheet measures nothing: rows that took that for their height would
 * all come into sight at once, and the list would stand at its end when it is shown again.
 */
export function measureShown(
  row: Element,
  entry: ResizeObserverEntry | undefined,
  list: Virtualizer<Window, Element>,
): number {
  const index = list.indexFromElement(row);
  const height = entry === undefined ? 0 : measureElement(row, entry, list);
  if (height > 0) return height;
  return list.measurementsCache[index]?.size ?? list.options.estimateSize(index);
}
