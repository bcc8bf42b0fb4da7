/** Reads one stream of server-sent events, each held to the contract, and waits for the one that is wanted. */
import { isDeepStrictEqual } from "node:util";
import { type EventName, eventShapes } from "#contract/events.ts";
import { apiBase } from "#contract/index.ts";
import { readEvents } from "#src/cli/event-stream.ts";

export interface ReadEvent {
  id: string;
  event: EventName;
  // oxlint-disable-next-line typescript/no-explicit-any -- events are looked at field by field
  data: any;
  /** Monotonic instant at which it arrived. */
  at: number;
}

export interface EventReader {
  /** All that arrived so far. */
  events: ReadEvent[];
  status: number;
  /** The first event, of those that arrived and those to come, for which this holds. */
  until(wanted: (event: ReadEvent) => boolean): Promise<ReadEvent>;
  /** Whether the stream ended. */
  ended: boolean;
  /** Resolves when the server ends the stream. */
  untilEnd(): Promise<void>;
  close(): void;
}

const PATIENCE_MILLISECONDS = 20_000;

/** @param path under /api/v1 */
export async function followEvents(url: string, key: string, path: string, lastEventId?: string): Promise<EventReader> {
  const stop = new AbortController();
  const response = await fetch(url + apiBase + path, {
    headers: {
      authorization: `Bearer ${key}`,
      ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
    },
    signal: stop.signal,
  });
  const reader: EventReader & { broken?: unknown } = {
    events: [],
    status: response.status,
    ended: false,
    close: () => stop.abort(),
    untilEnd: async () => {
      const deadline = performance.now() + PATIENCE_MILLISECONDS;
      while (!reader.ended) {
        if (performance.now() > deadline) throw new Error("The stream did not end.");
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      if (reader.broken) throw new Error("The stream broke.", { cause: reader.broken });
    },
    until: async (wanted) => {
      const deadline = performance.now() + PATIENCE_MILLISECONDS;
      for (let seen = 0; ;) {
        for (; seen < reader.events.length; seen++) if (wanted(reader.events[seen]!)) return reader.events[seen]!;
        if (reader.broken) throw new Error("The stream broke.", { cause: reader.broken });
        if (reader.ended || performance.now() > deadline) {
          const arrived = reader.events.map((one) => `${one.event} ${one.data.status ?? one.data.state ?? ""}`);
          throw new Error(`The event did not come; these did: ${arrived.join(", ")}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
  void (async () => {
    try {
      for await (const { id, event, data } of readEvents(response.body!)) {
        reader.events.push(checked(id, event, JSON.parse(data)));
      }
    } catch (error) {
      if (!stop.signal.aborted) reader.broken = error;
    }
    reader.ended = true;
  })();
  return reader;
}

function checked(id: string | undefined, event: string, data: unknown): ReadEvent {
  if (!id) throw new Error(`An event ${event} came without an id.`);
  if (!(event in eventShapes)) throw new Error(`The contract has no event ${event}.`);
  const name = event as EventName;
  const fitted = eventShapes[name].safeParse(data);
  if (!fitted.success) throw new Error(`The event ${event} is not the contract's: ${fitted.error.message}`);
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(fitted.data)), data))
    throw new Error(`The event ${event} says more: ${JSON.stringify(data)}`);
  return { id, event: name, data, at: performance.now() };
}
