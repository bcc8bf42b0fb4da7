/** What the settings ask first: the lines. The address begins with it while the page itself is still being loaded. */
import type { Search } from "../../app/router.tsx";
import { linesQuery } from "../../features/lines/use-lines.ts";
import { begin } from "../../lib/query.ts";

export function beginSettings(_params: unknown, { tab = "lines" }: Search): void {
  if (tab === "lines") begin(linesQuery);
}
