/** Which row of a file had a number first, among a million of them in 25 MB. */

/** An empty place has row 0; rows are numbered from 1. */
export class FirstRows {
  readonly #phones: Float64Array;
  readonly #rows: Int32Array;
  readonly #mask: number;

  /** @param rows as many as the file has */
  constructor(rows: number) {
    // At most two places in three are taken, so that a free one is near.
    const places = 2 ** Math.ceil(Math.log2(Math.max(rows, 1) * 1.5 + 1));
    this.#phones = new Float64Array(places);
    this.#rows = new Int32Array(places);
    this.#mask = places - 1;
  }

  /**
   * The row that stands for the number: an earlier one that claimed it, or else this one from now on.
   *
   * @param phone the digits of E.164, of which there are at most 15: exact in a double
   */
  claim(phone: number, row: number): number {
    const low = (phone % 4_294_967_296) | 0;
    const high = (phone / 4_294_967_296) | 0;
    let hash = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
    hash ^= hash >>> 15;
    for (let at = hash & this.#mask; ; at = (at + 1) & this.#mask) {
      const taken = this.#rows[at]!;
      if (taken !== 0 && this.#phones[at] !== phone) continue;
      if (taken !== 0) return taken;
      this.#phones[at] = phone;
      this.#rows[at] = row;
      return row;
    }
  }
}
