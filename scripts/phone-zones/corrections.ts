/** What libphonenumber's map of zones has wrong, and the public source that says so. */

/** Names that the map still has and that were replaced in the IANA database. */
export const replaced: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Godthab": "America/Nuuk",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Choibalsan": "Asia/Ulaanbaatar",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

export interface Correction {
  prefix: RegExp;
  /** What the map has. */
  wrong: string;
  /** What it should have; null: nothing in its place, the second source knows. */
  right: string | null;
  source: string;
}

/** Mostly the map names another zone that once had the same time. Releases are those of the IANA database (its file NEWS). */
export const corrections: readonly Correction[] = [
  { prefix: /^211/, wrong: "Africa/Nairobi", right: "Africa/Juba", source: "2021a: an hour behind" },
  { prefix: /^212/, wrong: "Atlantic/Canary", right: "Africa/Casablanca", source: "2018g: +01, not in Ramadan" },
  { prefix: /^213/, wrong: "Europe/Paris", right: "Africa/Algiers", source: "file africa: no daylight saving" },
  { prefix: /^218/, wrong: "Europe/Bucharest", right: "Africa/Tripoli", source: "2013h: no daylight saving" },
  { prefix: /^231/, wrong: "Atlantic/Reykjavik", right: "Africa/Monrovia", source: "zone.tab: Liberia" },
  { prefix: /^245/, wrong: "Atlantic/Reykjavik", right: "Africa/Bissau", source: "zone.tab: Guinea-Bissau" },
  { prefix: /^370/, wrong: "Europe/Bucharest", right: "Europe/Vilnius", source: "zone.tab: Lithuania" },
  { prefix: /^371/, wrong: "Europe/Bucharest", right: "Europe/Riga", source: "zone.tab: Latvia" },
  { prefix: /^372/, wrong: "Europe/Bucharest", right: "Europe/Tallinn", source: "zone.tab: Estonia" },
  { prefix: /^375/, wrong: "Europe/Moscow", right: "Europe/Minsk", source: "zone.tab: Belarus" },
  {
    prefix: /^505/,
    wrong: "America/Chicago",
    right: "America/Managua",
    source: "file northamerica: no daylight saving",
  },
  { prefix: /^850/, wrong: "Asia/Seoul", right: "Asia/Pyongyang", source: "zone.tab: North Korea" },
  { prefix: /^853/, wrong: "Asia/Shanghai", right: "Asia/Macau", source: "zone.tab: Macau" },
  { prefix: /^970/, wrong: "Europe/Bucharest", right: "Asia/Hebron", source: "file asia: clocks change on other days" },
  { prefix: /^7/, wrong: "Europe/Bucharest", right: "Europe/Kaliningrad", source: "2014f: +02 all year" },
  { prefix: /^7845/, wrong: "Europe/Moscow", right: "Europe/Saratov", source: "2016j: an hour ahead" },
  {
    prefix: /^1(709|879)/,
    wrong: "America/Puerto_Rico",
    right: "America/Blanc-Sablon",
    source: "file backward: two names of one zone",
  },
  { prefix: /^1867/, wrong: "America/Vancouver", right: "America/Whitehorse", source: "2020a: Yukon has -07 all year" },
  { prefix: /^52/, wrong: "America/New_York", right: "America/Cancun", source: "2015a: Quintana Roo has -05 all year" },
  {
    prefix: /^52(?:614|62[15789]|63[569]|648|649|652|657|659)/,
    wrong: "America/Mazatlan",
    right: null,
    source: "2022f and 2022g: Chihuahua left -07; IFT, Sistema de Numeración: area codes of the state",
  },
  { prefix: /^5661/, wrong: "America/Santiago", right: null, source: "2017a: Magallanes has -03 all year" },
  { prefix: /^5667/, wrong: "America/Santiago", right: null, source: "2025b: Aysén has -03 all year" },
];

/** Zones that the map leaves out, by the numbers that may lie there; `beside`: only where the map has that one. */
export const additions: readonly { prefix: RegExp; beside: string; zone: string; source: string }[] = [
  {
    prefix: /^675/,
    beside: "Pacific/Port_Moresby",
    zone: "Pacific/Bougainville",
    source: "file australasia: Bougainville has +11 since 2014; its numbers are not told apart",
  },
];

/** Area codes laid over older ones (NANPA, CNAC): same place, but the map does not know their exchanges. */
export const overlays: Readonly<Record<string, string>> = {
  "1236": "1250",
  "1257": "1250",
  "1273": "1418",
  "1364": "1270",
  "1367": "1418",
  "1448": "1850",
  "1458": "1541",
  "1581": "1418",
  "1672": "1250",
  "1778": "1250",
  "1879": "1709",
  "1930": "1812",
  "1986": "1208",
};

/**
 * Codes of the North American plan that belong to no place: toll free, personal, and Canada's non-geographic ones
 * (NANPA, "Non-Geographic Services"). The map would give them every zone from Guam to Newfoundland.
 */
export const placelessCodes: readonly string[] = (
  "800 833 844 855 866 877 888 500 521 522 523 524 525 526 527 528 529 533 544 566 577 588 " +
  "600 622 633 644 655 677 688 700 710 900"
)
  .split(" ")
  .map((code) => `1${code}`);
