/**
 * Who answers, by the last two digits of the number dialled: the table of the design (api.md "The simulator's callees")
 * as data. A row lists what happens at the first attempt, the second, …; its last entry stands for all later ones.
 */
import type { CalleeBehaviour } from "../port.ts";
import type { RefusalName } from "./endings.ts";

export type CalleeAct =
  | { refuses: RefusalName }
  /** `talkSeconds` is given where the table gives it, and drawn otherwise. */
  | { answers: CalleeBehaviour; talkSeconds?: number };

export const talks: CalleeAct = { answers: "talks" };
const busy: CalleeAct = { refuses: "busy" };
const ringsOut: CalleeAct = { refuses: "rings_out" };

const callees: Readonly<Record<string, readonly CalleeAct[]>> = {
  "00": [busy],
  "01": [ringsOut],
  "02": [{ answers: "machine" }],
  "03": [{ refuses: "network_failure" }],
  "04": [{ refuses: "unknown_number" }],
  "05": [busy, talks],
  "06": [ringsOut, ringsOut, talks],
  "07": [{ answers: "hangs_up" }],
  "08": [{ answers: "opts_out" }],
  "09": [{ answers: "asks_callback" }, talks],
  "10": [{ answers: "screens" }],
  "11": [{ answers: "talks", talkSeconds: 600 }],
  "12": [{ refuses: "no_reply" }],
  "13": [{ answers: "silent" }],
  "14": [{ refuses: "network_congestion" }, talks],
};

const anyOther: readonly CalleeAct[] = [talks];

/** @param attempt from 1 */
export function calleeAct(to: string, attempt: number): CalleeAct {
  const row = callees[to.slice(-2)] ?? anyOther;
  return row[Math.min(Math.max(attempt, 1), row.length) - 1] ?? talks;
}
