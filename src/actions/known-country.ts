import { Refusal } from "#domain/errors.ts";
import { readPhone } from "#numbering/read-phone.ts";

/**
 * A country as a request names it, or null for none.
 *
 * @throws Refusal `invalid` when there is no such country, at the path `country`
 */
export function knownCountry(given: string | undefined): string | null {
  if (given === undefined) return null;
  const country = given.toUpperCase();
  try {
    readPhone("", country);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `country ${country} is not known; use a two-letter country code such as US or DE.`;
    throw new Refusal("invalid", message, [{ path: "country", message }]);
  }
  return country;
}
