/** Instants in the fields that browsers have for dates and times, which know the viewer's zone alone. */
import { presentName } from "#domain/dialing/zone-names.ts";

/** `2026-11-24T09:00` of an instant; empty for none. */
export function localInput(instant: string | null): string {
  if (instant === null) return "";
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The instant of such a field; null for an empty or half-filled one. */
export function instantOf(input: string): string | null {
  const at = new Date(input);
  return input === "" || Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** Of the viewer, such as `Europe/London`. */
export const ownZone = (): string => presentName(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** Under the names that the server answers with: browsers have some that were replaced. */
export const allZones = (): string[] => [
  ...new Set(["UTC", ...Intl.supportedValuesOf("timeZone").map(presentName).toSorted()]),
];
