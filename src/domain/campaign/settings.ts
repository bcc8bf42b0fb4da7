/** A campaign's settings: their shape, ranges and defaults (design: api.md "Ranges and defaults"). */
import type { Outcome } from "../call/outcomes.ts";

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];

/**
 * Allowed hours on wall clocks: half-open, whole minutes. `to` may be "24:00"; `to` ≤ `from` runs over midnight and
 * belongs to the day it starts on.
 */
export interface Window {
  days: Weekday[];
  from: string;
  to: string;
}

export type TimezoneMode = { mode: "contact"; fallback: string | null } | { mode: "fixed"; zone: string };

export const backoffs = ["fixed", "exponential"] as const;
export type Backoff = (typeof backoffs)[number];

export interface RetrySettings {
  /** Retries after the first call. */
  maxRetries: number;
  delaySeconds: number;
  backoff: Backoff;
  on: Outcome[];
}

export const voicemailActions = ["hang_up", "leave_message"] as const;
export type VoicemailAction = (typeof voicemailActions)[number];

export interface CampaignSettings {
  windows: Window[];
  /** Calendar dates without calls, `YYYY-MM-DD`, in the zone the windows are read in. */
  blackoutDates: string[];
  timezone: TimezoneMode;
  maxConcurrentCalls: number;
  callsPerSecond: number | null;
  retry: RetrySettings;
  ringTimeoutSeconds: number;
  maxCallSeconds: number;
  voicemail: { action: VoicemailAction; message: string | null };
  /** Replaces the AI employee's greeting in this campaign; a template. */
  opening: string | null;
  recording: boolean;
  /** ISO instant after which no new call starts. */
  endsAt: string | null;
}

export const ranges = {
  maxConcurrentCalls: { min: 1, max: 10_000 },
  callsPerSecond: { above: 0, max: 1_000 },
  maxRetries: { min: 0, max: 20 },
  delaySeconds: { min: 1, max: 2_592_000 },
  ringTimeoutSeconds: { min: 5, max: 120 },
  maxCallSeconds: { min: 10, max: 7_200 },
} as const;

export const alwaysOpen: Window[] = [{ days: [...weekdays], from: "00:00", to: "24:00" }];

export const defaultSettings: CampaignSettings = {
  windows: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" }],
  blackoutDates: [],
  timezone: { mode: "contact", fallback: null },
  maxConcurrentCalls: 10,
  callsPerSecond: null,
  retry: { maxRetries: 2, delaySeconds: 14_400, backoff: "fixed", on: ["no_answer", "busy", "failed"] },
  ringTimeoutSeconds: 30,
  maxCallSeconds: 600,
  voicemail: { action: "hang_up", message: null },
  opening: null,
  recording: false,
  endsAt: null,
};

/** The organisation's rules over all its campaigns. */
export interface CallingRules {
  /** The hours WITHOUT calls, in the contact's time; null = none. May run over midnight. */
  quietHours: { from: string; to: string } | null;
  /** Minutes between calls to one number by different campaigns. */
  minGapMinutes: number;
  /** Calls to one number in any 24 hours, over all campaigns; null = no cap. */
  maxCallsPer24h: number | null;
  recordingAnnouncement: boolean;
  retentionDays: number | null;
}

export const defaultRules: CallingRules = {
  quietHours: { from: "21:00", to: "08:00" },
  minGapMinutes: 60,
  maxCallsPer24h: 3,
  recordingAnnouncement: false,
  retentionDays: null,
};
