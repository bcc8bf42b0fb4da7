/** What a screen reader is told of a running campaign: one summary at most every thirty seconds, never row by row. */
import { useEffect, useRef, useState } from "react";
import { summaryOf } from "../../words/campaign.tsx";
import { type Campaign, completedOf } from "./sums.ts";

const SECONDS = 30;

export function LiveSummary({ campaign }: { campaign: Campaign }) {
  const { counts, status } = campaign;
  const now = summaryOf(status, completedOf(counts), counts.total, counts.failed);
  const latest = useRef(now);
  latest.current = now;
  // What stands there when the page opens is read with the page.
  const [said, setSaid] = useState("");
  const before = useRef(now);
  useEffect(() => {
    const timer = setInterval(() => {
      if (latest.current !== before.current) setSaid(latest.current);
      before.current = latest.current;
    }, SECONDS * 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="vh" aria-live="polite">
      {said}
    </p>
  );
}
