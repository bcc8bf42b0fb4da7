/** Where a command says things to a person. */
import type { WriteStream } from "node:tty";
import { createLogUpdate } from "log-update";

export interface Screen {
  /** Whether what is shown can be replaced. */
  live: boolean;
  columns: number;
  /** A line that stays. */
  say(line: string): void;
  /** Lines that stand below all that was said until they are shown anew or said away. Only where the screen is live. */
  show(lines: readonly string[]): void;
  /** Leaves what is shown where it is, and goes on below it. */
  settle(): void;
}

/** A terminal is live; a file or a pipe gets lines. */
export function screenOn(stream: WriteStream): Screen {
  const live = stream.isTTY;
  const update = live ? createLogUpdate(stream) : undefined;
  let shown: readonly string[] = [];
  return {
    live,
    get columns() {
      return stream.columns ?? 100;
    },
    say(line) {
      update?.clear();
      stream.write(`${line}\n`);
      if (shown.length > 0) update?.(shown.join("\n"));
    },
    show(lines) {
      shown = lines;
      if (lines.length > 0) update?.(lines.join("\n"));
      else update?.clear();
    },
    settle() {
      if (shown.length > 0) update?.done();
      shown = [];
    },
  };
}
