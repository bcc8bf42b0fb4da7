/** Chance that repeats itself: the same seed, the same conversation. */

/** The `which`-th draw of a seed, from 0 to `count` − 1. The seed is a callee's, already well spread. */
export function pick(seed: number, which: number, count: number): number {
  let hash = seed + Math.imul(which + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) % count;
}

export function oneOf<Item>(seed: number, which: number, items: readonly [Item, ...Item[]]): Item {
  return items[pick(seed, which, items.length)] ?? items[0];
}
