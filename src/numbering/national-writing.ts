/** How a number is written in its own country. */
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { E164 } from "#domain/phone.ts";

/** `+491711234567` → `0171 1234567`; a number of no country as it is. */
export function writeNationally(phone: E164): string {
  return parsePhoneNumberFromString(phone)?.formatNational() ?? phone;
}
