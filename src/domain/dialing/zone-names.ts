/**
 * Which names of time zones stand for a place's clock. Everything that takes a zone from people asks here: the API, the
 * command line, imports. Temporal alone would take `EST` too, which is five hours behind all year and nobody's clock
 * in New York.
 */
import { zoneClock } from "./local-time.ts";

export type ReadZone =
  | { ok: true; zone: string }
  | {
      ok: false;
      /** Whether it is the name of a clock, though of no place's. */
      ambiguous: boolean;
      /** What is wrong and what to do. */
      reason: string;
    };

/**
 * Letters that stand for several places, or for a place's clock of half a year only, and a place to write in their stead.
 * Some are names to the IANA database too, and there mean an offset without daylight saving.
 */
const abbreviations = entriesOf(`
  America/New_York: EST EDT ET EASTERN EST5EDT
  America/Chicago: CST CDT CT CENTRAL CST6CDT
  America/Denver: MST MDT MT MOUNTAIN MST7MDT
  America/Los_Angeles: PST PDT PT PACIFIC PST8PDT
  America/Anchorage: AKST AKDT
  Pacific/Honolulu: HST HAST HDT
  America/Halifax: AST ADT ATLANTIC
  America/St_Johns: NST NDT CNT
  America/Sao_Paulo: BRT BRST BET
  America/Argentina/Buenos_Aires: ART AGT
  Europe/London: GMT BST GREENWICH
  Europe/Lisbon: WET WEST
  Europe/Berlin: CET CEST MET MEST MEZ MESZ ECT
  Europe/Athens: EET EEST OEZ
  Europe/Istanbul: TRT
  Europe/Moscow: MSK MSD
  Africa/Johannesburg: SAST CAT
  Africa/Nairobi: EAT
  Africa/Lagos: WAT
  Asia/Dubai: GST
  Asia/Karachi: PKT PLT
  Asia/Kolkata: IST
  Asia/Bangkok: ICT VST
  Asia/Jakarta: WIB WITA WIT
  Asia/Singapore: SGT MYT
  Asia/Shanghai: CTT HKT
  Asia/Tokyo: JST
  Asia/Seoul: KST
  Australia/Perth: AWST
  Australia/Adelaide: ACST ACDT
  Australia/Sydney: AEST AEDT AET
  Pacific/Auckland: NZST NZDT`);

