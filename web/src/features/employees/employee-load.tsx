/** How many of the calls that an AI employee can hold are going on, and for which campaigns. */
import { Link } from "@tanstack/react-router";
import { employeeCard as words } from "../../words/employee-list.ts";
import type { Busy } from "./use-busy-employees.ts";

/** More strokes than this are too thin to tell apart. */
const MOST_STROKES = 20;

export function EmployeeLoad({ busy, most }: { busy: Busy | undefined; most: number }) {
  const live = busy?.live ?? 0;
  const strokes = Math.min(most, MOST_STROKES);
  const filled = Math.ceil((Math.min(live, most) / most) * strokes);
  return (
    <div className="ecard-load">
      <div className="ecard-bar">
        <span>{words.lines}</span>
        <span aria-hidden>
          {Array.from({ length: strokes }, (_, index) => (
            <i key={index} data-on={index < filled || undefined} />
          ))}
        </span>
        <b className="num">{words.busy(live, most)}</b>
      </div>
      {busy ? (
        <ul>
          {busy.campaigns.map(({ id, name }) => (
            <li key={id}>
              <span className="live-dot" aria-hidden />
              <Link to="/campaigns/$id" params={{ id }}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <p>{words.idle}</p>
      )}
    </div>
  );
}
