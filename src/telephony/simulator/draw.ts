/**
 * Chance that repeats itself: what a callee does is drawn from who is called for the how-manieth time, so that two runs
 * of one list are the same run. (A call's key is not drawn from: it differs from run to run.)
 */

/** A number from 0 to 2³² − 1 for one attempt at one telephone number: FNV-1a, and murmur3's finish to spread it. */
export function seedOf(to: string, attempt: number, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < to.length; index++) hash = Math.imul(hash ^ to.charCodeAt(index), 0x01000193);
  return spread(hash ^ Math.imul(attempt, 0x9e3779b1));
}

/** The `which`-th draw of a seed: from 0 up to, not including, 1. */
export function draw(seed: number, which: number): number {
  return spread(seed + Math.imul(which + 1, 0x9e3779b1)) / 2 ** 32;
}

function spread(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
