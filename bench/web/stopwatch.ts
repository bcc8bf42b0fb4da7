/** What a page did while one used it: its frames, its long tasks, its answers to clicks and keys, the events it heard. */
import type { Page } from "playwright-core";

export interface Watched {
  /** Milliseconds between one frame and the next, on the page's own thread. */
  frames: number[];
  /** Milliseconds of every task beyond 50. */
  longTasks: number[];
  /** Milliseconds from an interaction to the next paint, the longest event of each. */
  interactions: number[];
  /** Events of the live stream, without pings. */
  events: number;
  seconds: number;
  /** Seconds of processor time of the page's own thread, which a busy machine does not stretch as it does frames. */
  worked: number;
}

/** As text: it runs in the page, and counts from before the page's first line. */
const script = `(() => {
  const seen = { frames: [], long: [], interactions: new Map(), events: 0, from: 0 };
  const Stream = window.EventSource;
  window.EventSource = class extends Stream {
    addEventListener(name, listener, options) {
      super.addEventListener(name, (event) => {
        if (name !== "ping") seen.events += 1;
        listener(event);
      }, options);
    }
  };
  new PerformanceObserver((list) => {
    for (const { duration, startTime } of list.getEntries()) if (startTime >= seen.from) seen.long.push(duration);
  }).observe({ type: "longtask" });
  new PerformanceObserver((list) => {
    for (const { interactionId, duration, startTime } of list.getEntries())
      if (interactionId > 0 && startTime >= seen.from)
        seen.interactions.set(interactionId, Math.max(duration, seen.interactions.get(interactionId) ?? 0));
  }).observe({ type: "event", durationThreshold: 16, buffered: false });
  let last = 0;
  const frame = (now) => {
    if (seen.from > 0 && last >= seen.from) seen.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  window.stopwatch = {
    start() {
      Object.assign(seen, { frames: [], long: [], interactions: new Map(), events: 0, from: performance.now() });
    },
    stop() {
      const { frames, long, interactions, events, from } = seen;
      return { frames, longTasks: long, interactions: [...interactions.values()], events, seconds: (performance.now() - from) / 1000 };
    },
  };
})()`;

/** To be called before the page is gone to. */
export const putStopwatch = (page: Page): Promise<unknown> => page.context().addInitScript({ content: script });

/** What the page did meanwhile. An interaction that took less than 16 ms counts as none. */
export async function watched(page: Page, work: () => Promise<void>): Promise<Watched> {
  const tools = await page.context().newCDPSession(page);
  await tools.send("Performance.enable");
  const threadTime = async () =>
    (await tools.send("Performance.getMetrics")).metrics.find(({ name }) => name === "ThreadTime")?.value ?? 0;
  const before = await threadTime();
  await page.evaluate("stopwatch.start()");
  await work();
  // The paint that answers the last of them, and the notice of it.
  await page.waitForTimeout(500);
  const seen = await page.evaluate<Omit<Watched, "worked">>("stopwatch.stop()");
  const worked = (await threadTime()) - before;
  await tools.detach();
  return { ...seen, worked };
}

/** Screens that one turn of the wheel goes on: a wheel that is spun, or the whole of a long list would take minutes. */
const SPIN = 4;

/** After this long without a move there is no more to load. */
const STILL_MILLISECONDS = 3_000;

/** Spins the wheel over the middle of the page until it goes no further. */
export async function scrollToEnd(page: Page, mostSeconds: number): Promise<void> {
  const { width, height } = page.viewportSize()!;
  await page.mouse.move(width / 2, height / 2);
  const until = performance.now() + mostSeconds * 1000;
  let stillSince = performance.now();
  let before = -1;
  while (performance.now() < until && performance.now() - stillSince < STILL_MILLISECONDS) {
    await page.mouse.wheel(0, height * SPIN);
    const at = await page.evaluate<number>("scrollY");
    if (at !== before) stillSince = performance.now();
    before = at;
  }
}
