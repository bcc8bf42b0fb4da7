/** A campaign as it happens, over every interruption of the stream. */
import { setTimeout as wait } from "node:timers/promises";
import { pingSeconds } from "#contract/events.ts";
import { ApiProblem, type Campaign, ServerGone } from "./client.ts";
import type { Connection } from "./connection.ts";
import { readEvents } from "./event-stream.ts";

/** A stream on which several pings are missing is dead, whatever the network says. */
const silenceMilliseconds = pingSeconds * 4 * 1_000;
/** A server that is started again is back by then. Another command's own is not: it ends with that command. */
const absenceMilliseconds = 15_000;

/**
 * The campaign object each time it changed, the present one first. Ends when `signal` does.
 *
 * @throws ApiProblem when the server refuses
 */
export async function* followCampaign(
  connection: Connection,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<Campaign> {
  let lastEventId: string | undefined;
  let heardAt = performance.now();
  while (!signal.aborted) {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), silenceMilliseconds);
    try {
      const either = AbortSignal.any([signal, silence.signal]);
      const stream = await connection.client.open(
        "followCampaign",
        { params: { id } },
        { lastEventId, signal: either },
      );
      for await (const event of readEvents(stream)) {
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), silenceMilliseconds);
        heardAt = performance.now();
        lastEventId = event.id ?? lastEventId;
        if (event.event === "campaign") yield JSON.parse(event.data) as Campaign;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiProblem && error.status < 500) throw error;
      if (error instanceof ServerGone && performance.now() - heardAt > absenceMilliseconds) {
        await connection.renew();
        lastEventId = undefined;
        heardAt = performance.now();
      }
    } finally {
      clearTimeout(timer);
    }
    await wait(250, undefined, { signal }).catch(() => {});
  }
}
