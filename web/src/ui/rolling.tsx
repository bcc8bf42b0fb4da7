/**
 * A number that rolls to its next value while one looks at it; plain text until it changes, and for who asked for less
 * motion. It moves by style sheets alone and never asks the browser where anything stands.
 */
import { useState } from "react";
import { grouped, rate } from "../lib/format.ts";
import "./rolling.css";

const still = matchMedia("(prefers-reduced-motion:reduce)").matches;

/** As `grouped` writes it, or with `of="rate"` as `rate` does. */
export function Rolling({ value, of = "count" }: { value: number | null; of?: "count" | "rate" }) {
  const [kept, keep] = useState<{ now: number | null; before: number | null }>({ now: value, before: null });
  if (kept.now !== value) keep({ now: value, before: kept.now });
  const write = (one: number) => (of === "rate" ? rate(one) : grouped(one));
  if (value === null) return rate(null);
  if (still || kept.before === null) return write(value);
  return <Rolled now={write(value)} before={write(kept.before)} falls={value < kept.before} />;
}

/** Each digit that changed is another element, which comes in with the one before it on its heels. */
function Rolled({ now, before, falls }: { now: string; before: string; falls: boolean }) {
  return (
    <span className={falls ? "roll roll-falls" : "roll"} role="img" aria-label={now}>
      {now.split("").map((sign, index) => {
        // Counted from the right, where ones stand below ones.
        const place = now.length - index;
        const was = before.at(-place);
        return isDigit(sign) ? (
          <span key={place} className="roll-place">
            <span key={sign} className="roll-digit" data-before={was !== sign && isDigit(was) ? was : undefined}>
              {sign}
            </span>
          </span>
        ) : (
          sign
        );
      })}
    </span>
  );
}

const isDigit = (sign: string | undefined): sign is string => sign !== undefined && sign >= "0" && sign <= "9";
