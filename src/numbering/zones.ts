/** In which time zones a contact may be. */
import { isZoneName } from "#domain/dialing/local-time.ts";
import type { E164 } from "#domain/phone.ts";
import { parseDigits } from "./parse-digits.ts";
import { phoneZones } from "./phone-zones.generated.ts";

const zonesByPrefix = new Map<string, readonly string[]>();
let longestPrefix = 0;
for (const line of phoneZones.trim().split("\n")) {
  const [names = "", prefixes = ""] = line.split(":");
  const zones = Object.freeze(names === "" ? [] : names.split(" "));
  for (const prefix of prefixes.trim().split(" ")) {
    zonesByPrefix.set(prefix, zones);
    longestPrefix = Math.max(longestPrefix, prefix.length);
  }
}

const unknown: readonly string[] = Object.freeze([]);

/**
 * The zones a number can lie in, by its longest known prefix (Google libphonenumber's map, made more careful by
 * scripts/generate-phone-zones.ts). A mobile number of a country with several zones has all of them; [] for numbers
 * without a place, such as +800, toll-free and personal ones, and for countries the map does not know.
 * @returns One shared, frozen array for all numbers with the same zones.
 */
export function zonesOf(phone: E164): readonly string[] {
  const kind = parseDigits(phone, null)?.kind;
  if (kind === "toll_free" || kind === "personal_number") return unknown;
  for (let length = Math.min(longestPrefix, phone.length - 1); length > 0; length--) {
    const zones = zonesByPrefix.get(phone.slice(1, length + 1));
    if (zones) return zones;
  }
  return unknown;
}

/**
 * A contact's candidate zones: the one named for the contact, else those of the number; [] = unknown.
 * @throws {RangeError} when the zone named for the contact is none: it must not count as unknown or as open.
 */
export function contactZones(phone: E164, explicitTimezone: string | null): readonly string[] {
  const named = explicitTimezone?.trim();
  if (!named) return zonesOf(phone);
  if (!isZoneName(named))
    throw new RangeError(`There is no time zone "${named}"; use an IANA name such as Europe/Berlin.`);
  return [named];
}
