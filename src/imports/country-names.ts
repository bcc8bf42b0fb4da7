/** Countries as people write them in a list: a code, or the name in one of the languages we read headers in. */
import type { SurveyedColumn } from "./columns.ts";
import { normalise } from "./headers.ts";
import { readerLanguages } from "./languages.ts";

/** What the name tables lack: ISO 3166-1 alpha-3 of large countries, marks of cars, parts and colloquial names. */
const otherNames =
  "US: usa, u.s., u.s.a., united states of america, the united states, america, états-unis d'amérique, ee.uu., eeuu, сша; " +
  "GB: uk, u.k., gbr, great britain, england, scotland, wales, northern ireland, britain, großbritannien; " +
  "DE: deu, ger, d, brd, federal republic of germany; AT: aut, a; CH: che, sui; NL: nld, holland, the netherlands; " +
  "FR: fra, f; ES: esp, e; IT: ita, i; PL: pol; PT: prt; BE: bel; SE: swe; DK: dnk; NO: nor; FI: fin; IE: irl, eire; " +
  "CA: can; AU: aus; NZ: nzl; BR: bra; MX: mex; AR: arg; CO: col; CL: chl; IN: ind; CN: chn, prc; JP: jpn; " +
  "KR: kor, korea, south korea; RU: rus, russian federation; UA: ukr; TR: tur, turkey; ZA: zaf, rsa; NG: nga; EG: egy; " +
  "AE: uae, u.a.e., emirates; SA: sau, ksa; IL: isr; CZ: cze, czech republic; GR: grc; RO: rou; HU: hun; SG: sgp";

const headerWords = new Set(
  (
    "country,nation,countries,país,Staat,Länder,Ländercode,Land,pays,paese,nazione,kraj,państwo,страна,ülke," +
    "الدولة,البلد,بلد,国家,國家,国,国名"
  )
    .split(",")
    .map(normalise),
);

let codes: Map<string, string> | null = null;

/** ISO 3166-1 alpha-2 of the country that a cell names, such as `DE` for `Deutschland`, `Germany` or `de`; else null. */
export function readCountry(cell: string): string | null {
  codes ??= countryCodes();
  return codes.get(normalise(cell)) ?? null;
}

/** The column that says where people live, by its header; -1 when there is none. Of several the first with countries in it. */
export function countryColumn(columns: readonly SurveyedColumn[], suggested: readonly (string | null)[]): number {
  return columns.findIndex(({ header, samples }, index) => {
    if (header === null || suggested[index] != null) return false;
    const named = normalise(header)
      .split(" ")
      .some((word) => headerWords.has(word));
    return named && samples.some((sample) => readCountry(sample) !== null);
  });
}

/** Built when first asked for: some thousands of names, in a few milliseconds. */
function countryCodes(): Map<string, string> {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
  const known = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  const regions = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => known.of(code) !== undefined && !notCountries.has(code));
  const found = new Map(regions.map((code) => [code.toLowerCase(), code]));
  for (const line of otherNames.split("; ")) {
    const [code = "", names = ""] = line.split(": ");
    for (const name of names.split(", ")) found.set(normalise(name), code);
  }
  for (const language of readerLanguages) {
    const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    for (const code of regions) {
      const name = normalise(names.of(code) ?? "");
      if (name !== "" && !found.has(name)) found.set(name, code);
    }
  }
  return found;
}

/** Codes that have a name and no country: unions, the world, codes given up, and those made for tests. */
const notCountries = new Set(
  "EU EZ UN ZZ QO XA XB AN BU CS DD FX NT SU TP YD YU ZR DY HV NH RH VD QU UK CQ".split(" "),
);
