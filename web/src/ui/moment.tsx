/** An instant as people read it, in full below the pointer. */
import { exactly, moment } from "../lib/format.ts";

export function Moment({ at, className }: { at: string; className?: string }) {
  return (
    <time className={className} dateTime={at} title={exactly(at)}>
      {moment(at)}
    </time>
  );
}
