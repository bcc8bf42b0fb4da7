/**
 * Time as a parameter. The engine and the simulator ask this for the time and for a later wake-up, never the machine,
 * so that a campaign of three weeks runs in a test in seconds. The real clock is in src/app.ts's room, the virtual one
 * in test/harness.
 */
export interface Clock {
  /** The present instant, in milliseconds since 1970, by the database's clock where there is one. */
  now(): number;
  /** Runs `action` once, `milliseconds` from now; returns how to call it off. */
  after(milliseconds: number, action: () => void): () => void;
}
