/** The countries a person may say that local numbers belong to. */
import { countryName } from "./import.ts";

/** Codes of the list that are no country that has telephone numbers of its own. */
const noCountry = new Set(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AQ", "BV", "CP", "HM", "TF", "CQ"]);

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");

let known: { value: string; label: string }[] | undefined;

export function countryChoices(): { value: string; label: string }[] {
  known ??= letters
    .flatMap((first) => letters.map((second) => first + second))
    // A code that was given up stands for another one now.
    .filter((code) => !noCountry.has(code) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`)
    .map((value) => ({ value, label: countryName(value) }))
    .filter(({ value, label }) => value !== label)
    .toSorted((a, b) => a.label.localeCompare(b.label));
  return known;
}
