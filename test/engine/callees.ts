/**
 * What the design promises of a number (api.md "The simulator's callees"), written down a second time and by hand, so that
 * the engine is not measured with its own ruler.
 */
export interface Promised {
  outcome: "success" | "voicemail" | "no_answer" | "busy" | "failed";
  /** Never tried again, whatever the campaign says. */
  last?: true;
  /** Asks not to be called again. */
  optsOut?: true;
  /** Asks to be called back in an hour. */
  callsBack?: true;
}

const table: Record<string, Promised[]> = {
  "00": [{ outcome: "busy" }],
  "01": [{ outcome: "no_answer" }],
  "02": [{ outcome: "voicemail" }],
  "03": [{ outcome: "failed" }],
  "04": [{ outcome: "failed", last: true }],
  "05": [{ outcome: "busy" }, { outcome: "success" }],
  "06": [{ outcome: "no_answer" }, { outcome: "no_answer" }, { outcome: "success" }],
  "07": [{ outcome: "no_answer" }],
  "08": [{ outcome: "success", last: true, optsOut: true }],
  "09": [{ outcome: "success", callsBack: true }, { outcome: "success" }],
  "12": [{ outcome: "failed" }],
  "13": [{ outcome: "no_answer" }],
  "14": [{ outcome: "failed" }, { outcome: "success" }],
};

/** @param attempt from 1 */
export function promised(phone: string, attempt: number): Promised {
  const acts = table[phone.slice(-2)] ?? [];
  return acts[Math.min(attempt, acts.length) - 1] ?? { outcome: "success" };
}
