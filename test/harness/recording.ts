/** Writes down what the engine asks of its lines and what they answer, in the order in which it happens. */
import type { LineBook } from "#dialer/ports.ts";
import type { Clock } from "#domain/clock.ts";
import type { CallRequest, Line, LineEvent } from "#telephony/port.ts";
import { createLineBook } from "#telephony/line-book.ts";
import type { SimulatorLine } from "#telephony/simulator/line.ts";

/** One call as the telephone network saw it. */
export interface HeardCall {
  key: string;
  lineId: number;
  to: string;
  attempt: number;
  placedAt: number;
  answeredAt: number | null;
  /** Null while it is live. */
  endedAt: number | null;
  /** Places in the order of everything that happened on all lines: at one instant some calls end before others begin. */
  began: number;
  ended: number;
}

export interface Recorder extends LineBook {
  calls: HeardCall[];
  /** Promises that the simulator saw broken, as sentences. */
  faults(): string[];
}

/** The real lines, with an ear on each. */
export function recordingLines(clock: Clock): Recorder {
  const book = createLineBook({ clock });
  const opened = new Map<number, { real: Line; heard: Line }>();
  const calls: HeardCall[] = [];
  let happened = 0;

  function listen(lineId: number, real: Line): Line {
    const place = (request: CallRequest, hear: (event: LineEvent) => void) => {
      const call: HeardCall = {
        key: request.callKey,
        lineId,
        to: request.to,
        attempt: request.attempt,
        placedAt: clock.now(),
        answeredAt: null,
        endedAt: null,
        began: happened++,
        ended: Infinity,
      };
      calls.push(call);
      real.place(request, (event) => {
        if (event.type === "answered") call.answeredAt = event.at;
        if (event.type === "ended") {
          call.endedAt = event.at;
          call.ended = happened++;
        }
        hear(event);
      });
    };
    return {
      kind: real.kind,
      capabilities: real.capabilities,
      place,
      hangUp: (key) => real.hangUp(key),
      lookUp: (key) => real.lookUp(key),
      check: () => real.check(),
      configure: (settings) => real.configure(settings),
      close: () => real.close(),
    };
  }

  return {
    calls,
    line(row) {
      const real = book.line(row);
      const known = opened.get(row.id);
      if (known?.real === real) return known.heard;
      const heard = listen(row.id, real);
      opened.set(row.id, { real, heard });
      return heard;
    },
    faults: () => [...opened.values()].flatMap(({ real }) => [...(real as SimulatorLine).faults().latest]),
    close: () => book.close(),
  };
}
