/** Windows and durations as people write them on a command line. */
import { alwaysOpen, type Weekday, type Window, weekdays } from "#domain/campaign/settings.ts";

/** Either the value or what is wrong with the text, as the end of a sentence. */
export type Read<T> = { value: T } | { problem: string };

const windowsExample = '"mon-fri 09:00-17:00; sat 10:00-14:00", or always';

/**
 * `mon-fri 09:00-17:00; sat,sun 10:00-12:00, 14:00-16:00`, or `always`. Days may be written out; a span of days may run
 * over the end of the week.
 */
export function readWindows(text: string): Read<Window[]> {
  if (text.trim().toLowerCase() === "always") return { value: structuredClone(alwaysOpen) };
  const entries = text.split(";").filter((entry) => entry.trim() !== "");
  if (entries.length === 0) return { problem: `must be hours such as ${windowsExample}` };
  const windows: Window[] = [];
  for (const entry of entries) {
    const read = readEntry(entry.trim().toLowerCase());
    if ("problem" in read) return read;
    windows.push(...read.value);
  }
  return { value: windows };
}

function readEntry(entry: string): Read<Window[]> {
  const [, dayText, hourText] = /^([a-z][a-z,\s-]*?)\s+(\d.*)$/.exec(entry) ?? [];
  if (dayText === undefined || hourText === undefined) {
    return { problem: `must be hours such as ${windowsExample}; "${entry}" is no day with hours` };
  }
  const days = readDays(dayText);
  if ("problem" in days) return days;
  const windows: Window[] = [];
  for (const span of hourText.split(/\s*,\s*/)) {
    const hours = readSpan(span);
    if ("problem" in hours) return hours;
    windows.push({ days: days.value, ...hours.value });
  }
  return { value: windows };
}

function readDays(text: string): Read<Weekday[]> {
  const chosen = new Set<Weekday>();
  for (const part of text.replaceAll(/\s*-\s*/g, "-").split(/[\s,]+/)) {
    const names = part.split("-");
    const ends = names.map((name) =>
      weekdays.find((day) => day === name.slice(0, 3) && dayNames[day].startsWith(name)),
    );
    const [first, last = first] = ends;
    if (ends.length > 2 || ends.includes(undefined) || first === undefined || last === undefined) {
      return { problem: `must name days as ${weekdays.join(", ")}; "${part}" is none` };
    }
    const length = (weekdays.indexOf(last) - weekdays.indexOf(first) + 7) % 7;
    for (let step = 0; step <= length; step += 1) {
      const day = weekdays[(weekdays.indexOf(first) + step) % 7];
      if (day) chosen.add(day);
    }
  }
  return { value: weekdays.filter((day) => chosen.has(day)) };
}

const dayNames: Record<Weekday, string> = {
  mon: "monday",
  tue: "tuesday",
  wed: "wednesday",
  thu: "thursday",
  fri: "friday",
  sat: "saturday",
  sun: "sunday",
};

function readSpan(span: string): Read<{ from: string; to: string }> {
  const [, fromHour, fromMinute, toHour, toMinute] = /^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$/.exec(span) ?? [];
  const from = clock(fromHour, fromMinute);
  const to = clock(toHour, toMinute);
  const possible = from !== undefined && from !== "24:00" && to !== undefined;
  return possible ? { value: { from, to } } : { problem: `must have hours such as 09:00-17:00; "${span}" is none` };
}

function clock(hour: string | undefined, minute: string | undefined): string | undefined {
  if (hour === undefined || minute === undefined) return undefined;
  const text = `${hour.padStart(2, "0")}:${minute}`;
  return (Number(hour) < 24 && Number(minute) < 60) || text === "24:00" ? text : undefined;
}

const unitSeconds: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** `90s`, `10m`, `4h`, `1d`, `1h30m`; in seconds. */
export function readDuration(text: string): Read<number> {
  const compact = text.replaceAll(/\s/g, "").toLowerCase();
  const problem = { problem: "must be a duration such as 90s, 10m, 4h or 1d" };
  if (!/^(\d+(\.\d+)?[smhd])+$/.test(compact)) return problem;
  const parts = [...compact.matchAll(/([\d.]+)([smhd])/g)];
  const seconds = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitSeconds[unit ?? ""] ?? 0), 0);
  return { value: Math.round(seconds) };
}

/** `4 h`, `1 h 30 min`, `40 s`: the two largest units that say something. */
export function showDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), "d"],
    [Math.floor(whole / 3_600) % 24, "h"],
    [Math.floor(whole / 60) % 60, "min"],
    [whole % 60, "s"],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  const shown = (first < 0 ? parts.slice(-1) : parts.slice(first, first + 2)).filter(
    ([amount], at) => at === 0 || amount > 0,
  );
  return shown.map(([amount, unit]) => `${amount} ${unit}`).join(" ");
}
