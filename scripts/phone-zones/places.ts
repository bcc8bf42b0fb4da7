/**
 * The second source of zones: libphonenumber's names of the places behind prefixes, each looked up as a state (states.ts)
 * or as a place of GeoNames whose coordinates lie in a zone; and the numbering plans (plans.ts) where no place is named.
 */
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { clocksOf } from "./clocks.ts";
import { planTables } from "./plans.ts";
import { folded, statesByName, zonesOfStates } from "./states.ts";
import { lookUp, type ZoneMap } from "./zone-map.ts";

/** A place of GeoNames. */
export interface Place {
  name: string;
  country: string;
  /** The name of its first-order division. */
  state: string;
  latitude: number;
  longitude: number;
}

export interface Gazetteer {
  places: readonly Place[];
  zonesAt(latitude: number, longitude: number): readonly string[];
}

/** How the names of places are read that libphonenumber has behind the prefixes of a calling code. */
interface Naming {
  countries: readonly string[];
  /** The plan says it all but for the places of `ownZones`: other names are not looked at, since some mislead. */
  planOnly?: boolean;
}

/** Calling codes of countries of more than one time; the others need no second source. */
export const namings: Readonly<Record<string, Naming>> = {
  "1": { countries: ["US", "CA"] },
  "243": { countries: ["CD"] },
  "52": { countries: ["MX"] },
  "55": { countries: ["BR"] },
  "593": { countries: ["EC"] },
  "61": { countries: ["AU"], planOnly: true },
  "64": { countries: ["NZ"] },
  "675": { countries: ["PG"] },
  "689": { countries: ["PF"] },
  "976": { countries: ["MN"] },
};

/**
 * Better names of places, by prefix: where libphonenumber's has no state, only the state, or a wrong one (`QRO`, for
 * Querétaro, and Quintana Roo). Source: IFT, Sistema de Numeración y Señalización, area codes and their municipalities.
 */
const betterNames: Readonly<Record<string, string>> = {
  "52427": "San Juan del Rio, QRO",
  "52450": "Morelia, MICH",
  "52614": "Chihuahua, CHIH",
  "52625": "Cuauhtemoc, CHIH",
  "52627": "Hidalgo del Parral, CHIH",
  "52656": "Ciudad Juarez, CHIH",
  "52657": "Ciudad Juarez, CHIH",
  "52660": "Culiacan, SIN",
  "52663": "Tijuana, BC",
  "52664": "Tijuana, BC",
  "52720": "Toluca, MEX",
  "52770": "Cuernavaca, MOR",
  "52960": "Tuxtla Gutierrez, CHIS",
  "52987": "Cozumel, ROO",
  "52990": "Merida, YUC",
};

/** Places that GeoNames leaves out for their few inhabitants, or whose time is not that of their area code. */
const ownZones: Readonly<Record<string, readonly string[]>> = {
  "AU christmas island": ["Indian/Christmas"],
  "AU cocos island": ["Indian/Cocos"],
  "AU eyre": ["Australia/Eucla", "Australia/Perth"],
  "AU lord howe island": ["Australia/Lord_Howe"],
  "AU nullarbor": ["Australia/Eucla", "Australia/Perth"],
  "AU tweed heads": ["Australia/Sydney"],
  "BR fernando de noronha": ["America/Noronha"],
};

