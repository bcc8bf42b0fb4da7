/** Ctrl-C and its like: the first asks, the second means it. */

export type Interrupt = "SIGINT" | "SIGTERM" | "SIGHUP";

/**
 * One Ctrl-C arrives twice under npm: from the terminal, and handed on by npm. A person needs longer to press it again.
 */
const samePressMilliseconds = 400;

/**
 * @param hear told which signal it was, and how many came so far, from 1
 * @returns stops listening
 */
export function onInterrupt(
  signals: readonly Interrupt[],
  hear: (signal: Interrupt, times: number) => void,
): () => void {
  let times = 0;
  let last = Number.NEGATIVE_INFINITY;
  const listener = (signal: NodeJS.Signals): void => {
    const now = performance.now();
    const again = now - last < samePressMilliseconds;
    last = now;
    if (again) return;
    times += 1;
    hear(signal as Interrupt, times);
  };
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}
