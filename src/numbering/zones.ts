/** In which time zones a contact may be. */
import { createHash } from "node:crypto";
import { readZoneName } from "#domain/dialing/zone-names.ts";
import type { E164 } from "#domain/phone.ts";
import { parseDigits } from "./parse-digits.ts";
import { phoneZones } from "./phone-zones.generated.ts";

/** The digits of prefixes as a tree: where each of the ten digits leads, or 0, for each place in it. */
const steps: number[] = Array.from({ length: 10 }, () => 0);
/** The zones of the prefix that ends at a place. */
const zonesAt: Array<readonly string[] | undefined> = [undefined];
for (const line of phoneZones.trim().split("\n")) {
  const [names = "", prefixes = ""] = line.split(":");
  const zones = Object.freeze(names === "" ? [] : names.split(" "));
  for (const prefix of prefixes.trim().split(" ")) {
    let place = 0;
    for (const digit of prefix) {
      const step = place * 10 + Number(digit);
      if (steps[step] === 0) {
        steps[step] = zonesAt.push(undefined) - 1;
        for (let more = 0; more < 10; more++) steps.push(0);
      }
      place = steps[step]!;
    }
    zonesAt[place] = zones;
  }
}

const ZERO = "0".charCodeAt(0);

const unknown: readonly string[] = Object.freeze([]);

/**
 * The zones a number can lie in, by its longest known prefix: all that either of two sources says
 * (scripts/phone-zones). A mobile number of a country with several zones has all of them; [] for numbers
 * without a place, such as +800, toll-free and personal ones, and for countries the map does not know.
 * @returns One shared, frozen array for all numbers with the same zones.
 */
export function zonesOf(phone: E164): readonly string[] {
  const kind = parseDigits(phone, null)?.kind;
  if (kind === "toll_free" || kind === "personal_number") return unknown;
  // A slice of the number for each prefix took the better part of what the judging of a row takes.
  let zones = unknown;
  for (let at = 1, place = 0; at < phone.length; at++) {
    place = steps[place * 10 + phone.charCodeAt(at) - ZERO] ?? 0;
    if (place === 0) break;
    zones = zonesAt[place] ?? zones;
  }
  return zones;
}

/** A name for this edition of the table: contacts that have the zones of another are given them anew. */
export function zonesVersion(): string {
  return createHash("sha256").update(phoneZones).digest("hex").slice(0, 16);
}

/**
 * A contact's candidate zones: the one named for the contact, else those of the number; [] = unknown.
 * @throws {RangeError} when the zone named for the contact is none: it must not count as unknown or as open.
 */
export function contactZones(phone: E164, explicitTimezone: string | null): readonly string[] {
  const named = explicitTimezone?.trim();
  if (!named) return zonesOf(phone);
  const read = readZoneName(named);
  if (!read.ok) throw new RangeError(read.reason);
  return [read.zone];
}
