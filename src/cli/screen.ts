/** Where a command says things to a person. */
import { inspect } from "node:util";
import type { WriteStream } from "node:tty";
import { createLogUpdate } from "log-update";
import type { Colour } from "./progress.ts";

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

/** Colours of our own (SGR of ECMA-48, by the numbers of node:util); to conceal text is none of them. */
const colours = new Set(
  (["green", "cyan", "yellow", "magenta", "red", "blue", "gray", "dim", "bold"] satisfies Colour[]).flatMap(
    (colour) => inspect.colors[colour] ?? [],
  ),
);
/** One of them, or a character that does something on a terminal and shows nothing. */
const acting = new RegExp(
  String.raw`(\x1b\[(?:${[...colours].join("|")})m)|[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]`,
  "g",
);

/**
 * Text as a terminal may have it: what people named things, and what a server answered, moves no cursor, sets no title and
 * turns no line around (domain/plain-name.ts). Line feeds and our own colours stay.
 */
function forTerminal(text: string): string {
  return text.replaceAll(acting, (_, colour: string | undefined) => colour ?? "");
}

/** A line, or several, for a person. */
export function writeLine(stream: NodeJS.WritableStream, text: string): void {
  stream.write(`${forTerminal(text)}\n`);
}

/** JSON for a program or a person: the characters that forTerminal takes away are escapes in it, so that nothing is lost. */
export function writeJson(stream: NodeJS.WritableStream, value: unknown): void {
  const escape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  stream.write(`${JSON.stringify(value, undefined, 2).replaceAll(acting, escape)}\n`);
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
      writeLine(stream, line);
      if (shown.length > 0) update?.(shown.join("\n"));
    },
    show(lines) {
      shown = lines.map(forTerminal);
      if (shown.length > 0) update?.(shown.join("\n"));
      else update?.clear();
    },
    settle() {
      if (shown.length > 0) update?.done();
      shown = [];
    },
  };
}
