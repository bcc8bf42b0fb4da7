/**
 * The door between the engine and the telephone network. A line kind is one folder beside this file and one row in
 * registry.ts; conformance.ts says, as tests, what every kind owes the engine.
 */
import type { CallResult, Outcome } from "#domain/call/outcomes.ts";
import type { LineKind } from "#domain/line.ts";

export interface CallRequest {
  /** Names this attempt for ever: a line asked twice with one key rings once. */
  callKey: string;
  /** E.164. */
  to: string;
  /** E.164, or null for the line's own. */
  from: string | null;
  /** Which attempt at this contact, from 1. For the record; only the simulator's callees look at it. */
  attempt: number;
  ringTimeoutSeconds: number;
  maxCallSeconds: number;
  /** Milliseconds since 1970: a request that is sent later is refused with `expired`, and nobody is rung. */
  notAfter: number;
}

export interface Cause {
  sip: number | null;
  q850: number | null;
  text: string | null;
}

/** How a call ended, seen from the line. */
export type Ending =
  /** It was never answered, or the network failed: the line's own outcome table decides. */
  | { kind: "unanswered"; outcome: Outcome; result: CallResult | null; cause: Cause; retryAfterSeconds?: number }
  /** It was answered; what came of it is the conversation's to say, unless the line lost the media. */
  | { kind: "answered"; by: "local" | "remote"; result: "media_lost" | "fax" | null; cause: Cause }
  /** We ended it before anybody answered (`hangUp`), or it came too late (`expired`): the contact's budget is whole. */
  | { kind: "canceled"; reason: "hung_up" | "expired"; cause: Cause };

/** In order for one call: at most one `ringing`, at most one `answered`, exactly one `ended`, which is the last. */
export type LineEvent =
  | { type: "ringing"; at: number }
  | { type: "answered"; at: number; by: "person" | "machine" | "screening" | "unknown"; media: Media }
  | { type: "ended"; at: number; ending: Ending };

/** Sound both ways, PCM16 mono 8 kHz in frames of 20 ms (160 samples). */
export interface AudioMedia {
  kind: "audio";
  /** Queues a frame for the person. */
  play(frame: Int16Array): void;
  /** Drops what is queued and not yet heard: somebody interrupts. */
  clear(): void;
  /** Calls `reached` when everything queued so far has been heard. */
  mark(reached: () => void): void;
  /** Each frame heard from the person, until the call ends. */
  onFrame(hear: (frame: Int16Array) => void): void;
  /** Each key the person presses. */
  onKey(hear: (key: string) => void): void;
}

/** The simulator's far end: no sound, but a person whose part in the conversation is known. */
export interface ScriptMedia {
  kind: "script";
  callee: ScriptedCallee;
}

export type Media = AudioMedia | ScriptMedia;

export const calleeBehaviours = [
  "talks",
  "opts_out",
  "asks_callback",
  "screens",
  "hangs_up",
  "silent",
  "machine",
] as const;
export type CalleeBehaviour = (typeof calleeBehaviours)[number];

export interface ScriptedCallee {
  behaviour: CalleeBehaviour;
  /** Chooses among the things such a person says; the same seed, the same words. */
  seed: number;
  /** How long they stay on the line, in milliseconds of this call's time. */
  talkMilliseconds: number;
  /** After how long they want to be called again, in milliseconds; null when they do not ask. */
  callbackAfterMilliseconds: number | null;
}

export type LookUp = { state: "unknown" } | { state: "live" } | { state: "ended"; ending: Ending };

export interface LineCapabilities {
  /** Nobody is rung. */
  simulated: boolean;
  /** Tells machines from people by itself. */
  detectsMachines: boolean;
  /** `lookUp` knows the calls of processes that died. */
  remembersCalls: boolean;
  media: Media["kind"];
}

export interface LineCheck {
  ok: boolean;
  /** One sentence per finding: what is wrong, and how to mend it. */
  problems: Array<{ code: string; message: string }>;
}

export interface Line {
  readonly kind: LineKind;
  readonly capabilities: LineCapabilities;
  /** Starts a call and tells what becomes of it. Never throws for a call that fails: that is an `ended` event. */
  place(request: CallRequest, hear: (event: LineEvent) => void): void;
  /** Ends a call; an `ended` event follows. A key that is not live is ignored. */
  hangUp(callKey: string): void;
  /** What the network knows of a call that a dead process left behind. */
  lookUp(callKey: string): Promise<LookUp>;
  /** Checks what can be checked without ringing anybody. */
  check(): Promise<LineCheck>;
  /** New settings, for the next calls. */
  configure(settings: Readonly<Record<string, unknown>>): void;
  /** Ends what is live and lets go of everything. */
  close(): Promise<void>;
}
