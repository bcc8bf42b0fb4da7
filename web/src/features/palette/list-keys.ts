/** Keys of whatever list is on the page: its search, and its rows, which are links. */

const isShown = (element: HTMLElement) => element.getClientRects().length > 0;
const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(`#main ${selector}`)].filter(isShown);

export function focusSearch(): void {
  const field = all("input").find((one) => one.matches("[type=search]") || one.closest(".search-in"));
  if (field instanceof HTMLInputElement) {
    field.focus();
    field.select();
  }
}

/** Moves the focus to the next row, or the one before. */
export function moveInList(by: 1 | -1): void {
  const links = all(".t-link");
  const row = document.activeElement?.closest("tr, li");
  const at = links.findIndex((link) => link === document.activeElement || (row?.contains(link) ?? false));
  const next = links[at === -1 ? (by === 1 ? 0 : links.length - 1) : at + by];
  if (!next) return;
  next.focus({ preventScroll: true });
  (next.closest("tr, li") ?? next).scrollIntoView({ block: "nearest" });
}
