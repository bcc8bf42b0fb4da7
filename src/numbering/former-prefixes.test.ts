/** Prefixes out of use: where they stood, the number is the one behind them; where that is a guess, it is refused. */
import { describe, expect, test } from "vitest";
import { readPhone } from "./read-phone.ts";

describe("a prefix that is no longer dialled is left out:", () => {
  test.for([
    ["+52 1 55 1234 5678", null, "+525512345678", "1"],
    ["+5215612345678", null, "+525612345678", "1"],
    ["0052 1 55 1234 5678", null, "+525512345678", "1"],
    ["+52 044 55 1234 5678", null, "+525512345678", "044"],
    ["521 55 1234 5671", "MX", "+525512345671", "1"],
    ["5215512345671", "MX", "+525512345671", "1"],
    ["5215512345671", "US", "+525512345671", "1"],
    ["044 55 1234 5672", "MX", "+525512345672", "044"],
    ["045 664 123 4567", "MX", "+526641234567", "045"],
    ["01 55 1234 5670", "MX", "+525512345670", "01"],
    ["1 55 1234 5670", "MX", "+525512345670", "1"],
    ["1 664 123 4567", "MX", "+526641234567", "1"],
    ["8 90 123 45 67", "UZ", "+998901234567", "8"],
    ["+992 8 93 500 0123", null, "+992935000123", "8"],
    ["09 8765 4321", "CL", "+56987654321", "0"],
    ["0 22 123 45 67", "PL", "+48221234567", "0"],
  ] as const)("%s (%s) is %s without the %s", ([cell, country, phone, prefix]) => {
    const read = readPhone(cell, country);
    expect(read).toMatchObject({ ok: true, phone });
    expect(read.ok && read.warnings.join(" ")).toContain(`The ${prefix} that was once dialled before numbers in `);
  });

  test("and a number that has none stays as it is", () => {
    const whole = { ok: true, phone: "+525512345670", warnings: [] };
    expect(readPhone("55 1234 5670", "MX")).toMatchObject(whole);
    expect(readPhone("+52 55 1234 5670", null)).toMatchObject(whole);
    expect(readPhone("+1 551 234 5670", "MX")).toMatchObject({ ok: true, phone: "+15512345670", warnings: [] });
  });
});

describe("digits that are one country's with a prefix, and another's that has lost its plus, are refused:", () => {
  test.for([
    ["15512345670", "MX"],
    ["1 551 234 5670", "MX"],
    ["1 415 555 2671", "MX"],
    ["90 532 123 45 67", "BR"],
  ] as const)("%s (%s)", ([cell, country]) => {
    expect(readPhone(cell, country)).toMatchObject({ ok: false, code: "ambiguous" });
  });

  test("no ten digits behind a 1 are North American in a Mexican list", () => {
    for (let area = 200; area < 1000; area++) {
      for (const cell of [`1${area}2345670`, `1 ${area} 234 5670`, `1 ${String(area).slice(0, 2)} 2345 5670`]) {
        const read = readPhone(cell, "MX");
        if (read.ok && !read.phone.startsWith("+52")) {
          // No area code of Mexico's: there is nothing else that it could be.
          expect({ cell, mexican: readPhone(`+52${cell.replaceAll(/\D/g, "").slice(1)}`, null).ok }).toEqual({
            cell,
            mexican: false,
          });
        }
      }
    }
  });
});

test.for(["0xx11 2345-6789", "(0xx11) 2345-6789", "(0XX) 11 2345-6789", "0**11 2345-6789", "+55 (0xx11) 2345-6789"])(
  "the mark for any carrier is no part of a Brazilian number: %s",
  (cell) => {
    expect(readPhone(cell, "BR")).toMatchObject({ ok: true, phone: "+551123456789", warnings: [] });
    expect(readPhone(cell, "DE").ok).toBe(cell.startsWith("+"));
  },
);