/** `UTC+1`, `-05:00`, `(GMT+01:00) Berlin`; and the IANA database's `Etc/GMT+5`, `GMT0`, ICU's `SystemV/EST5`. */
const offset =
  /^(?:\(?(?:utc|gmt|z)?\s*[+−-]\s*\d{1,2}(?::?\d{2})?(?!\w)|etc\/(?:gmt|greenwich).*$|gmt\d+$|systemv\/|[a-z]{3,4}-?\d{1,2}(?:[a-z]{3,4})?$)/iu;

/** Names that the IANA database has replaced (its file backward), and those of today. */
const replaced = entriesOf(`
  UTC: Etc/UTC Etc/UCT Etc/Universal Etc/Zulu UCT Universal Zulu
  Africa/Asmara: Africa/Asmera
  Africa/Bamako: Africa/Timbuktu
  Africa/Cairo: Egypt
  Africa/Tripoli: Libya
  America/Adak: America/Atka US/Aleutian
  America/Anchorage: US/Alaska
  America/Argentina/Buenos_Aires: America/Buenos_Aires
  America/Argentina/Catamarca: America/Catamarca America/Argentina/ComodRivadavia
  America/Argentina/Cordoba: America/Cordoba America/Rosario
  America/Argentina/Jujuy: America/Jujuy
  America/Argentina/Mendoza: America/Mendoza
  America/Atikokan: America/Coral_Harbour
  America/Chicago: US/Central
  America/Denver: US/Mountain Navajo America/Shiprock
  America/Detroit: US/Michigan
  America/Edmonton: Canada/Mountain America/Yellowknife
  America/Halifax: Canada/Atlantic
  America/Havana: Cuba
  America/Indiana/Indianapolis: America/Indianapolis America/Fort_Wayne US/East-Indiana
  America/Indiana/Knox: America/Knox_IN US/Indiana-Starke
  America/Iqaluit: America/Pangnirtung
  America/Jamaica: Jamaica
  America/Kentucky/Louisville: America/Louisville
  America/Los_Angeles: US/Pacific US/Pacific-New
  America/Manaus: Brazil/West
  America/Mazatlan: Mexico/BajaSur
  America/Mexico_City: Mexico/General
  America/New_York: US/Eastern
  America/Noronha: Brazil/DeNoronha
  America/Nuuk: America/Godthab
  America/Phoenix: US/Arizona
  America/Regina: Canada/Saskatchewan Canada/East-Saskatchewan
  America/Rio_Branco: America/Porto_Acre Brazil/Acre
  America/Santiago: Chile/Continental
  America/Sao_Paulo: Brazil/East
  America/St_Johns: Canada/Newfoundland
  America/St_Thomas: America/Virgin
  America/Tijuana: America/Ensenada America/Santa_Isabel Mexico/BajaNorte
  America/Toronto: Canada/Eastern America/Montreal America/Nipigon America/Thunder_Bay
  America/Vancouver: Canada/Pacific
  America/Whitehorse: Canada/Yukon
  America/Winnipeg: Canada/Central America/Rainy_River
  Asia/Ashgabat: Asia/Ashkhabad
  Asia/Dhaka: Asia/Dacca
  Asia/Ho_Chi_Minh: Asia/Saigon
  Asia/Hong_Kong: Hongkong
  Asia/Jerusalem: Israel Asia/Tel_Aviv
  Asia/Kathmandu: Asia/Katmandu
  Asia/Kolkata: Asia/Calcutta
  Asia/Macau: Asia/Macao
  Asia/Makassar: Asia/Ujung_Pandang
  Asia/Nicosia: Europe/Nicosia
  Asia/Seoul: ROK
  Asia/Shanghai: PRC Asia/Chongqing Asia/Chungking Asia/Harbin
  Asia/Singapore: Singapore
  Asia/Taipei: ROC
  Asia/Tehran: Iran
  Asia/Thimphu: Asia/Thimbu
  Asia/Tokyo: Japan
  Asia/Ulaanbaatar: Asia/Ulan_Bator Asia/Choibalsan
  Asia/Urumqi: Asia/Kashgar
  Asia/Yangon: Asia/Rangoon
  Atlantic/Faroe: Atlantic/Faeroe
  Atlantic/Reykjavik: Iceland
  Australia/Adelaide: Australia/South
  Australia/Brisbane: Australia/Queensland
  Australia/Broken_Hill: Australia/Yancowinna
  Australia/Darwin: Australia/North
  Australia/Hobart: Australia/Tasmania Australia/Currie
  Australia/Lord_Howe: Australia/LHI
  Australia/Melbourne: Australia/Victoria
  Australia/Perth: Australia/West
  Australia/Sydney: Australia/ACT Australia/Canberra Australia/NSW
  Europe/Chisinau: Europe/Tiraspol
  Europe/Dublin: Eire
  Europe/Istanbul: Turkey Asia/Istanbul
  Europe/Kyiv: Europe/Kiev Europe/Uzhgorod Europe/Zaporozhye
  Europe/Lisbon: Portugal
  Europe/London: GB GB-Eire Europe/Belfast
  Europe/Moscow: W-SU
  Europe/Oslo: Atlantic/Jan_Mayen
  Europe/Warsaw: Poland
  Pacific/Auckland: NZ
  Pacific/Chatham: NZ-CHAT
  Pacific/Chuuk: Pacific/Truk Pacific/Yap
  Pacific/Easter: Chile/EasterIsland
  Pacific/Honolulu: US/Hawaii Pacific/Johnston
  Pacific/Kanton: Pacific/Enderbury
  Pacific/Kwajalein: Kwajalein
  Pacific/Pago_Pago: US/Samoa Pacific/Samoa
  Pacific/Pohnpei: Pacific/Ponape`);

/** The parts of the world that the IANA database names places in. */
const place = /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/./iu;

/**
 * The zone that a name means, under its present name and in the database's capitals: `us/eastern` is America/New_York.
 * UTC is one too. What says no place (`EST`, `Etc/GMT+5`) is refused with a sentence that names one.
 */
export function readZoneName(text: string): ReadZone {
  const name = text.trim();
  const suggested = abbreviations.get(name.toUpperCase());
  if (suggested !== undefined || offset.test(name)) {
    const why = "is ambiguous: it does not say where, nor when the clocks change; name a place such as";
    return { ok: false, ambiguous: true, reason: `${quoted(name)} ${why} ${suggested ?? "America/New_York"}.` };
  }
  const zone = presentName(name);
  if (zone.toUpperCase() === "UTC") return { ok: true, zone: "UTC" };
  if (!place.test(zone) || !isKnown(zone)) {
    const why = "is not a time zone; use an IANA name such as Europe/Berlin or America/New_York";
    return { ok: false, ambiguous: false, reason: `${quoted(name)} ${why}.` };
  }
  return { ok: true, zone: Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId };
}

/** Whether a name that is stored stands for a place's clock; those that were stored before they were refused do not. */
export function namesPlace(zone: string): boolean {
  return readZoneName(zone).ok;
}

/** Today's name of a zone whose name was replaced; any other as it is. Browsers still have `Asia/Calcutta`. */
export function presentName(zone: string): string {
  return replaced.get(zone.toUpperCase()) ?? zone;
}

function quoted(name: string): string {
  return `"${name.length > 60 ? `${name.slice(0, 60)}…` : name}"`;
}

function isKnown(zone: string): boolean {
  try {
    zoneClock(zone);
    return true;
  } catch {
    return false;
  }
}

/** Of lines `zone: NAME NAME` the zone of each name, in capitals. */
function entriesOf(table: string): ReadonlyMap<string, string> {
  const lines = table.trim().split("\n");
  return new Map(
    lines.flatMap((line) => {
      const [zone = "", names = ""] = line.trim().split(": ");
      return names.split(" ").map((name) => [name.toUpperCase(), zone] as const);
    }),
  );
}
