/**
 * A number that rolls to its next value while one looks at it. It is plain text at first, in a background tab and for who
 * asked for less motion; what rolls it is loaded when the first number changes.
 */
import { useEffect, useRef, useSyncExternalStore } from "react";
import { grouped, rate } from "../lib/format.ts";

type Roll = typeof import("@number-flow/react").default;

let roll: Roll | null = null;
let asked = false;
const listeners = new Set<() => void>();

function loadOnce(): void {
  if (asked || matchMedia("(prefers-reduced-motion:reduce)").matches) return;
  asked = true;
  import("@number-flow/react").then(
    (loaded) => {
      roll = loaded.default;
      for (const listener of listeners) listener();
    },
    // Numbers that stand still are numbers too.
    () => {},
  );
}

const useRoll = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => roll,
  );

/** The content security policy lets only styles with the page's own word in. */
const nonce = document.querySelector('meta[name="campanile-nonce"]')?.getAttribute("content") ?? undefined;
const turning = { duration: 400, easing: "ease-out" };
const appearing = { duration: 200, easing: "ease-out" };
const oneDigit = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

/** As `grouped` writes it, or with `of="rate"` as `rate` does. */
export function Rolling({ value, of = "count" }: { value: number | null; of?: "count" | "rate" }) {
  const Roll = useRoll();
  const before = useRef(value);
  useEffect(() => {
    if (before.current !== value) loadOnce();
    before.current = value;
  }, [value]);
  if (value === null) return rate(null);
  if (Roll === null) return of === "rate" ? rate(value) : grouped(value);
  return (
    <Roll
      value={value}
      {...(of === "rate" && { format: oneDigit, suffix: "%" })}
      nonce={nonce}
      animated={document.visibilityState === "visible"}
      transformTiming={turning}
      spinTiming={turning}
      opacityTiming={appearing}
    />
  );
}
