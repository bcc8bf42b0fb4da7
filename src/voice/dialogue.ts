/** What whoever talks is given of one answered call. The engine has the same shape among its own ports. */
import type { ConversationRecord } from "#domain/conversation.ts";
import type { VoicemailAction } from "#domain/campaign/settings.ts";
import type { EmployeeProfile } from "#domain/employee.ts";
import type { Media } from "#telephony/port.ts";

export interface CallEnd {
  at: number;
  /** Our side broke it off, because the process ends: neither the person nor the conversation was done. */
  interrupted: boolean;
}

export interface Dialogue {
  /** Milliseconds since 1970. */
  answeredAt: number;
  media: Media;
  employee: EmployeeProfile;
  /** The campaign's opening, which replaces the greeting; a template, or null. */
  opening: string | null;
  voicemail: { action: VoicemailAction; message: string | null };
  /** The contact's fields and attributes as frozen when the call was claimed. */
  variables: Readonly<Record<string, string | null>>;
  /** Resolves when the call is over. */
  ended: Promise<CallEnd>;
  /** To be awaited before the good-bye: the number is on the do-not-call list when it resolves. */
  optOut(): Promise<void>;
}

/** Has the conversation and tells what came of it; resolving before the far end is gone asks for the call to be ended. */
export type Converse = (dialogue: Dialogue) => Promise<ConversationRecord>;
