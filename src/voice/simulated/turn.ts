/** A simulated conversation before it happens: who will say what, and what it will mean once it has been said. */
import type { CollectedValue, TranscriptLine } from "#domain/conversation.ts";

export type Meaning =
  | { kind: "detail"; field: string; value: CollectedValue }
  | { kind: "goal"; reached: boolean }
  | { kind: "opt_out" }
  | { kind: "callback" }
  | { kind: "message_left" };

export interface Turn {
  speaker: TranscriptLine["speaker"];
  text: string;
  meaning?: Meaning;
}

/** What was said of the turns, with its times, and what came of it. */
export interface Said {
  transcript: TranscriptLine[];
  meanings: Meaning[];
  /** Whether the last turn was reached. */
  whole: boolean;
}

export const employee = (text: string, meaning?: Meaning): Turn => ({ speaker: "employee", text, meaning });
export const contact = (text: string, meaning?: Meaning): Turn => ({ speaker: "contact", text, meaning });

/**
 * Spreads the turns over a talk by their length and keeps those that began before the far end was gone.
 *
 * @param answeredAt milliseconds since 1970
 * @param talkMilliseconds how long the whole would take
 * @param endedAt milliseconds since 1970, or null while the call is still up
 */
export function say(
  turns: readonly Turn[],
  answeredAt: number,
  talkMilliseconds: number,
  endedAt: number | null,
): Said {
  const cut = endedAt !== null && endedAt - answeredAt < talkMilliseconds;
  let length = 0;
  for (const { text } of turns) length += text.length;
  const transcript: TranscriptLine[] = [];
  const meanings: Meaning[] = [];
  let before = 0;
  for (const { speaker, text, meaning } of turns) {
    const at = answeredAt + Math.floor((talkMilliseconds * before) / length);
    if (cut && at >= endedAt) return { transcript, meanings, whole: false };
    transcript.push({ speaker, text, at });
    if (meaning) meanings.push(meaning);
    before += text.length;
  }
  return { transcript, meanings, whole: !cut };
}
