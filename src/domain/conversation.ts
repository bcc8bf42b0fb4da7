/** What was said on an answered call, and what came of it. */
import type { CallResult, Outcome } from "./call/outcomes.ts";

export type CollectedValue = string | number | boolean | null;

export interface TranscriptLine {
  speaker: "employee" | "contact";
  text: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** What a finished conversation says about its call; the settings of the campaign decide the rest. */
export interface ConversationRecord {
  outcome: Outcome;
  result: CallResult | null;
  transcript: TranscriptLine[];
  summary: string;
  collected: Record<string, CollectedValue>;
  /** Null where the employee has no goal, or nobody was reached. */
  goalReached: boolean | null;
  /** The instant (ms) at which the person asked to be called again. */
  callbackAt: number | null;
  /** Whether a person spoke: for the human answer rate, which the manual's answer rate is not. */
  personSpoke: boolean;
}
