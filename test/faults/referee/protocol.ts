/** What a referee line and the referee's network say to each other: one JSON text a line, over TCP on the loopback. */
import type { Ending, LookUp, ScriptedCallee } from "#telephony/port.ts";

/** All times are true ones: milliseconds since 1970 by this machine, whatever a process believes. */
export type ToNetwork =
  | {
      type: "place";
      key: string;
      to: string;
      sentAt: number;
      notAfter: number;
      ringTimeoutSeconds: number;
      maxCallSeconds: number;
      process: string;
    }
  | { type: "hangUp"; key: string }
  | { type: "lookUp"; id: number; key: string }
  /** After a lost connection: go on telling of this call. */
  | { type: "follow"; key: string };

export type FromNetwork =
  | { type: "ringing"; key: string }
  | { type: "answered"; key: string; by: "person" | "machine"; callee: ScriptedCallee }
  | { type: "ended"; key: string; ending: Ending }
  | { type: "found"; id: number; found: LookUp };

/** What the laboratory tells the network on its standard input. */
export type ToReferee =
  /** Breaks every connection; calls go on. */
  | { type: "cut" }
  /** Whatever is told in the next while is told so much later. */
  | { type: "lag"; lagMilliseconds: number; forMilliseconds: number };

/** How the network treats calls. */
export interface NetworkOptions {
  seed: number;
  port: number;
  recordFile: string;
  /** Whether it tells late, twice, out of order or never. */
  odd: boolean;
  /** The first call to a number is answered and lasts so long; null: that too goes by the seed. */
  talkMilliseconds: number | null;
}

/** Splits a stream of bytes into JSON texts. */
export function reader(hear: (message: unknown) => void): (chunk: Buffer) => void {
  let rest = "";
  return (chunk) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop()!;
    for (const line of lines) if (line !== "") hear(JSON.parse(line));
  };
}
