/** Telephone numbers as the domain knows them: E.164 and nothing else. Reading people's spellings is numbering's work. */

/** `+`, country code, number: 7 to 15 digits in all (ITU-T E.164 §6.2.1 allows 15). */
export type E164 = string;

const e164 = /^\+[1-9]\d{6,14}$/;

export function isE164(text: string): boolean {
  return e164.test(text);
}

/** What the simulator's callees behave by. */
export function lastTwoDigits(phone: E164): string {
  return phone.slice(-2);
}
