/** What the engine needs from others, in its own words. src/app.ts gives it the real ones. */
import type { ConversationRecord } from "#domain/conversation.ts";
import type { EmployeeProfile } from "#domain/employee.ts";
import type { LineKind } from "#domain/line.ts";
import type { Line, Media } from "#telephony/port.ts";

export interface CallEnd {
  at: number;
  /** We broke it off because this process ends, or has lost the call to another. */
  interrupted: boolean;
}

/** One answered call, for whoever talks. */
export interface Dialogue {
  callId: number;
  /** Milliseconds since 1970. */
  answeredAt: number;
  answeredBy: "person" | "machine" | "screening" | "unknown";
  media: Media;
  employee: EmployeeProfile;
  /** The campaign's opening, which replaces the greeting; a template, or null. */
  opening: string | null;
  voicemail: { action: "hang_up" | "leave_message"; message: string | null };
  /** The contact's fields and attributes as frozen when the call was claimed. */
  variables: Readonly<Record<string, string | null>>;
  /** Resolves when the call is over. */
  ended: Promise<CallEnd>;
  /** To be awaited before the good-bye: the number is on the do-not-call list when it resolves. */
  optOut(): Promise<void>;
}

/** Has the conversation and tells what came of it. The engine hangs up when it resolves before the far end does. */
export type Converse = (dialogue: Dialogue) => Promise<ConversationRecord>;

/** Opens the line of a stored row; the same id gives the same line until it is closed. */
export interface LineBook {
  line(row: { id: number; kind: LineKind; settings: Readonly<Record<string, unknown>> }): Line;
  close(): Promise<void>;
}
