import { describe, expect, test } from "vitest";
import { CommandFailure, exitCodes } from "./failure.ts";
import { readRunOptions, type RunOptionTexts } from "./run-options.ts";

function problems(texts: RunOptionTexts): string[] {
  try {
    readRunOptions(texts);
    return [];
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    expect(error.exitCode).toBe(exitCodes.badInput);
    return error.message.split("\n");
  }
}

describe("the options of run", () => {
  test("are none by default, without retries", () => {
    expect(readRunOptions({})).toMatchObject({
      retries: 0,
      windows: undefined,
      speed: undefined,
      map: [],
      json: false,
    });
  });

  test("mean what they say", () => {
    const options = readRunOptions({
      name: " Spring survey ",
      concurrency: "25",
      country: "de",
      map: "phone=Mobile, first_name = First,attribute:plan=Plan, monthly=x",
      retries: "3",
      retryDelay: "10m",
      retryOn: "no-answer, busy",
      windows: "sat 10:00-14:00",
      timezone: "Europe/Berlin",
      speed: "2.5",
      report: "out.csv",
      json: true,
    });
    expect(options).toMatchObject({
      name: "Spring survey",
      concurrency: 25,
      country: "DE",
      map: [
        { field: "phone", column: "Mobile" },
        { field: "first_name", column: "First" },
        { field: "attribute:plan", column: "Plan, monthly=x" },
      ],
      retries: 3,
      retryDelaySeconds: 600,
      retryOn: ["no_answer", "busy"],
      windows: [{ days: ["sat"], from: "10:00", to: "14:00" }],
      timezone: { mode: "fixed", zone: "Europe/Berlin" },
      speed: 2.5,
      report: "out.csv",
      json: true,
    });
  });

  test("take several columns as the phone", () => {
    expect(readRunOptions({ map: "phone=Mobile,phone=Home" }).map).toEqual([
      { field: "phone", column: "Mobile" },
      { field: "phone", column: "Home" },
    ]);
  });

  test("know the contact's own zone and a simulator without waiting", () => {
    const { timezone, speed } = readRunOptions({ timezone: "contact", speed: "max" });
    expect(timezone).toEqual({ mode: "contact", fallback: null });
    expect(speed).toBe("max");
  });

  test.each<[RunOptionTexts, string]>([
    [{ name: "  " }, "--name must not be empty"],
    [{ name: "x".repeat(201) }, "--name must have at most 200 characters"],
    [{ concurrency: "0" }, '--concurrency must be a whole number from 1 to 10,000, not "0".'],
    [{ country: "XX" }, '--country must be a two-letter country code such as US or DE, not "XX".'],
    [{ country: "Germany" }, "--country must be a two-letter country code"],
    [{ map: "Mobile" }, "--map must be FIELD=COLUMN"],
    [{ map: "mobile=Mobile" }, "--map must be FIELD=COLUMN"],
    [{ map: "email=A,email=B" }, "--map must name each field once and names email twice"],
    [{ map: "phone=A,phone=" }, "--map must name each field once and names phone twice"],
    [{ retries: "-1" }, '--retries must be a whole number from 0 to 20, not "-1".'],
    [{ retries: "1e9" }, '--retries must be a whole number from 0 to 20, not "1e9".'],
    [{ retries: "1000000000" }, "--retries must be a whole number from 0 to 20"],
    [{ retryDelay: "31d" }, '--retry-delay must be from 1 s to 30 d, not "31d".'],
    [{ retryDelay: "0s" }, "--retry-delay must be from 1 s to 30 d"],
    [{ retryOn: "success" }, "--retry-on must be one of voicemail, no_answer, busy, failed"],
    [{ windows: "weekdays" }, '"weekdays" is no day with hours'],
    [{ timezone: "Mars/Phobos" }, "--timezone must be contact (each contact's own) or an IANA time zone"],
    [
      { timezone: "EST" },
      '--timezone "EST" is ambiguous: it does not say where, nor when the clocks change; name a place',
    ],
    [{ timezone: "+02:00" }, '--timezone "+02:00" is ambiguous'],
    [{ speed: "0" }, "--speed must be max, or a number above 0"],
    [{ speed: "fast" }, "--speed must be max, or a number above 0"],
  ])("refuse %j", (texts, sentence) => {
    expect(problems(texts)).toEqual([expect.stringContaining(sentence)]);
  });

  test("are all told at once what is wrong with them", () => {
    expect(problems({ retries: "x", speed: "x", country: "x" })).toHaveLength(3);
  });
});