/** @param names the place behind each prefix, by calling code; national prefixes */
export function secondMap(names: Readonly<Record<string, ReadonlyMap<string, string>>>, gazetteer: Gazetteer): ZoneMap {
  const map: ZoneMap = new Map();
  for (const { table } of planTables) {
    for (const line of table.trim().split("\n")) {
      const [zones = "", prefixes = ""] = line.trim().split(": ");
      for (const prefix of prefixes.split(" ")) map.set(prefix, zones.split(" "));
    }
  }
  const byName = Map.groupBy(gazetteer.places, ({ country, name }) => `${country} ${folded(name)}`);
  const plan = new Map(map);
  for (const [callingCode, naming] of Object.entries(namings)) {
    for (const [national, name] of names[callingCode] ?? []) {
      const prefix = callingCode + national;
      const zones = zonesNamed(betterNames[prefix] ?? name, naming);
      // An area code's own table says more than the state that its name is.
      if (zones && !(isWide(name, naming) && lookUp(plan, prefix))) map.set(prefix, zones);
    }
  }
  for (const [prefix, name] of Object.entries(betterNames)) {
    const zones = zonesNamed(name, { countries: ["MX"] });
    if (!zones) throw new Error(`${name} is a state or place that is not known.`);
    map.set(prefix, zones);
  }
  fillMexico(map);
  fillAreaCodes(map);
  return thinned(map);

  /** A state of several times, or several states. */
  function isWide(name: string, { countries }: Naming): boolean {
    const zones = countries.flatMap((country) => zonesOfStates[country]?.get(folded(name)) ?? []);
    return clocksOf(zones).size > 1;
  }

  /** null when part of the name is found nowhere. */
  function zonesNamed(name: string, { countries, planOnly = false }: Naming): readonly string[] | null {
    const whole = planOnly ? [] : countries.flatMap((country) => zonesOfStates[country]?.get(folded(name)) ?? []);
    if (whole.length > 0) return unique(whole);
    const [, places = name, state] = /^(.*?)(?:,| -)? ([A-Z]{2,5})$/u.exec(name) ?? /^(.*), (.+)$/u.exec(name) ?? [];
    const parts = places.split("/").map((part) => part.trim());
    const each = parts.map((part) =>
      countries.flatMap(
        (country) => ownZones[`${country} ${folded(part)}`] ?? (planOnly ? [] : zonesIn(country, part, state)),
      ),
    );
    if (planOnly) return each.some((zones) => zones.length > 0) ? unique(each.flat()) : null;
    return each.some((zones) => zones.length === 0) ? null : unique(each.flat());
  }

  function zonesIn(country: string, name: string, state: string | undefined): readonly string[] {
    const states = zonesOfStates[country];
    if (state === undefined) return states?.get(folded(name)) ?? [];
    const named = statesByName[country]?.get(folded(state));
    if (named === undefined) return [];
    const ofState = states?.get(named) ?? [];
    if (clocksOf(ofState).size === 1) return ofState;
    const there = (byName.get(`${country} ${folded(name)}`) ?? []).filter(
      (place) => statesByName[country]?.get(folded(place.state)) === named,
    );
    const zones = there.flatMap(({ latitude, longitude }) => gazetteer.zonesAt(latitude, longitude));
    if (zones.length > 0) return unique(zones);
    // Where the area code has a table of its own, that is nearer than the whole state.
    return country === "MX" ? ofState : [];
  }
}

/** Mexico's area codes without a name, most of them laid over older ones, are where those with the same two digits are. */
function fillMexico(map: ZoneMap): void {
  const known = [...map];
  for (let area = 200; area <= 999; area++) {
    const prefix = `52${area}`;
    if (lookUp(map, prefix) || !parsePhoneNumberFromString(`+${prefix}1234567`)?.isValid()) continue;
    const near = known.filter(([other]) => other.startsWith(prefix.slice(0, 4))).flatMap(([, zones]) => zones);
    if (near.length > 0) map.set(prefix, unique(near));
  }
}

/** A North American area code of which only exchanges have names has their zone, if it is one. */
function fillAreaCodes(map: ZoneMap): void {
  const exchanges = [...map].filter(([prefix]) => /^1\d{4}/u.test(prefix));
  for (const [areaCode, below] of Map.groupBy(exchanges, ([prefix]) => prefix.slice(0, 4))) {
    const zones = unique(below.flatMap((exchange) => exchange[1]));
    if (!map.has(areaCode) && clocksOf(zones).size === 1) map.set(areaCode, zones);
  }
}

/** Without the prefixes that say no other time than the shorter one above them. */
function thinned(map: ZoneMap): ZoneMap {
  const thin: ZoneMap = new Map();
  for (const [prefix, zones] of [...map].toSorted(([a], [b]) => a.length - b.length)) {
    const above = lookUp(thin, prefix.slice(0, -1));
    if (!above || [...clocksOf(above)].toSorted().join() !== [...clocksOf(zones)].toSorted().join())
      thin.set(prefix, zones);
  }
  return thin;
}

function unique(zones: readonly string[]): string[] {
  return [...new Set(zones)].toSorted();
}
