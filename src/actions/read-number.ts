import { Refusal } from "#domain/errors.ts";
import type { E164 } from "#domain/phone.ts";
import { readPhone } from "#numbering/read-phone.ts";

/**
 * A telephone number as people write it, with its country.
 *
 * @throws Refusal `invalid`, with what is wrong, at the path `phone`
 */
export function readNumber(text: string): E164 {
  const read = readPhone(text, null);
  if (read.ok) return read.phone;
  throw new Refusal("invalid", read.reason, [{ path: "phone", message: read.reason }]);
}
