/** What a cell looks like, before anybody has said what its column is. */

const phoneCharacters = /^[\s+(]*[\p{Nd}\s()[\].\-/+‐-―\u00a0]+$/u;
const digit = /\p{Nd}/gu;
const date =
  /^(\p{Nd}{4}[-/.]\p{Nd}{1,2}[-/.]\p{Nd}{1,2}|\p{Nd}{1,2}[-/.]\p{Nd}{1,2}[-/.]\p{Nd}{2,4})([T\s]+\p{Nd}{1,2}:.*)?$/u;
const amount = /^\p{Nd}+[.,]\p{Nd}{1,2}$|^\p{Nd}{1,3}([.,]\p{Nd}{3})+([.,]\p{Nd}{2})?$/u;
/** Excel's remains of a long number. */
const scientific = /^\+?\d([.,]\d+)?E\+\d{1,2}$/i;

/** How strongly a cell looks like a telephone number. */
export type PhoneLook = 0 | 1 | 2 | 3;

/**
 * 3: with `+` or `00` before a country code. 2: grouped as people write numbers, or with a leading 0. 1: at least ten
 * digits that could be anything. 0: anything else.
 */
export function phoneLook(cell: string): PhoneLook {
  const text = cell.normalize("NFKC").trim();
  if (text.length > 40 || !phoneCharacters.test(text) || date.test(text) || amount.test(text)) return 0;
  const digits = text.match(digit)?.length ?? 0;
  if (digits < 7 || digits > 17) return 0;
  if (/^\(?(\+|00)/.test(text)) return 3;
  if (/^\(?0/.test(text) || (/\p{Nd}[\s().\-/]+\p{Nd}/u.test(text) && digits <= 15)) return 2;
  return digits >= 10 && digits <= 15 ? 1 : 0;
}

/** Whether a cell stands for a telephone number, if only for a destroyed one. */
export function readsAsPhone(cell: string): boolean {
  return phoneLook(cell) > 0 || scientific.test(cell.trim());
}

export function looksLikeEmail(cell: string): boolean {
  return /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}$/.test(cell.trim());
}

/** Words, not numbers, addresses or codes. */
export function looksLikeName(cell: string): boolean {
  return /^[\p{L}\p{M}][\p{L}\p{M}\s.,'’-]*$/u.test(cell.trim());
}
