/** Cells that say that there is nothing: what people and programs write where a value is missing. */

const nothing = /^(?:[-–—−_.?*/]*|#?n[./]?a\.?|none|null|nil|unknown|\\n)$/iu;

/** Whether a cell, blanks around it taken away, stands for no value: empty, `-`, `n/a`, `NULL`. */
export function meansNothing(text: string): boolean {
  return nothing.test(text);
}
