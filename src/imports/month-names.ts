/** The names of months and days of the week, as the languages have them that headers are read in. */
import { readerLanguages } from "./languages.ts";

/** Beside the languages, countries with names of their own for the months. */
const locales = [...readerLanguages, "ar-SY", "ar-MA", "ar-DZ", "de-AT", "pt-PT"];

/** What else people write, by month from 0. */
const others: Readonly<Record<string, number>> = { mrz: 2, sep: 8, sept: 8, set: 8 };

/** Learnt when the first name is met: it takes a tenth of a second. */
let names: { months: Map<string, number>; weekdays: Map<string, number> } | null = null;

function learnt() {
  names ??= {
    months: new Map([...learn("month", 12, (index) => Date.UTC(2026, index, 15)), ...Object.entries(others)]),
    weekdays: learn("weekday", 7, (index) => Date.UTC(2026, 10, 2 + index)),
  };
  return names;
}

/** From 1 to 12; null when it names none. */
export function monthOf(name: string): number | null {
  const index = learnt().months.get(key(name));
  return index === undefined ? null : index + 1;
}

export function isWeekday(name: string): boolean {
  return learnt().weekdays.has(key(name));
}

/** By name without accents, the number from 0 and up. */
function learn(what: "month" | "weekday", count: number, at: (index: number) => number): Map<string, number> {
  const found = new Map<string, number>();
  const ambiguous = new Set<string>();
  const add = (name: string, index: number) => {
    const text = key(name);
    if ((found.get(text) ?? index) !== index) ambiguous.add(text);
    if (/\p{L}/u.test(text) && !/\d/.test(text)) found.set(text, index);
  };
  for (const locale of locales) {
    for (const style of ["long", "short"] as const) {
      // Beside a day some languages write the month in another case.
      for (const day of [undefined, "numeric"] as const) {
        const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory-nu-latn`, {
          [what]: style,
          day,
          timeZone: "UTC",
        });
        for (let index = 0; index < count; index++) {
          for (const { type, value } of format.formatToParts(at(index))) if (type === what) add(value, index);
        }
      }
    }
  }
  for (const name of ambiguous) found.delete(name);
  return found;
}

function key(name: string): string {
  return name
    .normalize("NFKD")
    .replaceAll(/[\p{M}\u0640.]/gu, "")
    .toLowerCase()
    .trim();
}
