/** How high a row of a long list is; a row of a hidden list is as high as it was. */
import { measureElement, type Virtualizer } from "@tanstack/react-virtual";

/**
 * What is hidden by a style sheet measures nothing. Rows that took that for their height would all come into sight at once,
 * and the list would stand at its end when it is shown again.
 */
export function measureShown(
  row: Element,
  entry: ResizeObserverEntry | undefined,
  list: Virtualizer<Window, Element>,
): number {
  const height = measureElement(row, entry, list);
  if (height > 0) return height;
  const index = list.indexFromElement(row);
  return list.measurementsCache[index]?.size ?? list.options.estimateSize(index);
}
