/** The options of `run`, from the texts on the command line to what they mean; every one checked before anything is done. */
import { importFields } from "#contract/imports.ts";
import { type Outcome, retryableOutcomes } from "#domain/call/outcomes.ts";
import { readZoneName } from "#domain/dialing/zone-names.ts";
import { ranges, type TimezoneMode, type Window } from "#domain/campaign/settings.ts";
import { badInput } from "./failure.ts";
import { type Read, readDuration, readWindows, showDuration } from "./hours.ts";

/** As commander gives them. */
export interface RunOptionTexts {
  name?: string;
  employee?: string;
  line?: string;
  concurrency?: string;
  country?: string;
  map?: string;
  retries?: string;
  retryDelay?: string;
  retryOn?: string;
  windows?: string;
  timezone?: string;
  speed?: string;
  report?: string;
  rejected?: string;
  json?: boolean;
}

export interface ColumnChoice {
  /** A field of the contract, or `attribute:NAME`. */
  field: string;
  /** As written; empty: no column is this field. */
  column: string;
}

/** Of a simulator line: so many times faster than life, or without waiting. */
export type Speed = number | "max";

export interface RunOptions {
  name: string | undefined;
  employee: string | undefined;
  line: string | undefined;
  concurrency: number | undefined;
  /** Two capital letters. */
  country: string | undefined;
  map: ColumnChoice[];
  retries: number;
  retryDelaySeconds: number | undefined;
  retryOn: Outcome[] | undefined;
  windows: Window[] | undefined;
  timezone: TimezoneMode | undefined;
  speed: Speed | undefined;
  report: string | undefined;
  rejected: string | undefined;
  json: boolean;
}

/** @throws CommandFailure with one sentence for each option that cannot be meant */
export function readRunOptions(texts: RunOptionTexts): RunOptions {
  const problems: string[] = [];
  function option<T>(name: string, text: string | undefined, read: (text: string) => Read<T>): T | undefined {
    if (text === undefined) return undefined;
    const reading = text.trim() === "" ? { problem: "must not be empty" } : read(text.trim());
    if ("value" in reading) return reading.value;
    const told = reading.problem.includes(";") ? "" : `, not "${text}"`;
    problems.push(`--${name} ${reading.problem}${told}.`);
    return undefined;
  }
  const options: RunOptions = {
    name: option("name", texts.name, readName),
    employee: option("employee", texts.employee, asIs),
    line: option("line", texts.line, asIs),
    concurrency: option("concurrency", texts.concurrency, wholeNumber(ranges.maxConcurrentCalls)),
    country: option("country", texts.country, readCountry),
    map: option("map", texts.map, readMap) ?? [],
    retries: option("retries", texts.retries, wholeNumber(ranges.maxRetries)) ?? 0,
    retryDelaySeconds: option("retry-delay", texts.retryDelay, readDelay),
    retryOn: option("retry-on", texts.retryOn, readOutcomes),
    windows: option("windows", texts.windows, readWindows),
    timezone: option("timezone", texts.timezone, readTimezone),
    speed: option("speed", texts.speed, readSpeed),
    report: option("report", texts.report, asIs),
    rejected: option("rejected", texts.rejected, asIs),
    json: texts.json ?? false,
  };
  if (problems.length > 0) throw badInput(problems.join("\n"));
  return options;
}

const asIs = (text: string): Read<string> => ({ value: text });

function readName(text: string): Read<string> {
  return text.length <= 200 ? { value: text } : { problem: "must have at most 200 characters" };
}

function wholeNumber({ min, max }: { min: number; max: number }) {
  return (text: string): Read<number> =>
    /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max
      ? { value: Number(text) }
      : { problem: `must be a whole number from ${min} to ${max.toLocaleString("en-US")}` };
}

const countryNames = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

function readCountry(text: string): Read<string> {
  const code = text.toUpperCase();
  return /^[A-Z]{2}$/.test(code) && countryNames.of(code) !== undefined
    ? { value: code }
    : { problem: "must be a two-letter country code such as US or DE" };
}

/** `phone=Mobile,attribute:plan=Plan, monthly`: a comma belongs to the column unless a field and `=` follow it. */
function readMap(text: string): Read<ColumnChoice[]> {
  const fields = new RegExp(`(?:^|,)\\s*(${importFields.join("|")}|attribute:[^=,]+?)\\s*=`, "g");
  const starts = [...text.matchAll(fields)];
  if (starts[0]?.index !== 0) {
    const known = `${importFields.join(", ")} or attribute:NAME`;
    return { problem: `must be FIELD=COLUMN, several with commas, where FIELD is one of ${known}` };
  }
  const choices = starts.map(({ 0: start, 1: field = "", index }, at) => ({
    field,
    column: text.slice(index + start.length, starts[at + 1]?.index ?? text.length).trim(),
  }));
  // Of several columns of numbers the first in the file with one that can be called gives it, as in every import.
  const repeated = choices.find(
    ({ field, column }, at) =>
      (field !== "phone" || column === "") && choices.findIndex((one) => one.field === field) !== at,
  );
  if (repeated) return { problem: `must name each field once and names ${repeated.field} twice` };
  return { value: choices };
}

function readDelay(text: string): Read<number> {
  const { min, max } = ranges.delaySeconds;
  const seconds = readDuration(text);
  if ("value" in seconds && (seconds.value < min || seconds.value > max)) {
    return { problem: `must be from ${showDuration(min)} to ${showDuration(max)}` };
  }
  return seconds;
}

function readOutcomes(text: string): Read<Outcome[]> {
  const names = text.split(",").map((name) => name.trim().toLowerCase().replaceAll(/[\s-]/g, "_"));
  const known = retryableOutcomes.filter((outcome) => names.includes(outcome));
  return names.every((name) => known.some((outcome) => outcome === name))
    ? { value: known }
    : { problem: `must be one of ${retryableOutcomes.join(", ")}, several with commas` };
}

function readTimezone(text: string): Read<TimezoneMode> {
  if (text.toLowerCase() === "contact") return { value: { mode: "contact", fallback: null } };
  const read = readZoneName(text);
  if (read.ok) return { value: { mode: "fixed", zone: read.zone } };
  if (read.ambiguous) return { problem: read.reason.replace(/\.$/u, "") };
  return { problem: "must be contact (each contact's own) or an IANA time zone such as Europe/Berlin" };
}

function readSpeed(text: string): Read<Speed> {
  if (text.toLowerCase() === "max") return { value: "max" };
  const speed = Number(text);
  return /^[\d.]+$/.test(text) && speed > 0 && speed <= 1_000_000
    ? { value: speed }
    : { problem: "must be max, or a number above 0: how many times faster than life" };
}
