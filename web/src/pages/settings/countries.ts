/** Countries by their names in the viewer's language, for numbers that are written without one. */

/** Codes that CLDR names and that are no country. */
const noCountries = new Set(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"]);
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");

export function countries(): Array<{ value: string; label: string }> {
  const names = new Intl.DisplayNames(undefined, { type: "region", fallback: "none" });
  return (
    letters
      .flatMap((first) => letters.map((second) => first + second))
      // Codes of the past, and UK, stand for another.
      .filter((code) => !noCountries.has(code) && new Intl.Locale(`und-${code}`).region === code)
      .flatMap((code) => {
        const name = names.of(code);
        return name === undefined ? [] : [{ value: code, label: name }];
      })
      .toSorted((a, b) => a.label.localeCompare(b.label))
  );
}
