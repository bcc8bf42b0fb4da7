/**
 * A link in a row of a long list. The router's own follows where one is and works out its address each time it is drawn,
 * for hundreds of rows that only scroll by.
 */
import { useRouter } from "@tanstack/react-router";
import type { ComponentProps, MouseEvent } from "react";
import { basePath } from "../lib/base.ts";

/** Somebody who stays on a link that long is likely to follow it. */
const STAY_MILLISECONDS = 50;
let staying: ReturnType<typeof setTimeout> | undefined;

/** @param href of a page of this app */
export function RowLink({ href, ...props }: ComponentProps<"a"> & { href: string }) {
  const router = useRouter();
  const leave = () => clearTimeout(staying);
  const stay = () => {
    leave();
    const [to] = href.split("?");
    staying = setTimeout(() => void router.preloadRoute({ to }).catch(() => {}), STAY_MILLISECONDS);
  };
  const goTo = (event: MouseEvent) => {
    // What opens it elsewhere is the browser's.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void router.navigate({ href });
  };
  return (
    <a {...props} href={basePath + href} onClick={goTo} onPointerEnter={stay} onPointerLeave={leave} onFocus={stay} />
  );
}
