/** Where the keyboard goes on when a dialog is gone. */
import { useEffect, useState } from "react";

const reachable = "a[href], button:not([disabled]), input:not([disabled]), [tabindex='0']";
/** Until a row that the dialog removed is gone from its list. */
const SETTLED_MILLISECONDS = 200;

/**
 * Mantine gives focus back when a dialog closes, but not when it is gone at once. Goes to what had it before; where that
 * is gone with its row, to the next best of the same list or page.
 */
export function useFocusReturn(): void {
  const [before] = useState(() => placeOf(document.activeElement));
  useEffect(
    () => () => {
      giveBack(before);
      setTimeout(() => giveBack(before), SETTLED_MILLISECONDS);
    },
    [before],
  );
}

/** From the element outwards; a menu that closes is left for the button that opened it. */
function placeOf(active: Element | null): Element[] {
  const menu = active?.closest("[role='menu']")?.getAttribute("aria-labelledby");
  const place: Element[] = [];
  let at = menu == null ? active : document.getElementById(menu);
  for (; at !== null && at !== document.body; at = at.parentElement) place.push(at);
  return place;
}

function giveBack(before: readonly Element[]): void {
  if (document.activeElement !== document.body) return;
  for (const [index, place] of before.entries()) {
    const target = !place.isConnected ? null : index === 0 ? place : place.querySelector(reachable);
    if (target instanceof HTMLElement) return target.focus({ preventScroll: true });
  }
}
